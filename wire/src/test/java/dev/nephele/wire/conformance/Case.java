package dev.nephele.wire.conformance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of AWS's.
 *
 * @param name file, place in the file and id; what exceptions name
 * @param suite the model around it
 */
record Case(String name, Map<String, @Nullable Object> suite, Map<String, @Nullable Object> content) {

    /** All cases whose file names contain the word, in order. */
    static List<Case> all(String word) {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> path.getFileName().toString().contains(word + '.'))
                    .sorted()
                    .toList()) {
                read(file, cases);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return cases;
    }

    private static Path folder() {
        try {
            return Path.of(
                    Objects.requireNonNull(Case.class.getResource("cases")).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void read(Path file, List<Case> cases) throws IOException {
        String fileName = file.getFileName().toString();
        String base = fileName.substring(0, fileName.length() - ".json".length());
        int suiteNumber = 0;
        for (Object suite : Json.list(Json.parse(Files.readAllBytes(file)))) {
            Map<String, @Nullable Object> map = Json.map(suite);
            int number = 0;
            for (Object each : Json.list(map.get("cases"))) {
                Map<String, @Nullable Object> content = Json.map(each);
                Object id = content.get("id");
                String name = base + ' ' + suiteNumber + ':' + number + (id == null ? "" : " " + id);
                cases.add(new Case(name, map, content));
                number++;
            }
            suiteNumber++;
        }
    }

    /** The cases that cannot apply to a server, with the reason of each; in the order of the resource. */
    static Map<String, String> exceptions() {
        Map<String, String> exceptions = new LinkedHashMap<>();
        String text;
        try (var in = Objects.requireNonNull(Case.class.getResourceAsStream("exceptions.txt"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String reason = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("= ")) {
                reason = line.substring(2);
            } else if (exceptions.put(line.strip(), reason) != null) {
                throw new AssertionError("listed twice: " + line);
            }
        }
        return exceptions;
    }

    CaseModel model() {
        return new CaseModel(suite, Json.map(content.get("given")));
    }

    @Override
    public String toString() {
        return name;
    }
}
