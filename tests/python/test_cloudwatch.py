"""CloudWatch metrics through boto3 (CBOR or JSON, as it chooses) and through the query form."""

import datetime
import urllib.parse
import urllib.request

import botocore.exceptions
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from cloud import Cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("cloudwatch") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def cloudwatch(cloud):
    return cloud.client("cloudwatch")


def hour():
    now = datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0)
    return now - datetime.timedelta(hours=2)


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"]


def test_statistics_of_periods_are_computed(cloudwatch):
    start = hour()
    dimensions = [{"Name": "host", "Value": "a"}]
    cloudwatch.put_metric_data(Namespace="app", MetricData=[
        {"MetricName": "latency", "Dimensions": dimensions, "Timestamp": start, "Values": [1, 2, 3], "Counts": [1, 1, 2],
         "Unit": "Seconds"},
        {"MetricName": "latency", "Dimensions": dimensions, "Timestamp": start + datetime.timedelta(seconds=70), "Value": 9,
         "Unit": "Seconds"}])
    query = dict(Namespace="app", MetricName="latency", Dimensions=dimensions, StartTime=start,
                 EndTime=start + datetime.timedelta(minutes=5))
    points = sorted(cloudwatch.get_metric_statistics(
        Period=60, Statistics=["Sum", "Average", "Minimum", "Maximum", "SampleCount"], **query)["Datapoints"],
        key=lambda point: point["Timestamp"])
    assert [(p["Sum"], p["SampleCount"], p["Minimum"], p["Maximum"], p["Unit"]) for p in points] == [
        (9.0, 4.0, 1.0, 3.0, "Seconds"), (9.0, 1.0, 9.0, 9.0, "Seconds")]
    point, = cloudwatch.get_metric_statistics(Period=300, ExtendedStatistics=["p50"], **query)["Datapoints"]
    assert point["ExtendedStatistics"] == {"p50": 3.0}
    metric = {"Namespace": "app", "MetricName": "latency", "Dimensions": dimensions}
    answer = cloudwatch.get_metric_data(StartTime=query["StartTime"], EndTime=query["EndTime"], ScanBy="TimestampAscending",
                                        MetricDataQueries=[
        {"Id": "m1", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average"}},
        {"Id": "m2", "MetricStat": {"Metric": metric | {"MetricName": "none"}, "Period": 60, "Stat": "Average"}}])
    first, second = answer["MetricDataResults"]
    assert (first["Values"], first["Label"], first["StatusCode"]) == ([2.25, 9.0], "latency", "Complete")
    assert second["Values"] == []


def test_metrics_are_listed_by_namespace_name_and_dimension(cloudwatch):
    for host in "xy":
        cloudwatch.put_metric_data(Namespace="listed", MetricData=[
            {"MetricName": "load", "Dimensions": [{"Name": "host", "Value": host}], "Value": 1}])
    assert len(cloudwatch.list_metrics(Namespace="listed")["Metrics"]) == 2
    metric, = cloudwatch.list_metrics(Namespace="listed", Dimensions=[{"Name": "host", "Value": "x"}])["Metrics"]
    assert metric == {"Namespace": "listed", "MetricName": "load", "Dimensions": [{"Name": "host", "Value": "x"}]}
    assert cloudwatch.list_metrics(Namespace="nowhere")["Metrics"] == []


def test_a_list_goes_on_after_a_kill_and_nowhere_else(cloud, cloudwatch):
    cloudwatch.put_metric_data(Namespace="paged", MetricData=[{"MetricName": f"m{i:03}", "Value": 1} for i in range(501)])
    first = cloudwatch.list_metrics(Namespace="paged")
    assert len(first["Metrics"]) == 500
    cloud.kill()
    cloud.start()
    second = cloudwatch.list_metrics(Namespace="paged", NextToken=first["NextToken"])
    assert ([metric["MetricName"] for metric in second["Metrics"]], "NextToken" in second) == (["m500"], False)
    for other in ({}, {"Namespace": "listed"}, {"Namespace": "paged", "RecentlyActive": "PT3H"}):
        assert refused(cloudwatch.list_metrics, NextToken=first["NextToken"], **other) == "InvalidNextToken"


def test_metrics_survive_a_kill(cloud, cloudwatch):
    cloudwatch.put_metric_data(Namespace="durable", MetricData=[{"MetricName": "m", "Value": 4}])
    cloud.kill()
    cloud.start()
    assert len(cloudwatch.list_metrics(Namespace="durable")["Metrics"]) == 1


def test_bad_data_are_refused(cloudwatch):
    assert refused(cloudwatch.put_metric_data, Namespace="app", MetricData=[
        {"MetricName": "m", "Value": 1, "Values": [1]}]) == "InvalidParameterCombination"
    assert refused(cloudwatch.put_metric_data, Namespace="app", MetricData=[
        {"MetricName": "m", "Values": [1], "Counts": [1, 2]}]) == "InvalidParameterValue"
    start = hour()
    assert refused(cloudwatch.get_metric_statistics, Namespace="app", MetricName="m", StartTime=start, EndTime=start,
                   Period=60, Statistics=["Sum"]) == "InvalidParameterValue"
    assert refused(cloudwatch.get_metric_data, StartTime=start, EndTime=start + datetime.timedelta(hours=1),
                   MetricDataQueries=[{"Id": "e", "Expression": "m1*2"}]) == "NotImplemented"


def test_the_query_form_and_json_are_answered_too(cloud, cloudwatch):
    cloudwatch.put_metric_data(Namespace="forms", MetricData=[{"MetricName": "m", "Value": 4}])

    def ask(headers, body):
        request = AWSRequest("POST", cloud.endpoint + "/", data=body, headers=headers)
        SigV4Auth(Credentials("test", "test"), "monitoring", "us-east-1").add_auth(request)
        prepared = request.prepare()
        sent = urllib.request.Request(prepared.url, body.encode(), dict(prepared.headers), method="POST")
        return urllib.request.urlopen(sent, timeout=10).read().decode()

    query = ask({"Content-Type": "application/x-www-form-urlencoded"}, urllib.parse.urlencode(
        {"Action": "ListMetrics", "Version": "2010-08-01", "Namespace": "forms"}))
    assert "<MetricName>m</MetricName>" in query
    json = ask({"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "GraniteServiceVersion20100801.ListMetrics"},
               '{"Namespace":"forms"}')
    assert '"MetricName":"m"' in json
