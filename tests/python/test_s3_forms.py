"""Browsers' uploads to S3: forms with a policy, signed with version 4 and 2, and unsigned."""

import base64
import datetime
import hashlib
import hmac
import http.client
import itertools
import json
import pathlib
import re
import time
import urllib.parse
import urllib.request

import botocore.exceptions
import pytest

from cloud import Cloud

NAMES = (f"forms-{number}" for number in itertools.count())
NOW = datetime.datetime.now(datetime.timezone.utc)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("forms") / "data", "--memory")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def s3(cloud):
    return cloud.client("s3")


@pytest.fixture()
def bucket(s3):
    name = next(NAMES)
    s3.create_bucket(Bucket=name)
    return name


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read().decode()

    def element(self, name):
        found = re.search(f"<{name}>(.*?)</{name}>", self.body, re.S)
        return found and found.group(1).replace("&quot;", '"').replace("&amp;", "&")


def multipart(fields, content, filename="file.txt"):
    boundary = "----boundary7"
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
             for name, value in fields.items()]
    name = f'; filename="{filename}"' if filename is not None else ""
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"{name}\r\n'
                 "Content-Type: text/ignored\r\n\r\n")
    return "".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode(), \
        f"multipart/form-data; boundary={boundary}"


def post(cloud, bucket, fields, content=b"content", filename="file.txt"):
    body, type = multipart(fields, content, filename)
    connection = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=30)
    connection.request("POST", f"/{bucket}", body, {"Content-Type": type})
    return Answer(connection.getresponse())


def signed(client, bucket, key, fields=None, conditions=None, **options):
    return client.generate_presigned_post(bucket, key, fields, conditions, **options)["fields"]


def by_hand(policy, secret="test", key="test"):
    """The fields of a policy that is signed with version 4 as it stands."""
    date = NOW.strftime("%Y%m%dT%H%M%SZ")
    scope = [date[:8], "us-east-1", "s3", "aws4_request"]
    fields = {"x-amz-algorithm": "AWS4-HMAC-SHA256", "x-amz-credential": "/".join([key, *scope]), "x-amz-date": date}
    text = policy if isinstance(policy, str) else json.dumps(policy)
    fields["policy"] = base64.b64encode(text.encode()).decode()
    mac = ("AWS4" + secret).encode()
    for part in [*scope, fields["policy"]]:
        mac = hmac.new(mac, part.encode(), hashlib.sha256).digest()
    fields["x-amz-signature"] = mac.hex()
    return fields


