package dev.nephele.services.cloudwatch;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.model.cloudwatch.Dimension;
import dev.nephele.model.cloudwatch.MetricDatum;
import dev.nephele.model.cloudwatch.PutMetricDataInput;
import dev.nephele.model.cloudwatch.StatisticSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks the data of a request and turns them into rows (CloudWatch API Reference, PutMetricData and MetricDatum). */
final class Intake {
    private static final int MOST = 1_000;
    private static final int MOST_VALUES = 150;
    private static final int MOST_DIMENSIONS = 30;
    private static final int DELETE = 0x7f;
    private static final int ID = 10;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Duration PAST = Duration.ofDays(14);
    private static final Duration FUTURE = Duration.ofHours(2);

    private Intake() {}

    /**
     * The rows of a request.
     *
     * @throws dev.nephele.model.ServiceException {@code InvalidParameterValue}, {@code InvalidParameterCombination},
     *     {@code MissingParameter}, {@code NotImplemented}
     */
    static Map<Series.Place, Series.Sample> rows(PutMetricDataInput request, Ids ids, Call call) {
        if (request.entityMetricData() != null && !request.entityMetricData().isEmpty()) {
            throw Problems.notServed("EntityMetricData");
        }
        if (request.namespace().startsWith("AWS/")) {
            throw Problems.invalidValue("The value AWS/ for parameter Namespace is invalid.");
        }
        List<MetricDatum> data = request.metricData() == null ? List.of() : request.metricData();
        if (data.isEmpty()) {
            throw Problems.missing("The parameter MetricData is required.");
        }
        if (data.size() > MOST) {
            throw Problems.invalidValue("The collection MetricData must not have a size greater than " + MOST + ".");
        }
        Map<Series.Place, Series.Sample> rows = new java.util.LinkedHashMap<>();
        for (int i = 0; i < data.size(); i++) {
            MetricDatum datum = data.get(i);
            String path = "MetricData.member." + (i + 1);
            if (datum.dimensions() != null && datum.dimensions().size() > MOST_DIMENSIONS) {
                throw Problems.invalidValue("The collection " + path + ".Dimensions must not have a size greater than "
                        + MOST_DIMENSIONS + ".");
            }
            requireAscii(datum.dimensions(), path);
            Series series = Series.of(request.namespace(), datum.metricName(), datum.dimensions());
            Instant at = at(datum.timestamp(), path, call);
            rows.put(new Series.Place(series, at, ids.text(ID, ALPHABET)), sample(datum, path));
        }
        return rows;
    }

    /** CloudWatch API Reference, Dimension: names and values are ASCII without control characters. */
    private static void requireAscii(@Nullable List<Dimension> dimensions, String path) {
        for (int i = 0; dimensions != null && i < dimensions.size(); i++) {
            Dimension dimension = dimensions.get(i);
            String member = path + ".Dimensions.member." + (i + 1);
            requireAscii(dimension.name(), member + ".Name");
            requireAscii(dimension.value(), member + ".Value");
        }
    }

    private static void requireAscii(String text, String parameter) {
        if (!text.chars().allMatch(c -> c >= ' ' && c < DELETE)) {
            throw Problems.invalidValue("The value for parameter " + parameter + " contains non-ASCII characters.");
        }
    }

    private static Instant at(@Nullable Instant given, String path, Call call) {
        if (given == null) {
            return call.instant();
        }
        if (given.isAfter(call.instant().plus(FUTURE))) {
            throw Problems.invalidValue(
                    "The parameter " + path + ".Timestamp must specify a time no more than two hours in the future.");
        }
        if (given.isBefore(call.instant().minus(PAST))) {
            throw Problems.invalidValue(
                    "The parameter " + path + ".Timestamp must specify a time within the past two weeks.");
        }
        return given;
    }

    private static Series.Sample sample(MetricDatum datum, String path) {
        Map<String, Object> given = new TreeMap<>();
        if (datum.value() != null) {
            given.put("Value", datum.value());
        }
        if (datum.statisticValues() != null) {
            given.put("StatisticValues", datum.statisticValues());
        }
        if (datum.values() != null && !datum.values().isEmpty()) {
            given.put("Values", datum.values());
        }
        if (given.isEmpty()) {
            throw Problems.missing("At least one of the parameters must be specified.");
        }
        if (given.size() > 1) {
            boolean single = given.containsKey("Value");
            String first = single ? "Value" : "StatisticValues";
            String second = single && given.containsKey("StatisticValues") ? "StatisticValues" : "Values";
            throw Problems.invalidCombination("The parameters " + path + '.' + first + " and " + path + '.' + second
                    + " are mutually exclusive and you have specified both.");
        }
        String unit = datum.unit() == null ? "None" : datum.unit();
        StatisticSet set = datum.statisticValues();
        if (set != null) {
            return new Series.Sample(
                    unit,
                    true,
                    checked(
                            List.of(set.sampleCount(), set.sum(), set.minimum(), set.maximum()),
                            path + ".StatisticValues"));
        }
        return new Series.Sample(unit, false, numbers(datum, path));
    }

    private static List<Double> numbers(MetricDatum datum, String path) {
        if (datum.value() != null) {
            return checked(List.of(datum.value(), 1.0), path + ".Value");
        }
        List<Double> values = datum.values() == null ? List.of() : datum.values();
        if (values.size() > MOST_VALUES) {
            throw Problems.invalidValue(
                    "The collection " + path + ".Values must not have a size greater than " + MOST_VALUES + ".");
        }
        List<Double> counts = datum.counts();
        if (counts != null && counts.size() != values.size()) {
            throw Problems.invalidValue(
                    "The parameters " + path + ".Values and " + path + ".Counts must be of the same size.");
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            numbers.add(values.get(i));
            numbers.add(counts == null ? 1.0 : counts.get(i));
        }
        return checked(numbers, path + ".Values");
    }

    private static List<Double> checked(List<Double> numbers, String path) {
        for (double number : numbers) {
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw Problems.invalidValue("The value " + number + " for parameter " + path + " is invalid.");
            }
        }
        return numbers;
    }
}
