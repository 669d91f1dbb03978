package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.model.cloudwatch.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.Scan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metrics: their data, the statistics of these, and which there are. */
final class CloudWatchMetrics implements Metrics {
    private static final int MOST_DATAPOINTS = 1_440;
    private static final int PAGE = 500;
    private static final Duration LISTED = Duration.ofDays(14);
    private static final Duration RECENT = Duration.ofHours(3);
    private static final List<Integer> SHORT_PERIODS = List.of(1, 5, 10, 20, 30);

    private final Store store;
    private final Ids ids;
    private final Pages pages;

    CloudWatchMetrics(Store store, Ids ids, Pages pages) {
        this.store = store;
        this.ids = ids;
        this.pages = pages;
    }

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataInput request, Call call) {
        Map<Series.Place, Series.Sample> rows = Intake.rows(request, ids, call);
        store.update(
                call,
                transaction -> rows.forEach((place, sample) -> {
                    Series.SAMPLES.in(call).put(transaction, place, sample);
                    Series.METRICS.in(call).put(transaction, place.series(), call.instant());
                }));
        return PutMetricDataResponse.EMPTY;
    }

    static void requirePeriod(int period) {
        if (period < 1 || (period % 60 != 0 && !SHORT_PERIODS.contains(period))) {
            throw Problems.invalidValue(
                    "The parameter Period must be greater than or equal to 60 and a multiple of 60, or one of 1, 5, 10,"
                            + " 20, 30.");
        }
    }

    static void requireOrder(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw Problems.invalidValue("The parameter StartTime must be less than the parameter EndTime.");
        }
    }

    @Override
    public GetMetricStatisticsOutput getMetricStatistics(GetMetricStatisticsInput request, Call call) {
        requirePeriod(request.period());
        requireOrder(request.startTime(), request.endTime());
        List<String> statistics = request.statistics() == null ? List.of() : request.statistics();
        List<String> extended = request.extendedStatistics() == null ? List.of() : request.extendedStatistics();
        if (statistics.isEmpty() && extended.isEmpty()) {
            throw Problems.missing("The parameter Statistics or ExtendedStatistics must be specified.");
        }
        statistics.forEach(name -> Summary.requireKnown(name, "Statistics"));
        extended.forEach(name -> Summary.requireKnown(name, "ExtendedStatistics"));
        long range = Duration.between(request.startTime(), request.endTime()).toSeconds() / request.period();
        if (range > MOST_DATAPOINTS) {
            throw Problems.invalidCombination("You have requested up to " + range
                    + " datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing"
                    + " Period, or decreasing the time range.");
        }
        List<Datapoint> datapoints = new ArrayList<>();
        Series series = Series.of(request.namespace(), request.metricName(), request.dimensions());
        store.read(call, view -> series.read(view, call, request.startTime(), request.endTime(), request.period()))
                .forEach((unit, periods) -> {
                    if (request.unit() == null || request.unit().equals(unit)) {
                        periods.forEach((start, summary) ->
                                datapoints.add(datapoint(start, unit, summary, statistics, extended)));
                    }
                });
        return new GetMetricStatisticsOutput(request.metricName(), datapoints);
    }

    private static Datapoint datapoint(
            Instant start, String unit, Summary summary, List<String> statistics, List<String> extended) {
        Map<String, Double> percentiles = new HashMap<>();
        extended.forEach(name -> summary.statistic(name).ifPresent(value -> percentiles.put(name, value)));
        return Datapoint.builder()
                .timestamp(start)
                .unit(unit)
                .sampleCount(statistics.contains("SampleCount") ? summary.count() : null)
                .sum(statistics.contains("Sum") ? summary.sum() : null)
                .average(statistics.contains("Average") ? summary.average() : null)
                .minimum(statistics.contains("Minimum") ? summary.minimum() : null)
                .maximum(statistics.contains("Maximum") ? summary.maximum() : null)
                .extendedStatistics(percentiles.isEmpty() ? null : percentiles)
                .build();
    }

    @Override
    public GetMetricDataOutput getMetricData(GetMetricDataInput request, Call call) {
        return store.read(call, view -> MetricQueries.answer(request, call, view));
    }

    @Override
    public ListMetricsOutput listMetrics(ListMetricsInput request, Call call) {
        if (Boolean.TRUE.equals(request.includeLinkedAccounts()) || request.owningAccount() != null) {
            throw Problems.notServed("IncludeLinkedAccounts");
        }
        Duration seen = request.recentlyActive() == null ? LISTED : RECENT;
        Instant since = call.instant().minus(seen);
        Wanted wanted = pages.of("ListMetrics", call, filter(request)).page(request.nextToken(), PAGE);
        Page<Metric> page = store.read(
                call,
                view -> wanted.rows(
                        view,
                        scan(request, call),
                        (series, last) -> last.isAfter(since) && fits(series, request)
                                ? Optional.of(new Metric(series.namespace(), series.name(), series.dimensionList()))
                                : Optional.empty()));
        return new ListMetricsOutput(page.items(), page.next(), null);
    }

    private static @Nullable Object[] filter(ListMetricsInput request) {
        List<DimensionFilter> dimensions = request.dimensions() == null ? List.of() : request.dimensions();
        return new @Nullable Object[] {
            request.namespace(),
            request.metricName(),
            request.recentlyActive(),
            dimensions.stream().map(DimensionFilter::name).toList(),
            dimensions.stream().map(DimensionFilter::value).collect(Collectors.toList())
        };
    }

    private static Scan<Series, Instant> scan(ListMetricsInput request, Call call) {
        Scan<Series, Instant> scan = Series.METRICS.in(call).scan();
        String namespace = request.namespace();
        return namespace == null ? scan : scan.under(out -> out.text(namespace));
    }

    private static boolean fits(Series series, ListMetricsInput request) {
        if (request.metricName() != null && !request.metricName().equals(series.name())) {
            return false;
        }
        Map<String, String> dimensions = new TreeMap<>();
        series.dimensionList().forEach(each -> dimensions.put(each.name(), each.value()));
        List<DimensionFilter> filters = request.dimensions() == null ? List.of() : request.dimensions();
        return filters.stream().allMatch(filter -> {
            @Nullable String value = dimensions.get(filter.name());
            return value != null && (filter.value() == null || filter.value().equals(value));
        });
    }
}
