"""What README tells people to copy, copied; and the versions that it says are tested."""

import pathlib
import platform
import re
import subprocess
import sys

import pytest

import cloud as clouds

README = (clouds.ROOT / "README.md").read_text()
TESTS = clouds.ROOT / "tests"


def test_fixture_of_readme_gives_a_session_and_leaves_nothing_behind(tmp_path):
    fixture, test = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "conftest.py").write_text(fixture)
    (tmp_path / "tests" / "test_report.py").write_text(test + ELSEWHERE)
    misleading = {"AWS_PROFILE": "nobody", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9", "AWS_SESSION_TOKEN": "stale"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", tmp_path / "base",
         "--rootdir", tmp_path, tmp_path / "tests"],
        cwd=clouds.ROOT, capture_output=True, text=True, timeout=120, check=False,
        env=clouds.clean_environment() | misleading)
    assert done.returncode == 0 and "2 passed" in done.stdout, done.stdout + done.stderr
    [data] = (tmp_path / "base").glob("nephele[0-9]")
    status = subprocess.run([clouds.LAUNCHER, "status", "--data", data], capture_output=True, text=True, timeout=60,
                            check=False, env=clouds.clean_environment())
    assert status.returncode == 3, "it still runs:" + status.stdout


# Of the test's own: code that knows nothing of the fixture reaches the same account.
ELSEWHERE = '''

def test_reaches_the_cloud_from_code_that_makes_its_own_clients(aws):
    import boto3
    account = aws.client("sts").get_caller_identity()["Account"]
    assert boto3.client("sts").get_caller_identity()["Arn"] == f"arn:aws:iam::{account}:root"
    assert [each["Name"] for each in boto3.client("s3").list_buckets()["Buckets"]] == ["ledger"]
'''


def table():
    """The versions that README says are tested, by client."""
    held = re.search("<!-- versions held by test_readme.py -->\n(.*?)<!-- end -->", README, re.DOTALL).group(1)
    rows = [[cell.strip() for cell in line.split("|")[1:3]] for line in held.splitlines()[2:]]
    return {client: versions for client, versions in rows if versions}


def pinned(where, pattern):
    return ", ".join(re.findall(pattern, (TESTS / where).read_text(), re.MULTILINE))


def test_versions_of_readme_are_those_of_the_tests_own_lists():
    debian = {"AWS CLI 2": "awscli", "rclone": "rclone", "restic": "restic", "s3cmd": "s3cmd"}
    assert {client: version for client, version in table().items() if client not in debian} == {
        "AWS CLI 1": pinned("python/requirements.txt", r"^awscli==(.*)"),
        "boto3": pinned("python/requirements.txt", r"^boto3==(.*)"),
        "SDK for Go v2": pinned("clients/go/go.mod", r"aws-sdk-go-v2 v(.*)"),
        "SDK for Java v2": pinned("clients/java/pom.xml", r"<sdk.version>(.*)</sdk.version>"),
        "SDK for Java v1": pinned("clients/java-v1/pom.xml", r"<sdk.version>(.*)</sdk.version>"),
        "SDK for JavaScript v3": pinned("clients/js/package.json", r"client-s3\": \"(.*)\""),
        "SDK for Rust (`aws-sdk-s3`)": pinned("clients/rust/Cargo.toml", r"^aws-sdk-s3 = .*version = \"=([^\"]*)"),
        "pyarrow": pinned("clients/python/requirements.txt", r"^pyarrow==(.*)"),
        "s3fs for Python": pinned("clients/python/requirements.txt", r"^s3fs==(.*)"),
    }
    listed = [line for name in ("debian-packages.txt", "debian-packages-slow.txt")
              for line in (TESTS / name).read_text().splitlines()]
    assert set(debian.values()) <= set(listed)


@pytest.mark.slow
@pytest.mark.skipif(not pathlib.Path("/etc/debian_version").exists()
                    or platform.freedesktop_os_release().get("VERSION_ID") != "12", reason="README speaks of Debian 12")
@pytest.mark.parametrize("client, package", [
    ("AWS CLI 2", "awscli"), ("rclone", "rclone"), ("restic", "restic"), ("s3cmd", "s3cmd")])
def test_versions_of_readme_are_those_of_debian(client, package):
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True,
                           timeout=60, check=True)
    assert table()[client] == f"{'.'.join(asked.stdout.split('.')[:2])} (Debian 12)"
