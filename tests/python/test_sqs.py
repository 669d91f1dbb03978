"""SQS as boto3 and the query form meet it. One cloud for all; every test has a queue of its own."""

import hashlib
import itertools
import json
import time

import botocore.exceptions
import pytest

from cloud import Cloud

NAMES = (f"queue-{number}" for number in itertools.count())


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("sqs") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def sqs(cloud):
    return cloud.client("sqs")


@pytest.fixture()
def queue(sqs):
    return sqs.create_queue(QueueName=next(NAMES))["QueueUrl"]


@pytest.fixture()
def fifo(sqs):
    return sqs.create_queue(QueueName=next(NAMES) + ".fifo", Attributes={
        "FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]


def arn(sqs, queue):
    return sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def bodies(sqs, queue, **options):
    return [message["Body"] for message in sqs.receive_message(QueueUrl=queue, **options).get("Messages", [])]


def test_a_message_goes_through_the_queue(sqs, queue):
    sent = sqs.send_message(QueueUrl=queue, MessageBody="hello", MessageAttributes={
        "colour": {"DataType": "String", "StringValue": "blue"}, "raw": {"DataType": "Binary", "BinaryValue": b"\x00\x01"}})
    assert sent["MD5OfMessageBody"] == hashlib.md5(b"hello").hexdigest()
    message = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"],
                                  MessageSystemAttributeNames=["All"])["Messages"][0]
    assert (message["Body"], message["MessageId"]) == ("hello", sent["MessageId"])
    assert message["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"]
    assert message["MessageAttributes"]["raw"]["BinaryValue"] == b"\x00\x01"
    assert message["Attributes"]["ApproximateReceiveCount"] == "1"
    assert bodies(sqs, queue) == []
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    assert sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"][
        "ApproximateNumberOfMessagesNotVisible"] == "0"


def test_hides_a_message_until_its_visibility_timeout_passes(cloud, sqs, queue):
    sqs.send_message(QueueUrl=queue, MessageBody="m")
    first = sqs.receive_message(QueueUrl=queue, VisibilityTimeout=60)["Messages"][0]
    assert bodies(sqs, queue) == []
    cloud.nephele("clock", "advance", "PT61S")
    second = sqs.receive_message(QueueUrl=queue, MessageSystemAttributeNames=["ApproximateReceiveCount"])["Messages"][0]
    assert second["Attributes"] == {"ApproximateReceiveCount": "2"}
    assert second["ReceiptHandle"] != first["ReceiptHandle"]
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=second["ReceiptHandle"], VisibilityTimeout=0)
    assert bodies(sqs, queue) == ["m"]


def test_delays_and_expires_messages_on_the_virtual_clock(cloud, sqs):
    queue = sqs.create_queue(QueueName=next(NAMES), Attributes={
        "DelaySeconds": "10", "MessageRetentionPeriod": "60"})["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody="later")
    counts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert (counts["ApproximateNumberOfMessages"], counts["ApproximateNumberOfMessagesDelayed"]) == ("0", "1")
    assert bodies(sqs, queue) == []
    cloud.nephele("clock", "advance", "PT11S")
    assert bodies(sqs, queue, VisibilityTimeout=0) == ["later"]
    cloud.nephele("clock", "advance", "PT60S")
    assert bodies(sqs, queue) == []


def test_a_long_poll_ends_when_a_message_comes(cloud, sqs, queue):
    import threading

    timer = threading.Timer(0.7, lambda: cloud.client("sqs").send_message(QueueUrl=queue, MessageBody="ding"))
    timer.start()
    began = time.monotonic()
    assert bodies(sqs, queue, WaitTimeSeconds=10) == ["ding"]
    assert 0.4 < time.monotonic() - began < 5
    began = time.monotonic()
    assert bodies(sqs, queue, WaitTimeSeconds=1) == []
    assert time.monotonic() - began >= 0.9


def test_a_fifo_queue_keeps_the_order_of_each_group(sqs, fifo):
    numbers = [sqs.send_message(QueueUrl=fifo, MessageBody=f"{group}{i}", MessageGroupId=group)["SequenceNumber"]
               for i in range(3) for group in "ab"]
    assert numbers == sorted(numbers)
    first = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=1)["Messages"][0]
    assert first["Body"] == "a0"
    assert bodies(sqs, fifo, MaxNumberOfMessages=10) == ["b0", "b1", "b2"], "group a waits for a0"
    sqs.delete_message(QueueUrl=fifo, ReceiptHandle=first["ReceiptHandle"])
    assert bodies(sqs, fifo, MaxNumberOfMessages=10) == ["a1", "a2"]