def until(hours=1):
    return (NOW + datetime.timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


SIGNING = [["starts-with", "$x-amz-algorithm", ""], ["starts-with", "$x-amz-credential", ""],
           ["starts-with", "$x-amz-date", ""]]


@pytest.mark.parametrize("version", ["s3v4", "s3"])
def test_a_signed_form_makes_an_object(cloud, s3, bucket, version):
    fields = signed(cloud.client("s3", signature_version=version), bucket, "a/${filename}",
                    {"Content-Type": "image/png", "x-amz-meta-colour": "blue", "acl": "private"},
                    [{"Content-Type": "image/png"}, ["starts-with", "$x-amz-meta-colour", "bl"], {"acl": "private"}])
    answer = post(cloud, bucket, fields, b"picture", "dir\\näme.png")
    assert (answer.status, answer.body) == (204, "")
    got = s3.get_object(Bucket=bucket, Key="a/näme.png")
    assert got["Body"].read() == b"picture"
    assert (got["ContentType"], got["Metadata"]) == ("image/png", {"colour": "blue"})
    assert answer.headers["ETag"] == got["ETag"]
    assert answer.headers["Location"] == f"{cloud.endpoint}/{bucket}/a%2Fn%C3%A4me.png"
    assert answer.headers["x-amz-server-side-encryption"] == "AES256"
    assert s3.head_object(Bucket=bucket, Key="a/näme.png", ChecksumMode="ENABLED")["ChecksumCRC64NVME"]


def test_a_file_without_name_leaves_the_variable(cloud, s3, bucket):
    fields = signed(s3, bucket, "a/${filename}")
    assert post(cloud, bucket, fields, filename=None).status == 204
    assert s3.head_object(Bucket=bucket, Key="a/${filename}")["ContentType"] == "binary/octet-stream"


@pytest.mark.parametrize("asked, status", [("200", 200), ("201", 201), ("204", 204), ("302", 204), ("x", 204)])
def test_a_form_chooses_its_status(cloud, s3, bucket, asked, status):
    fields = signed(s3, bucket, "a b/c", {"success_action_status": asked}, [{"success_action_status": asked}])
    answer = post(cloud, bucket, fields)
    assert answer.status == status
    if status == 201:
        etag = s3.head_object(Bucket=bucket, Key="a b/c")["ETag"]
        assert {name: answer.element(name) for name in ("Location", "Bucket", "Key", "ETag")} == {
            "Location": f"{cloud.endpoint}/{bucket}/a%20b%2Fc", "Bucket": bucket, "Key": "a b/c", "ETag": etag}
        assert answer.body.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>')


@pytest.mark.parametrize("field", ["success_action_redirect", "redirect"])
@pytest.mark.parametrize("url, status", [("http://example.com/done", 303), ("http://example.com/done?x=1", 303),
                                         ("nowhere", 204), ("javascript:alert(1)", 204)])
def test_a_form_sends_its_browser_on(cloud, s3, bucket, field, url, status):
    fields = signed(s3, bucket, "k", {field: url}, [["starts-with", f"${field}", ""]])
    answer = post(cloud, bucket, fields)
    assert answer.status == status
    if status == 303:
        place, query = answer.headers["Location"].split("?", 1)
        assert place == url.split("?")[0]
        told = dict(urllib.parse.parse_qsl(query))
        assert (told["bucket"], told["key"], told["etag"]) == (
            bucket, "k", s3.head_object(Bucket=bucket, Key="k")["ETag"])
        assert ("x" in told) == ("?" in url)


def test_tags_storage_class_and_checksums_are_fields(cloud, s3, bucket):
    tags = "<Tagging><TagSet><Tag><Key>a b</Key><Value>1</Value></Tag></TagSet></Tagging>"
    value = base64.b64encode(hashlib.sha256(b"content").digest()).decode()
    extra = {"tagging": tags, "x-amz-storage-class": "STANDARD_IA", "x-amz-checksum-sha256": value}
    answer = post(cloud, bucket, signed(s3, bucket, "k", extra, [{name: extra[name]} for name in extra]))
    assert (answer.status, answer.headers["x-amz-checksum-sha256"]) == (204, value)
    head = s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert (head["StorageClass"], head["ChecksumSHA256"]) == ("STANDARD_IA", value)
    assert s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == [{"Key": "a b", "Value": "1"}]
    wrong = post(cloud, bucket, signed(s3, bucket, "k", extra, [{name: extra[name]} for name in extra]), b"other")
    assert (wrong.status, wrong.element("Code")) == (400, "BadDigest")
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"content"
    broken = post(cloud, bucket, signed(s3, bucket, "k", {"tagging": "<Tagging"}, [["starts-with", "$tagging", ""]]))
    assert (broken.status, broken.element("Code")) == (400, "MalformedXML")


def denied(answer, reason):
    assert (answer.status, answer.element("Code")) == (403, "AccessDenied")
    assert answer.element("Message") == f"Invalid according to Policy: {reason}"


def test_every_condition_holds_and_every_field_has_one(cloud, s3, bucket):
    fields = signed(s3, bucket, "user/1", {"acl": "private"}, [{"acl": "private"}])
    denied(post(cloud, bucket, {**fields, "key": "user/2"}), 'Policy Condition failed: ["eq", "$key", "user/1"]')
    denied(post(cloud, bucket, {**fields, "acl": "public-read"}),
           'Policy Condition failed: ["eq", "$acl", "private"]')
    denied(post(cloud, bucket, {**fields, "x-amz-meta-more": "1"}), "Extra input fields: x-amz-meta-more")
    assert post(cloud, bucket, {**fields, "x-ignore-me": "1"}).status == 204
    prefixed = signed(s3, bucket, "user/${filename}")
    denied(post(cloud, bucket, {**prefixed, "key": "other/x"}),
           'Policy Condition failed: ["starts-with", "$key", "user/"]')
    other = next(NAMES)
    s3.create_bucket(Bucket=other)
    denied(post(cloud, other, fields), f'Policy Condition failed: ["eq", "$bucket", "{bucket}"]')
    assert "Contents" not in s3.list_objects_v2(Bucket=other)


def test_the_size_of_the_file_is_bounded_by_the_policy(cloud, s3, bucket):
    fields = signed(s3, bucket, "k", None, [["content-length-range", 3, 5]])
    large = post(cloud, bucket, fields, b"123456")
    assert (large.status, large.element("Code"), large.element("MaxSizeAllowed")) == (400, "EntityTooLarge", "5")
    small = post(cloud, bucket, fields, b"12")
    assert (small.status, small.element("Code"), small.element("MinSizeAllowed")) == (400, "EntityTooSmall", "3")
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
    assert post(cloud, bucket, fields, b"12345").status == 204


def test_a_large_file_passes_through(cloud, s3, bucket):
    content = bytes(range(256)) * (24 << 12)
    assert post(cloud, bucket, signed(s3, bucket, "large"), content).status == 204
    digest = hashlib.md5(s3.get_object(Bucket=bucket, Key="large")["Body"].read()).digest()
    assert digest == hashlib.md5(content).digest()


def test_policies_are_documents(cloud, bucket):
    conditions = [{"bucket": bucket}, {"key": "k"}, *SIGNING]
    right = {"expiration": until(), "conditions": conditions}
    assert post(cloud, bucket, {"key": "k", **by_hand(right)}).status == 204
    for wrong in ("no json", {"conditions": conditions}, {"expiration": until()},
                  {"expiration": "tomorrow", "conditions": conditions},
                  {"expiration": until(), "conditions": [["like", "$key", "k"]]}):
        answer = post(cloud, bucket, {"key": "k", **by_hand(wrong)})
        assert (answer.status, answer.element("Code")) == (400, "InvalidPolicyDocument"), wrong
    denied(post(cloud, bucket, {"key": "k", **by_hand({**right, "expiration": until(-1)})}), "Policy expired.")


def test_signatures_are_verified(cloud, bucket):
    policy = {"expiration": until(), "conditions": [{"bucket": bucket}, {"key": "k"}, *SIGNING]}
    wrong = post(cloud, bucket, {"key": "k", **by_hand(policy, secret="wrong")})
    assert (wrong.status, wrong.element("Code")) == (403, "SignatureDoesNotMatch")
    unknown = post(cloud, bucket, {"key": "k", **by_hand(policy, key="AKIAIOSFODNN7NOBODY0")})
    assert (unknown.status, unknown.element("Code")) == (403, "InvalidAccessKeyId")
    fields = by_hand(policy)
    del fields["x-amz-signature"]
    lacking = post(cloud, bucket, {"key": "k", **fields})
    assert (lacking.status, lacking.element("Code"), lacking.element("ArgumentName")) == (
        400, "InvalidArgument", "X-Amz-Signature")


def test_forms_are_well_formed(cloud, s3, bucket):
    keyless = post(cloud, bucket, {"a": "b"})
    assert (keyless.status, keyless.element("Code"), keyless.element("ArgumentName")) == (400, "InvalidArgument", "key")
    connection = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=30)
    connection.request("POST", f"/{bucket}", b"nothing of that kind", {
        "Content-Type": "multipart/form-data; boundary=x"})
    answer = Answer(connection.getresponse())
    assert (answer.status, answer.element("Code")) == (400, "MalformedPOSTRequest")
    body, type = multipart(signed(s3, bucket, "k"), b"content")
    connection = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=30)
    connection.request("POST", f"/{bucket}", body[:-20], {"Content-Type": type})
    answer = Answer(connection.getresponse())
    assert (answer.status, answer.element("Code")) == (400, "MalformedPOSTRequest")
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
    empty = post(cloud, bucket, signed(s3, bucket, ""))
    assert (empty.status, empty.element("Code")) == (400, "InvalidArgument")
    assert post(cloud, "nobodys-forms", signed(s3, "nobodys-forms", "k")).element("Code") == "NoSuchBucket"


