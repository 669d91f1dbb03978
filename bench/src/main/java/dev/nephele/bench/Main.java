package dev.nephele.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Runs every measurement and prints the table. */
public final class Main {
    private static final Duration YARDSTICK = Duration.ofMillis(500);

    private Main() {}

    /**
     * Measures.
     *
     * @param arguments the project's root, seconds for each load, whether to measure the great numbers, the commit if the
     *     figures are to be landed or nothing, the peer's class path or nothing, decisions a second as measured before
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
        boolean great = Boolean.parseBoolean(arguments[2]);
        String commit = arguments[3];
        Optional<String> peer = Optional.of(arguments[4]).filter(path -> !path.isEmpty());
        Path file = root.resolve("bench/landed.tsv");
        Landed landed = Landed.read(file);
        Table table = new Table(out, () -> Machine.measure(YARDSTICK), landed);
        table.head();
        if (great) {
            GreatNumbers.run(root, time, GreatNumbers.GREAT, table);
        } else {
            table.row(Promise.DECISIONS, Double.parseDouble(arguments[5].replace(",", "")));
            Starts.run(root, table);
            Loads.run(root, time, peer, table);
        }
        table.foot();
        if (!commit.isEmpty()) {
            LocalDate day = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
            table.figures()
                    .forEach((promise, figure) ->
                            landed.put(promise, new Landed.Line(figure.value(), figure.machine(), day, commit)));
            landed.write(file);
        }
    }
}
