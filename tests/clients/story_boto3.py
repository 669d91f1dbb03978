"""The story that every client tells, with boto3: each step that went as AWS would have it is printed."""

import json
import os
import threading
import time
import urllib.request

import boto3
import botocore.exceptions
from botocore.config import Config

ACCOUNT, BUCKET = os.environ["STORY_ACCOUNT"], os.environ["STORY_BUCKET"]


def step(name, good):
    print("ok" if good else "WRONG", name)


def client(service, keys=None):
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    return boto3.client(service, region_name="us-east-1", endpoint_url=os.environ["AWS_ENDPOINT_URL"],
                        config=Config(signature_version="s3v4") if service == "s3" else None,
                        **dict(zip(names, keys or ())))


def allow(action, resource):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": action, "Resource": resource}]})


def people(iam):
    iam.create_user(UserName="alice")
    iam.get_waiter("user_exists").wait(UserName="alice")
    step("user", iam.get_user(UserName="alice")["User"]["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/alice")
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    step("key", key["AccessKeyId"].startswith("AKIA"))
    iam.put_user_policy(UserName="alice", PolicyName="reads",
                        PolicyDocument=allow(["s3:GetObject", "sts:AssumeRole"], "*"))
    step("policy", iam.list_user_policies(UserName="alice")["PolicyNames"] == ["reads"])
    return key["AccessKeyId"], key["SecretAccessKey"]


def objects(s3):
    s3.create_bucket(Bucket=BUCKET)
    s3.get_waiter("bucket_exists").wait(Bucket=BUCKET)
    step("bucket", BUCKET in [each["Name"] for each in s3.list_buckets()["Buckets"]])
    text = "grüße\n".encode()
    s3.put_object(Bucket=BUCKET, Key="text", Body=text, ContentType="text/plain; charset=UTF-8")
    back = s3.get_object(Bucket=BUCKET, Key="text")
    step("text", back["Body"].read() == text and back["ContentType"] == "text/plain; charset=UTF-8")
    large = os.urandom(20 << 20)
    s3.put_object(Bucket=BUCKET, Key="large", Body=large)
    step("large", s3.get_object(Bucket=BUCKET, Key="large")["Body"].read() == large)


def refusal(hers):
    try:
        hers.put_object(Bucket=BUCKET, Key="forged", Body=b"x")
    except botocore.exceptions.ClientError as refused:
        step("refusal", refused.response["Error"] == {
            "Code": "AccessDenied",
            "Message": f"User: arn:aws:iam::{ACCOUNT}:user/alice is not authorized to perform: s3:PutObject on "
                       f'resource: "arn:aws:s3:::{BUCKET}/forged" because no identity-based policy allows the '
                       "s3:PutObject action"})


def presigned(s3):
    where = {"Bucket": BUCKET, "Key": "presigned"}
    put = urllib.request.Request(s3.generate_presigned_url("put_object", where), data=b"by hand", method="PUT",
                                 headers={"Content-Type": ""})
    with urllib.request.urlopen(put) as answer:
        step("presigned put", answer.status == 200)
    with urllib.request.urlopen(s3.generate_presigned_url("get_object", where)) as answer:
        step("presigned get", answer.read() == b"by hand")


def role(iam, alice):
    iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                                "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/alice"}}]}))
    iam.put_role_policy(RoleName="reader", PolicyName="reads",
                        PolicyDocument=allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/text"))
    given = client("sts", alice).assume_role(
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/reader", RoleSessionName="story")["Credentials"]
    session = given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
    step("assumed role",
         client("sts", session).get_caller_identity()["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/story"
         and client("s3", session).get_object(Bucket=BUCKET, Key="text")["Body"].read() == "grüße\n".encode())


def pages(s3):
    keys = [f"pages/{number}" for number in range(7)]
    for key in keys:
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"")
    found = [[each["Key"] for each in page["Contents"]] for page in s3.get_paginator("list_objects_v2").paginate(
        Bucket=BUCKET, Prefix="pages/", PaginationConfig={"PageSize": 3})]
    step("pages", len(found) == 3 and sum(found, []) == keys)


def messages(sqs):
    queue = sqs.create_queue(QueueName=f"{BUCKET}.fifo", Attributes={
        "FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]

    def send():
        time.sleep(1)
        for body in ("first", "second", "first"):
            sqs.send_message(QueueUrl=queue, MessageGroupId="g", MessageBody=body)

    sender = threading.Thread(target=send)
    sender.start()
    polled = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=10, MaxNumberOfMessages=1)["Messages"]
    sender.join()
    step("long poll", [each["Body"] for each in polled] == ["first"])
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=polled[0]["ReceiptHandle"])
    rest = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
    left = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    step("fifo", [each["Body"] for each in rest] == ["second"] and left["ApproximateNumberOfMessages"] == "0")


def main():
    iam, s3 = client("iam"), client("s3")
    alice = people(iam)
    objects(s3)
    refusal(client("s3", alice))
    presigned(s3)
    role(iam, alice)
    pages(s3)
    messages(client("sqs"))


main()
