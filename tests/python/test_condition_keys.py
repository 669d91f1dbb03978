"""Condition keys that speak of the request itself: each is the only thing that a Deny of the bucket looks at."""

import hashlib
import json
import urllib.error
import urllib.request

import botocore.exceptions
import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from cloud import Cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("keys") / "data", "--memory")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture
def bucket(cloud, request):
    s3 = cloud.client("s3")
    name = request.node.name.replace("_", "-").lower()[:50].split("[")[0] + "-" + str(abs(hash(request.node.name)) % 10000)
    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="there", Body=b"body")
    yield name
    s3.delete_bucket_policy(Bucket=name)


def deny(cloud, bucket, action, condition):
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": action, "Condition": condition,
                       "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]}]}))


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"] in ("AccessDenied", "403")


def status(url, method="GET", body=None, headers=None):
    request = urllib.request.Request(url, method=method, data=body, headers=headers or {})
    try:
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


def hoisted(cloud, method, bucket, key, **parameters):
    """A URL whose query carries headers, as SDKs presign them."""
    request = AWSRequest(method, f"{cloud.endpoint}/{bucket}/{key}", params=parameters)
    S3SigV4QueryAuth(Credentials("test", "test"), "s3", "us-east-1", expires=300).add_auth(request)
    return request.url


def test_authentication_type_tells_headers_from_presigned_urls(cloud, bucket):
    s3 = cloud.client("s3", signature_version="s3v4")
    deny(cloud, bucket, "s3:GetObject", {"StringNotEquals": {"s3:authType": "REST-HEADER"}})
    assert status(s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "there"})) == 403
    assert s3.get_object(Bucket=bucket, Key="there")["Body"].read() == b"body"
    deny(cloud, bucket, "s3:GetObject", {"StringEquals": {"s3:authType": "REST-HEADER"}})
    assert status(s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "there"})) == 200
    assert refused(s3.get_object, Bucket=bucket, Key="there")


def test_signature_version_tells_version_two(cloud, bucket):
    deny(cloud, bucket, "s3:GetObject", {"StringEquals": {"s3:signatureversion": "AWS"}})
    assert refused(cloud.client("s3", signature_version="s3").get_object, Bucket=bucket, Key="there")
    four = cloud.client("s3", signature_version="s3v4")
    assert four.get_object(Bucket=bucket, Key="there")["Body"].read() == b"body"
    deny(cloud, bucket, "s3:GetObject", {"StringEquals": {"s3:signatureversion": "AWS4-HMAC-SHA256"}})
    assert refused(four.get_object, Bucket=bucket, Key="there")


def test_signature_age_is_in_milliseconds(cloud, bucket):
    s3 = cloud.client("s3", signature_version="s3v4")
    url = s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "there"}, ExpiresIn=7200)
    deny(cloud, bucket, "s3:GetObject", {"NumericGreaterThan": {"s3:signatureAge": "600000"}})
    assert status(url) == 200
    cloud.nephele("clock", "advance", "PT11M")
    assert status(url) == 403


def test_unsigned_payloads_can_be_denied(cloud, bucket):
    s3 = cloud.client("s3", signature_version="s3v4")
    deny(cloud, bucket, "s3:PutObject", {"StringEquals": {"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"}})
    url = s3.generate_presigned_url("put_object", {"Bucket": bucket, "Key": "new"})
    assert status(url, "PUT", b"x") == 403
    s3.put_object(Bucket=bucket, Key="new", Body=b"x")


