package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.model.cloudwatch.Dimension;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.RowKey;
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
@RowKey
record Series(String namespace, String name, String dimensions) {
    private static final String END = "\0";

    /** One row of data; the id keeps data of the same time apart. */
    @RowKey
    record Place(Series series, Instant at, String id) {}

    /**
     * What was put at once: values with how often each occurred, or a summary that the client made.
     *
     * @param numbers values and counts in turn; of a summary count, sum, minimum, maximum
     */
    @Row
    record Sample(String unit, boolean summary, List<Double> numbers) {}

    /** When each metric was last put. */
    static final RegionTable<Series, Instant> METRICS = Table.regional(0x1701, SeriesLayout.KEY, RowCodec.instant());

    static final RegionTable<Place, Sample> SAMPLES = Table.regional(0x1702, PlaceLayout.KEY, SampleLayout.ROW);

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
