"""The story of README: from an empty data directory to a refusal that outlives a crash, with the AWS CLI."""

import concurrent.futures
import json

import botocore.exceptions
import pytest

from cloud import Cloud

ROOT_KEYS = ("test", "test")


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("story") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def alice(cloud, tmp_path_factory):
    """Root makes alice, who may list one bucket and read its reports, and puts an object there."""
    folder = tmp_path_factory.mktemp("files")
    policy = folder / "alice.json"
    policy.write_text(json.dumps({
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "ListTheBucket", "Effect": "Allow", "Action": "s3:ListBucket",
             "Resource": "arn:aws:s3:::ledger"},
            {"Sid": "ReadReports", "Effect": "Allow", "Action": "s3:GetObject",
             "Resource": "arn:aws:s3:::ledger/reports/*"},
        ],
    }))
    (folder / "q3.txt").write_text("a good quarter\n")
    cloud.aws(ROOT_KEYS, "iam", "create-user", "--user-name", "alice")
    cloud.aws(ROOT_KEYS, "iam", "put-user-policy", "--user-name", "alice", "--policy-name", "reports",
              "--policy-document", f"file://{policy}")
    key = cloud.json(ROOT_KEYS, "iam", "create-access-key", "--user-name", "alice")["AccessKey"]
    cloud.aws(ROOT_KEYS, "s3", "mb", "s3://ledger")
    cloud.aws(ROOT_KEYS, "s3", "cp", str(folder / "q3.txt"), "s3://ledger/reports/q3.txt")
    return key["AccessKeyId"], key["SecretAccessKey"]


def refusal(call):
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        call()
    return refused.value.response


def test_alice_lists_and_gets(cloud, alice, tmp_path):
    assert "q3.txt" in cloud.aws(alice, "s3", "ls", "s3://ledger/reports/").stdout
    cloud.aws(alice, "s3", "cp", "s3://ledger/reports/q3.txt", str(tmp_path / "got"))
    assert (tmp_path / "got").read_text() == "a good quarter\n"


def test_alice_is_refused_to_put_with_the_message_of_aws(cloud, alice, tmp_path):
    (tmp_path / "forged.txt").write_text("a better quarter\n")
    done = cloud.aws(alice, "s3api", "put-object", "--bucket", "ledger", "--key", "reports/q4.txt",
                     "--body", str(tmp_path / "forged.txt"), check=False)
    assert done.returncode != 0
    assert ('An error occurred (AccessDenied) when calling the PutObject operation: '
            'User: arn:aws:iam::000000000000:user/alice is not authorized to perform: s3:PutObject on resource: '
            '"arn:aws:s3:::ledger/reports/q4.txt" because no identity-based policy allows the s3:PutObject action'
            ) in done.stderr


def test_explain_names_the_missing_allow(cloud, alice):
    s3 = cloud.client("s3", alice)
    answer = refusal(lambda: s3.put_object(Bucket="ledger", Key="reports/q4.txt", Body=b"x"))
    told = cloud.nephele("explain", answer["ResponseMetadata"]["RequestId"]).stdout
    assert "s3:PutObject" in told
    assert "arn:aws:iam::000000000000:user/alice" in told
    assert told.startswith("DENIED since nothing allows it")
    assert "an Allow of s3:PutObject on arn:aws:s3:::ledger/reports/q4.txt" in told


def test_a_bucket_policy_stops_the_get_by_source_address(cloud, alice):
    s3 = cloud.client("s3", alice)
    root = cloud.client("s3")
    root.put_bucket_policy(Bucket="ledger", Policy=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Sid": "NotFromHere", "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                       "Resource": "arn:aws:s3:::ledger/*",
                       "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.1/32"}}}],
    }))
    answer = refusal(lambda: s3.get_object(Bucket="ledger", Key="reports/q3.txt"))
    assert answer["Error"]["Code"] == "AccessDenied"
    assert "with an explicit deny in a resource-based policy" in answer["Error"]["Message"]
    told = cloud.nephele("explain", answer["ResponseMetadata"]["RequestId"]).stdout
    assert "NotFromHere" in told
    root.delete_bucket_policy(Bucket="ledger")
    assert s3.get_object(Bucket="ledger", Key="reports/q3.txt")["Body"].read() == b"a good quarter\n"


def test_a_role_in_a_second_account_is_assumed_only_with_its_external_id(cloud, alice):
    created = json.loads(cloud.nephele("account", "create", "111122223333").stdout)
    other = (created["accessKeyId"], created["secretAccessKey"])
    assert created["id"] == "111122223333"
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:user/alice"}, "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": "nymph"}}}]}
    cloud.aws(other, "iam", "create-role", "--role-name", "auditor", "--assume-role-policy-document", json.dumps(trust))
    cloud.aws(ROOT_KEYS, "iam", "put-user-policy", "--user-name", "alice", "--policy-name", "audit",
              "--policy-document", json.dumps({"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/auditor"}]}))
    sts = cloud.client("sts", alice)
    role = "arn:aws:iam::111122223333:role/auditor"
    answer = refusal(lambda: sts.assume_role(RoleArn=role, RoleSessionName="audit"))
    assert answer["Error"]["Code"] == "AccessDenied"
    assert answer["Error"]["Message"].startswith(
        "User: arn:aws:iam::000000000000:user/alice is not authorized to perform: sts:AssumeRole on resource: " + role)
    session = cloud.json(alice, "sts", "assume-role", "--role-arn", role, "--role-session-name", "audit",
                         "--external-id", "nymph")["Credentials"]
    keys = session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"]
    assert cloud.json(keys, "sts", "get-caller-identity")["Arn"] == "arn:aws:sts::111122223333:assumed-role/auditor/audit"


def test_what_was_acknowledged_survives_a_kill_and_alice_is_still_refused(cloud, alice):
    root = cloud.client("s3", max_pool_connections=16)
    acknowledged = []

    def put(i):
        root.put_object(Bucket="ledger", Key=f"many/{i:04}", Body=f"number {i}".encode())
        acknowledged.append(i)
        if len(acknowledged) == 300:
            cloud.kill()

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        futures = [pool.submit(put, i) for i in range(1000)]
        failed = sum(1 for future in futures if future.exception() is not None)
    assert failed > 0, "the server was to be killed in the middle"
    cloud.start()
    there = set()
    for page in root.get_paginator("list_objects_v2").paginate(Bucket="ledger", Prefix="many/"):
        there.update(int(entry["Key"][5:]) for entry in page.get("Contents", []))
    assert set(acknowledged) <= there
    for i in acknowledged[::37]:
        assert root.get_object(Bucket="ledger", Key=f"many/{i:04}")["Body"].read() == f"number {i}".encode()
    answer = refusal(lambda: cloud.client("s3", alice).put_object(Bucket="ledger", Key="reports/q4.txt", Body=b"x"))
    assert answer["Error"]["Code"] == "AccessDenied"
