"""What IAM notes of its users' calls."""

import pytest

from cloud import Cloud


@pytest.fixture()
def cloud(tmp_path):
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def test_the_last_use_of_an_access_key_is_noted(cloud):
    iam = cloud.client("iam")
    iam.create_user(UserName="alice")
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    before = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"]
    assert (before["ServiceName"], before["Region"]) == ("N/A", "N/A")
    cloud.client("sts", (key["AccessKeyId"], key["SecretAccessKey"])).get_caller_identity()
    used = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])
    assert used["UserName"] == "alice"
    assert (used["AccessKeyLastUsed"]["ServiceName"], used["AccessKeyLastUsed"]["Region"]) == ("sts", "us-east-1")
    assert used["AccessKeyLastUsed"]["LastUsedDate"]
