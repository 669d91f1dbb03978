"""SQS as boto3 and the query form meet it. One cloud for all; every test has a queue of its own."""

import hashlib
import itertools
import json
import socket
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


def signed(cloud, operation, **parameters):
    """A whole signed request, for a socket."""
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    request = AWSRequest("POST", cloud.endpoint + "/", data=json.dumps(parameters).encode(), headers={
        "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": f"AmazonSQS.{operation}",
        "Host": cloud.endpoint.removeprefix("http://")})
    SigV4Auth(Credentials("test", "test"), "sqs", "us-east-1").add_auth(request)
    request.headers["Content-Length"] = str(len(request.data))
    head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    return f"POST / HTTP/1.1\r\n{head}\r\n".encode() + request.data


def connected(cloud):
    host, port = cloud.endpoint.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def test_a_long_poll_whose_client_has_gone_takes_nothing(cloud, sqs, queue):
    poll = signed(cloud, "ReceiveMessage", QueueUrl=queue, WaitTimeSeconds=20)
    for _ in range(20):
        with connected(cloud) as client:
            client.sendall(poll)
            time.sleep(0.02)
    time.sleep(0.3)
    sqs.send_message(QueueUrl=queue, MessageBody="for the living")
    message = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=2, MessageSystemAttributeNames=["All"])["Messages"][0]
    assert message["Attributes"]["ApproximateReceiveCount"] == "1"
    port = int(cloud.endpoint.rpartition(":")[2])
    end = time.monotonic() + 5
    while waiting_to_close(port) and time.monotonic() < end:
        time.sleep(0.1)
    assert waiting_to_close(port) == 0, "sockets of clients that have gone are kept"


def waiting_to_close(port):
    close_wait = "08"
    lines = [line for table in ("/proc/net/tcp", "/proc/net/tcp6") for line in open(table).readlines()[1:]]
    return sum(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == close_wait for line in lines)


def test_a_request_behind_a_long_poll_on_one_connection_is_answered(cloud, sqs, queue):
    with connected(cloud) as client:
        client.sendall(signed(cloud, "ReceiveMessage", QueueUrl=queue, WaitTimeSeconds=2))
        client.sendall(signed(cloud, "GetQueueUrl", QueueName=queue.rpartition("/")[2]))
        answers = b""
        while answers.count(b"HTTP/1.1 200") < 2 or queue.encode() not in answers:
            part = client.recv(4096)
            assert part, answers
            answers += part


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
    assert refused(sqs.send_message, QueueUrl=fifo, MessageBody="no group")[0] == "MissingRequiredParameterException"


def counted(sqs, queue):
    found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    return tuple(int(found["ApproximateNumberOfMessages" + which]) for which in ("", "NotVisible", "Delayed"))


def test_messages_come_in_the_order_in_which_they_were_sent(cloud, sqs, queue):
    sqs.send_message_batch(QueueUrl=queue, Entries=[{"Id": f"{i}", "MessageBody": f"m{i}"} for i in range(10)])
    assert bodies(sqs, queue, MaxNumberOfMessages=3, VisibilityTimeout=30) == ["m0", "m1", "m2"]
    cloud.nephele("clock", "advance", "PT31S")
    assert bodies(sqs, queue, MaxNumberOfMessages=10) == [f"m{i}" for i in range(10)], "what came back is older"


def test_counts_follow_every_way_of_a_message(cloud, sqs, queue):
    sqs.send_message_batch(QueueUrl=queue, Entries=[{"Id": str(i), "MessageBody": str(i)} for i in range(5)])
    sqs.send_message(QueueUrl=queue, MessageBody="later", DelaySeconds=60)
    assert counted(sqs, queue) == (5, 0, 1)
    handles = [message["ReceiptHandle"] for message in sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=3, VisibilityTimeout=30)["Messages"]]
    assert counted(sqs, queue) == (2, 3, 1)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=handles[0])
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handles[1], VisibilityTimeout=0)
    assert counted(sqs, queue) == (3, 1, 1)
    cloud.nephele("clock", "advance", "PT31S")
    assert counted(sqs, queue) == (4, 0, 1)
    cloud.nephele("clock", "advance", "PT31S")
    assert counted(sqs, queue) == (5, 0, 0)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=handles[2])
    assert counted(sqs, queue) == (4, 0, 0)
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"MessageRetentionPeriod": "60"})
    assert counted(sqs, queue) == (0, 0, 0), "all are older than the queue keeps messages"


