"""S3's answers to small and odd requests, as AWS is documented or recorded to give them."""

import datetime
import itertools
import json
import re
import urllib.error
import urllib.request

import botocore.exceptions
import pytest

from cloud import Cloud

NAMES = (f"answers-{number}" for number in itertools.count())
DAY = datetime.timedelta(days=1)
PART = b"x" * (5 << 20)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("answers") / "data", "--memory")
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


def refusal(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response


def refused(call, **arguments):
    answer = refusal(call, **arguments)
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def versioning(s3, bucket, status):
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": status})


class Upload:
    """An upload in one part that is not completed yet."""

    def __init__(self, s3, bucket, key, body=b"part", part=None, **options):
        self.s3 = s3
        self.place = {"Bucket": bucket, "Key": key}
        self.place["UploadId"] = s3.create_multipart_upload(**self.place, **options)["UploadId"]
        self.part = s3.upload_part(**self.place, PartNumber=1, Body=body, **(part or {}))
        self.parts = [{"PartNumber": 1, "ETag": self.part["ETag"]}]

    def complete(self, parts=None, **options):
        return self.s3.complete_multipart_upload(
            **self.place, MultipartUpload={"Parts": parts or self.parts}, **options)


# Conditions

def test_dates_in_the_future_are_no_conditions(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    modified = s3.head_object(Bucket=bucket, Key="k")["LastModified"]
    assert s3.get_object(Bucket=bucket, Key="k", IfModifiedSince=modified + DAY)["ContentLength"] == 1
    s3.head_object(Bucket=bucket, Key="k", IfModifiedSince=modified + DAY)
    s3.copy_object(Bucket=bucket, Key="c", CopySource=f"{bucket}/k", CopySourceIfModifiedSince=modified + DAY)
    assert refused(s3.get_object, Bucket=bucket, Key="k", IfModifiedSince=modified) == ("304", 304)
    s3.get_object(Bucket=bucket, Key="k", IfUnmodifiedSince=modified + DAY)


@pytest.mark.parametrize("condition, value, told", [
    ("CopySourceIfMatch", '"no"', "If-Match"), ("CopySourceIfUnmodifiedSince", -DAY, "If-Unmodified-Since"),
    ("CopySourceIfNoneMatch", "*", "If-None-Match"), ("CopySourceIfModifiedSince", 0 * DAY, "If-Modified-Since")])
def test_a_copy_names_the_condition_that_failed(s3, bucket, condition, value, told):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    if isinstance(value, datetime.timedelta):
        value += s3.head_object(Bucket=bucket, Key="k")["LastModified"]
    upload = Upload(s3, bucket, "p")
    source = {"CopySource": f"{bucket}/k", condition: value}
    for answer in (refusal(s3.copy_object, Bucket=bucket, Key="c", **source),
                   refusal(s3.upload_part_copy, **upload.place, PartNumber=1, **source)):
        assert (answer["Error"]["Code"], answer["Error"]["Condition"]) == (
            "PreconditionFailed", "x-amz-copy-source-" + told)


def test_a_completion_may_be_repeated(s3, bucket):
    upload = Upload(s3, bucket, "k")
    first = upload.complete()
    assert upload.complete()["ETag"] == first["ETag"]
    wrong = [{"PartNumber": 1, "ETag": '"' + "0" * 32 + '"'}]
    assert refused(upload.complete, parts=wrong) == ("NoSuchUpload", 404)
    assert refused(s3.list_parts, **upload.place) == ("NoSuchUpload", 404)
    s3.put_object(Bucket=bucket, Key="k", Body=b"other")
    assert refused(upload.complete) == ("NoSuchUpload", 404)
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"other"


@pytest.mark.parametrize("status", [None, "Enabled"])
def test_a_completion_on_a_condition_conflicts_with_what_happened_since_the_upload_began(s3, bucket, status):
    if status:
        versioning(s3, bucket, status)
    etag = s3.put_object(Bucket=bucket, Key="k", Body=b"x")["ETag"]
    undisturbed = Upload(s3, bucket, "k")
    assert undisturbed.complete(IfMatch=etag)["ETag"].endswith('-1"')
    etag = s3.put_object(Bucket=bucket, Key="k", Body=b"x")["ETag"]
    overwritten = Upload(s3, bucket, "k")
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    error = refusal(overwritten.complete, IfMatch=etag)["Error"]
    assert (error["Code"], error["Condition"], error["Key"]) == ("ConditionalRequestConflict", "If-Match", "k")
    deleted = Upload(s3, bucket, "k")
    s3.delete_object(Bucket=bucket, Key="k")
    error = refusal(deleted.complete, IfNoneMatch="*")["Error"]
    assert (error["Code"], error["Condition"]) == ("ConditionalRequestConflict", "If-None-Match")
    assert refused(deleted.complete, IfMatch=etag) == ("NoSuchKey", 404)
    Upload(s3, bucket, "k").complete(IfNoneMatch="*")
    assert refused(Upload(s3, bucket, "k").complete, IfNoneMatch="*") == ("PreconditionFailed", 412)


# Versions

def test_a_bucket_that_never_had_versions_knows_no_version_ids(s3, bucket):
    other = next(NAMES)
    s3.create_bucket(Bucket=other)
    versioning(s3, other, "Enabled")
    id = s3.put_object(Bucket=other, Key="k", Body=b"x")["VersionId"]
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    for call in (s3.get_object, s3.delete_object, s3.head_object, s3.get_object_tagging):
        answer = refusal(call, Bucket=bucket, Key="k", VersionId=id)
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400, call
    error = refusal(s3.get_object, Bucket=bucket, Key="k", VersionId=id)["Error"]
    assert (error["Code"], error["Message"], error["ArgumentName"]) == (
        "InvalidArgument", "Invalid version id specified", "versionId")
    for given in (id, "no-version"):
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "k", "VersionId": given}]})
        assert answer["Errors"] == [{"Key": "k", "VersionId": given, "Code": "NoSuchVersion",
                                     "Message": "The specified version does not exist."}]
    assert s3.get_object(Bucket=bucket, Key="k", VersionId="null")["Body"].read() == b"x"
    answer = s3.delete_objects(Bucket=other, Delete={"Objects": [{"Key": "k", "VersionId": "no-version"}]})
    assert answer["Errors"][0]["Code"] == "NoSuchVersion"