def test_parts_do_not_count_as_creation_of_objects(cloud, bucket):
    s3 = cloud.client("s3")
    deny(cloud, bucket, "s3:PutObject", {
        "Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}})
    assert refused(s3.put_object, Bucket=bucket, Key="new", Body=b"x")
    assert refused(s3.copy_object, Bucket=bucket, Key="new", CopySource=f"{bucket}/there")
    upload = s3.create_multipart_upload(Bucket=bucket, Key="new")["UploadId"]
    part = s3.upload_part(Bucket=bucket, Key="new", UploadId=upload, PartNumber=1, Body=b"x")
    s3.upload_part_copy(Bucket=bucket, Key="new", UploadId=upload, PartNumber=2, CopySource=f"{bucket}/there")
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    assert refused(s3.complete_multipart_upload, Bucket=bucket, Key="new", UploadId=upload, MultipartUpload=parts)
    s3.complete_multipart_upload(
        Bucket=bucket, Key="new", UploadId=upload, MultipartUpload=parts, IfNoneMatch="*")


@pytest.mark.parametrize("member, value, key", [
    ("SSECustomerAlgorithm", "AES256", "x-amz-server-side-encryption-customer-algorithm"),
    ("SSEKMSKeyId", "alias/any", "x-amz-server-side-encryption-aws-kms-key-id"),
    ("ServerSideEncryption", "AES256", "x-amz-server-side-encryption"),
    ("StorageClass", "GLACIER", "x-amz-storage-class"),
    ("WebsiteRedirectLocation", "/there", "x-amz-website-redirect-location"),
    ("GrantRead", 'uri="http://acs.amazonaws.com/groups/global/AllUsers"', "x-amz-grant-read"),
    ("ObjectLockMode", "GOVERNANCE", "object-lock-mode"),
    ("ObjectLockLegalHoldStatus", "ON", "object-lock-legal-hold"),
    ("IfNoneMatch", "*", "if-none-match"),
])
def test_headers_are_keys(cloud, bucket, member, value, key):
    deny(cloud, bucket, "s3:PutObject", {"Null": {f"s3:{key}": "false"}})
    s3 = cloud.client("s3")
    s3.put_object(Bucket=bucket, Key="plain", Body=b"x")
    arguments = {member: value}
    if member.startswith("SSECustomer"):
        arguments["SSECustomerKey"] = "k" * 32
    assert refused(s3.put_object, Bucket=bucket, Key="new", Body=b"x", **arguments)


def test_what_a_presigned_url_hoists_counts_as_headers(cloud, bucket):
    s3 = cloud.client("s3")
    url = hoisted(cloud, "PUT", bucket, "new", **{
        "x-amz-meta-color": "blue", "x-amz-storage-class": "STANDARD_IA", "x-amz-acl": "bucket-owner-full-control"})
    assert status(url, "PUT", b"x") == 200
    head = s3.head_object(Bucket=bucket, Key="new")
    assert (head["Metadata"], head["StorageClass"]) == ({"color": "blue"}, "STANDARD_IA")
    deny(cloud, bucket, "s3:PutObject", {"StringEquals": {"s3:x-amz-storage-class": "STANDARD_IA"}})
    assert status(url, "PUT", b"x") == 403


def test_hoisted_checksums_and_conditions_are_obeyed(cloud, bucket):
    assert status(hoisted(cloud, "PUT", bucket, "new", **{"x-amz-checksum-crc32": "AAAAAA=="}), "PUT", b"x") == 400
    assert status(hoisted(cloud, "PUT", bucket, "there", **{"If-None-Match": "*"}), "PUT", b"x") == 412
    copy = hoisted(cloud, "PUT", bucket, "copy", **{"x-amz-copy-source": f"{bucket}/there"})
    assert status(copy, "PUT", b"") == 200
    assert cloud.client("s3").get_object(Bucket=bucket, Key="copy")["Body"].read() == b"body"


def test_a_listing_of_uploads_has_no_prefix_key(cloud, bucket):
    deny(cloud, bucket, ["s3:ListBucket", "s3:ListBucketMultipartUploads"],
         {"StringNotEquals": {"s3:prefix": "mine/"}})
    s3 = cloud.client("s3")
    s3.list_objects_v2(Bucket=bucket, Prefix="mine/")
    assert refused(s3.list_objects_v2, Bucket=bucket, Prefix="yours/")
    assert refused(s3.list_multipart_uploads, Bucket=bucket, Prefix="mine/")


def test_the_tags_of_a_new_resource_are_its_own(cloud):
    iam = cloud.client("iam")
    iam.create_user(UserName="maker")
    iam.put_user_policy(UserName="maker", PolicyName="p", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": ["iam:CreateUser", "kms:CreateKey"], "Resource": "*",
             "Condition": {"StringEquals": {"aws:ResourceTag/level": "secret"}}}]}))
    key = iam.create_access_key(UserName="maker")["AccessKey"]
    keys = (key["AccessKeyId"], key["SecretAccessKey"])
    theirs = cloud.client("iam", keys)
    theirs.create_user(UserName="open", Tags=[{"Key": "level", "Value": "public"}])
    assert refused(theirs.create_user, UserName="closed", Tags=[{"Key": "level", "Value": "secret"}])
    with pytest.raises(botocore.exceptions.ClientError, match="AccessDenied"):
        cloud.client("kms", keys).create_key(Tags=[{"TagKey": "level", "TagValue": "secret"}])


def test_an_unsigned_header_does_not_hide_the_hash_that_a_url_signs(cloud, bucket):
    digest = hashlib.sha256(b"body").hexdigest()
    class HashingAuth(S3SigV4QueryAuth):
        def payload(self, request):
            return digest
    signed = AWSRequest("PUT", f"{cloud.endpoint}/{bucket}/k", params={"X-Amz-Content-Sha256": digest})
    HashingAuth(Credentials("test", "test"), "s3", "us-east-1", expires=300).add_auth(signed)
    url = signed.url
    unsigned = {"x-amz-content-sha256": "UNSIGNED-PAYLOAD"}
    deny(cloud, bucket, "s3:PutObject", {"StringEquals": {"s3:x-amz-content-sha256": digest}})
    assert status(url, "PUT", b"body", unsigned) == 403
    deny(cloud, bucket, "s3:PutObject", {"StringEquals": {"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"}})
    assert status(url, "PUT", b"other", unsigned) == 400
    assert status(url, "PUT", b"body", unsigned) == 200


def test_the_customers_algorithm_is_a_key(cloud, bucket):
    s3 = cloud.client("s3")
    key = "s3:x-amz-server-side-encryption-customer-algorithm"
    customers = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": "k" * 32}
    deny(cloud, bucket, "s3:PutObject", {"StringEquals": {key: "AES256"}})
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"x", **customers)
    assert refused(s3.create_multipart_upload, Bucket=bucket, Key="k", **customers)
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    deny(cloud, bucket, "s3:PutObject", {"Null": {key: "true"}})
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"x")
    assert not refused(s3.put_object, Bucket=bucket, Key="k", Body=b"x", **customers)
