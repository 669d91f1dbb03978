"""S3 as boto3 meets it. One cloud for all; every test has a bucket of its own."""

import base64
import hashlib
import io
import itertools
import json
import urllib.request

import botocore.exceptions
import pytest

from cloud import Cloud

NAMES = (f"bucket-{number}" for number in itertools.count())


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("s3") / "data")
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


def refused(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    response = error.value.response
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]


def text(s3, bucket, key, **options):
    return s3.get_object(Bucket=bucket, Key=key, **options)["Body"].read().decode()


def test_an_object_comes_back_with_all_it_was_given(s3, bucket):
    put = s3.put_object(Bucket=bucket, Key="a/b c+d~é", Body=b"hello", ContentType="text/plain", CacheControl="no-cache",
                        Metadata={"colour": "blue"}, Tagging="team=data&cost=1", StorageClass="STANDARD_IA")
    assert put["ETag"] == '"5d41402abc4b2a76b9719d911017c592"'
    got = s3.get_object(Bucket=bucket, Key="a/b c+d~é", ChecksumMode="ENABLED")
    assert got["Body"].read() == b"hello"
    assert (got["ContentType"], got["CacheControl"], got["ContentLength"]) == ("text/plain", "no-cache", 5)
    assert (got["Metadata"], got["TagCount"], got["StorageClass"]) == ({"colour": "blue"}, 2, "STANDARD_IA")
    assert got["ServerSideEncryption"] == "AES256"
    assert got["ChecksumCRC32"] == put["ChecksumCRC32"]
    head = s3.head_object(Bucket=bucket, Key="a/b c+d~é")
    assert (head["ETag"], head["ContentLength"], head["Metadata"]) == (put["ETag"], 5, {"colour": "blue"})


def test_keys_keep_their_dots_slashes_and_percent_signs(s3, bucket):
    keys = ["//", "a//b", "../up", "a/./b", "%2F", "plus+sign", "q?x=1&y", "emoji-☁️", "space at end "]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert sorted(entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]) == sorted(keys)
    assert [text(s3, bucket, key) for key in keys] == keys


def test_ranges_are_answered_in_part(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    part = s3.get_object(Bucket=bucket, Key="k", Range="bytes=2-4")
    assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert (part["Body"].read(), part["ContentRange"]) == (b"234", "bytes 2-4/10")
    assert text(s3, bucket, "k", Range="bytes=-3") == "789"
    assert text(s3, bucket, "k", Range="bytes=7-") == "789"
    assert text(s3, bucket, "k", Range="bytes=5-2") == "0123456789"
    assert refused(s3.get_object, Bucket=bucket, Key="k", Range="bytes=10-") == ("InvalidRange", 416)


def test_a_large_object_lies_in_a_file(s3, bucket):
    content = bytes(range(256)) * 4096 * 3
    s3.put_object(Bucket=bucket, Key="large", Body=content)
    assert hashlib.md5(s3.get_object(Bucket=bucket, Key="large")["Body"].read()).digest() == hashlib.md5(content).digest()
    assert s3.get_object(Bucket=bucket, Key="large", Range="bytes=1000000-1000003")["Body"].read() == content[1000000:1000004]


def test_conditions_on_reads_and_writes_are_held(s3, bucket):
    etag = s3.put_object(Bucket=bucket, Key="k", Body=b"1", IfNoneMatch="*")["ETag"]
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"2", IfNoneMatch="*") == ("PreconditionFailed", 412)
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"2", IfMatch='"no"') == ("PreconditionFailed", 412)
    assert refused(s3.put_object, Bucket=bucket, Key="absent", Body=b"2", IfMatch=etag) == ("NoSuchKey", 404)
    s3.put_object(Bucket=bucket, Key="k", Body=b"2", IfMatch=etag)
    assert refused(s3.get_object, Bucket=bucket, Key="k", IfMatch=etag) == ("PreconditionFailed", 412)
    newer = s3.head_object(Bucket=bucket, Key="k")
    assert refused(s3.get_object, Bucket=bucket, Key="k", IfNoneMatch=newer["ETag"]) == ("304", 304)
    assert refused(s3.get_object, Bucket=bucket, Key="k", IfModifiedSince=newer["LastModified"]) == ("304", 304)
    assert refused(s3.get_object, Bucket=bucket, Key="absent") == ("NoSuchKey", 404)
    assert refused(s3.head_object, Bucket=bucket, Key="absent") == ("404", 404)


