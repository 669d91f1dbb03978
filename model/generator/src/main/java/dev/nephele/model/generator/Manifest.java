package dev.nephele.model.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations of a service that are served, grouped by noun, and the service's manners.
 *
 * <p>Each line is {@code Noun: Operation Operation …}; a line that begins with a space goes on with the noun above;
 * {@code #} begins a remark; {@code !} begins a manner, see {@link MannerLines}.
 */
record Manifest(Map<String, List<String>> groups, MannerLines manners) {

    /** @throws IllegalStateException with file and line number, if a line says nothing */
    static Manifest read(Path file) throws IOException {
        Manifest manifest = new Manifest(new LinkedHashMap<>(), new MannerLines());
        List<String> current = List.of();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                current = manifest.add(lines.get(i), current);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalStateException(
                        file.getFileName() + ":" + (i + 1) + ": '" + lines.get(i) + "': " + wrong.getMessage(), wrong);
            }
        }
        return manifest;
    }

    /**
     * @param current the operations of the noun above
     * @return those of the noun that the next line may go on with
     */
    private List<String> add(String line, List<String> current) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return current;
        }
        if (text.startsWith("!")) {
            manners.add(text.substring(1));
            return current;
        }
        List<String> operations = current;
        if (!Character.isWhitespace(line.charAt(0))) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("names no noun");
            }
            operations = groups.computeIfAbsent(text.substring(0, colon), noun -> new ArrayList<>());
            text = text.substring(colon + 1).strip();
        } else if (groups.isEmpty()) {
            throw new IllegalArgumentException("follows no noun");
        }
        if (!text.isEmpty()) {
            operations.addAll(List.of(text.split("\\s+")));
        }
        return operations;
    }

    /** Every served operation; fails if one is listed twice. */
    Set<String> operations() {
        List<String> all = groups.values().stream().flatMap(List::stream).toList();
        Set<String> distinct = all.stream().collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        if (distinct.size() != all.size()) {
            throw new IllegalStateException("an operation is listed twice");
        }
        return distinct;
    }
}
