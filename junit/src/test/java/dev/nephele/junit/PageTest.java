package dev.nephele.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of users shows nothing that is not compiled and run. */
class PageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void quotesWhatIsTested() throws IOException {
        List<String> quotes = JAVA.matcher(Files.readString(ROOT.resolve("docs/testing-with-nephele.md")))
                .results()
                .map(found -> plain(found.group(1)))
                .toList();
        assertThat(quotes).hasSizeGreaterThan(3);
        String sources = sources("samples/junit/src") + sources("junit/src/test");
        assertThat(quotes).allSatisfy(quote -> assertThat(sources).contains(quote));
    }

    private static String sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(PageTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return plain(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Without what depends on where it stands. */
    private static String plain(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
