"""What README tells people to copy, copied."""

import re
import subprocess
import sys

import cloud as clouds

README = (clouds.ROOT / "README.md").read_text()


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
