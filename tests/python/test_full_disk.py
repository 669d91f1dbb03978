"""A cloud whose disk is full: it says so, goes on reading, and writes again once there is room."""

import pathlib
import subprocess
import time
import urllib.error
import urllib.request

import botocore.exceptions
import pytest

from cloud import Cloud


@pytest.fixture()
def small_disk(tmp_path):
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(tmp_path)], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("a file system cannot be mounted here")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.fixture()
def cloud(small_disk):
    cloud = Cloud(small_disk / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def health(cloud):
    try:
        with urllib.request.urlopen(f"{cloud.endpoint}/_nephele/health", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def fill(path):
    with open(path, "wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(1 << 16))
        except OSError:
            pass


def test_cloud_on_a_full_disk_reads_on_and_writes_when_there_is_room(cloud, small_disk):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="work")
    s3.put_object(Bucket="work", Key="first", Body=b"kept")
    assert health(cloud)[0] == 200
    fill(small_disk / "filler")
    number = 0
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        while number < 10_000:
            s3.put_object(Bucket="work", Key=str(number), Body=bytes(30_000))
            number += 1
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] >= 500
    status, body = health(cloud)
    assert status == 503 and "refusing writes" in body and "the disk refused a write" in body
    told = cloud.nephele("status", check=False)
    assert told.returncode == 1 and "health: refusing writes" in told.stdout
    assert s3.get_object(Bucket="work", Key="first")["Body"].read() == b"kept"
    pathlib.Path(small_disk / "filler").unlink()
    end = time.monotonic() + 30
    while health(cloud)[0] != 200:
        assert time.monotonic() < end, health(cloud)
        time.sleep(0.1)
    s3.put_object(Bucket="work", Key="last", Body=b"written")
    assert cloud.nephele("status").stdout.splitlines()[-1] == "health: ok"
    cloud.kill()
    cloud.start()
    for key in [*map(str, range(number)), "first", "last"]:
        s3.head_object(Bucket="work", Key=key)


def test_cloud_starts_on_a_full_disk_to_be_emptied(cloud, small_disk):
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="work")
    for number in range(40):
        s3.put_object(Bucket="work", Key=str(number), Body=bytes(1 << 20))
    ballast = pathlib.Path(cloud.data) / "ballast"
    end = time.monotonic() + 30
    while not ballast.exists() or ballast.stat().st_size < 8 << 20:
        assert time.monotonic() < end
        time.sleep(0.1)
    cloud.kill()
    fill(small_disk / "filler")
    cloud.start()
    assert not ballast.exists()
    assert s3.get_object(Bucket="work", Key="7")["Body"].read() == bytes(1 << 20)
    for number in range(30):
        s3.delete_object(Bucket="work", Key=str(number))
    end = time.monotonic() + 30
    while True:
        try:
            s3.put_object(Bucket="work", Key="new", Body=bytes(2 << 20))
            break
        except botocore.exceptions.ClientError:
            assert time.monotonic() < end
            time.sleep(0.5)
    assert health(cloud)[0] == 200