def test_suspended_versioning_shows_the_null_version_to_readers_and_copies_only(s3, bucket):
    versioning(s3, bucket, "Enabled")
    versioning(s3, bucket, "Suspended")
    assert "VersionId" not in s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert "VersionId" not in Upload(s3, bucket, "u").complete()
    assert s3.get_object(Bucket=bucket, Key="k")["VersionId"] == "null"
    copied = s3.copy_object(Bucket=bucket, Key="c", CopySource=f"{bucket}/k")
    assert copied["VersionId"] == "null" and "CopySourceVersionId" not in copied
    assert s3.delete_object(Bucket=bucket, Key="k")["VersionId"] == "null"


def test_there_is_nothing_to_bypass_without_object_lock(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    for bypass in (True, False):
        error = refusal(s3.delete_object, Bucket=bucket, Key="k", BypassGovernanceRetention=bypass)["Error"]
        assert (error["Code"], error["ArgumentName"]) == ("InvalidArgument", "x-amz-bypass-governance-retention")
        assert error["Message"] == (
            "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.")
    assert refused(s3.delete_objects, Bucket=bucket, BypassGovernanceRetention=True,
                   Delete={"Objects": [{"Key": "k"}]}) == ("InvalidArgument", 400)
    s3.head_object(Bucket=bucket, Key="k")


# Buckets

def test_an_own_bucket_is_made_again_in_its_own_home_only(cloud, s3, bucket):
    s3.create_bucket(Bucket=bucket)
    europe = cloud.client("s3", region="eu-west-1")
    for client, configuration in ((europe, {"LocationConstraint": "eu-west-1"}),
                                  (s3, {"LocationConstraint": "eu-west-1"}),
                                  (s3, {"Tags": [{"Key": "a", "Value": "b"}]})):
        error = refusal(client.create_bucket, Bucket=bucket, CreateBucketConfiguration=configuration)["Error"]
        assert (error["Code"], error["BucketName"]) == ("BucketAlreadyOwnedByYou", bucket)


def test_locations_are_those_that_s3_knows(cloud, s3):
    name = next(NAMES)
    for constraint in ("us-east-1", "aws-global", "eu-nowhere-7", "random"):
        error = refusal(s3.create_bucket, Bucket=name,
                        CreateBucketConfiguration={"LocationConstraint": constraint})["Error"]
        assert (error["Code"], error["LocationConstraint"]) == ("InvalidLocationConstraint", constraint)
    west = cloud.client("s3", region="us-west-2")
    for constraint in ("eu-west-1", "us-east-1", "random"):
        assert refused(west.create_bucket, Bucket=name, CreateBucketConfiguration={
            "LocationConstraint": constraint}) == ("IllegalLocationConstraintException", 400)
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "EU"})
    assert s3.get_bucket_location(Bucket=name)["LocationConstraint"] == "EU"
    assert s3.head_bucket(Bucket=name)["BucketRegion"] == "eu-west-1"
    assert not s3.get_bucket_location(Bucket=new_bucket(s3))["LocationConstraint"]


