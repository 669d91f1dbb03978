"""S3 on the wire: headers as sent, answers to what is missing, and connections whose body nobody wanted."""

import http.client
import json
import socket
import urllib.error
import urllib.request

import boto3
import botocore.exceptions
import pytest
from botocore.config import Config

from cloud import Cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("wire") / "data", "--memory")
    cloud.start()
    cloud.client("s3").create_bucket(Bucket="wire")
    yield cloud
    cloud.stop()


def refusal(call, **arguments):
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response


def raw(cloud, text, body=b""):
    with socket.create_connection(("127.0.0.1", cloud.port), timeout=20) as connection:
        connection.sendall(text.replace("\n", "\r\n").encode() + body)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer, answer.read().decode()


@pytest.mark.parametrize("header, value", [
    ("ContentType", "text/plain; charset=UTF-8"), ("ContentType", "text/html;charset=UTF-8"),
    ("ContentType", "Text/Plain"), ("ContentType", "application/JSON"),
    ("CacheControl", "No-Cache"), ("ContentEncoding", "GZIP")])
def test_header_values_keep_their_spelling(cloud, header, value):
    s3 = cloud.client("s3")
    s3.put_object(Bucket="wire", Key="spelled", Body=b"x", **{header: value})
    assert s3.head_object(Bucket="wire", Key="spelled")[header] == value


@pytest.mark.parametrize("request_line", ["POST /wire?delete", "PUT /wire?tagging", "PUT /wire/k?tagging",
                                          "PUT /wire?versioning", "PUT /wire?publicAccessBlock", "PUT /wire?policy",
                                          "PUT /wire?ownershipControls", "PUT /wire?encryption"])
def test_a_missing_body_is_said_before_anybody_is_authorized(cloud, request_line):
    answer, body = raw(cloud, f"{request_line} HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n")
    assert answer.status == 400
    assert "<Code>MissingRequestBodyError</Code><Message>Request Body is empty</Message>" in body


@pytest.mark.parametrize("request_line", ["GET /wire/k?attributes", "PUT /wire/k?uploadId=x"])
def test_missing_headers_and_parameters_are_the_clients_fault(cloud, request_line):
    answer, _ = raw(cloud, f"{request_line} HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n")
    assert answer.status == 400


def test_null_in_a_list_is_the_clients_fault(cloud):
    sqs = cloud.client("sqs")
    queue = sqs.create_queue(QueueName="nulls")["QueueUrl"]
    for operation, members in (("ReceiveMessage", {"AttributeNames": [None]}),
                               ("DeleteMessageBatch", {"Entries": [None]}),
                               ("UntagQueue", {"TagKeys": [None]})):
        body = json.dumps({"QueueUrl": queue, **members})
        answer, _ = raw(cloud, f"POST / HTTP/1.1\nHost: sqs.localhost\nX-Amz-Target: AmazonSQS.{operation}\n"
                               f"Content-Type: application/x-amz-json-1.0\nContent-Length: {len(body)}\n\n",
                        body.encode())
        assert answer.status == 400, operation


@pytest.mark.parametrize("region", ["US", "us_east_1"])
def test_a_wrong_region_names_the_right_one(cloud, region):
    s3 = boto3.client("s3", endpoint_url=cloud.endpoint, region_name="us-east-1", aws_access_key_id="test",
                      aws_secret_access_key="test", config=Config(retries={"max_attempts": 1}))
    s3.meta.events.register("before-sign.s3", lambda request, **_: request.context.update(
        signing={**request.context.get("signing", {}), "region": region}))
    error = refusal(s3.list_objects_v2, Bucket="wire")["Error"]
    assert error["Code"] == "AuthorizationHeaderMalformed"
    assert error["Message"] == (f"The authorization header is malformed; the region '{region}' is wrong; "
                                "expecting 'us-east-1'")
    assert error["Region"] == "us-east-1"


def test_private_from_the_owner_is_what_it_is_anyway(cloud):
    s3 = cloud.client("s3")
    s3.put_object(Bucket="wire", Key="private", Body=b"x", ACL="private")
    s3.copy_object(Bucket="wire", Key="private2", CopySource="wire/private", ACL="private")
    assert refusal(s3.put_object, Bucket="wire", Key="p", Body=b"x", ACL="public-read")["Error"]["Code"] == (
        "AccessControlListNotSupported")
    s3.create_bucket(Bucket="wire-private", ACL="private")
    rules = s3.get_bucket_ownership_controls(Bucket="wire-private")["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerPreferred"}]