def test_a_fifo_queue_takes_a_duplicate_once_in_five_minutes(cloud, sqs, fifo):
    first = sqs.send_message(QueueUrl=fifo, MessageBody="once", MessageGroupId="g")
    again = sqs.send_message(QueueUrl=fifo, MessageBody="once", MessageGroupId="g")
    assert again["MessageId"] == first["MessageId"]
    assert len(bodies(sqs, fifo, MaxNumberOfMessages=10, VisibilityTimeout=0)) == 1
    cloud.nephele("clock", "advance", "PT5M1S")
    assert sqs.send_message(QueueUrl=fifo, MessageBody="once", MessageGroupId="g")["MessageId"] != first["MessageId"]
    assert refused(sqs.send_message, QueueUrl=fifo, MessageBody="no group")[0] == "MissingParameter"


def test_a_message_received_too_often_goes_to_the_dead_letter_queue(sqs, queue):
    source = sqs.create_queue(QueueName=next(NAMES), Attributes={"RedrivePolicy": json.dumps({
        "deadLetterTargetArn": arn(sqs, queue), "maxReceiveCount": 2})})["QueueUrl"]
    sent = sqs.send_message(QueueUrl=source, MessageBody="poison")
    for _ in range(2):
        assert bodies(sqs, source, VisibilityTimeout=0) == ["poison"]
    assert bodies(sqs, source) == []
    dead = sqs.receive_message(QueueUrl=queue, MessageSystemAttributeNames=["All"])["Messages"][0]
    assert dead["MessageId"] == sent["MessageId"]
    assert dead["Attributes"]["ApproximateReceiveCount"] == "3"
    assert dead["Attributes"]["DeadLetterQueueSourceArn"] == arn(sqs, source)
    assert sqs.list_dead_letter_source_queues(QueueUrl=queue)["queueUrls"] == [source]


def test_batches_answer_entry_by_entry(sqs, queue):
    answer = sqs.send_message_batch(QueueUrl=queue, Entries=[
        {"Id": "good", "MessageBody": "1"}, {"Id": "bad", "MessageBody": "2", "DelaySeconds": 901}])
    assert [entry["Id"] for entry in answer["Successful"]] == ["good"]
    assert [(entry["Id"], entry["SenderFault"]) for entry in answer["Failed"]] == [("bad", True)]
    assert refused(sqs.send_message_batch, QueueUrl=queue, Entries=[
        {"Id": str(i), "MessageBody": "x"} for i in range(11)])[0] == "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
    handles = [message["ReceiptHandle"] for message in sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]]
    answer = sqs.delete_message_batch(QueueUrl=queue, Entries=[
        {"Id": "there", "ReceiptHandle": handles[0]}, {"Id": "nonsense", "ReceiptHandle": "x"}])
    assert [entry["Id"] for entry in answer["Successful"]] == ["there"]
    assert [(entry["Id"], entry["Code"]) for entry in answer["Failed"]] == [("nonsense", "ReceiptHandleIsInvalid")]