def new_bucket(s3, **options):
    name = next(NAMES)
    s3.create_bucket(Bucket=name, **options)
    return name


def test_a_new_bucket_has_an_ownership_that_fits_its_acl(s3):
    name = next(NAMES)
    error = refusal(s3.create_bucket, Bucket=name, ObjectOwnership="Random")["Error"]
    assert (error["Code"], error["Message"]) == ("InvalidArgument", "Invalid x-amz-object-ownership header: Random")
    assert refused(s3.create_bucket, Bucket=name, ACL="public-read") == ("InvalidBucketAclWithObjectOwnership", 400)
    assert refused(s3.create_bucket, Bucket=name, ACL="public-read", ObjectOwnership="BucketOwnerEnforced") \
        == ("InvalidBucketAclWithObjectOwnership", 400)
    new_bucket(s3, ACL="private", ObjectOwnership="ObjectWriter")


@pytest.mark.parametrize("action", ["s3:GetObjekt", "s3:Nothing*", "ec2:RunInstances"])
def test_a_bucket_policy_has_actions_that_there_are(s3, bucket, action):
    policy = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": action, "Resource": f"arn:aws:s3:::{bucket}/*"}]}
    error = refusal(s3.put_bucket_policy, Bucket=bucket, Policy=json.dumps(policy))["Error"]
    assert (error["Code"], error["Message"]) == ("MalformedPolicy", "Policy has invalid action")


# Copies

def test_a_copy_has_its_own_redirect(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", WebsiteRedirectLocation="/there", ContentType="text/plain")
    s3.copy_object(Bucket=bucket, Key="plain", CopySource=f"{bucket}/k")
    s3.copy_object(Bucket=bucket, Key="own", CopySource=f"{bucket}/k", WebsiteRedirectLocation="/here")
    assert "WebsiteRedirectLocation" not in s3.head_object(Bucket=bucket, Key="plain")
    head = s3.head_object(Bucket=bucket, Key="own")
    assert (head["WebsiteRedirectLocation"], head["ContentType"]) == ("/here", "text/plain")


@pytest.mark.parametrize("archive", ["GLACIER", "DEEP_ARCHIVE"])
def test_what_is_archived_is_not_copied(s3, bucket, archive):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", StorageClass=archive)
    assert refused(s3.copy_object, Bucket=bucket, Key="c", CopySource=f"{bucket}/k") == ("InvalidObjectState", 403)
    upload = Upload(s3, bucket, "u")
    assert refused(s3.upload_part_copy, **upload.place, PartNumber=1, CopySource=f"{bucket}/k") \
        == ("InvalidObjectState", 403)


def test_get_object_tagging_names_the_bucket_with_the_key_that_is_not_there(s3, bucket):
    assert refusal(s3.get_object_tagging, Bucket=bucket, Key="k")["Error"]["Key"] == f"{bucket}/k"
    assert refusal(s3.delete_object_tagging, Bucket=bucket, Key="k")["Error"]["Key"] == "k"
    assert refusal(s3.get_object, Bucket=bucket, Key="k")["Error"]["Key"] == "k"


def test_a_plus_in_the_source_of_a_copy_is_a_space(cloud, s3, bucket):
    s3.put_object(Bucket=bucket, Key="a b", Body=b"space")
    s3.put_object(Bucket=bucket, Key="a+b", Body=b"plus")
    client = cloud.client("s3")
    for source, body in (("a+b", b"space"), ("a%20b", b"space"), ("a%2Bb", b"plus")):
        client.meta.events.register("before-call.s3.CopyObject", lambda params, source=source, **_: params[
            "headers"].update({"x-amz-copy-source": f"{bucket}/{source}"}))
        client.copy_object(Bucket=bucket, Key="c", CopySource=f"{bucket}/k")
        assert s3.get_object(Bucket=bucket, Key="c")["Body"].read() == body


@pytest.mark.parametrize("directive", ["metadata", "tagging"])
def test_a_copy_knows_two_directives(s3, bucket, directive):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    error = refusal(s3.copy_object, Bucket=bucket, Key="c", CopySource=f"{bucket}/k",
                    **{directive.title() + "Directive": "RANDOM"})["Error"]
    assert (error["Code"], error["Message"]) == ("InvalidArgument", f"Unknown {directive} directive.")
    assert (error["ArgumentName"], error["ArgumentValue"]) == (f"x-amz-{directive}-directive", "RANDOM")


# Checksums

def test_a_composite_upload_needs_the_checksum_of_each_part(s3, bucket):
    upload = Upload(s3, bucket, "k", ChecksumAlgorithm="SHA256", part={"ChecksumAlgorithm": "SHA256"})
    error = refusal(upload.complete)["Error"]
    assert (error["Code"], error["Message"]) == (
        "InvalidRequest", "The upload was created using a sha256 checksum. The complete request must include the "
                          "checksum for each part. It was missing for part 1 in the request.")
    parts = [{**upload.parts[0], "ChecksumSHA256": upload.part["ChecksumSHA256"]}]
    error = refusal(upload.complete, parts=parts, ChecksumType="FULL_OBJECT")["Error"]
    assert error["Message"] == ("The upload was created using the COMPOSITE checksum mode. The complete request must "
                                "use the same checksum mode.")
    assert refused(upload.complete, parts=parts, MpuObjectSize=99) == ("InvalidRequest", 400)
    done = upload.complete(parts=parts, ChecksumType="COMPOSITE")
    assert done["ChecksumSHA256"].endswith("-1") and done["ChecksumType"] == "COMPOSITE"
    told = s3.get_object_attributes(Bucket=bucket, Key="k", ObjectAttributes=["Checksum", "ObjectParts"])
    assert told["Checksum"] == {"ChecksumSHA256": done["ChecksumSHA256"][:-2], "ChecksumType": "COMPOSITE"}
    assert told["ObjectParts"]["TotalPartsCount"] == 1
    assert told["ObjectParts"]["Parts"] == [
        {"PartNumber": 1, "Size": 4, "ChecksumSHA256": upload.part["ChecksumSHA256"]}]


def test_a_part_of_a_composite_upload_brings_its_checksum(cloud, s3, bucket):
    upload = Upload(s3, bucket, "k", ChecksumAlgorithm="CRC32")
    silent = cloud.client("s3", request_checksum_calculation="when_required")
    error = refusal(silent.upload_part, **upload.place, PartNumber=2, Body=b"x")["Error"]
    assert (error["Code"], error["Message"]) == (
        "InvalidRequest", "Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: null")
    assert refused(s3.upload_part, **upload.place, PartNumber=2, Body=b"x", ChecksumAlgorithm="SHA1") \
        == ("InvalidRequest", 400)


def test_an_upload_without_algorithm_tells_the_number_of_its_parts_only(s3, bucket):
    upload = Upload(s3, bucket, "k")
    assert upload.part["ChecksumCRC32"]
    listed = s3.list_parts(**upload.place)
    assert "ChecksumAlgorithm" not in listed and not [name for name in listed["Parts"][0] if "Checksum" in name]
    done = upload.complete()
    assert done["ChecksumType"] == "FULL_OBJECT" and done["ChecksumCRC64NVME"]
    told = s3.get_object_attributes(Bucket=bucket, Key="k", ObjectAttributes=["Checksum", "ObjectParts"])
    assert told["ObjectParts"] == {"TotalPartsCount": 1}
    assert told["Checksum"] == {"ChecksumCRC64NVME": done["ChecksumCRC64NVME"], "ChecksumType": "FULL_OBJECT"}


@pytest.mark.parametrize("algorithm, type", [("CRC32", "COMPOSITE"), ("CRC32", "FULL_OBJECT"), ("SHA1", "COMPOSITE")])
def test_lists_of_uploads_and_parts_tell_the_type_of_checksum(s3, bucket, algorithm, type):
    upload = Upload(s3, bucket, "k", ChecksumAlgorithm=algorithm, ChecksumType=type,
                    part={"ChecksumAlgorithm": algorithm})
    listed = s3.list_multipart_uploads(Bucket=bucket)["Uploads"][0]
    assert (listed["ChecksumAlgorithm"], listed["ChecksumType"]) == (algorithm, type)
    listed = s3.list_parts(**upload.place)
    assert (listed["ChecksumAlgorithm"], listed["ChecksumType"]) == (algorithm, type)
    if type == "FULL_OBJECT":
        wrong = {"ChecksumSHA1": "A" * 27 + "="}
        assert refusal(upload.complete, **wrong)["Error"]["Message"] == (
            "The sha1 you specified did not match the calculated checksum.")
        assert upload.complete()["ChecksumType"] == "FULL_OBJECT"


def test_checksums_belong_to_whole_objects_and_to_parts_of_composite_ones(s3, bucket):
    put = s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789", ChecksumAlgorithm="SHA256")["ChecksumSHA256"]
    def told(key="k", **options):
        checksum = s3.head_object(Bucket=bucket, Key=key, **options).get("ChecksumSHA256")
        assert not options or s3.get_object(Bucket=bucket, Key=key, **options).get("ChecksumSHA256") == checksum
        return checksum
    assert told(ChecksumMode="enabled") == put
    assert told(ChecksumMode="ENABLED", Range="bytes=0-9") == put
    assert told(ChecksumMode="ENABLED", PartNumber=1) == put
    assert told(ChecksumMode="ENABLED", Range="bytes=0-8") is None
    assert told() is None
    upload = Upload(s3, bucket, "parts", body=PART, ChecksumAlgorithm="SHA256", part={"ChecksumAlgorithm": "SHA256"})
    second = s3.upload_part(**upload.place, PartNumber=2, Body=b"y", ChecksumAlgorithm="SHA256")
    upload.complete(parts=[{"PartNumber": n, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}
                           for n, part in ((1, upload.part), (2, second))])
    assert told("parts", ChecksumMode="ENABLED", PartNumber=2) == second["ChecksumSHA256"]


@pytest.mark.parametrize("trailer", ["right", "wrong"])
def test_a_checksum_may_be_in_the_header_and_in_the_trailer(cloud, s3, bucket, trailer):
    s3.put_bucket_policy(Bucket=open_bucket(s3, bucket), Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/*"}]}))
    value = s3.put_object(Bucket=bucket, Key="k", Body=b"hello")["ChecksumCRC32"]
    chunks = f"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:{value if trailer == 'right' else 'AAAAAA=='}\r\n\r\n".encode()
    request = urllib.request.Request(f"{cloud.endpoint}/{bucket}/both", chunks, method="PUT", headers={
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-trailer": "x-amz-checksum-crc32",
        "x-amz-checksum-crc32": value, "x-amz-decoded-content-length": "5", "Content-Encoding": "aws-chunked",
        "x-amz-sdk-checksum-algorithm": "CRC32"})
    if trailer == "right":
        assert urllib.request.urlopen(request).headers["x-amz-checksum-crc32"] == value
    else:
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(request)
        assert b"<Code>BadDigest</Code>" in error.value.read()


def open_bucket(s3, bucket):
    s3.delete_public_access_block(Bucket=bucket)
    return bucket


def test_only_attributes_that_there_are_can_be_asked_for(cloud, s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    error = refusal(s3.get_object_attributes, Bucket=bucket, Key="k", ObjectAttributes=["ETag", "Colour"])["Error"]
    assert (error["Code"], error["Message"]) == ("InvalidArgument", "Invalid attribute name specified.")
    assert (error["ArgumentName"], error["ArgumentValue"]) == ("x-amz-object-attributes", "Colour")


def test_a_maximum_of_parts_that_is_none_is_ignored(cloud, s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    for value in ("nothing", "-1", "99999999999"):
        client = cloud.client("s3")
        client.meta.events.register("before-call.s3.GetObjectAttributes", lambda params, value=value, **_: params[
            "headers"].update({"x-amz-max-parts": value}))
        assert client.get_object_attributes(Bucket=bucket, Key="k", ObjectAttributes=["ObjectSize"])["ObjectSize"] == 1


# Lists

def keys_of(entries, name="Key"):
    return [entry[name] for entry in entries or []]


def test_a_continuation_token_fits_only_the_list_that_gave_it(s3, bucket):
    keys = ["a/1", "a/2", "b", "c/1"]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    for delimiter, expected in (("", keys), ("/", ["b", "a/", "c/"])):
        pages = s3.get_paginator("list_objects_v2").paginate(
            Bucket=bucket, Delimiter=delimiter, PaginationConfig={"PageSize": 1})
        found = [found for page in pages for found in
                 keys_of(page.get("Contents")) + keys_of(page.get("CommonPrefixes"), "Prefix")]
        assert sorted(found) == sorted(expected)
    token = s3.list_objects_v2(Bucket=bucket, MaxKeys=1)["NextContinuationToken"]
    buckets = [f"{bucket}-{number}" for number in "xy"]
    for each in buckets:
        s3.create_bucket(Bucket=each)
    for other in ({"Bucket": buckets[0]}, {"Bucket": bucket, "Prefix": "a/"}, {"Bucket": bucket, "Delimiter": "/"}):
        error = refusal(s3.list_objects_v2, ContinuationToken=token, **other)["Error"]
        assert (error["Code"], error["ArgumentName"]) == ("InvalidArgument", "continuation-token")
    assert refusal(s3.list_buckets, ContinuationToken=token)["Error"]["Code"] == "InvalidArgument"
    some = s3.list_buckets(MaxBuckets=1, Prefix=bucket + "-")
    rest = s3.list_buckets(MaxBuckets=1, Prefix=bucket + "-", ContinuationToken=some["ContinuationToken"])
    assert keys_of(some["Buckets"], "Name") + keys_of(rest["Buckets"], "Name") == buckets
    assert "ContinuationToken" not in rest


def test_a_marker_inside_a_common_prefix_passes_over_it(s3, bucket):
    keys = ["a", "b/1", "b/2", "b/3", "c"]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
        s3.create_multipart_upload(Bucket=bucket, Key=key)
    listed = s3.list_objects(Bucket=bucket, Delimiter="/", Marker="b/1")
    assert (keys_of(listed.get("Contents")), listed.get("CommonPrefixes")) == (["c"], None)
    listed = s3.list_object_versions(Bucket=bucket, Delimiter="/", KeyMarker="b/1")
    assert (keys_of(listed.get("Versions")), listed.get("CommonPrefixes")) == (["c"], None)
    listed = s3.list_multipart_uploads(Bucket=bucket, Delimiter="/", KeyMarker="b/1")
    assert (keys_of(listed.get("Uploads")), listed.get("CommonPrefixes")) == (["c"], None)
    listed = s3.list_objects_v2(Bucket=bucket, Delimiter="/", StartAfter="b/1")
    assert (keys_of(listed.get("Contents")), keys_of(listed["CommonPrefixes"], "Prefix")) == (["c"], ["b/"])
    assert keys_of(s3.list_objects(Bucket=bucket, Marker="b/1")["Contents"]) == ["b/2", "b/3", "c"]


def test_uploads_are_paged_by_their_markers(s3, bucket):
    for _ in range(2):
        for key in ("a", "b/1", "b/2"):
            s3.create_multipart_upload(Bucket=bucket, Key=key)
    whole = s3.list_multipart_uploads(Bucket=bucket)
    uploads = [(upload["Key"], upload["UploadId"]) for upload in whole["Uploads"]]
    assert (whole["NextKeyMarker"], whole["NextUploadIdMarker"]) == uploads[-1]
    seen, markers = [], {}
    while True:
        page = s3.list_multipart_uploads(Bucket=bucket, MaxUploads=1, **markers)
        seen += [(upload["Key"], upload["UploadId"]) for upload in page["Uploads"]]
        markers = {"KeyMarker": page["NextKeyMarker"], "UploadIdMarker": page["NextUploadIdMarker"]}
        if not page["IsTruncated"]:
            break
    assert seen == uploads
    error = refusal(s3.list_multipart_uploads, Bucket=bucket, KeyMarker="a", UploadIdMarker="none")["Error"]
    assert (error["Code"], error["Message"], error["ArgumentName"], error["ArgumentValue"]) == (
        "InvalidArgument", "Invalid uploadId marker", "upload-id-marker", "none")
    assert s3.list_multipart_uploads(Bucket=bucket, UploadIdMarker="none")["Uploads"]


def test_no_uploads_have_empty_markers(s3, bucket):
    listed = s3.list_multipart_uploads(Bucket=bucket)
    assert (listed["NextKeyMarker"], listed["NextUploadIdMarker"], listed["IsTruncated"]) == ("", "", False)


def test_an_empty_delimiter_is_none(s3, bucket):
    for key in ("a/1", "a/2"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    for call in (s3.list_objects, s3.list_objects_v2, s3.list_object_versions, s3.list_multipart_uploads):
        listed = call(Bucket=bucket, Delimiter="")
        assert "Delimiter" not in listed, call
        assert "CommonPrefixes" not in listed
    assert "NextMarker" not in s3.list_objects(Bucket=bucket, Delimiter="", MaxKeys=1)


def body_of(client, operation, **arguments):
    bodies = []
    client.meta.events.register("before-parse.s3." + operation, lambda response_dict, **_: bodies.append(
        response_dict["body"].decode()))
    getattr(client, "".join("_" + c.lower() if c.isupper() else c for c in operation)[1:])(**arguments)
    return bodies[0]


def test_times_in_bodies_are_whole_seconds_with_milliseconds(cloud, s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    s3.create_multipart_upload(Bucket=bucket, Key="k")
    for operation, element in (("ListObjectsV2", "LastModified"), ("ListObjectVersions", "LastModified"),
                               ("ListMultipartUploads", "Initiated")):
        body = body_of(cloud.client("s3"), operation, Bucket=bucket)
        assert re.search(rf"<{element}>\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z</{element}>", body), body
    buckets = body_of(cloud.client("s3"), "ListBuckets")
    assert re.search(r"<CreationDate>[^<]*\.000Z</CreationDate>", buckets)
    assert buckets.index("<Owner>") < buckets.index("<Buckets>")


# Tags

@pytest.mark.parametrize("tagging", ["=", "a=1&=x", "a&a=1"])
def test_tags_in_a_header_have_names_of_their_own(s3, bucket, tagging):
    error = refusal(s3.put_object, Bucket=bucket, Key="k", Body=b"x", Tagging=tagging)["Error"]
    assert (error["Code"], error["ArgumentName"], error["ArgumentValue"]) == (
        "InvalidArgument", "x-amz-tagging", tagging)
    assert refused(s3.head_object, Bucket=bucket, Key="k") == ("404", 404)


@pytest.mark.parametrize("tagging, tags", [("&", []), ("&&", []), ("a", [("a", "")]), ("a=1&", [("a", "1")]),
                                           ("a&b=2", [("a", ""), ("b", "2")])])
def test_empty_pairs_are_no_tags(s3, bucket, tagging, tags):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x", Tagging=tagging)
    told = s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"]
    assert [(tag["Key"], tag["Value"]) for tag in told] == tags


@pytest.mark.parametrize("tags, message, elements", [
    ([("a", "1"), ("a", "2")], "Cannot provide multiple Tags with the same key", {"TagKey": "a"}),
    ([("a,b", "1")], "The TagKey you have provided is invalid", {"TagKey": "a,b"}),
    ([("a", "1,2")], "The TagValue you have provided is invalid", {"TagKey": "a", "TagValue": "1,2"}),
    ([("aws:a", "1")], None, {"TagKey": "aws:a"})])
def test_wrong_tags_are_named(s3, bucket, tags, message, elements):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    listed = [{"Key": key, "Value": value} for key, value in tags]
    for call, arguments, reserved in (
            (s3.put_object_tagging, {"Bucket": bucket, "Key": "k", "Tagging": {"TagSet": listed}},
             "Your TagKey cannot be prefixed with aws:"),
            (s3.put_bucket_tagging, {"Bucket": bucket, "Tagging": {"TagSet": listed}},
             "System tags cannot be added/updated by requester")):
        error = refusal(call, **arguments)["Error"]
        assert (error["Code"], error["Message"]) == ("InvalidTag", message or reserved)
        assert {name: error.get(name) for name in elements} == elements


@pytest.mark.parametrize("conditions, header", [
    ({"IfMatch": "*"}, "If-Match"), ({"IfNoneMatch": '"x"'}, "If-None-Match"),
    ({"IfMatch": '"x"', "IfNoneMatch": "*"}, "If-Match,If-None-Match")])
def test_conditions_that_writes_do_not_take_are_named(s3, bucket, conditions, header):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    for call, arguments in ((s3.put_object, {"Key": "k", "Body": b"y"}),
                            (s3.copy_object, {"Key": "c", "CopySource": f"{bucket}/k"})):
        error = refusal(call, Bucket=bucket, **arguments, **conditions)["Error"]
        assert (error["Code"], error["Header"]) == ("NotImplemented", header)
        assert error["additionalMessage"]
    if header == "If-Match":
        s3.delete_object(Bucket=bucket, Key="k", IfMatch="*")


@pytest.mark.parametrize("range, code, message", [
    ("bytes=0-", "InvalidArgument", "must be of the form"), ("bytes=-3", "InvalidArgument", "must be of the form"),
    ("bytes=3-1", "InvalidArgument", "must be of the form"), ("bytes=5-10", "InvalidArgument", "of size: 10"),
    ("bytes=10-11", "InvalidRequest", "The specified copy range is invalid for the source object size")])
def test_a_part_is_copied_from_a_range_inside_its_source(s3, bucket, range, code, message):
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    upload = Upload(s3, bucket, "u")
    copy = {**upload.place, "PartNumber": 1, "CopySource": f"{bucket}/k"}
    error = refusal(s3.upload_part_copy, **copy, CopySourceRange=range)["Error"]
    assert error["Code"] == code and message in error["Message"]
    etag = s3.upload_part_copy(**copy, CopySourceRange="bytes=5-9")["CopyPartResult"]["ETag"]
    upload.complete(parts=[{"PartNumber": 1, "ETag": etag}])
    assert s3.get_object(Bucket=bucket, Key="u")["Body"].read() == b"56789"
