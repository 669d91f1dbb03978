"""A write happens only if it is allowed in the state that it changes: what rules and decisions read is held against it."""

import json
import socket
import threading
import time

import pytest

from cloud import Cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("serializable") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


class SlowUpload:
    """A presigned PUT whose body is sent in two halves."""

    BODY = b"planted" * 20_000

    def __init__(self, cloud, client, bucket, key):
        url = client.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=600)
        path = url.split(str(cloud.port), 1)[1]
        self.socket = socket.create_connection(("127.0.0.1", cloud.port), timeout=20)
        head = f"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1:{cloud.port}\r\nContent-Length: {len(self.BODY)}\r\n\r\n"
        self.socket.sendall(head.encode() + self.BODY[:60_000])
        time.sleep(0.5)

    def finish(self):
        self.socket.sendall(self.BODY[60_000:])
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self.socket.recv(4096)
        self.socket.close()
        return int(answer.split(b" ")[1])


def path_style(cloud, keys=("test", "test")):
    return cloud.client("s3", keys, s3={"addressing_style": "path"}, signature_version="s3v4")


def test_upload_does_not_land_in_a_bucket_that_somebody_else_has_made_meanwhile(cloud):
    made = json.loads(cloud.nephele("account", "create").stdout)
    mine, theirs = path_style(cloud), path_style(cloud, (made["accessKeyId"], made["secretAccessKey"]))
    mine.create_bucket(Bucket="squat-me")
    upload = SlowUpload(cloud, mine, "squat-me", "planted")
    mine.delete_bucket(Bucket="squat-me")
    theirs.create_bucket(Bucket="squat-me")
    assert upload.finish() == 403
    assert "Contents" not in theirs.list_objects_v2(Bucket="squat-me")


def test_permission_withdrawn_during_an_upload_refuses_it(cloud):
    root, iam = path_style(cloud), cloud.client("iam")
    root.create_bucket(Bucket="withdrawn")
    iam.create_user(UserName="carol")
    iam.put_user_policy(UserName="carol", PolicyName="put", PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::withdrawn/*"}]}))
    key = iam.create_access_key(UserName="carol")["AccessKey"]
    carol = path_style(cloud, (key["AccessKeyId"], key["SecretAccessKey"]))
    assert SlowUpload(cloud, carol, "withdrawn", "before").finish() == 200
    upload = SlowUpload(cloud, carol, "withdrawn", "after")
    iam.delete_user_policy(UserName="carol", PolicyName="put")
    assert upload.finish() == 403
    assert [each["Key"] for each in root.list_objects_v2(Bucket="withdrawn")["Contents"]] == ["before"]


def test_items_of_a_batch_are_judged_on_the_state_that_is_changed(cloud):
    s3 = path_style(cloud)
    s3.create_bucket(Bucket="tagged")
    s3.put_bucket_versioning(Bucket="tagged", VersioningConfiguration={"Status": "Enabled"})
    versions = {f"k{i}": s3.put_object(Bucket="tagged", Key=f"k{i}", Body=b"x")["VersionId"] for i in range(30)}
    done = threading.Event()

    def tag(first):
        mine = path_style(cloud)
        count = 0
        while not done.is_set():
            for key in list(versions)[first::2]:
                count += 1
                mine.put_object_tagging(Bucket="tagged", Key=key, VersionId=versions[key],
                                        Tagging={"TagSet": [{"Key": "n", "Value": str(count)}]})

    taggers = [threading.Thread(target=tag, args=(i,), daemon=True) for i in range(2)]
    for tagger in taggers:
        tagger.start()
    try:
        for _ in range(20):
            answer = s3.delete_objects(Bucket="tagged", Delete={"Objects": [{"Key": key} for key in versions]})
            assert answer.get("Errors", []) == []
            for marker in answer["Deleted"]:
                s3.delete_object(Bucket="tagged", Key=marker["Key"], VersionId=marker["DeleteMarkerVersionId"])
    finally:
        done.set()
        for tagger in taggers:
            tagger.join()
