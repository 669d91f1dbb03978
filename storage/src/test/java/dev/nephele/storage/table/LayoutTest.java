package dev.nephele.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts that the build makes of records: compiles sources with the processor and uses what comes out. */
class LayoutTest {
    private static final String EVERYTHING = """
            @Row
            public record Thing(
                    String text, long number, int small, boolean flag, double real, byte[] bytes,
                    Blob blob, Instant instant, Duration duration, TimeUnit unit,
                    Optional<String> some, Optional<Instant> none, @Nullable String absent, @Nullable Integer count,
                    List<Long> numbers, Set<String> names, Map<String, String> tags, Map<String, List<Place>> places,
                    Name name, Place place) {
                public record Name(String value) {}
                public record Place(String where, int at) {}

                static Thing sample() {
                    return new Thing("t", -5, 7, true, 1.5, new byte[] {1, 2}, Blob.wrap(new byte[] {3}),
                            Instant.ofEpochSecond(9, 8), Duration.ofMillis(5), TimeUnit.DAYS,
                            Optional.of("s"), Optional.empty(), null, 3,
                            List.of(1L, -2L), Set.of("b", "a"), Map.of("k", "v"),
                            Map.of("p", List.of(new Place("x", 1), new Place("y", 2))),
                            new Name("n"), new Place("z", 3));
                }

                public static String roundTrip() {
                    byte[] row = ThingLayout.ROW.encode(sample());
                    byte[] again = ThingLayout.ROW.encode(ThingLayout.ROW.decode(row));
                    return java.util.Arrays.equals(row, again) ? describe(ThingLayout.ROW.decode(row)) : "differs";
                }

                private static String describe(Thing thing) {
                    return thing.text() + thing.number() + thing.small() + thing.flag() + thing.real() + thing.absent()
                            + thing.count() + thing.numbers() + thing.places() + thing.name().value() + thing.unit()
                            + thing.some().get() + thing.none().isPresent() + thing.place().at() + thing.instant();
                }
            }
            """;

    /** The row before and after it has grown by two components, in one class loader each. */
    private static final String GROWN = """
            @Row(2)
            public record Thing(
                    String region,
                    @Added(in = 2, before = "locationBefore") String location,
                    @Added(in = 2, before = "wasBefore") Optional<String> was,
                    boolean flag) {
                static String locationBefore(String region) {
                    return region + "!";
                }

                static Optional<String> wasBefore(RowReader in) {
                    return in.flag() ? Optional.of("yes") : Optional.empty();
                }

                public static String read(byte[] row) {
                    Thing thing = ThingLayout.ROW.decode(row);
                    return thing.region() + ' ' + thing.location() + ' ' + thing.was() + ' ' + thing.flag();
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void everyKindOfComponentComesBack() throws Exception {
        assertThat(compiled("Thing", EVERYTHING)).isEmpty();
        assertThat(call("Thing", "roundTrip"))
                .isEqualTo("t-57true1.5null3[1, -2]{p=[Place[where=x, at=1], Place[where=y, at=2]]}nDAYSs"
                        + "false31970-01-01T00:00:09.000000008Z");
        assertThat(directory.resolve("META-INF/nephele/rows/sample.Thing"))
                .content()
                .startsWith("1 (text:text, number:number, small:number, flag:flag, real:real, bytes:bytes, blob:bytes,")
                .contains("places:(map text (list (where:text, at:number))), name:text,");
    }

    @Test
    void olderRowsAreReadWithWhatWasBefore() throws Exception {
        RowWriter out = new RowWriter();
        out.raw((byte) 1);
        byte[] old = out.text("eu").flag(true).flag(false).toRow();
        assertThat(compiled("Thing", GROWN)).isEmpty();
        assertThat(call("Thing", "read", old)).isEqualTo("eu eu! Optional[yes] false");
        assertThat(directory.resolve("META-INF/nephele/rows/sample.Thing"))
                .hasContent("1 (region:text, flag:flag)\n"
                        + "2 (region:text, location:text, was:(optional text), flag:flag)\n");
    }

    @Test
    void keysSortAsTheirComponents() throws Exception {
        String source = """
                @RowKey
                public record Thing(String queue, Inner inner) {
                    public record Inner(Instant at, int small, boolean flag, long number) {}

                    public static Object[] sorted() {
                        return new Object[] {
                            ThingLayout.KEY,
                            new Thing("p", new Inner(Instant.EPOCH, 9, true, 9)),
                            new Thing("q", new Inner(Instant.EPOCH, 2, false, 9)),
                            new Thing("q", new Inner(Instant.EPOCH, 2, true, -4)),
                            new Thing("q", new Inner(Instant.EPOCH, 2, true, 3)),
                            new Thing("q", new Inner(Instant.EPOCH.plusNanos(1), 0, false, -9)),
                        };
                    }
                }
                """;
        assertThat(compiled("Thing", source)).isEmpty();
        Object[] sorted = (Object[]) call("Thing", "sorted");
        @SuppressWarnings("unchecked")
        KeyCodec<Object> keys = (KeyCodec<Object>) sorted[0];
        byte[] last = {};
        for (Object key : List.of(sorted).subList(1, sorted.length)) {
            KeyWriter out = KeyWriter.empty();
            keys.write(out, key);
            assertThat(keys.read(KeyReader.of(out.toKey()))).isEqualTo(key);
            assertThat(Arrays.compareUnsigned(last, out.toKey())).isNegative();
            last = out.toKey();
        }
        assertThat(directory.resolve("META-INF/nephele/rows/sample.Thing"))
                .hasContent("key (queue:text, inner:(at:instant, small:small, flag:flag, number:number))\n");
    }

    @Test
    void whatHasNoFormEndsTheBuildAtItsPlace() throws Exception {
        assertThat(compiled("Thing", "@Row public record Thing(String text, Thread thread) {}"))
                .containsExactly("a row has no form for java.lang.Thread");
        assertThat(compiled("Other", "@RowKey public record Other(List<String> texts) {}"))
                .containsExactly("a key has no form for java.util.List<java.lang.String>");
        assertThat(compiled("Self", "@Row public record Self(String text, Optional<Self> self) {}"))
                .containsExactly("sample.Self holds itself, and has no form");
        assertThat(compiled("Kind", "@Row public enum Kind { A }")).containsExactly("only records are rows and keys");
        assertThat(compiled("Late", "@Row public record Late(@Added(in = 2, before = \"none\") String text) {}"))
                .containsExactly("added in a version that the row has not reached");
        assertThat(compiled("Gone", "@Row(2) public record Gone(@Added(in = 2, before = \"none\") String text) {}"))
                .containsExactly("no static method none says what it was before");
    }

    private List<String> compiled(String name, String source) throws IOException {
        String head = """
                package sample;
                import dev.nephele.model.Blob;
                import dev.nephele.storage.table.*;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.TimeUnit;
                import org.jspecify.annotations.Nullable;
                """;
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("memory:///sample/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return head + source;
                    }
                };
        Files.createDirectories(directory);
        compiler.getTask(
                        null,
                        null,
                        problems,
                        List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:full"),
                        null,
                        List.of(file))
                .call();
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> problem.getMessage(null))
                .filter(text -> !text.contains("cannot find symbol"))
                .collect(Collectors.toList());
    }

    private Object call(String name, String method, Object... arguments) throws Exception {
        URL[] classes = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("sample." + name);
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {byte[].class};
            return type.getMethod(method, types).invoke(null, arguments);
        }
    }
}
