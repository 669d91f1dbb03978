package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.model.cloudwatch.Dimension;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowReader;
import dev.nephele.storage.table.RowWriter;
import dev.nephele.storage.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A metric: its data are rows that begin with it.
 *
 * @param dimensions names and values in the order of names, each ended by a zero character
 */
record Series(String namespace, String name, String dimensions) {
    private static final String END = "\0";

    /** One row of data; the id keeps data of the same time apart. */
    record Place(Series series, Instant at, String id) {}

    /**
     * What was put at once: values with how often each occurred, or a summary that the client made.
     *
     * @param numbers values and counts in turn; of a summary count, sum, minimum, maximum
     */
    record Sample(String unit, boolean summary, List<Double> numbers) {
        private static void write(Sample sample, RowWriter out) {
            out.text(sample.unit).flag(sample.summary).list(sample.numbers, RowWriter::real);
        }

        private static Sample read(RowReader in) {
            return new Sample(in.text(), in.flag(), in.list(RowReader::real));
        }
    }

    /** When each metric was last put. */
    static final RegionTable<Series, Instant> METRICS = Table.regional(
            0x1701,
            KeyCodec.of(
                    (out, key) -> out.text(key.namespace).text(key.name).text(key.dimensions),
                    in -> new Series(in.text(), in.text(), in.text())),
            RowCodec.of(1, (at, out) -> out.instant(at), RowReader::instant));

    static final RegionTable<Place, Sample> SAMPLES = Table.regional(
            0x1702,
            KeyCodec.of(
                    (out, key) -> out.text(key.series.namespace)
                            .text(key.series.name)
                            .text(key.series.dimensions)
                            .instant(key.at)
                            .text(key.id),
                    in -> new Place(new Series(in.text(), in.text(), in.text()), in.instant(), in.text())),
            RowCodec.of(1, Sample::write, Sample::read));

    static Series of(String namespace, String name, @Nullable List<Dimension> dimensions) {
        StringBuilder text = new StringBuilder();
        if (dimensions != null) {
            dimensions.stream()
                    .sorted(Comparator.comparing(Dimension::name))
                    .forEach(each -> text.append(each.name())
                            .append(END)
                            .append(each.value())
                            .append(END));
        }
        return new Series(namespace, name, text.toString());
    }

    List<Dimension> dimensionList() {
        List<Dimension> list = new ArrayList<>();
        String[] parts = dimensions.split(END, -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            list.add(new Dimension(parts[i], parts[i + 1]));
        }
        return list;
    }

    /**
     * The data of a time, by unit and by the beginning of their period.
     *
     * @param from included; {@code to} is not
     */
    Map<String, TreeMap<Instant, Summary>> read(View view, Call call, Instant from, Instant to, int period) {
        Map<String, TreeMap<Instant, Summary>> byUnit = new TreeMap<>();
        SAMPLES.in(call)
                .scan()
                .from(out -> out.text(namespace).text(name).text(dimensions).instant(from))
                .before(out -> out.text(namespace).text(name).text(dimensions).instant(to))
                .each(view, (place, sample) -> {
                    long second = Math.floorDiv(place.at.getEpochSecond(), period) * period;
                    byUnit.computeIfAbsent(sample.unit, unit -> new TreeMap<>())
                            .computeIfAbsent(Instant.ofEpochSecond(second), start -> new Summary())
                            .add(sample);
                    return true;
                });
        return byUnit;
    }
}
