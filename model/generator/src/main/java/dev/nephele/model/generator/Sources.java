package dev.nephele.model.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a generated package. */
final class Sources {
    private final String packageName;
    private final Map<String, String> files = new TreeMap<>();

    Sources(String packageName) {
        this.packageName = packageName;
    }

    /** Adds a type; fails if the package has one of this name, which means that the manifest needs another noun. */
    void add(String type, String body) {
        String text = type.equals("package-info") ? body : "package " + packageName + ";\n\n" + body;
        if (files.put(type, text) != null) {
            throw new IllegalStateException("two types are called " + type);
        }
    }

    String text(String type) {
        String text = files.get(type);
        if (text == null) {
            throw new IllegalArgumentException("no " + type);
        }
        return text;
    }

    Map<String, String> files() {
        return files;
    }

    void writeTo(Path directory) throws IOException {
        Path folder = directory.resolve(packageName.replace('.', '/'));
        Files.createDirectories(folder);
        List<Path> present;
        try (Stream<Path> list = Files.list(folder)) {
            present = list.toList();
        }
        for (Path file : present) {
            if (!files.containsKey(file.getFileName().toString().replace(".java", ""))) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey() + ".java");
            if (!Files.exists(file) || !Files.readString(file).equals(entry.getValue())) {
                Files.writeString(file, entry.getValue());
            }
        }
    }
}
