package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.model.cloudwatch.GetMetricDataInput;
import dev.nephele.model.cloudwatch.GetMetricDataOutput;
import dev.nephele.model.cloudwatch.InvalidNextToken;
import dev.nephele.model.cloudwatch.MessageData;
import dev.nephele.model.cloudwatch.MetricDataQuery;
import dev.nephele.model.cloudwatch.MetricDataResult;
import dev.nephele.model.cloudwatch.MetricStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers GetMetricData: one result a query, in pages over all their datapoints. */
final class MetricQueries {
    private static final int MOST_QUERIES = 500;
    private static final int MOST_DATAPOINTS = 100_800;

    private MetricQueries() {}

    /** The whole of a query's data, before it is cut into pages. */
    private record Found(MetricDataQuery query, List<Instant> times, List<Double> values, List<MessageData> messages) {}

    static GetMetricDataOutput answer(GetMetricDataInput request, Call call, View view) {
        CloudWatchMetrics.requireOrder(request.startTime(), request.endTime());
        require(request.metricDataQueries());
        int most =
                request.maxDatapoints() == null ? MOST_DATAPOINTS : Math.min(MOST_DATAPOINTS, request.maxDatapoints());
        int begin = offset(request.nextToken());
        int seen = 0;
        boolean more = false;
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : request.metricDataQueries()) {
            if (Boolean.FALSE.equals(query.returnData())) {
                continue;
            }
            Found found = find(query, request, call, view);
            int size = found.times.size();
            int from = Math.clamp(begin - seen, 0, size);
            int to = Math.clamp((long) begin + most - seen, from, size);
            seen += size;
            more |= to < size;
            results.add(told(found, from, to, request));
        }
        return new GetMetricDataOutput(results, more ? Integer.toString(begin + most) : null, List.of());
    }

    private static MetricDataResult told(Found found, int from, int to, GetMetricDataInput request) {
        boolean whole = to == found.times.size();
        return MetricDataResult.builder()
                .id(found.query.id())
                .label(label(found.query, request.metricDataQueries()))
                .timestamps(found.times.subList(from, to))
                .values(found.values.subList(from, to))
                .statusCode(whole ? "Complete" : "PartialData")
                .messages(found.messages.isEmpty() ? null : found.messages)
                .build();
    }

    private static int offset(@org.jspecify.annotations.Nullable String token) {
        if (token == null) {
            return 0;
        }
        if (!token.matches("\\d{1,9}")) {
            throw new InvalidNextToken("Invalid nextToken");
        }
        return Integer.parseInt(token);
    }

    private static void require(List<MetricDataQuery> queries) {
        if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
            throw Problems.invalidValue(
                    "The collection MetricDataQueries must have between 1 and " + MOST_QUERIES + " members.");
        }
        Set<String> queryIds = new HashSet<>();
        for (int i = 0; i < queries.size(); i++) {
            MetricDataQuery query = queries.get(i);
            if (!query.id().matches("[a-z][A-Za-z0-9_]*")) {
                throw Problems.invalidValue("The value " + query.id()
                        + " for parameter MetricDataQueries.member." + (i + 1)
                        + ".Id is not matching the expected pattern"
                        + " ^[a-z][a-zA-Z0-9_]*$.");
            }
            if (!queryIds.add(query.id())) {
                throw Problems.invalidValue("The values for parameter id in MetricDataQueries are not unique.");
            }
            if (query.expression() != null) {
                throw Problems.notServed("Expression");
            }
            if (query.accountId() != null) {
                throw Problems.notServed("AccountId");
            }
            if (query.metricStat() == null) {
                throw Problems.missing("The parameter MetricStat or Expression must be specified.");
            }
            Summary.requireKnown(query.metricStat().stat(), "Stat");
            CloudWatchMetrics.requirePeriod(query.metricStat().period());
        }
    }

    private static Found find(MetricDataQuery query, GetMetricDataInput request, Call call, View view) {
        MetricStat stat = query.metricStat();
        String namespace = stat == null ? null : stat.metric().namespace();
        String name = stat == null ? null : stat.metric().metricName();
        if (stat == null || namespace == null || name == null) {
            throw Problems.missing("The parameter MetricDataQueries.member.1.MetricStat.Metric is incomplete.");
        }
        Instant start = Instant.ofEpochSecond(
                Math.floorDiv(request.startTime().getEpochSecond(), stat.period()) * stat.period());
        Map<String, TreeMap<Instant, Summary>> byUnit = Series.of(
                        namespace, name, stat.metric().dimensions())
                .read(view, call, start, request.endTime(), stat.period());
        if (stat.unit() != null) {
            byUnit.keySet().retainAll(Set.of(stat.unit()));
        }
        List<MessageData> messages = new ArrayList<>();
        if (byUnit.size() > 1) {
            String units = String.join(", ", new TreeSet<>(byUnit.keySet()));
            messages.add(new MessageData("MultipleUnits", "Multiple units returned: '[" + units + "]'"));
        }
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        byUnit.values().stream()
                .findFirst()
                .ifPresent(periods -> periods.forEach(
                        (time, summary) -> summary.statistic(stat.stat()).ifPresent(value -> {
                            times.add(time);
                            values.add(value);
                        })));
        if (!"TimestampAscending".equals(request.scanBy())) {
            Collections.reverse(times);
            Collections.reverse(values);
        }
        return new Found(query, times, values, messages);
    }

    /** The name of the metric, with what tells it from the other queries. */
    private static String label(MetricDataQuery query, List<MetricDataQuery> all) {
        if (query.label() != null) {
            return query.label();
        }
        MetricStat stat = query.metricStat();
        if (stat == null) {
            return query.id();
        }
        StringBuilder label = new StringBuilder(String.valueOf(stat.metric().metricName()));
        boolean stats = all.stream()
                .anyMatch(other ->
                        other.metricStat() != null && !other.metricStat().stat().equals(stat.stat()));
        boolean periods = all.stream()
                .anyMatch(other -> other.metricStat() != null
                        && !other.metricStat().period().equals(stat.period()));
        if (stats) {
            label.append(' ').append(stat.stat());
        }
        if (periods) {
            label.append(' ').append(stat.period());
        }
        return label.toString();
    }
}
