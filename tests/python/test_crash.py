"""A cloud that is killed again and again while clients write: what was acknowledged stays, nothing is half there."""

import threading

import botocore.exceptions
import pytest

from cloud import Cloud

WRITERS = 8


@pytest.fixture()
def cloud(tmp_path):
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def write_until_the_end(cloud, writer, round_number, acknowledged, enough):
    """Puts objects and sends messages until the server is gone; notes what was acknowledged."""
    s3, sqs = cloud.client("s3"), cloud.client("sqs")
    queue = f"{cloud.endpoint}/000000000000/work"
    number = 0
    try:
        while True:
            key = f"{round_number}/{writer}/{number}"
            s3.put_object(Bucket="work", Key=key, Body=key.encode() * (1 if number % 5 else 9000))
            acknowledged["objects"].append(key)
            sent = sqs.send_message(QueueUrl=queue, MessageBody=key)
            acknowledged["messages"].append(sent["MessageId"])
            number += 1
            if len(acknowledged["messages"]) % 100 == 0:
                enough.set()
    except botocore.exceptions.BotoCoreError:
        pass


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_in_a_row_of_kills(cloud, rounds):
    cloud.client("s3").create_bucket(Bucket="work")
    cloud.client("sqs").create_queue(QueueName="work")
    acknowledged = {"objects": [], "messages": []}
    for round_number in range(rounds):
        enough = threading.Event()
        writers = [threading.Thread(target=write_until_the_end, args=(cloud, writer, round_number, acknowledged, enough))
                   for writer in range(WRITERS)]
        for writer in writers:
            writer.start()
        assert enough.wait(30), "the writers did not get on"
        cloud.kill()
        for writer in writers:
            writer.join()
        cloud.start()
    assert len(acknowledged["messages"]) >= 100 * rounds
    s3, sqs = cloud.client("s3"), cloud.client("sqs")
    found = {}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket="work"):
        found.update((entry["Key"], entry["Size"]) for entry in page.get("Contents", []))
    assert set(acknowledged["objects"]) <= set(found)
    for key, size in found.items():
        assert size in (len(key), len(key) * 9000)
    for key in list(found)[::25]:
        assert s3.get_object(Bucket="work", Key=key)["Body"].read().startswith(key.encode())
    messages = set()
    queue = f"{cloud.endpoint}/000000000000/work"
    while batch := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=3600).get("Messages"):
        messages |= {message["MessageId"] for message in batch}
    assert set(acknowledged["messages"]) <= messages