def test_the_signer_may_write_or_the_bucket_is_open(cloud, s3, bucket):
    iam = cloud.client("iam")
    iam.create_user(UserName="poster-" + bucket)
    key = iam.create_access_key(UserName="poster-" + bucket)["AccessKey"]
    poster = cloud.client("s3", (key["AccessKeyId"], key["SecretAccessKey"]))
    refused = post(cloud, bucket, signed(poster, bucket, "k"))
    assert (refused.status, refused.element("Code")) == (403, "AccessDenied")
    assert "is not authorized to perform: s3:PutObject on resource" in refused.element("Message")
    anonymous = post(cloud, bucket, {"key": "open/k"})
    assert (anonymous.status, anonymous.element("Code"), anonymous.element("Message")) == (
        403, "AccessDenied", "Access Denied")
    s3.delete_public_access_block(Bucket=bucket)
    user = iam.get_user(UserName="poster-" + bucket)["User"]["Arn"]
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/open/*"},
        {"Effect": "Allow", "Principal": {"AWS": user}, "Action": "s3:PutObject",
         "Resource": f"arn:aws:s3:::{bucket}/k", "Condition": {"StringEquals": {"s3:authType": "POST"}}}]}))
    assert post(cloud, bucket, {"key": "open/${filename}"}).status == 204
    assert s3.head_object(Bucket=bucket, Key="open/file.txt")["ContentLength"] == 7
    assert post(cloud, bucket, {"key": "closed/k"}).status == 403
    assert post(cloud, bucket, signed(poster, bucket, "k")).status == 204
    with pytest.raises(botocore.exceptions.ClientError):
        poster.put_object(Bucket=bucket, Key="k", Body=b"not by a form")


def test_a_form_is_an_event_with_its_decision(cloud, s3, bucket):
    done = post(cloud, bucket, signed(s3, bucket, "k"))
    refused = post(cloud, bucket, {"key": "k"})
    unsigned = post(cloud, bucket, {"key": "k", **by_hand({}, secret="wrong")})
    secret = (pathlib.Path(cloud.data) / "admin-token").read_text().strip()
    asked = urllib.request.Request(cloud.endpoint + "/_nephele/events?limit=1000",
                                   headers={"Authorization": "Bearer " + secret})
    events = {event["requestId"]: event for event in json.load(urllib.request.urlopen(asked))["events"]}
    for answer, key in ((done, "test"), (refused, ""), (unsigned, "test")):
        event = events[answer.headers["x-amz-request-id"]]
        assert (event["service"], event["operation"], event["accessKeyId"]) == ("s3", "PostObject", key)
        assert answer is unsigned or "s3:PutObject" in cloud.nephele("explain", event["requestId"]).stdout


def test_a_policy_ends_on_the_virtual_clock(cloud, s3, bucket):
    s3 = cloud.client("s3", signature_version="s3v4")
    fields = signed(s3, bucket, "k", ExpiresIn=600)
    assert post(cloud, bucket, fields).status == 204
    cloud.nephele("clock", "advance", "PT11M")
    denied(post(cloud, bucket, fields), "Policy expired.")
    time.sleep(1)  # a signature tells its time in seconds; that of the move is over then
    assert post(cloud, bucket, signed(s3, bucket, "k", ExpiresIn=600)).status == 204