def test_a_wrong_digest_is_refused_and_nothing_is_stored(s3, bucket):
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"1", ContentMD5=wrong) == ("BadDigest", 400)
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"1", ChecksumSHA256=base64.b64encode(b"0" * 32).decode()) \
        == ("BadDigest", 400)
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


@pytest.mark.parametrize("algorithm", ["CRC32", "CRC32C", "SHA1", "SHA256", "CRC64NVME"])
def test_checksums_of_every_algorithm_are_verified_and_kept(s3, bucket, algorithm):
    if algorithm in ("CRC32C", "CRC64NVME"):
        pytest.importorskip("awscrt")
    put = s3.put_object(Bucket=bucket, Key="k", Body=b"content", ChecksumAlgorithm=algorithm)
    got = s3.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert got["Checksum" + algorithm] == put["Checksum" + algorithm]
    assert got["Body"].read() == b"content"


def test_listing_rolls_keys_up_and_goes_on_page_by_page(s3, bucket):
    for key in ["a/1", "a/2", "b", "c/1/x", "c/2", "d", "é"]:
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    for operation in ("list_objects", "list_objects_v2"):
        found = []
        for page in s3.get_paginator(operation).paginate(Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": 2}):
            found += [entry["Key"] for entry in page.get("Contents", [])]
            found += [entry["Prefix"] for entry in page.get("CommonPrefixes", [])]
        assert sorted(found) == sorted(["a/", "b", "c/", "d", "é"])
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket, Prefix="c/")["Contents"]] == ["c/1/x", "c/2"]
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket, StartAfter="c/2")["Contents"]] == ["d", "é"]
    assert s3.list_objects_v2(Bucket=bucket, MaxKeys=0)["KeyCount"] == 0
    assert s3.list_objects_v2(Bucket=bucket, FetchOwner=True)["Contents"][0]["Owner"]["ID"]


def test_versions_are_kept_marked_and_brought_back(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"null")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=bucket, Key="k", Body=b"first")["VersionId"]
    second = s3.put_object(Bucket=bucket, Key="k", Body=b"second")["VersionId"]
    assert (text(s3, bucket, "k"), text(s3, bucket, "k", VersionId=first)) == ("second", "first")
    assert text(s3, bucket, "k", VersionId="null") == "null"
    marker = s3.delete_object(Bucket=bucket, Key="k")
    assert marker["DeleteMarker"] is True
    assert refused(s3.get_object, Bucket=bucket, Key="k") == ("NoSuchKey", 404)
    assert refused(s3.get_object, Bucket=bucket, Key="k", VersionId=marker["VersionId"]) == ("MethodNotAllowed", 405)
    listed = s3.list_object_versions(Bucket=bucket)
    assert [(v["VersionId"], v["IsLatest"]) for v in listed["Versions"]] == [
        (second, False), (first, False), ("null", False)]
    assert [(m["VersionId"], m["IsLatest"]) for m in listed["DeleteMarkers"]] == [(marker["VersionId"], True)]
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)
    s3.delete_object(Bucket=bucket, Key="k", VersionId=marker["VersionId"])
    assert text(s3, bucket, "k") == "second"
    s3.delete_object(Bucket=bucket, Key="k", VersionId=second)
    assert text(s3, bucket, "k") == "first"
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    s3.put_object(Bucket=bucket, Key="k", Body=b"again null")
    pages = list(s3.get_paginator("list_object_versions").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1}))
    assert [v["VersionId"] for page in pages for v in page["Versions"]] == ["null", first]
    assert refused(s3.get_object, Bucket=bucket, Key="k", VersionId="nonsense") == ("InvalidArgument", 400)


def test_a_bucket_is_deleted_only_when_empty(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"1")
    assert refused(s3.delete_bucket, Bucket=bucket) == ("BucketNotEmpty", 409)
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "k"}, {"Key": "never there"}]})
    assert sorted(entry["Key"] for entry in answer["Deleted"]) == ["k", "never there"]
    s3.delete_bucket(Bucket=bucket)
    assert refused(s3.head_bucket, Bucket=bucket) == ("404", 404)
    assert refused(s3.list_objects_v2, Bucket=bucket) == ("NoSuchBucket", 404)


