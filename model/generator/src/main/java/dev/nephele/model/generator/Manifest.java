package dev.nephele.model.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operations of a service that are served, grouped by noun, their rules as far as they need no code, and the
 * service's manners.
 *
 * <p>Each line is {@code Noun: Operation Operation …}; a line that begins with a space goes on with the noun above;
 * {@code #} begins a remark; {@code !} begins a manner, see {@link MannerLines}; {@code @queue QueueUrl} says by which
 * members of an input a kind of resource is named. What follows an operation's name is its {@link Rule}.
 *
 * @param resources the members that name a resource, by its kind
 * @param rules by operation
 */
record Manifest(
        Map<String, List<String>> groups,
        Map<String, List<String>> resources,
        Map<String, Rule> rules,
        MannerLines manners) {
    private static final Pattern OPERATION =
            Pattern.compile("([A-Za-z0-9]+)(?:@([a-z][A-Za-z]*)?(?:=([A-Za-z0-9:-]+))?((?:\\+[^+=]+=[A-Za-z0-9]+)*))?");

    /**
     * A rule without code: an action on one resource, or on none. Written {@code TagQueue@queue}, {@code ListQueues@},
     * {@code SendMessageBatch@queue=SendMessage} where the action is called otherwise than the operation, and {@code
     * AttachUserPolicy@user+iam:PolicyARN=PolicyArn} where a member of the input is a condition key.
     *
     * @param resource the kind; empty for none
     * @param action with or without the service's prefix
     * @param keys condition keys, each with its member
     */
    record Rule(String resource, String action, Map<String, String> keys) {}

    /** @throws IllegalStateException with file and line number, if a line says nothing */
    static Manifest read(Path file) throws IOException {
        Manifest manifest =
                new Manifest(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new MannerLines());
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
        if (text.startsWith("@")) {
            List<String> words = List.of(text.substring(1).split("\\s+"));
            if (resources.putIfAbsent(words.getFirst(), words.subList(1, words.size())) != null) {
                throw new IllegalArgumentException("is said twice");
            }
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
            for (String word : text.split("\\s+")) {
                operations.add(operation(word));
            }
        }
        return operations;
    }

    private String operation(String word) {
        Matcher parts = OPERATION.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException(word + " is no operation");
        }
        String name = parts.group(1);
        if (word.contains("@")) {
            String resource = parts.group(2) == null ? "" : parts.group(2);
            if (!resource.isEmpty() && !resources.containsKey(resource)) {
                throw new IllegalArgumentException("no line '@" + resource + " …' says what names it");
            }
            Map<String, String> keys = new LinkedHashMap<>();
            for (String key : parts.group(4).split("\\+")) {
                if (!key.isEmpty()) {
                    keys.put(key.substring(0, key.indexOf('=')), key.substring(key.indexOf('=') + 1));
                }
            }
            rules.put(name, new Rule(resource, parts.group(3) == null ? name : parts.group(3), keys));
        }
        return name;
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