def test_queues_are_made_once_listed_tagged_purged_and_deleted(sqs):
    name = next(NAMES)
    url = sqs.create_queue(QueueName=name, tags={"team": "data"})["QueueUrl"]
    assert sqs.create_queue(QueueName=name)["QueueUrl"] == url
    assert refused(sqs.create_queue, QueueName=name, Attributes={"DelaySeconds": "5"})[0] == "QueueAlreadyExists"
    assert url in sqs.list_queues(QueueNamePrefix=name)["QueueUrls"]
    assert sqs.get_queue_url(QueueName=name)["QueueUrl"] == url
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "data"}
    sqs.untag_queue(QueueUrl=url, TagKeys=["team"])
    assert "Tags" not in sqs.list_queue_tags(QueueUrl=url)
    sqs.send_message(QueueUrl=url, MessageBody="gone")
    sqs.purge_queue(QueueUrl=url)
    assert bodies(sqs, url) == []
    assert refused(sqs.purge_queue, QueueUrl=url)[0] == "AWS.SimpleQueueService.PurgeQueueInProgress"
    sqs.delete_queue(QueueUrl=url)
    assert refused(sqs.get_queue_url, QueueName=name) == (
        "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.")


def test_attributes_have_defaults_and_limits(sqs, queue):
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert (attributes["VisibilityTimeout"], attributes["MaximumMessageSize"]) == ("30", "1048576")
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"MaximumMessageSize": "1024"})
    assert refused(sqs.send_message, QueueUrl=queue, MessageBody="x" * 1025) == (
        "InvalidParameterValue", "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.")
    assert refused(sqs.set_queue_attributes, QueueUrl=queue, Attributes={"DelaySeconds": "901"})[0] == "InvalidAttributeValue"
    assert refused(sqs.receive_message, QueueUrl=queue, WaitTimeSeconds=21) == (
        "InvalidParameterValue", "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.")


def test_a_queue_policy_opens_the_queue_to_another_account(cloud, sqs, queue):
    other = json.loads(cloud.nephele("account", "create").stdout)
    stranger = cloud.client("sqs", (other["accessKeyId"], other["secretAccessKey"]))
    code, message = refused(stranger.send_message, QueueUrl=queue, MessageBody="x")
    assert code == "AccessDenied" and "sqs:sendmessage" in message.lower()
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": other["id"]},
                                                "Action": "sqs:SendMessage", "Resource": arn(sqs, queue)}]})})
    stranger.send_message(QueueUrl=queue, MessageBody="from abroad")
    assert bodies(sqs, queue) == ["from abroad"]
    assert refused(stranger.receive_message, QueueUrl=queue)[0] == "AccessDenied"


def test_messages_survive_a_kill(tmp_path):
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    try:
        sqs = cloud.client("sqs")
        queue = sqs.create_queue(QueueName="durable")["QueueUrl"]
        sent = {sqs.send_message(QueueUrl=queue, MessageBody=str(i))["MessageId"] for i in range(50)}
        cloud.kill()
        cloud.start()
        found = set()
        while messages := cloud.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            found |= {message["MessageId"] for message in messages}
        assert found == sent
    finally:
        cloud.stop()


def test_the_query_form_is_answered_too(cloud, sqs, queue):
    import urllib.parse
    import urllib.request

    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    def ask(**parameters):
        request = AWSRequest("POST", cloud.endpoint + "/", data=urllib.parse.urlencode(parameters),
                             headers={"Content-Type": "application/x-www-form-urlencoded"})
        SigV4Auth(Credentials("test", "test"), "sqs", "us-east-1").add_auth(request)
        prepared = request.prepare()
        sent = urllib.request.Request(prepared.url, prepared.body.encode(), dict(prepared.headers), method="POST")
        try:
            return urllib.request.urlopen(sent, timeout=10).read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    assert "<MD5OfMessageBody>" in ask(Action="SendMessage", Version="2012-11-05", QueueUrl=queue, MessageBody="old form")
    assert "<Body>old form</Body>" in ask(Action="ReceiveMessage", Version="2012-11-05", QueueUrl=queue)
    assert "<Code>AWS.SimpleQueueService.NonExistentQueue</Code>" in ask(
        Action="GetQueueUrl", Version="2012-11-05", QueueName="nowhere")


def test_what_is_not_served_says_so(sqs, queue):
    assert refused(sqs.start_message_move_task, SourceArn=arn(sqs, queue))[0] == "NotImplemented"
