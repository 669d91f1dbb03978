package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every endpoint of administration stands in docs/admin.md. */
class AdminDocumentTest {
    private static final int LEAST_PATHS = 10;
    private static final Pattern PATH = Pattern.compile("\"(/(?:_nephele|_localstack|moto-api)/[a-z]+/?)");

    @Test
    void namesEveryEndpoint() {
        Set<String> paths = new TreeSet<>();
        SourceTree.mainJava().stream()
                .filter(path -> SourceTree.name(path).contains("/gateway/admin/"))
                .flatMap(path -> PATH.matcher(SourceTree.read(path)).results())
                .map((MatchResult found) -> found.group(1))
                .forEach(paths::add);
        assertThat(paths).hasSizeGreaterThan(LEAST_PATHS);
        String document = SourceTree.read(SourceTree.ROOT.resolve("docs/admin.md"));
        assertThat(paths).allSatisfy(path -> assertThat(document).containsPattern("(GET|POST) " + path));
    }
}
