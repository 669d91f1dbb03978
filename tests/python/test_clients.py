"""One story, told by every SDK: people, objects, presigned URLs, roles, pages and messages. Then the tools for S3.

The clients lie in tests/clients, each a program that prints a line for every step that went as AWS would have it.
"""

import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

import cloud as clouds
from cloud import Cloud

CLIENTS = clouds.ROOT / "tests" / "clients"
BUILT = clouds.ROOT / "target" / "clients"
STEPS = ("user", "key", "policy", "bucket", "text", "large", "refusal", "presigned put", "presigned get",
         "assumed role", "pages", "long poll", "fifo")
TOOL_STEPS = ("bucket", "small", "large", "copy", "list", "delete")


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("clients") / "data", "--account-keys")
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture()
def account():
    """An account of the test's own; it is also the access key of its root user, whose secret is test."""
    return str(next(ACCOUNTS))


ACCOUNTS = itertools.count(880000000000)


@pytest.fixture()
def tell(cloud, account):
    """Runs a client as the root user of the account; gives the steps that went well."""

    def run(*command, **variables):
        environment = clouds.clean_environment() | variables | {
            "AWS_ENDPOINT_URL": cloud.endpoint, "AWS_ACCESS_KEY_ID": account, "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "", "STORY_ACCOUNT": account, "STORY_BUCKET": f"story-{account}"}
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300,
                              env=environment, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        told = done.stdout.splitlines()
        wrong = [line for line in told if not line.startswith("ok ")]
        assert not wrong, done.stdout + done.stderr
        return [line.removeprefix("ok ") for line in told]

    return run


@pytest.fixture()
def alice(cloud, account):
    """The variables that tell a client how alice signs, a user of the account who may do nothing."""
    iam = cloud.client("iam", (account, "test"))
    iam.create_user(UserName="alice")
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    return {"STORY_ALICE_ID": key["AccessKeyId"], "STORY_ALICE_SECRET": key["SecretAccessKey"]}


@pytest.fixture()
def use(cloud, account, alice, tell):
    """Runs a tool for S3; looks with other eyes at what it left; gives the steps that are its own."""

    def run(*command):
        told = tell(*command, **alice)
        assert told[:len(TOOL_STEPS)] == list(TOOL_STEPS)
        s3, bucket = cloud.client("s3", (account, "test")), f"story-{account}"
        left = {each["Key"]: each["Size"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]}
        assert {key: size for key, size in left.items() if size} == {"copies/small": 8, "large": 20 << 20}
        assert re.search(r"-[2-9]\"$", s3.head_object(Bucket=bucket, Key="large")["ETag"]), "it came in parts"
        assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)
        return told[len(TOOL_STEPS):]

    return run


def install(*command, where):
    done = subprocess.run([str(word) for word in command], cwd=where, capture_output=True, text=True, timeout=1800,
                          check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@pytest.fixture()
def java(cloud, tell):
    """Compiles and runs the Java client of a folder, with the jars of its pom in one of the sets it knows."""
    jdk = pathlib.Path(os.readlink(f"/proc/{cloud.pid()}/exe")).parent

    def run(folder, built, *profile):
        source, mark, classes = CLIENTS / folder / "pom.xml", built / "pom.xml", built / "classes"
        if not mark.exists() or mark.read_text() != source.read_text():
            shutil.rmtree(built, ignore_errors=True)
            install("mvn", "-q", "-B", *profile, "dependency:copy-dependencies", f"-DoutputDirectory={built}",
                    where=CLIENTS / folder)
            shutil.copy(source, mark)
        install(jdk / "javac", "-cp", f"{built}/*", "-d", classes, CLIENTS / folder / "Story.java", where=CLIENTS)
        return tell(jdk / "java", "-cp", f"{classes}:{built}/*", "Story")

    return run


@pytest.mark.parametrize("versions", ["older", "newer"])
def test_sdk_for_java_v2(java, versions):
    profile = ["-Pnewer"] if versions == "newer" else []
    assert java("java", BUILT / f"java-{versions}", *profile) == list(STEPS)


@pytest.mark.slow
def test_sdk_for_java_v1(java):
    assert java("java-v1", BUILT / "java-v1") == list(STEPS)


def test_sdk_for_javascript_v3(tell):
    built = BUILT / "js"
    built.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "story.mjs"):
        shutil.copy(CLIENTS / "js" / name, built / name)
    if not (built / "node_modules" / ".package-lock.json").exists():
        install("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", where=built)
    assert tell("node", built / "story.mjs") == list(STEPS)


def test_boto3(tell):
    assert tell(sys.executable, CLIENTS / "story_boto3.py") == list(STEPS)


@pytest.mark.parametrize("program", [
    pytest.param(clouds.AWS, id="v1"),
    pytest.param("/usr/bin/aws", id="v2"),
])
def test_aws_cli(tell, program):
    assert pathlib.Path(program).exists(), "the test command installs it"
    told = tell(CLIENTS / "story.sh", STORY_AWS=program)
    assert told == [step for step in STEPS if step != "presigned put"], "the CLI presigns no PUT"


@pytest.mark.slow
def test_sdk_for_go_v2(tell):
    story = BUILT / "go" / "story"
    install("go", "build", "-o", story, ".", where=CLIENTS / "go")
    assert tell(story) == list(STEPS)


@pytest.mark.slow
def test_sdk_for_rust(tell):
    built = BUILT / "rust"
    install("cargo", "build", "--quiet", "--locked", "--target-dir", built, where=CLIENTS / "rust")
    assert tell(built / "debug" / "story") == list(STEPS)


@pytest.mark.slow
def test_rclone(use):
    assert use(CLIENTS / "tools" / "rclone.sh") == ["sync", "differs", "sync again", "purge", "refusal"]


@pytest.mark.slow
def test_s3cmd(use):
    assert use(CLIENTS / "tools" / "s3cmd.sh") == ["sync", "refusal"]


@pytest.fixture(scope="module")
def python():
    """The interpreter of a virtual environment with the Python clients that go with no other."""
    wanted, built = CLIENTS / "python" / "requirements.txt", BUILT / "python"
    mark, python = built / "requirements.txt", built / "bin" / "python"
    if not mark.exists() or mark.read_text() != wanted.read_text():
        install(sys.executable, "-m", "venv", "--clear", built, where=CLIENTS)
        install(python, "-m", "pip", "install", "-q", "-r", wanted, where=CLIENTS)
        shutil.copy(wanted, mark)
    return python


@pytest.mark.slow
def test_s3fs(use, python):
    assert use(python, CLIENTS / "python" / "with_s3fs.py") == ["refusal"]


@pytest.mark.slow
def test_pyarrow(use, python):
    assert use(python, CLIENTS / "python" / "with_pyarrow.py") == ["dataset", "refusal"]


@pytest.mark.slow
def test_restic(tell, alice):
    assert tell(CLIENTS / "tools" / "restic.sh", **alice) == [
        "init", "backup", "check", "restore", "diff", "prune", "refusal"]
