"""Two nodes over one PostgreSQL: a call holds one connection at most, and FIFO groups hold across nodes."""

import base64
import os
import threading
import time

import pytest

import postgres
from cloud import Cloud

pytestmark = pytest.mark.skipif(
    not postgres.BINARIES or os.geteuid() != 0, reason="needs Debian's PostgreSQL, and root to become its user")


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    database = postgres.Postgres().start()
    key = tmp_path_factory.mktemp("safe") / "root-key"
    key.write_text(base64.b64encode(os.urandom(32)).decode())
    options = ["--store", database.url, "--root-key-file", str(key)]
    clouds = [Cloud(tmp_path_factory.mktemp("node") / "data", *options) for _ in range(2)]
    try:
        for cloud in clouds:
            cloud.start()
        yield clouds
    finally:
        for cloud in clouds:
            cloud.stop()
        database.stop()


def in_parallel(*works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_long_polls_leave_the_connections_to_others(nodes):
    """More polls than there are connections wait on an empty queue, and nobody notices."""
    sqs = nodes[0].client("sqs", max_pool_connections=64)
    url = sqs.create_queue(QueueName="empty")["QueueUrl"]
    answers = []

    def poll():
        answers.append(sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10).get("Messages", []))

    polls = [threading.Thread(target=poll) for _ in range(45)]
    for each in polls:
        each.start()
    time.sleep(3)
    nodes[0].client("sts").get_caller_identity()
    assert answers == [], "the call had to wait until a poll ended"
    for each in polls:
        each.join()
    assert answers == [[]] * 45


def test_a_list_that_one_node_began_goes_on_at_the_other(nodes):
    first, second = (node.client("sqs") for node in nodes)
    for name in ("page-1", "page-2"):
        first.create_queue(QueueName=name)
    token = first.list_queues(QueueNamePrefix="page-", MaxResults=1)["NextToken"]
    url, = second.list_queues(QueueNamePrefix="page-", MaxResults=1, NextToken=token)["QueueUrls"]
    assert url.endswith("/page-2")


def test_messages_of_a_group_are_in_flight_at_one_node_only(nodes):
    first, second = (node.client("sqs") for node in nodes)
    url = first.create_queue(QueueName="g.fifo", Attributes={
        "FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
    end = time.monotonic() + 8
    rounds = 0
    while time.monotonic() < end:
        rounds += 1
        first.send_message_batch(QueueUrl=url, Entries=[
            {"Id": str(i), "MessageBody": f"{rounds}-{i}", "MessageGroupId": "one"} for i in range(6)])
        got = {}
        bar = threading.Barrier(2)

        def receive(name, client, most):
            bar.wait()
            got[name] = client.receive_message(QueueUrl=url, MaxNumberOfMessages=most).get("Messages", [])

        in_parallel(lambda: receive("first", first, 1), lambda: receive("second", second, 10))
        assert not (got["first"] and got["second"]), [[each["Body"] for each in some] for some in got.values()]
        while some := got["first"] + got["second"]:
            for message in some:
                first.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            got = {"first": first.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []),
                   "second": []}
    assert rounds > 5
