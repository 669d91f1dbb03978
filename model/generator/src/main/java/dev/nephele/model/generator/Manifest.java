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
 * The operations of a service that are served, grouped by noun.
 *
 * <p>Each line is {@code Noun: Operation Operation …}; a line that begins with a space goes on with the noun above;
 * {@code #} begins a remark; {@code !global} says that AWS has one endpoint for all Regions.
 */
record Manifest(Map<String, List<String>> groups, boolean global) {

    static Manifest read(Path file) throws IOException {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        boolean global = false;
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.equals("!global")) {
                global = true;
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                int colon = text.indexOf(':');
                current = groups.computeIfAbsent(text.substring(0, colon), noun -> new ArrayList<>());
                text = text.substring(colon + 1).strip();
            }
            if (!text.isEmpty()) {
                current.addAll(List.of(text.split("\\s+")));
            }
        }
        return new Manifest(groups, global);
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
