"""What belongs to the owner's account alone, what creation asks for besides, and keys across accounts."""

import json

import botocore.exceptions
import pytest

from cloud import Cloud

MINE = "000000000000"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("owners") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def theirs(cloud):
    """Root of another account: id and keys."""
    made = json.loads(cloud.nephele("account", "create").stdout)
    return made["id"], (made["accessKeyId"], made["secretAccessKey"])


def refusal(call):
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        call()
    response = refused.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def allow(principal, action, *resources):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": list(resources)}]})


def user(cloud, name, *statements):
    iam = cloud.client("iam")
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="p", PolicyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Resource": "*", **statement} for statement in statements]}))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def test_a_bucket_policy_is_its_owners_whatever_it_allows(cloud, theirs):
    s3, other = cloud.client("s3"), cloud.client("s3", theirs[1])
    s3.create_bucket(Bucket="given-away")
    everything = allow({"AWS": theirs[0]}, "s3:*", "arn:aws:s3:::given-away", "arn:aws:s3:::given-away/*")
    s3.put_bucket_policy(Bucket="given-away", Policy=everything)
    other.put_object(Bucket="given-away", Key="k", Body=b"x")
    assert refusal(lambda: other.get_bucket_policy(Bucket="given-away")) == (405, "MethodNotAllowed")
    assert refusal(lambda: other.put_bucket_policy(Bucket="given-away", Policy=everything)) == (405, "MethodNotAllowed")
    assert refusal(lambda: other.delete_bucket_policy(Bucket="given-away")) == (405, "MethodNotAllowed")
    assert theirs[0] in s3.get_bucket_policy(Bucket="given-away")["Policy"]
    s3.create_bucket(Bucket="kept")
    assert refusal(lambda: other.get_bucket_policy(Bucket="kept")) == (403, "AccessDenied")


def test_a_queue_is_not_changed_from_another_account_whatever_its_policy_allows(cloud, theirs):
    sqs, other = cloud.client("sqs"), cloud.client("sqs", theirs[1])
    url = sqs.create_queue(QueueName="shared")["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={
        "Policy": allow({"AWS": theirs[0]}, "sqs:*", f"arn:aws:sqs:us-east-1:{MINE}:shared")})
    other.send_message(QueueUrl=url, MessageBody="allowed")
    other.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
    for call in (
            lambda: other.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "1"}),
            lambda: other.tag_queue(QueueUrl=url, Tags={"a": "b"}),
            lambda: other.untag_queue(QueueUrl=url, TagKeys=["a"]),
            lambda: other.list_queue_tags(QueueUrl=url),
            lambda: other.delete_queue(QueueUrl=url)):
        assert refusal(call)[1] in ("AccessDenied", "AccessDeniedException")
    assert sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] == {
        "VisibilityTimeout": "30"}


def test_what_a_bucket_is_made_with_needs_its_own_permission(cloud):
    creator = {"Effect": "Allow", "Action": "s3:CreateBucket"}
    plain = cloud.client("s3", user(cloud, "plain", creator))
    plain.create_bucket(Bucket="as-it-is")
    plain.create_bucket(Bucket="private-as-it-is", ACL="private")
    assert refusal(lambda: plain.create_bucket(Bucket="owned", ObjectOwnership="BucketOwnerEnforced"))[0] == 403
    tags = {"Tags": [{"Key": "a", "Value": "b"}]}
    assert refusal(lambda: plain.create_bucket(Bucket="tagged", CreateBucketConfiguration=tags))[0] == 403
    more = cloud.client("s3", user(cloud, "more", creator, {
        "Effect": "Allow", "Action": ["s3:PutBucketOwnershipControls", "s3:TagResource"]}))
    more.create_bucket(Bucket="owned", ObjectOwnership="BucketOwnerEnforced", CreateBucketConfiguration=tags)
    never = cloud.client("s3", user(cloud, "never", {"Effect": "Allow", "Action": "s3:*"}, {
        "Effect": "Deny", "Action": "s3:PutBucketOwnershipControls"}))
    assert refusal(lambda: never.create_bucket(Bucket="denied", ObjectOwnership="ObjectWriter"))[0] == 403


def test_a_queue_made_with_tags_needs_the_permission_to_tag(cloud):
    creator = {"Effect": "Allow", "Action": "sqs:CreateQueue"}
    plain = cloud.client("sqs", user(cloud, "queue-maker", creator))
    plain.create_queue(QueueName="untagged")
    assert "AccessDenied" in refusal(lambda: plain.create_queue(QueueName="tagged", tags={"a": "b"}))[1]
    tagger = cloud.client("sqs", user(cloud, "queue-tagger", creator, {"Effect": "Allow", "Action": "sqs:TagQueue"}))
    tagger.create_queue(QueueName="tagged", tags={"a": "b"})


def test_a_key_of_another_account_is_described_by_arn_where_both_accounts_allow_it(cloud, theirs):
    kms, other = cloud.client("kms"), cloud.client("kms", theirs[1])
    closed = kms.create_key()["KeyMetadata"]["Arn"]
    assert refusal(lambda: other.describe_key(KeyId=closed)) == (400, "AccessDeniedException")
    assert refusal(lambda: other.describe_key(KeyId=closed[:-12] + "000000000000"))[1] == "AccessDeniedException"
    document = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": MINE}, "Action": "kms:*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": theirs[0]}, "Action": "kms:DescribeKey", "Resource": "*"}]})
    opened = kms.create_key(Policy=document)["KeyMetadata"]
    assert other.describe_key(KeyId=opened["Arn"])["KeyMetadata"]["AWSAccountId"] == MINE
    assert refusal(lambda: other.describe_key(KeyId=opened["KeyId"]))[1] == "NotFoundException"
    iam = cloud.client("iam", theirs[1])
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    nobody = cloud.client("kms", (key["AccessKeyId"], key["SecretAccessKey"]))
    assert refusal(lambda: nobody.describe_key(KeyId=opened["Arn"]))[1] == "AccessDeniedException"
