package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that can be read off the sources. */
class TidyTest {
    private static final int LEAST_FILES = 40;
    private static final int MAIN_LINES = 500;
    private static final int TEST_LINES = 800;
    private static final int PACKAGE_FILES = 25;
    private static final int PUBLIC_PERCENT = 35;
    private static final Set<String> VAGUE =
            Set.of("common", "util", "utils", "helper", "helpers", "manager", "impl", "dto");
    private static final Pattern VAGUE_TYPE = Pattern.compile(".*(Utils?|Helper|Manager|Impl|DTO|Dto)");
    private static final Pattern THREAD = Pattern.compile(
            "Thread\\s*\\.of(Virtual|Platform)\\(|new Thread\\(|Thread\\.startVirtualThread\\(|extends Thread\\b");
    private static final Pattern NOISE = Pattern.compile("@author|\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.$}])/(root|work|home/[a-z]+)/[\\w.]");
    private static final Pattern TEXT_FILE =
            Pattern.compile(".*\\.(java|md|xml|py|sh|txt|properties|json|yml|toml)|.*/(nephele|run|mvnw)");

    private static final List<ParsedSource> MAIN = ParsedSource.of(SourceTree.mainJava());

    @Test
    void scanFindsTheSources() {
        assertThat(SourceTree.mainJava()).hasSizeGreaterThan(LEAST_FILES);
        assertThat(MAIN).hasSameSizeAs(SourceTree.mainJava());
        assertThat(SourceTree.testJava()).isNotEmpty();
    }

    @Test
    void filesAreShort() {
        List<Violation> violations = new ArrayList<>();
        for (Path file : SourceTree.mainJava()) {
            measure(file, MAIN_LINES, violations);
        }
        for (Path file : SourceTree.testJava()) {
            measure(file, TEST_LINES, violations);
        }
        Gate.of("file-length").judge(violations);
    }

    private static void measure(Path file, int most, List<Violation> violations) {
        long lines = SourceTree.read(file).lines().count();
        if (lines > most) {
            violations.add(new Violation(SourceTree.name(file), lines + " lines, at most " + most));
        }
    }

    @Test
    void methodsAreShort() {
        Gate.of("method-length")
                .judge(MAIN.stream()
                        .flatMap(source -> source.longMethods().stream()
                                .map(method -> new Violation(source.place(), method + ", at most 60")))
                        .toList());
    }

    @Test
    void packagesAreSmall() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Path file : Stream.concat(SourceTree.mainJava().stream(), SourceTree.testJava().stream())
                .toList()) {
            sizes.merge(SourceTree.name(file.getParent()), 1, Integer::sum);
        }
        List<Violation> violations = new ArrayList<>();
        sizes.forEach((place, size) -> {
            if (size > PACKAGE_FILES) {
                violations.add(new Violation(place, size + " files, at most " + PACKAGE_FILES));
            }
        });
        Gate.of("package-size").judge(violations);
    }

    @Test
    void servicesShowLittle() {
        Map<String, int[]> counts = new TreeMap<>();
        for (ParsedSource source : MAIN) {
            Matcher service = Pattern.compile("services/[^/]+").matcher(source.place());
            if (service.lookingAt()) {
                int[] count = counts.computeIfAbsent(service.group(), name -> new int[2]);
                source.types().forEach(type -> count[type.isPublic() ? 1 : 0]++);
            }
        }
        List<Violation> violations = new ArrayList<>();
        counts.forEach((place, count) -> {
            int all = count[0] + count[1];
            if (count[1] * 100 > all * PUBLIC_PERCENT) {
                violations.add(new Violation(
                        place, count[1] + " of " + all + " types are public, at most " + PUBLIC_PERCENT + " %"));
            }
        });
        Gate.of("public-types").judge(violations);
    }

    @Test
    void everyPackageExplainsItself() {
        List<Violation> violations = new ArrayList<>();
        SourceTree.mainJava().stream().map(Path::getParent).distinct().forEach(directory -> {
            Path page = directory.resolve("package-info.java");
            String text = Files.exists(page) ? SourceTree.read(page) : "";
            long lines = text.lines().count();
            if (!text.contains("@NullMarked") || lines < 10 || lines > 40) {
                violations.add(new Violation(
                        SourceTree.name(directory),
                        "needs a package-info.java of 10 to 40 lines with @NullMarked; has " + lines + " lines"));
            }
        });
        Gate.of("package-page").judge(violations);
    }

    @Test
    void broadCatchesStandInNamedPlaces() {
        Gate.of("broad-catch")
                .judge(MAIN.stream()
                        .filter(source -> !source.broadCatches().isEmpty())
                        .map(source -> new Violation(
                                source.place(),
                                "lines " + source.broadCatches() + " catch too much: name the exceptions"))
                        .toList());
    }

    @Test
    void threadsAreMadeInNamedPlaces() {
        Gate.of("threads").judge(find(THREAD, path -> path.toString().contains("/src/main/java/") && !isGate(path)));
    }

    @Test
    void namesSayWhatThingsAre() {
        List<Violation> violations = new ArrayList<>();
        for (ParsedSource source : MAIN) {
            for (String part : source.place().split("/")) {
                if (VAGUE.contains(part)) {
                    violations.add(new Violation(source.place(), "'" + part + "' says nothing: name the noun"));
                }
            }
            for (ParsedSource.TopLevelType type : source.types()) {
                if (VAGUE_TYPE.matcher(type.name()).matches()) {
                    violations.add(new Violation(source.place(), type.name() + ": name the noun"));
                }
            }
        }
        Gate.of("vague-names").judge(violations);
    }

    @Test
    void sourcesCarryNoNoise() {
        Gate.of("noise").judge(find(NOISE, path -> path.toString().endsWith(".java") && !isGate(path)));
    }

    @Test
    void nothingNamesAMachine() {
        Gate.of("machine-paths")
                .judge(find(
                        MACHINE_PATH, path -> TEXT_FILE.matcher(path.toString()).matches() && !isGate(path)));
    }

    private static boolean isGate(Path path) {
        return path.startsWith(SourceTree.ROOT.resolve("gates"));
    }

    private static List<Violation> find(Pattern pattern, java.util.function.Predicate<Path> condition) {
        List<Violation> violations = new ArrayList<>();
        for (Path file : SourceTree.matching(condition)) {
            Matcher matcher = pattern.matcher(SourceTree.read(file));
            if (matcher.find()) {
                violations.add(new Violation(SourceTree.name(file), "'" + matcher.group() + "' does not belong here"));
            }
        }
        return violations;
    }
}
