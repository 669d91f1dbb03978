"""Policies of resources mean the user or role that was there when they were put, not whoever takes the name later."""

import json

import botocore.exceptions
import pytest

from cloud import Cloud

ACCOUNT = "000000000000"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("pinned") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def user(cloud, name):
    """Makes a user without permissions; answers its keys."""
    iam = cloud.client("iam")
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def delete_user(cloud, name, keys):
    iam = cloud.client("iam")
    iam.delete_access_key(UserName=name, AccessKeyId=keys[0])
    iam.delete_user(UserName=name)


def policy(principal, action, resource):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": action, "Resource": resource}]})


def arn(kind, name):
    return f"arn:aws:iam::{ACCOUNT}:{kind}/{name}"


def code_of(call):
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        call()
    return refused.value.response["Error"]["Code"]


def principal_of(document):
    return json.loads(document)["Statement"][0]["Principal"]["AWS"]


def test_bucket_policy_does_not_open_to_a_user_of_the_same_name(cloud):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="pinned")
    s3.put_object(Bucket="pinned", Key="k", Body=b"x")
    first = user(cloud, "mallory")
    unique = cloud.client("iam").get_user(UserName="mallory")["User"]["UserId"]
    s3.put_bucket_policy(Bucket="pinned", Policy=policy(arn("user", "mallory"), "s3:GetObject", "arn:aws:s3:::pinned/*"))
    assert principal_of(s3.get_bucket_policy(Bucket="pinned")["Policy"]) == arn("user", "mallory")
    assert cloud.client("s3", first).get_object(Bucket="pinned", Key="k")["Body"].read() == b"x"
    delete_user(cloud, "mallory", first)
    assert principal_of(s3.get_bucket_policy(Bucket="pinned")["Policy"]) == unique
    second = user(cloud, "mallory")
    assert code_of(lambda: cloud.client("s3", second).get_object(Bucket="pinned", Key="k")) == "AccessDenied"
    assert principal_of(s3.get_bucket_policy(Bucket="pinned")["Policy"]) == unique


def test_deny_does_not_move_to_a_user_of_the_same_name_either(cloud):
    """Renaming keeps the id, so the policy follows the user and shows its new name."""
    s3, iam = cloud.client("s3"), cloud.client("iam")
    s3.create_bucket(Bucket="renamed")
    user(cloud, "old-name")
    s3.put_bucket_policy(
        Bucket="renamed", Policy=policy([arn("user", "old-name")], "s3:ListBucket", "arn:aws:s3:::renamed"))
    iam.update_user(UserName="old-name", NewUserName="new-name")
    assert principal_of(s3.get_bucket_policy(Bucket="renamed")["Policy"]) == [arn("user", "new-name")]


def test_queue_policy_does_not_open_to_a_user_of_the_same_name(cloud):
    sqs = cloud.client("sqs")
    first = user(cloud, "sender")
    resource = f"arn:aws:sqs:us-east-1:{ACCOUNT}:pinned"
    document = policy(arn("user", "sender"), "sqs:SendMessage", resource)
    url = sqs.create_queue(QueueName="pinned", Attributes={"Policy": document})["QueueUrl"]
    assert sqs.create_queue(QueueName="pinned", Attributes={"Policy": document})["QueueUrl"] == url
    cloud.client("sqs", first).send_message(QueueUrl=url, MessageBody="x")
    delete_user(cloud, "sender", first)
    second = user(cloud, "sender")
    assert "AccessDenied" in code_of(lambda: cloud.client("sqs", second).send_message(QueueUrl=url, MessageBody="x"))
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"]
    assert principal_of(shown).startswith("AIDA")


def test_key_policy_does_not_open_to_a_role_of_the_same_name(cloud):
    iam, kms = cloud.client("iam"), cloud.client("kms")
    trust = policy(ACCOUNT, "sts:AssumeRole", "*").replace(', "Resource": "*"', "")
    iam.create_role(RoleName="operator", AssumeRolePolicyDocument=trust)
    document = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:PutKeyPolicy",
         "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": arn("role", "operator")}, "Action": "kms:DescribeKey",
         "Resource": "*"}]})
    key = kms.create_key(Policy=document)["KeyMetadata"]["KeyId"]

    def as_operator():
        session = cloud.client("sts", user_keys).assume_role(RoleArn=arn("role", "operator"), RoleSessionName="session")
        held = session["Credentials"]
        return cloud.client("kms", (held["AccessKeyId"], held["SecretAccessKey"], held["SessionToken"]))

    user_keys = user(cloud, "caller")
    iam.put_user_policy(UserName="caller", PolicyName="assume", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": arn("role", "operator")}]}))
    assert as_operator().describe_key(KeyId=key)["KeyMetadata"]["KeyId"] == key
    iam.delete_role(RoleName="operator")
    iam.create_role(RoleName="operator", AssumeRolePolicyDocument=trust)
    assert code_of(lambda: as_operator().describe_key(KeyId=key)) == "AccessDeniedException"


def test_policies_that_name_nobody_are_refused_when_they_are_put(cloud):
    s3, sqs, kms = cloud.client("s3"), cloud.client("sqs"), cloud.client("kms")
    s3.create_bucket(Bucket="nobody")
    for absent in (arn("user", "nobody"), arn("role", "path/nobody"), "AIDAABCDEFGHIJKLMNOPQ"):
        assert code_of(lambda: s3.put_bucket_policy(
            Bucket="nobody", Policy=policy(absent, "s3:GetObject", "arn:aws:s3:::nobody/*"))) == "MalformedPolicy"
        assert code_of(lambda: kms.create_key(Policy=policy(absent, "kms:*", "*"))) == "MalformedPolicyDocumentException"
        assert "InvalidAttributeValue" in code_of(lambda: sqs.create_queue(
            QueueName="nobody", Attributes={"Policy": policy(absent, "sqs:SendMessage", "*")}))
    assert code_of(lambda: s3.get_bucket_policy(Bucket="nobody")) == "NoSuchBucketPolicy"
