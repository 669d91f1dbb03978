"""What one account may not learn or open of another."""

import json
import urllib.error
import urllib.request

import botocore.exceptions
import pytest

from cloud import Cloud

MINE, THEIRS = "111122223333", "444455556666"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("accounts") / "data", "--memory", "--account-keys")
    cloud.start()
    yield cloud
    cloud.stop()


def refusal(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]


def test_encoded_messages_open_only_in_the_account_that_was_refused(cloud):
    iam = cloud.client("iam", (MINE, "test"))
    iam.create_user(UserName="eve")
    key = iam.create_access_key(UserName="eve")["AccessKey"]
    ec2 = cloud.client("ec2", (key["AccessKeyId"], key["SecretAccessKey"]))
    refused = refusal(ec2.create_key_pair, KeyName="k")
    assert refused["Code"] == "UnauthorizedOperation"
    message = refused["Message"].rsplit("Encoded authorization failure message: ", 1)[1]
    opened = cloud.client("sts", (MINE, "test")).decode_authorization_message(EncodedMessage=message)
    assert json.loads(opened["DecodedMessage"])["context"]["action"] == "ec2:CreateKeyPair"
    other = cloud.client("sts", (THEIRS, "test"))
    assert refusal(other.decode_authorization_message, EncodedMessage=message)["Code"] == (
        "InvalidAuthorizationMessageException")


def test_sts_answers_in_json_when_asked(cloud):
    url = cloud.client("sts", (MINE, "test")).generate_presigned_url("get_caller_identity", HttpMethod="GET")
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "application/json"})) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        result = json.load(answer)["GetCallerIdentityResponse"]["GetCallerIdentityResult"]
    assert result == {"Account": MINE, "Arn": f"arn:aws:iam::{MINE}:root", "UserId": MINE}
    broken = urllib.request.Request(url.replace("Signature=", "Signature=0"), headers={"Accept": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(broken)
    assert json.load(refused.value)["Error"]["Code"] == "SignatureDoesNotMatch"
    with urllib.request.urlopen(url) as answer:
        assert answer.read().startswith(b"<GetCallerIdentityResponse")


def test_the_last_use_of_a_foreign_key_is_denied(cloud):
    theirs = cloud.client("iam", (THEIRS, "test"))
    theirs.create_user(UserName="bob")
    key = theirs.create_access_key(UserName="bob")["AccessKey"]["AccessKeyId"]
    assert theirs.get_access_key_last_used(AccessKeyId=key)["UserName"] == "bob"
    mine = cloud.client("iam", (MINE, "test"))
    assert refusal(mine.get_access_key_last_used, AccessKeyId=key)["Code"] == "AccessDenied"
    assert refusal(mine.get_access_key_last_used, AccessKeyId="AKIAIOSFODNN7EXAMPLE")["Code"] == "NoSuchEntity"
