"""Payloads under bad luck: damaged bytes, refused and torn uploads, a full disk, a cloud in memory, other users."""

import hashlib
import http.client
import os
import pathlib
import stat
import subprocess
import time

import botocore.exceptions
import pytest

import cloud as clouds
from cloud import Cloud

MIB = 1 << 20


@pytest.fixture()
def cloud(tmp_path):
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def payload_files(cloud, folder="blobs"):
    return [path for path in pathlib.Path(cloud.data, folder).rglob("l*") if path.is_file()]


def wait_until(condition, seconds=40):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "that did not happen in time"
        time.sleep(0.2)


def status_of(refused):
    return refused.value.response["ResponseMetadata"]["HTTPStatusCode"]


@pytest.mark.parametrize("at", [5, 2 * MIB])
def test_a_damaged_byte_is_never_answered_as_a_whole_object(cloud, at):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="damage")
    body = os.urandom(3 * MIB)
    s3.put_object(Bucket="damage", Key="k", Body=body)
    [file] = payload_files(cloud)
    with open(file, "r+b") as stored:
        stored.seek(at)
        old = stored.read(1)
        stored.seek(at)
        stored.write(bytes([old[0] ^ 1]))
    with pytest.raises((botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError)) as failed:
        s3.get_object(Bucket="damage", Key="k")["Body"].read()
    if isinstance(failed.value, botocore.exceptions.ClientError):
        assert status_of(failed) >= 500
    begin = (at + MIB) % (3 * MIB)
    part = s3.get_object(Bucket="damage", Key="k", Range=f"bytes={begin}-{begin + 99}")["Body"].read()
    assert part == body[begin:begin + 100]


def test_refused_and_torn_uploads_keep_no_file(cloud):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="refused")
    for _ in range(3):
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            s3.put_object(Bucket="refused", Key="k", Body=b"x" * MIB,
                          ContentMD5="1B2M2Y8AsgTpgAmY7PhCfg==")
        assert refused.value.response["Error"]["Code"] == "BadDigest"
    assert payload_files(cloud) == []
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "refused", "Key": "k"})
    torn = http.client.HTTPConnection("127.0.0.1", cloud.port)
    torn.putrequest("PUT", url.split(str(cloud.port), 1)[1])
    torn.putheader("Content-Length", str(10 * MIB))
    torn.endheaders()
    torn.send(b"y" * 3 * MIB)
    wait_until(lambda: payload_files(cloud))
    torn.close()
    wait_until(lambda: not payload_files(cloud))
    s3.put_object(Bucket="refused", Key="k", Body=b"x" * MIB)
    s3.put_object(Bucket="refused", Key="k", Body=b"z" * MIB)
    wait_until(lambda: len(payload_files(cloud)) == 1)


@pytest.mark.slow  # as long as the grace that a deleted payload has, and longer
def test_a_download_outlives_the_object(cloud):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="slow")
    upload = s3.create_multipart_upload(Bucket="slow", Key="k")["UploadId"]
    parts, digest = [], hashlib.md5()
    for number in (1, 2, 3):
        content = bytes([number]) * 16 * MIB
        digest.update(content)
        tag = s3.upload_part(Bucket="slow", Key="k", UploadId=upload, PartNumber=number, Body=content)["ETag"]
        parts.append({"PartNumber": number, "ETag": tag})
    s3.complete_multipart_upload(Bucket="slow", Key="k", UploadId=upload, MultipartUpload={"Parts": parts})
    body = s3.get_object(Bucket="slow", Key="k")["Body"]
    read = hashlib.md5(body.read(MIB))
    s3.delete_object(Bucket="slow", Key="k")
    time.sleep(30)
    assert len(payload_files(cloud)) == 3
    while piece := body.read(MIB):
        read.update(piece)
    assert read.digest() == digest.digest()
    wait_until(lambda: not payload_files(cloud))


def test_a_full_disk_is_the_servers_fault_and_passes(tmp_path, monkeypatch):
    """The limit on the size of a file stands for the full disk: a write fails half-way."""
    small = Cloud(tmp_path / "data")
    limited = tmp_path / "limited"
    limited.write_text(f'#!/bin/sh\nulimit -f {100 * 1024}\nexec "{clouds.LAUNCHER}" "$@"\n')
    limited.chmod(0o755)
    small.start()
    small.stop()
    monkeypatch.setattr(clouds, "LAUNCHER", str(limited))
    small.start()
    try:
        s3 = small.client("s3", read_timeout=120)
        s3.create_bucket(Bucket="full")
        s3.put_object(Bucket="full", Key="small", Body=b"x" * MIB)
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            s3.put_object(Bucket="full", Key="large", Body=b"x" * 130 * MIB)
        assert status_of(refused) == 500
        assert refused.value.response["Error"]["Code"] == "InternalError"
        assert len(payload_files(small)) == 1
        assert s3.get_object(Bucket="full", Key="small")["Body"].read() == b"x" * MIB
        s3.put_object(Bucket="full", Key="next", Body=b"x" * MIB)
        s3.delete_object(Bucket="full", Key="small")
    finally:
        small.stop()


def test_a_cloud_in_memory_bears_more_payloads_than_memory(tmp_path):
    memory = Cloud(tmp_path / "data", "--memory")
    memory.start()
    try:
        s3 = memory.client("s3", read_timeout=120)
        s3.create_bucket(Bucket="much")
        for number in range(22):
            s3.put_object(Bucket="much", Key="k", Body=bytes([number]) * 50 * MIB)
            s3.delete_object(Bucket="much", Key="k")
        assert s3.list_buckets()["Buckets"]
        wait_until(lambda: not payload_files(memory, "scratch"))
    finally:
        memory.stop()
    assert not pathlib.Path(memory.data, "scratch").exists()


def test_the_data_directory_is_its_owners_alone(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    private = Cloud(data)
    private.start()
    try:
        s3 = private.client("s3")
        s3.create_bucket(Bucket="private")
        s3.put_object(Bucket="private", Key="k", Body=b"x" * MIB)
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
        for path in data.rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        private.kill()
        private.start()
        assert "ended without a word" in (data / "log").read_text()
    finally:
        private.stop()
