package dev.nephele.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.nephele.model.cloudwatch.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchMetricsTest {
    private static final Instant NOW = ManualClock.BEGINNING;
    private static final String APP = "app";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new CloudWatch(ground.store(), ground.ids(), ground.key()).served());

    private static MetricDatum.Builder datum(String name) {
        return MetricDatum.builder().metricName(name);
    }

    private static PutMetricDataInput data(String namespace, MetricDatum.Builder... data) {
        return PutMetricDataInput.builder()
                .namespace(namespace)
                .metricData(Arrays.stream(data).map(MetricDatum.Builder::build).toList())
                .build();
    }

    private void put(MetricDatum.Builder... data) {
        cloud.root().call(CloudwatchOperations.PUT_METRIC_DATA, data(APP, data));
    }

    private Refusal refusal(MetricDatum.Builder... data) {
        return cloud.root().refusal(CloudwatchOperations.PUT_METRIC_DATA, data(APP, data));
    }

    private static Refusal invalid(String message) {
        return new Refusal("InvalidParameterValue", 400, message);
    }

    private static GetMetricStatisticsInput.Builder statistics(String name, int period, String... statistics) {
        return GetMetricStatisticsInput.builder()
                .namespace(APP)
                .metricName(name)
                .startTime(NOW.minus(Duration.ofHours(1)))
                .endTime(NOW.plus(Duration.ofHours(1)))
                .period(period)
                .statistics(statistics.length == 0 ? null : List.of(statistics));
    }

    private List<Datapoint> datapoints(GetMetricStatisticsInput.Builder request) {
        return cloud.root()
                .call(CloudwatchOperations.GET_METRIC_STATISTICS, request.build())
                .datapoints();
    }

    private static MetricDataQuery.Builder query(String id, String name, int period, String stat) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(MetricStat.builder()
                        .metric(new Metric(APP, name, null))
                        .period(period)
                        .stat(stat)
                        .build());
    }

    private static GetMetricDataInput.Builder asking(MetricDataQuery.Builder... queries) {
        return GetMetricDataInput.builder()
                .startTime(NOW.minus(Duration.ofHours(1)))
                .endTime(NOW.plus(Duration.ofHours(1)))
                .metricDataQueries(Arrays.stream(queries)
                        .map(MetricDataQuery.Builder::build)
                        .toList());
    }

    private GetMetricDataOutput ask(GetMetricDataInput.Builder request) {
        return cloud.root().call(CloudwatchOperations.GET_METRIC_DATA, request.build());
    }

    private List<String> listed(ListMetricsInput.Builder request) {
        return cloud.root().call(CloudwatchOperations.LIST_METRICS, request.build()).metrics().stream()
                .map(Metric::metricName)
                .toList();
    }

    @Test
    void haveDataInPeriodsThatBeginAtMultiplesOfTheirLength() {
        put(datum("m").value(1.0).timestamp(NOW.plusSeconds(59)));
        put(datum("m").value(2.0).timestamp(NOW.plusSeconds(60)));
        put(datum("m").value(4.0).timestamp(NOW.plusSeconds(119)));
        assertThat(datapoints(statistics("m", 60, "Sum")))
                .extracting(Datapoint::timestamp, Datapoint::sum)
                .containsExactlyInAnyOrder(tuple(NOW, 1.0), tuple(NOW.plusSeconds(60), 6.0));
    }

    @Test
    void haveTheTimeOfTheCallUnlessTheySayOne() {
        put(datum("m").value(1.0));
        cloud.advance(Duration.ofMinutes(1));
        put(datum("m").value(2.0));
        assertThat(datapoints(statistics("m", 60, "Sum")))
                .extracting(Datapoint::timestamp)
                .containsExactlyInAnyOrder(NOW, NOW.plusSeconds(60));
    }

    @Test
    void joinValuesWithTheirCountsAndSummariesOfClients() {
        put(
                datum("m").values(List.of(1.0, 5.0)).counts(List.of(3.0, 1.0)),
                datum("m").statisticValues(new StatisticSet(2.0, 20.0, 8.0, 12.0)));
        Datapoint point = datapoints(statistics("m", 60, "SampleCount", "Sum", "Average", "Minimum", "Maximum"))
                .getFirst();
        assertThat(point.sampleCount()).isEqualTo(6.0);
        assertThat(point.sum()).isEqualTo(28.0);
        assertThat(point.average()).isEqualTo(28.0 / 6);
        assertThat(point.minimum()).isEqualTo(1.0);
        assertThat(point.maximum()).isEqualTo(12.0);
    }

    @Test
    void showOnlyTheStatisticsAskedFor() {
        put(datum("m").value(1.0));
        Datapoint point = datapoints(statistics("m", 60, "Sum")).getFirst();
        assertThat(point.sum()).isEqualTo(1.0);
        assertThat(point.average()).isNull();
        assertThat(point.extendedStatistics()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"p0, 1", "p50, 3", "p25, 2", "p90, 4.6", "p100, 5"})
    void havePercentilesBetweenTheClosestRanks(String percentile, double expected) {
        put(datum("m").values(List.of(5.0, 1.0, 4.0, 2.0, 3.0)));
        Datapoint point = datapoints(statistics("m", 60).extendedStatistics(List.of(percentile)))
                .getFirst();
        assertThat(point.extendedStatistics()).containsOnlyKeys(percentile);
        assertThat(point.extendedStatistics().get(percentile)).isCloseTo(expected, within(1e-9));
    }

    /** CloudWatch User Guide, "Percentiles": not of summaries, unless all their values are the same. */
    @Test
    void haveNoPercentilesOfSummaries() {
        put(datum("mixed").statisticValues(new StatisticSet(2.0, 3.0, 1.0, 2.0)));
        put(datum("same").statisticValues(new StatisticSet(2.0, 6.0, 3.0, 3.0)));
        assertThat(datapoints(statistics("mixed", 60).extendedStatistics(List.of("p50")))
                        .getFirst()
                        .extendedStatistics())
                .isNull();
        assertThat(datapoints(statistics("same", 60).extendedStatistics(List.of("p50")))
                        .getFirst()
                        .extendedStatistics())
                .containsEntry("p50", 3.0);
    }

    @Test
    void areKeptApartByUnit() {
        put(datum("m").value(1.0).unit("Seconds"), datum("m").value(2.0).unit("Bytes"));
        assertThat(datapoints(statistics("m", 60, "Sum")))
                .extracting(Datapoint::unit)
                .containsExactlyInAnyOrder("Seconds", "Bytes");
        assertThat(datapoints(statistics("m", 60, "Sum").unit("Bytes")))
                .extracting(Datapoint::sum)
                .containsExactly(2.0);
        assertThat(datapoints(statistics("m", 60, "Sum").unit("Count"))).isEmpty();
    }

    @Test
    void areKeptApartByDimensionsInAnyOrder() {
        Dimension a = new Dimension("a", "1");
        Dimension b = new Dimension("b", "2");
        put(datum("m").value(1.0).dimensions(List.of(a, b)));
        put(datum("m").value(2.0).dimensions(List.of(b, a)));
        put(datum("m").value(4.0).dimensions(List.of(a)));
        put(datum("m").value(8.0));
        assertThat(datapoints(statistics("m", 60, "Sum").dimensions(List.of(b, a))))
                .extracting(Datapoint::sum)
                .containsExactly(3.0);
        assertThat(datapoints(statistics("m", 60, "Sum")))
                .extracting(Datapoint::sum)
                .containsExactly(8.0);
    }

    @Test
    void areOfOneAccountAndOneRegion() {
        put(datum("m").value(1.0));
        for (Client other : List.of(cloud.root(Cloud.STRANGERS), cloud.root().in("eu-west-1"))) {
            assertThat(other.call(
                                    CloudwatchOperations.GET_METRIC_STATISTICS,
                                    statistics("m", 60, "Sum").build())
                            .datapoints())
                    .isEmpty();
        }
    }

    @Test
    void refuseTimesThatAreTooFarAway() {
        put(datum("m").value(1.0).timestamp(NOW.plus(Duration.ofHours(2))));
        put(datum("m").value(1.0).timestamp(NOW.minus(Duration.ofDays(14))));
        assertThat(refusal(
                        datum("m").value(1.0),
                        datum("m")
                                .value(1.0)
                                .timestamp(NOW.plus(Duration.ofHours(2)).plusSeconds(1))))
                .isEqualTo(invalid("The parameter MetricData.member.2.Timestamp must specify a time no more than two"
                        + " hours in the future."));
        assertThat(refusal(datum("m")
                        .value(1.0)
                        .timestamp(NOW.minus(Duration.ofDays(14)).minusSeconds(1))))
                .isEqualTo(invalid("The parameter MetricData.member.1.Timestamp must specify a time within the past two"
                        + " weeks."));
    }

    @Test
    void areNotPutInPart() {
        refusal(datum("good").value(1.0), datum("bad"));
        assertThat(listed(ListMetricsInput.builder())).isEmpty();
    }

    @Test
    void haveOneKindOfValue() {
        assertThat(refusal(datum("m")).code()).isEqualTo("MissingParameter");
        assertThat(refusal(datum("m").value(1.0).values(List.of(1.0))))
                .isEqualTo(new Refusal(
                        "InvalidParameterCombination",
                        400,
                        "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive"
                                + " and you have specified both."));
        assertThat(refusal(datum("m").values(List.of(1.0, 2.0)).counts(List.of(1.0)))
                        .code())
                .isEqualTo("InvalidParameterValue");
        assertThat(refusal(datum("m").value(Double.NaN)).code()).isEqualTo("InvalidParameterValue");
        assertThat(refusal(datum("m").values(Collections.nCopies(151, 1.0))).code())
                .isEqualTo("InvalidParameterValue");
        put(datum("m").values(Collections.nCopies(150, 1.0)));
    }

    @Test
    void areNotThoseOfAws() {
        assertThat(cloud.root()
                        .refusal(
                                CloudwatchOperations.PUT_METRIC_DATA,
                                data("AWS/SQS", datum("m").value(1.0))))
                .isEqualTo(invalid("The value AWS/ for parameter Namespace is invalid."));
    }

    /**
     * CloudWatch API Reference, "Dimension": ASCII only, and no control characters; the text of the refusal is one that was
     * printed on 2019-06-21.
     */
    @ParameterizedTest
    @ValueSource(strings = {"zwölf", "a\0b\0c", "a\nb", "\u007f"})
    void haveDimensionsOfPrintableAscii(String text) {
        assertThat(refusal(
                        datum("m").value(1.0),
                        datum("m").value(1.0).dimensions(List.of(new Dimension("a", "1"), new Dimension("b", text)))))
                .isEqualTo(invalid("The value for parameter MetricData.member.2.Dimensions.member.2.Value contains"
                        + " non-ASCII characters."));
        assertThat(refusal(datum("m").value(1.0).dimensions(List.of(new Dimension(text, "1")))))
                .isEqualTo(invalid("The value for parameter MetricData.member.1.Dimensions.member.1.Name contains"
                        + " non-ASCII characters."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 59, 61, 90})
    void haveNoPeriodsOfSuchLengths(int period) {
        assertThat(cloud.root()
                        .refusal(
                                CloudwatchOperations.GET_METRIC_STATISTICS,
                                statistics("m", period, "Sum").build())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void haveNoMoreDatapointsThanOneAnswerHolds() {
        GetMetricStatisticsInput.Builder day = statistics("m", 60, "Sum").endTime(NOW.plus(Duration.ofHours(23)));
        assertThat(datapoints(day)).isEmpty();
        assertThat(cloud.root()
                        .refusal(
                                CloudwatchOperations.GET_METRIC_STATISTICS,
                                day.endTime(NOW.plus(Duration.ofHours(23)).plusSeconds(60))
                                        .build()))
                .isEqualTo(new Refusal(
                        "InvalidParameterCombination",
                        400,
                        "You have requested up to 1441 datapoints, which exceeds the limit of 1440. You may reduce the"
                                + " datapoints requested by increasing Period, or decreasing the time range."));
    }

    @Test
    void areQueriedNewestFirstUnlessAskedOtherwise() {
        put(datum("m").value(1.0), datum("m").value(2.0).timestamp(NOW.plusSeconds(60)));
        assertThat(ask(asking(query("q", "m", 60, "Sum")))
                        .metricDataResults()
                        .getFirst()
                        .values())
                .containsExactly(2.0, 1.0);
        assertThat(ask(asking(query("q", "m", 60, "Sum")).scanBy("TimestampAscending"))
                        .metricDataResults()
                        .getFirst()
                        .values())
                .containsExactly(1.0, 2.0);
    }

    @Test
    void areQueriedInPagesOverAllQueries() {
        for (int i = 0; i < 3; i++) {
            put(
                    datum("m").value((double) i).timestamp(NOW.plusSeconds(60 * i)),
                    datum("n").value(10.0 + i).timestamp(NOW.plusSeconds(60 * i)));
        }
        List<Double> found = new ArrayList<>();
        List<List<String>> statuses = new ArrayList<>();
        String token = null;
        do {
            GetMetricDataOutput page = ask(asking(query("a", "m", 60, "Sum"), query("b", "n", 60, "Sum"))
                    .maxDatapoints(2)
                    .nextToken(token));
            page.metricDataResults().forEach(result -> found.addAll(result.values()));
            statuses.add(page.metricDataResults().stream()
                    .map(MetricDataResult::statusCode)
                    .toList());
            token = page.nextToken();
        } while (token != null);
        assertThat(found).containsExactly(2.0, 1.0, 0.0, 12.0, 11.0, 10.0);
        assertThat(statuses)
                .containsExactly(
                        List.of("PartialData", "PartialData"),
                        List.of("Complete", "PartialData"),
                        List.of("Complete", "Complete"));
    }

    @Test
    void areLabelledByWhatTellsQueriesApart() {
        assertThat(labels(query("a", "m", 60, "Sum"), query("b", "n", 60, "Sum")))
                .containsExactly("m", "n");
        assertThat(labels(query("a", "m", 60, "Sum"), query("b", "m", 60, "Average")))
                .containsExactly("m Sum", "m Average");
        assertThat(labels(query("a", "m", 60, "Sum"), query("b", "m", 300, "Sum")))
                .containsExactly("m 60", "m 300");
        assertThat(labels(query("a", "m", 60, "Sum").label("mine"))).containsExactly("mine");
    }

    private List<String> labels(MetricDataQuery.Builder... queries) {
        return ask(asking(queries)).metricDataResults().stream()
                .map(MetricDataResult::label)
                .toList();
    }

    @Test
    void saySoWhenTheyHaveSeveralUnits() {
        put(datum("m").value(1.0).unit("Seconds"), datum("m").value(2.0).unit("Bytes"));
        MetricDataResult result =
                ask(asking(query("q", "m", 60, "Sum"))).metricDataResults().getFirst();
        assertThat(result.messages())
                .containsExactly(new MessageData("MultipleUnits", "Multiple units returned: '[Bytes, Seconds]'"));
        assertThat(result.values()).hasSize(1);
    }

    @Test
    void areNotReturnedWhereOnlyAnotherQueryNeedsThem() {
        assertThat(ask(asking(query("a", "m", 60, "Sum").returnData(false), query("b", "m", 60, "Sum")))
                        .metricDataResults())
                .extracting(MetricDataResult::id)
                .containsExactly("b");
    }

    @Test
    void areQueriedByIdsThatMakeSense() {
        assertThat(refusal(asking(query("a", "m", 60, "Sum"), query("a", "n", 60, "Sum"))))
                .isEqualTo(invalid("The values for parameter id in MetricDataQueries are not unique."));
        assertThat(refusal(asking(query("a", "m", 60, "Sum"), query("Big", "m", 60, "Sum"))))
                .isEqualTo(invalid("The value Big for parameter MetricDataQueries.member.2.Id is not matching the"
                        + " expected pattern ^[a-z][a-zA-Z0-9_]*$."));
        assertThat(refusal(asking(query("a", "m", 60, "Sum")).nextToken("-1")).code())
                .isEqualTo("InvalidNextToken");
        assertThat(refusal(asking(query("a", "m", 60, "Sum")).endTime(NOW.minus(Duration.ofHours(1)))))
                .isEqualTo(invalid("The parameter StartTime must be less than the parameter EndTime."));
        assertThat(refusal(asking(MetricDataQuery.builder().id("e").expression("m1 + m2")))
                        .status())
                .as("metric math is not served")
                .isEqualTo(501);
    }

    private Refusal refusal(GetMetricDataInput.Builder request) {
        return cloud.root().refusal(CloudwatchOperations.GET_METRIC_DATA, request.build());
    }

    @Test
    void areListedForTwoWeeksAfterTheirLastData() {
        put(datum("old").value(1.0));
        cloud.advance(Duration.ofDays(13));
        put(datum("new").value(1.0));
        assertThat(listed(ListMetricsInput.builder())).containsExactlyInAnyOrder("old", "new");
        cloud.advance(Duration.ofDays(1));
        assertThat(listed(ListMetricsInput.builder())).containsExactly("new");
        assertThat(listed(ListMetricsInput.builder().recentlyActive("PT3H"))).isEmpty();
        put(datum("old").value(1.0));
        assertThat(listed(ListMetricsInput.builder().recentlyActive("PT3H"))).containsExactly("old");
    }

    @Test
    void areListedByDimension() {
        put(
                datum("a").value(1.0).dimensions(List.of(new Dimension("host", "x"), new Dimension("disk", "0"))),
                datum("b").value(1.0).dimensions(List.of(new Dimension("host", "y"))),
                datum("c").value(1.0));
        assertThat(listed(ListMetricsInput.builder().dimensions(List.of(new DimensionFilter("host", null)))))
                .containsExactly("a", "b");
        assertThat(listed(ListMetricsInput.builder().dimensions(List.of(new DimensionFilter("host", "y")))))
                .containsExactly("b");
        assertThat(listed(ListMetricsInput.builder()
                        .dimensions(List.of(new DimensionFilter("host", null), new DimensionFilter("disk", "1")))))
                .isEmpty();
    }

    @Test
    void areListedInPages() {
        put(IntStream.range(0, 501).mapToObj(i -> datum("m" + i).value(1.0)).toArray(MetricDatum.Builder[]::new));
        ListMetricsOutput first = cloud.root()
                .call(
                        CloudwatchOperations.LIST_METRICS,
                        ListMetricsInput.builder().build());
        assertThat(first.metrics()).hasSize(500);
        ListMetricsOutput second = cloud.root()
                .call(
                        CloudwatchOperations.LIST_METRICS,
                        ListMetricsInput.builder().nextToken(first.nextToken()).build());
        assertThat(second.metrics()).hasSize(1);
        assertThat(second.nextToken()).isNull();
        assertThat(first.metrics()).doesNotContainAnyElementsOf(second.metrics());
        assertThat(cloud.root()
                        .refusal(
                                CloudwatchOperations.LIST_METRICS,
                                ListMetricsInput.builder().nextToken("nonsense").build())
                        .code())
                .isEqualTo("InvalidNextToken");
    }

    @Test
    void arePutOnlyIntoNamespacesThatAPolicyAllows() {
        Client agent = cloud.user("agent", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudwatch:PutMetricData",
                "Resource":"*","Condition":{"StringEquals":{"cloudwatch:namespace":"app"}}}}""");
        agent.call(CloudwatchOperations.PUT_METRIC_DATA, data(APP, datum("m").value(1.0)));
        assertThat(agent.refusal(
                                CloudwatchOperations.PUT_METRIC_DATA,
                                data("other", datum("m").value(1.0)))
                        .code())
                .startsWith("AccessDenied");
        assertThat(agent.refusal(
                                CloudwatchOperations.LIST_METRICS,
                                ListMetricsInput.builder().build())
                        .code())
                .startsWith("AccessDenied");
    }
}