def test_buckets_have_names_places_and_owners(s3, cloud, bucket):
    assert bucket in [entry["Name"] for entry in s3.list_buckets()["Buckets"]]
    assert s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] is None
    elsewhere = next(NAMES)
    frankfurt = cloud.client("s3", region="eu-central-1")
    frankfurt.create_bucket(Bucket=elsewhere, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    assert frankfurt.get_bucket_location(Bucket=elsewhere)["LocationConstraint"] == "eu-central-1"
    assert refused(frankfurt.create_bucket, Bucket=elsewhere, CreateBucketConfiguration={
        "LocationConstraint": "eu-central-1"}) == ("BucketAlreadyOwnedByYou", 409)
    other = json.loads(cloud.nephele("account", "create").stdout)
    stranger = cloud.client("s3", (other["accessKeyId"], other["secretAccessKey"]))
    assert refused(stranger.create_bucket, Bucket=bucket) == ("BucketAlreadyExists", 409)
    assert refused(stranger.list_objects_v2, Bucket=bucket) == ("AccessDenied", 403)
    assert refused(s3.create_bucket, Bucket="192.168.0.1") == ("InvalidBucketName", 400)


def test_copies_keep_or_replace_what_the_source_had(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a b", Body=b"content", Metadata={"x": "1"}, Tagging="t=1")
    copy = s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "a b"})
    assert copy["CopyObjectResult"]["ETag"] == s3.head_object(Bucket=bucket, Key="a b")["ETag"]
    assert s3.head_object(Bucket=bucket, Key="copy")["Metadata"] == {"x": "1"}
    assert s3.get_object_tagging(Bucket=bucket, Key="copy")["TagSet"] == [{"Key": "t", "Value": "1"}]
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "copy"}, MetadataDirective="REPLACE",
                   Metadata={"y": "2"})
    assert s3.head_object(Bucket=bucket, Key="copy")["Metadata"] == {"y": "2"}
    assert refused(s3.copy_object, Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "copy"}) \
        == ("InvalidRequest", 400)
    assert refused(s3.copy_object, Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "none"}) \
        == ("NoSuchKey", 404)


