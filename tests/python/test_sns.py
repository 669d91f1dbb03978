"""Topics of SNS through boto3: the query protocol, its errors, and refusals in SNS's words."""

import json

import botocore.exceptions
import pytest

from cloud import Cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("sns") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def sns(cloud):
    return cloud.client("sns")


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    answer = error.value.response
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]


def test_a_topic_from_its_making_to_its_end(sns):
    arn = sns.create_topic(Name="orders", Attributes={"DisplayName": "Orders"},
                           Tags=[{"Key": "team", "Value": "a"}])["TopicArn"]
    assert arn.endswith(":orders")
    assert sns.create_topic(Name="orders")["TopicArn"] == arn
    assert {"TopicArn": arn} in sns.list_topics()["Topics"]
    sns.set_topic_attributes(TopicArn=arn, AttributeName="SignatureVersion", AttributeValue="2")
    attributes = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert (attributes["DisplayName"], attributes["SignatureVersion"]) == ("Orders", "2")
    assert json.loads(attributes["Policy"])["Statement"][0]["Sid"] == "__default_statement_ID"
    sns.tag_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "x"}])
    assert sns.list_tags_for_resource(ResourceArn=arn)["Tags"] == [
        {"Key": "stage", "Value": "x"}, {"Key": "team", "Value": "a"}]
    sns.untag_resource(ResourceArn=arn, TagKeys=["team"])
    policy = json.dumps({"Name": "p", "Version": "2021-06-01", "Statement": [{"Sid": "s"}]})
    sns.put_data_protection_policy(ResourceArn=arn, DataProtectionPolicy=policy)
    assert sns.get_data_protection_policy(ResourceArn=arn)["DataProtectionPolicy"] == policy
    sns.delete_topic(TopicArn=arn)
    sns.delete_topic(TopicArn=arn)
    assert refused(sns.get_topic_attributes, TopicArn=arn) == (404, "NotFound", "Topic does not exist")
    assert refused(sns.list_tags_for_resource, ResourceArn=arn) == (404, "ResourceNotFound", "Resource does not exist")


def test_what_is_wrong_is_named(sns):
    assert refused(sns.create_topic, Name="no dots.") == (400, "InvalidParameter", "Invalid parameter: Topic Name")
    assert refused(sns.get_topic_attributes, TopicArn="orders") == (
        400, "InvalidParameter", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1")
    assert refused(sns.list_topics, NextToken="nonsense") == (400, "InvalidParameter", "Invalid parameter: NextToken")


def test_only_who_may_sees_a_topic(cloud, sns):
    arn = sns.create_topic(Name="guarded")["TopicArn"]
    iam = cloud.client("iam")
    reader = iam.create_user(UserName="reader")["User"]["Arn"]
    iam.put_user_policy(UserName="reader", PolicyName="p", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sns:ListTopics", "Resource": "*"}]}))
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    user = cloud.client("sns", (key["AccessKeyId"], key["SecretAccessKey"]))
    assert {"TopicArn": arn} in user.list_topics()["Topics"]
    status, code, message = refused(user.get_topic_attributes, TopicArn=arn)
    assert (status, code) == (403, "AuthorizationError")
    assert message.endswith(f"is not authorized to perform: SNS:GetTopicAttributes on resource: {arn} because no "
                            "identity-based policy allows the SNS:GetTopicAttributes action")
    sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": reader}, "Action": "sns:GetTopicAttributes", "Resource": arn}]}))
    assert user.get_topic_attributes(TopicArn=arn)["Attributes"]["TopicArn"] == arn
    assert refused(user.delete_topic, TopicArn=arn)[1] == "AuthorizationError"


def test_what_is_not_served_says_so(sns):
    arn = sns.create_topic(Name="silent")["TopicArn"]
    assert refused(sns.publish, TopicArn=arn, Message="hello")[:2] == (501, "NotImplemented")