def test_many_receivers_get_each_message_once(sqs, queue):
    import threading

    for batch in range(30):
        sqs.send_message_batch(QueueUrl=queue, Entries=[
            {"Id": str(i), "MessageBody": f"{batch}-{i}"} for i in range(10)])
    got = []

    def receive():
        while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=3).get("Messages"):
            got.extend(messages)

    threads = [threading.Thread(target=receive) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message["Body"] for message in got) == sorted(f"{b}-{i}" for b in range(30) for i in range(10))
    assert counted(sqs, queue) == (0, 300, 0)


def test_what_is_visible_again_is_hidden_by_its_old_handle(cloud, sqs, queue):
    sqs.send_message(QueueUrl=queue, MessageBody="m")
    handle = sqs.receive_message(QueueUrl=queue, VisibilityTimeout=30)["Messages"][0]["ReceiptHandle"]
    cloud.nephele("clock", "advance", "PT31S")
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=10)
    assert counted(sqs, queue) == (0, 1, 0)
    assert bodies(sqs, queue) == []


def send(sqs, fifo, *names):
    for name in names:
        sqs.send_message(QueueUrl=fifo, MessageBody=name, MessageGroupId=name.split("-")[0])


def test_a_fifo_receive_takes_as_many_as_possible_of_one_group(sqs, fifo):
    send(sqs, fifo, "g1-1", "g2-1", "g1-2", "g2-2", "g1-3")
    messages = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=4)["Messages"]
    assert [message["Body"] for message in messages] == ["g1-1", "g1-2", "g1-3", "g2-1"]
    assert bodies(sqs, fifo, MaxNumberOfMessages=10) == [], "both groups are in flight"
    for message in messages[:2]:
        sqs.delete_message(QueueUrl=fifo, ReceiptHandle=message["ReceiptHandle"])
    assert bodies(sqs, fifo, MaxNumberOfMessages=10) == []
    sqs.delete_message(QueueUrl=fifo, ReceiptHandle=messages[2]["ReceiptHandle"])
    send(sqs, fifo, "g1-4")
    assert bodies(sqs, fifo, MaxNumberOfMessages=10) == ["g1-4"]
    sqs.change_message_visibility(QueueUrl=fifo, ReceiptHandle=messages[3]["ReceiptHandle"], VisibilityTimeout=0)
    assert bodies(sqs, fifo, MaxNumberOfMessages=10) == ["g2-1", "g2-2"]


def test_a_fifo_group_in_flight_does_not_hold_up_the_next(sqs, fifo):
    for group in ("slow", "fast"):
        for start in range(0, 40, 10):
            sqs.send_message_batch(QueueUrl=fifo, Entries=[
                {"Id": str(i), "MessageBody": f"{group}-{start + i}", "MessageGroupId": group} for i in range(10)])
    assert bodies(sqs, fifo) == ["slow-0"]
    seen = []
    while messages := sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=7).get("Messages"):
        seen += [message["Body"] for message in messages]
        sqs.delete_message_batch(QueueUrl=fifo, Entries=[
            {"Id": str(i), "ReceiptHandle": message["ReceiptHandle"]} for i, message in enumerate(messages)])
    assert seen == [f"fast-{i}" for i in range(40)]


def test_a_repeated_attempt_receives_the_same_messages(cloud, sqs, fifo):
    send(sqs, fifo, "g-1", "g-2", "h-1")

    def receive(attempt):
        return [(message["Body"], message["ReceiptHandle"]) for message in sqs.receive_message(
            QueueUrl=fifo, MaxNumberOfMessages=2, VisibilityTimeout=30,
            ReceiveRequestAttemptId=attempt).get("Messages", [])]

    first = receive("one")
    assert [body for body, _ in first] == ["g-1", "g-2"]
    cloud.nephele("clock", "advance", "PT20S")
    assert receive("one") == first
    cloud.nephele("clock", "advance", "PT20S")
    assert receive("one") == first, "the repetition began the timeout anew"
    assert [body for body, _ in receive("two")] == ["h-1"]
    sqs.delete_message(QueueUrl=fifo, ReceiptHandle=first[0][1])
    assert receive("one") == [], "one of them has changed"


def test_a_purge_forgets_deduplication_ids(sqs, fifo):
    first = sqs.send_message(QueueUrl=fifo, MessageBody="once", MessageGroupId="g")
    sqs.purge_queue(QueueUrl=fifo)
    assert sqs.send_message(QueueUrl=fifo, MessageBody="once", MessageGroupId="g")["MessageId"] != first["MessageId"]
    assert bodies(sqs, fifo) == ["once"]


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
        "InvalidParameterValueException", "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.")
    assert refused(sqs.set_queue_attributes, QueueUrl=queue, Attributes={"DelaySeconds": "901"})[0] == "InvalidAttributeValue"
    assert refused(sqs.receive_message, QueueUrl=queue, WaitTimeSeconds=21) == (
        "InvalidParameterValueException", "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.")


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
        assert counted(cloud.client("sqs"), queue) == (50, 0, 0)
        found = set()
        while messages := cloud.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            found |= {message["MessageId"] for message in messages}
        assert found == sent
    finally:
        cloud.stop()


