package dev.nephele.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of the state that was landed last, which later ones are held against.
 *
 * <p>The file has a line of names and then a line a figure, with tabs between: what, the figure, the machine's
 * {@linkplain Yardstick yardsticks} of that run in their order, the day (ISO 8601), the commit. Figures that are no
 * longer measured are kept out when it is written.
 */
final class Landed {
    private static final String NAMES = "what\tfigure\tdigests/s\techoes/s\tsyncs/s\tday\tcommit";
    private static final int COLUMNS = 4 + Yardstick.values().length;

    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** One landed figure. */
    record Line(double figure, Machine machine, LocalDate day, String commit) {}

    /**
     * Reads a file; what is not there holds no figures.
     *
     * @throws IOException if a line is none of such a file; the message names it
     */
    static Landed read(Path file) throws IOException {
        Landed landed = new Landed();
        if (Files.exists(file)) {
            List<String> text = Files.readAllLines(file);
            for (int i = 1; i < text.size(); i++) {
                try {
                    landed.take(text.get(i));
                } catch (IllegalArgumentException | DateTimeParseException e) {
                    throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return landed;
    }

    private void take(String text) {
        String[] columns = text.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(columns.length + " columns, not " + COLUMNS);
        }
        Map<Yardstick, Double> machine = new EnumMap<>(Yardstick.class);
        for (Yardstick each : Yardstick.values()) {
            machine.put(each, number(columns[2 + each.ordinal()]));
        }
        LocalDate day = LocalDate.parse(columns[COLUMNS - 2]);
        lines.put(columns[0], new Line(number(columns[1]), new Machine(machine), day, columns[COLUMNS - 1]));
    }

    private static double number(String text) {
        double number = Double.parseDouble(text);
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("'" + text + "' is no figure");
        }
        return number;
    }

    Optional<Line> of(Promise promise) {
        return Optional.ofNullable(lines.get(promise.what()));
    }

    void put(Promise promise, Line line) {
        lines.put(promise.what(), line);
    }

    /** Writes every figure that is still measured, in the order of the table. */
    void write(Path file) throws IOException {
        List<String> text = new ArrayList<>(List.of(NAMES));
        for (Promise promise : Promise.values()) {
            of(promise).ifPresent(line -> text.add(text(promise, line)));
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(Promise promise, Line line) {
        StringBuilder text = new StringBuilder(promise.what());
        text.append('\t').append(String.format(Locale.ROOT, "%.3f", line.figure()));
        for (Yardstick each : Yardstick.values()) {
            text.append('\t').append(Math.round(line.machine().perSecond(each)));
        }
        return text.append('\t')
                .append(line.day())
                .append('\t')
                .append(line.commit())
                .toString();
    }
}