def test_an_unread_body_closes_the_connection_and_the_answer_arrives(cloud):
    head = "PUT /nobodys-bucket/k HTTP/1.1\nHost: localhost\nContent-Length: {}\n\n"
    answer, body = raw(cloud, head.format(8 << 20), b"x" * (8 << 20))
    assert (answer.status, answer.getheader("Connection")) == (404, "close")
    assert "NoSuchBucket" in body
    with socket.create_connection(("127.0.0.1", cloud.port), timeout=20) as connection:
        for _ in range(2):
            connection.sendall(head.format(1000).replace("\n", "\r\n").encode() + b"x" * 1000)
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            answer.read()
            assert (answer.status, answer.getheader("Connection")) == (404, None)
    answer, _ = raw(cloud, head.replace("\n\n", "\nExpect: 100-continue\n\n").format(8 << 20))
    assert (answer.status, answer.getheader("Connection")) == (404, "close")


def test_not_modified_says_what_is_there(cloud):
    s3 = cloud.client("s3")
    etag = s3.put_object(Bucket="wire", Key="same", Body=b"x")["ETag"]
    answer = refusal(s3.get_object, Bucket="wire", Key="same", IfNoneMatch=etag)["ResponseMetadata"]
    assert answer["HTTPStatusCode"] == 304
    assert answer["HTTPHeaders"]["etag"] == etag
    assert answer["HTTPHeaders"]["last-modified"].endswith("GMT")


def test_delete_markers_name_themselves(cloud):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="wire-versions")
    s3.put_bucket_versioning(Bucket="wire-versions", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="wire-versions", Key="k", Body=b"x")
    marker = s3.delete_object(Bucket="wire-versions", Key="k")["VersionId"]
    gone = refusal(s3.get_object, Bucket="wire-versions", Key="k")["ResponseMetadata"]
    assert (gone["HTTPStatusCode"], gone["HTTPHeaders"]["x-amz-delete-marker"]) == (404, "true")
    named = refusal(s3.get_object, Bucket="wire-versions", Key="k", VersionId=marker)["ResponseMetadata"]
    assert (named["HTTPStatusCode"], named["HTTPHeaders"]["allow"]) == (405, "DELETE")
    assert named["HTTPHeaders"]["x-amz-delete-marker"] == "true"
    assert named["HTTPHeaders"]["last-modified"].endswith("GMT")
    copied = refusal(s3.copy_object, Bucket="wire", Key="c",
                     CopySource={"Bucket": "wire-versions", "Key": "k", "VersionId": marker})
    assert copied["Error"]["Code"] == "InvalidRequest"


@pytest.mark.parametrize("operation", ["list_objects", "list_objects_v2", "get_bucket_location", "head_bucket"])
def test_version_2_signs_buckets_with_a_slash(cloud, operation):
    s3 = cloud.client("s3", signature_version="s3")
    url = s3.generate_presigned_url(operation, {"Bucket": "wire"})
    method = "HEAD" if operation == "head_bucket" else "GET"
    assert urllib.request.urlopen(urllib.request.Request(url, method=method)).status == 200
    getattr(s3, operation)(Bucket="wire")
    other = cloud.client("s3", ("test", "wrong"), signature_version="s3").generate_presigned_url(
        operation, {"Bucket": "wire"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(urllib.request.Request(other, method=method))
    assert error.value.code == 403


@pytest.mark.parametrize("value, status", [("UNSIGNED-PAYLOAD", 200), ("0" * 64, 403)])
def test_a_presigned_url_may_be_told_that_its_payload_is_not_signed(cloud, value, status):
    url = cloud.client("s3", signature_version="s3v4").generate_presigned_url(
        "put_object", {"Bucket": "wire", "Key": "presigned"})
    request = urllib.request.Request(url, b"body", method="PUT", headers={"x-amz-content-sha256": value})
    try:
        assert urllib.request.urlopen(request).status == status
    except urllib.error.HTTPError as error:
        assert error.code == status and b"<HeadersNotSigned>x-amz-content-sha256</HeadersNotSigned>" in error.read()