def asked(cloud, path="/", **parameters):
    """What the query form answers."""
    import urllib.parse
    import urllib.request

    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    request = AWSRequest("POST", cloud.endpoint + path, data=urllib.parse.urlencode(parameters),
                         headers={"Content-Type": "application/x-www-form-urlencoded"})
    SigV4Auth(Credentials("test", "test"), "sqs", "us-east-1").add_auth(request)
    prepared = request.prepare()
    sent = urllib.request.Request(prepared.url, prepared.body.encode(), dict(prepared.headers), method="POST")
    try:
        return urllib.request.urlopen(sent, timeout=10).read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_the_query_form_is_answered_too(cloud, sqs, queue):
    version = {"Version": "2012-11-05"}
    assert "<MD5OfMessageBody>" in asked(cloud, Action="SendMessage", QueueUrl=queue, MessageBody="old form", **version)
    assert "<Body>old form</Body>" in asked(cloud, Action="ReceiveMessage", QueueUrl=queue, **version)
    assert "<Code>AWS.SimpleQueueService.NonExistentQueue</Code>" in asked(
        cloud, Action="GetQueueUrl", QueueName="nowhere", **version)
    asked(cloud, Action="TagQueue", QueueUrl=queue, **version, **{"Tag.1.Key": "a", "Tag.1.Value": "1"})
    asked(cloud, Action="TagQueue", QueueUrl=queue, **version, **{"Tags.1.Key": "b", "Tags.1.Value": "2"})
    assert sqs.list_queue_tags(QueueUrl=queue)["Tags"] == {"a": "1", "b": "2"}
    assert "<Code>InvalidParameterValue</Code>" in asked(
        cloud, Action="ReceiveMessage", QueueUrl=queue, MaxNumberOfMessages="11", **version)
    empty = asked(cloud, Action="SendMessageBatch", QueueUrl=queue, **version)
    assert "<Code>AWS.SimpleQueueService.EmptyBatchRequest</Code>" in empty
    assert "There should be at least one SendMessageBatchRequestEntry in the request." in empty
    path = queue.removeprefix(cloud.endpoint)
    assert "<Code>InvalidAction</Code>" in asked(cloud, path, **version)
    assert "<Code>InvalidAction</Code>" in asked(cloud, path, Action="CreateQueue", QueueName="x", **version)


def test_booleans_may_be_written_as_python_does(sqs):
    url = sqs.create_queue(QueueName=next(NAMES) + ".fifo", Attributes={"FifoQueue": "True"})["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"ContentBasedDeduplication": "TRUE"})
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (attributes["FifoQueue"], attributes["ContentBasedDeduplication"]) == ("true", "true")


def test_refusals_of_messages_are_worded_as_aws_does(cloud, sqs, queue, fifo):
    assert refused(sqs.receive_message, QueueUrl=queue, MaxNumberOfMessages=11) == (
        "InvalidParameterValueException",
        "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.")
    assert refused(sqs.delete_message_batch, QueueUrl=queue, Entries=[]) == (
        "AWS.SimpleQueueService.EmptyBatchRequest",
        "There should be at least one DeleteMessageBatchRequestEntry in the request.")
    assert refused(sqs.send_message_batch, QueueUrl=fifo, Entries=[
        {"Id": "a", "MessageBody": "a", "MessageGroupId": "g"}, {"Id": "b", "MessageBody": "b"}])[0] == (
        "MissingRequiredParameterException")
    assert bodies(sqs, fifo) == [], "the whole batch is refused"


def test_the_trace_of_a_request_becomes_the_trace_of_its_message(cloud, sqs, queue):
    with connected(cloud) as client:
        traced = signed(cloud, "SendMessage", QueueUrl=queue, MessageBody="m").replace(
            b"\r\n\r\n", b"\r\nX-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793\r\n\r\n", 1)
        client.sendall(traced)
        assert b"200" in client.recv(4096).split(b"\r\n")[0]
    message = sqs.receive_message(QueueUrl=queue, MessageSystemAttributeNames=["AWSTraceHeader"])["Messages"][0]
    assert message["Attributes"] == {"AWSTraceHeader": "Root=1-5759e988-bd862e3fe1be46a994272793"}


def test_what_is_not_served_says_so(sqs, queue):
    assert refused(sqs.start_message_move_task, SourceArn=arn(sqs, queue))[0] == "NotImplemented"