def test_an_upload_in_parts_becomes_one_object(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k", ContentType="text/x")["UploadId"]
    contents = [b"a" * (5 << 20), b"b" * 100]
    parts = [{"PartNumber": number, "ETag": s3.upload_part(
        Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=content)["ETag"]}
        for number, content in zip((1, 7), contents)]
    assert [part["Size"] for part in s3.list_parts(Bucket=bucket, Key="k", UploadId=upload)["Parts"]] == [5 << 20, 100]
    assert [entry["Key"] for entry in s3.list_multipart_uploads(Bucket=bucket)["Uploads"]] == ["k"]
    done = s3.complete_multipart_upload(Bucket=bucket, Key="k", UploadId=upload, MultipartUpload={"Parts": parts})
    digest = hashlib.md5(b"".join(hashlib.md5(content).digest() for content in contents)).hexdigest()
    assert done["ETag"] == f'"{digest}-2"'
    got = s3.get_object(Bucket=bucket, Key="k")
    assert (got["Body"].read(), got["ContentType"]) == (b"".join(contents), "text/x")
    second = s3.get_object(Bucket=bucket, Key="k", PartNumber=2)
    assert (second["Body"].read(), second["PartsCount"]) == (contents[1], 2)
    attributes = s3.get_object_attributes(Bucket=bucket, Key="k", ObjectAttributes=["ETag", "ObjectParts", "ObjectSize"])
    assert (attributes["ObjectSize"], attributes["ObjectParts"]["TotalPartsCount"]) == ((5 << 20) + 100, 2)
    assert refused(s3.list_parts, Bucket=bucket, Key="k", UploadId=upload) == ("NoSuchUpload", 404)


def test_an_upload_in_parts_is_held_to_its_rules(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    etags = [s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=b"x")["ETag"]
             for number in (1, 2)]

    def complete(*parts):
        return refused(s3.complete_multipart_upload, Bucket=bucket, Key="k", UploadId=upload,
                       MultipartUpload={"Parts": [{"PartNumber": number, "ETag": etag} for number, etag in parts]})

    assert complete((1, etags[0]), (2, etags[1])) == ("EntityTooSmall", 400)
    assert complete((2, etags[1]), (1, etags[0])) == ("InvalidPartOrder", 400)
    assert complete((3, etags[0])) == ("InvalidPart", 400)
    s3.abort_multipart_upload(Bucket=bucket, Key="k", UploadId=upload)
    assert complete((1, etags[0])) == ("NoSuchUpload", 404)


def test_the_transfer_manager_uploads_and_downloads(s3, bucket):
    content = bytes(range(256)) * (80 << 10)
    s3.upload_fileobj(io.BytesIO(content), bucket, "large")
    back = io.BytesIO()
    s3.download_fileobj(bucket, "large", back)
    assert back.getvalue() == content
    s3.copy({"Bucket": bucket, "Key": "large"}, bucket, "again")
    assert s3.head_object(Bucket=bucket, Key="again")["ContentLength"] == len(content)


def test_settings_of_a_bucket_are_kept(s3, bucket):
    assert refused(s3.get_bucket_policy, Bucket=bucket) == ("NoSuchBucketPolicy", 404)
    assert refused(s3.get_bucket_tagging, Bucket=bucket) == ("NoSuchTagSet", 404)
    s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [{"Key": "team", "Value": "data"}]})
    assert s3.get_bucket_tagging(Bucket=bucket)["TagSet"] == [{"Key": "team", "Value": "data"}]
    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
    assert s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0][
        "ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"] == [
        {"ObjectOwnership": "BucketOwnerEnforced"}]
    assert s3.get_bucket_acl(Bucket=bucket)["Grants"][0]["Permission"] == "FULL_CONTROL"
    public = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}]})
    assert refused(s3.put_bucket_policy, Bucket=bucket, Policy=public) == ("AccessDenied", 403)
    s3.delete_public_access_block(Bucket=bucket)
    s3.put_bucket_policy(Bucket=bucket, Policy=public)
    assert s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"] is True
    assert refused(s3.put_bucket_policy, Bucket=bucket, Policy="{") == ("MalformedPolicy", 400)


def test_a_public_object_is_read_without_a_signature(s3, cloud, bucket):
    s3.put_object(Bucket=bucket, Key="page", Body=b"welcome")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{cloud.endpoint}/{bucket}/page", timeout=10)
    assert error.value.code == 403
    s3.delete_public_access_block(Bucket=bucket)
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}]}))
    assert urllib.request.urlopen(f"{cloud.endpoint}/{bucket}/page", timeout=10).read() == b"welcome"


def test_a_presigned_address_works_until_it_expires(s3, cloud, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"for a while")
    address = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"}, ExpiresIn=600)
    assert urllib.request.urlopen(address, timeout=10).read() == b"for a while"
    forged = address.replace("/k?", "/other?")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(forged, timeout=10)
    assert error.value.code == 403


def test_a_batch_deletes_what_is_allowed_and_names_what_is_not(s3, cloud, bucket):
    for key in ("mine/1", "yours/1"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"1")
    iam = cloud.client("iam")
    iam.create_user(UserName=bucket)
    iam.put_user_policy(UserName=bucket, PolicyName="p", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "s3:DeleteObject", "Resource": f"arn:aws:s3:::{bucket}/mine/*"}]}))
    key = iam.create_access_key(UserName=bucket)["AccessKey"]
    user = cloud.client("s3", (key["AccessKeyId"], key["SecretAccessKey"]))
    answer = user.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "mine/1"}, {"Key": "yours/1"}]})
    assert [entry["Key"] for entry in answer["Deleted"]] == ["mine/1"]
    assert [(entry["Key"], entry["Code"]) for entry in answer["Errors"]] == [("yours/1", "AccessDenied")]
    assert refused(user.get_object, Bucket=bucket, Key="absent") == ("AccessDenied", 403)


def test_what_is_not_served_is_refused_not_ignored(s3, bucket):
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"", ServerSideEncryption="aws:kms") == ("NotImplemented", 501)
    assert refused(s3.put_object, Bucket=bucket, Key="k", Body=b"", ACL="public-read") == (
        "AccessControlListNotSupported", 400)
    assert refused(s3.get_bucket_website, Bucket=bucket) == ("NotImplemented", 501)
