package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is on disk stays readable. The bytes of every key and of every version of every row stand in {@code
 * stored-forms.txt}; a change of a record that would read older rows wrongly is a change of a line. And tables are told
 * apart: each has a number of its own, whose first byte belongs to one module.
 */
class StoredFormsTest {
    private static final int LEAST_FORMS = 30;
    private static final int LEAST_TABLES = 40;
    private static final Path FORMS = SourceTree.ROOT.resolve("gates/src/test/resources/stored-forms.txt");
    private static final String DESCRIPTIONS = "META-INF/nephele/rows";
    private static final Pattern TABLE = Pattern.compile(
            "(?:Table\\s*\\.\\s*(?:partition|account|regional)\\(\\s*|\\bTABLE = )0x([0-9a-f]{2})([0-9a-f]{2})\\b");

    /** The forms of the built records: {@code record version} or {@code record key}, and the components. */
    private static Map<String, String> built() {
        Map<String, String> forms = new TreeMap<>();
        for (Path classes : SourceTree.classDirectories()) {
            Path descriptions = classes.resolve(DESCRIPTIONS);
            if (!Files.isDirectory(descriptions)) {
                continue;
            }
            try (Stream<Path> files = Files.list(descriptions)) {
                files.forEach(file -> SourceTree.read(file).lines().forEach(line -> {
                    String[] parts = line.split(" ", 2);
                    forms.put(file.getFileName() + " " + parts[0], parts[1]);
                }));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return forms;
    }

    private static Map<String, String> written() {
        Map<String, String> forms = new TreeMap<>();
        SourceTree.read(FORMS).lines().forEach(line -> {
            String[] parts = line.split(" ", 3);
            forms.put(parts[0] + " " + parts[1], parts[2]);
        });
        return forms;
    }

    @Test
    void whatIsOnDiskStaysReadable() {
        Map<String, String> built = built();
        Map<String, String> written = written();
        assertThat(built).hasSizeGreaterThan(LEAST_FORMS);
        List<Violation> violations = new ArrayList<>();
        built.forEach((name, form) -> {
            String before = written.get(name);
            if (before == null) {
                violations.add(new Violation(name, "is new; add the line: " + name + " " + form));
            } else if (!before.equals(form)) {
                violations.add(new Violation(
                        name,
                        "was " + before + " and is " + form + ": give the row a new version, or rename the line"));
            }
        });
        written.keySet().stream()
                .filter(name -> !built.containsKey(name))
                .forEach(name -> violations.add(new Violation(name, "is not built any more; remove its line")));
        Gate.of("stored-forms").judge(violations);
    }

    @Test
    void everyTableHasItsOwnNumber() {
        Map<String, String> tables = new HashMap<>();
        Map<String, String> owners = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (Path source : SourceTree.mainJava()) {
            if (source.endsWith("package-info.java")) {
                continue;
            }
            String name = SourceTree.name(source);
            String module = name.substring(0, name.indexOf("/src/"));
            Matcher declarations = TABLE.matcher(SourceTree.read(source));
            while (declarations.find()) {
                String number = declarations.group(1) + declarations.group(2);
                String other = tables.put(number, name);
                if (other != null) {
                    violations.add(new Violation(name, "table " + number + " is also one of " + other));
                }
                String owner = owners.putIfAbsent(declarations.group(1), module);
                if (owner != null && !owner.equals(module)) {
                    violations.add(new Violation(name, "tables " + declarations.group(1) + "xx are those of " + owner));
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(LEAST_TABLES);
        Gate.of("table-numbers").judge(violations);
    }
}
