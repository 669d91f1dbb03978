"""What a person meets at the shell, beside the launcher's contract: clients, the log, texts."""

import json
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError

from cloud import AWS, LAUNCHER, Cloud, clean_environment


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("shell") / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def run(cloud, *words, environment=None, launcher=LAUNCHER):
    """The launcher, told by variables which cloud is meant."""
    told = {**clean_environment(), "NEPHELE_DATA": cloud.data, "NEPHELE_PORT": str(cloud.port), **(environment or {})}
    return subprocess.run([launcher, *words], capture_output=True, text=True, timeout=60, env=told)


def old_cli(directory, does='printf "%s\\n" "$@"\nenv\nexit 7'):
    """An AWS CLI that reads no endpoint from its environment, as before 2.13: it shows what it was given."""
    program = directory / "aws"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return {"PATH": f"{directory}:{os.environ['PATH']}"}


def test_aws_types_the_endpoint_for_a_cli_that_reads_no_variable(cloud, tmp_path):
    environment = {**old_cli(tmp_path), "AWS_PROFILE": "production", "AWS_ENDPOINT_URL_S3": "http://elsewhere",
                   "AWS_SECURITY_TOKEN": "x", "AWS_ACCESS_KEY_ID": "AKIAREAL", "AWS_SECRET_ACCESS_KEY": "real"}
    done = run(cloud, "aws", "s3", "ls", "--region", "eu-west-1", "--port", "1", environment=environment)
    lines = done.stdout.splitlines()
    assert lines[:8] == ["--endpoint-url", cloud.endpoint, "s3", "ls", "--region", "eu-west-1", "--port", "1"]
    assert done.returncode == 7, "its exit code is the program's"
    assert "AWS_ACCESS_KEY_ID=test" in lines and "AWS_SECRET_ACCESS_KEY=test" in lines
    for gone in "AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "AWS_SECURITY_TOKEN":
        assert not [line for line in lines if line.startswith(gone + "=")]


def test_aws_leaves_options_before_the_first_word_to_the_cli(cloud, tmp_path):
    done = run(cloud, "aws", "--output", "json", "iam", "list-users", "--help", environment=old_cli(tmp_path))
    assert done.stdout.splitlines()[2:7] == ["--output", "json", "iam", "list-users", "--help"]


def test_aws_is_whoever_the_shell_is_in_this_cloud(cloud, tmp_path):
    pointed = {"AWS_ENDPOINT_URL": cloud.endpoint, "AWS_ACCESS_KEY_ID": "AKIAALICE", "AWS_SECRET_ACCESS_KEY": "hers"}
    assert "AWS_ACCESS_KEY_ID=AKIAALICE" in run(
        cloud, "aws", "x", environment={**old_cli(tmp_path), **pointed}).stdout.splitlines()


def test_aws_and_explain_mean_the_cloud_that_the_shell_uses(cloud, tmp_path):
    def run_in(endpoint, *words, **environment):
        return subprocess.run([LAUNCHER, *words], capture_output=True, text=True, timeout=60, env={
            **clean_environment(), **old_cli(tmp_path), "XDG_DATA_HOME": str(tmp_path), "AWS_ENDPOINT_URL": endpoint,
            **environment})

    for endpoint in cloud.endpoint, cloud.endpoint.replace("127.0.0.1", "localhost") + "/":
        done = run_in(endpoint, "aws", "s3", "ls")
        assert done.stdout.splitlines()[:4] == ["--endpoint-url", cloud.endpoint, "s3", "ls"], done
        assert run_in(endpoint, "log").returncode == 0
    elsewhere = ["https://s3.example", "nonsense", cloud.endpoint.replace("127.0.0.1", "10.0.0.1"), "http://127.0.0.1:1"]
    for endpoint in elsewhere:
        done = run_in(endpoint, "aws", "s3", "ls")
        assert done.returncode == 3 and "no cloud runs there" in done.stderr, done
    named = run_in(cloud.endpoint, "aws", "s3", "ls", NEPHELE_DATA=str(tmp_path))
    assert named.returncode == 3, "the cloud that is named counts first"
    assert run_in(cloud.endpoint, "stop").stdout.startswith("not running"), "what is about no client stays with the default"


@pytest.mark.parametrize("words", [("sqs", "list-queues"), ("s3api", "list-buckets"), ("iam", "list-users")])
def test_aws_reaches_the_cloud_with_the_first_version_of_the_cli(cloud, words, tmp_path):
    path = old_cli(tmp_path, f'exec "{sys.executable}" "{AWS}" "$@"')
    done = run(cloud, "aws", *words, "--debug", environment=path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert cloud.endpoint.removeprefix("http://") in done.stderr
    assert "amazonaws.com:443" not in done.stderr


def test_aws_says_when_no_cli_is_installed(cloud, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in pathlib.Path("/usr/bin").iterdir():
        if tool.name != "aws":
            (tools / tool.name).symlink_to(tool)
    done = run(cloud, "aws", "s3", "ls", environment={"PATH": str(tools)})
    assert done.returncode == 1 and "install the AWS CLI" in done.stderr


def after_env(cloud, *words, **environment):
    """The variables of a shell that has taken the settings."""
    script = f'eval "$("{LAUNCHER}" env {" ".join(words)} --port {cloud.port})"; env'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60,
                          env={**clean_environment(), **environment})
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)


def test_env_takes_away_what_leads_clients_elsewhere(cloud):
    misleading = {"AWS_ENDPOINT_URL_S3": "http://x", "AWS_ENDPOINT_URL_DYNAMODB": "http://x", "AWS_PROFILE": "prod",
                  "AWS_DEFAULT_PROFILE": "prod", "AWS_SECURITY_TOKEN": "t", "AWS_SESSION_TOKEN": "t",
                  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_USE_FIPS_ENDPOINT": "true",
                  "AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z"}
    variables = after_env(cloud, NO_PROXY="corp.example", **misleading)
    assert not misleading.keys() & variables.keys()
    assert variables["NO_PROXY"] == variables["no_proxy"] == "corp.example,127.0.0.1,localhost"


def test_env_knows_the_credentials_of_other_accounts(cloud):
    made = json.loads(cloud.nephele("account", "create", "777788889999").stdout)
    variables = after_env(cloud, "--account", "777788889999")
    assert variables["AWS_ACCESS_KEY_ID"] == made["accessKeyId"]
    assert variables["AWS_SECRET_ACCESS_KEY"] == made["secretAccessKey"]
    assert "111122223333" in cloud.nephele("env", "--account", "111122223333", check=False).stderr


def test_bad_requests_leave_no_trace_in_the_log(cloud):
    """What anybody can send, as often as he likes, does not fill the disk."""
    log = pathlib.Path(cloud.data) / "log"
    before = log.read_text()
    bad = [f"{line} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" for line in (
        "POST /b?delete", "PUT /b?tagging", "PUT /b/k?tagging", "GET /b/k?attributes", "PUT /b/k?uploadId=x", "GET /%zz",
        "POST /?Action=%", "POST /_nephele/clock")]
    bad += ["GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02\x00\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: AWS4-HMAC-SHA256 Credential=\r\n\r\n"]
    for request in bad:
        with socket.create_connection(("127.0.0.1", cloud.port), timeout=10) as connection:
            connection.sendall(request.encode("latin-1"))
            assert b" 4" in connection.recv(4096)[:13] or "9.9" in request, request
    with pytest.raises(cloud.client("s3").exceptions.ClientError):
        cloud.client("s3", ("test", "wrong")).list_buckets()
    assert log.read_text() == before


def test_a_cloud_is_found_by_its_directory_whatever_the_home(cloud, tmp_path):
    for home in {"HOME": str(tmp_path)}, {"HOME": "", "XDG_STATE_HOME": "", "XDG_DATA_HOME": ""}:
        done = subprocess.run([LAUNCHER, "status", "--data", cloud.data], capture_output=True, text=True, timeout=60,
                              env={**clean_environment(), **home})
        assert done.returncode == 0 and f"endpoint: {cloud.endpoint}" in done.stdout.splitlines(), done


def test_nothing_is_written_below_the_current_directory_without_a_home(tmp_path):
    bare = {key: value for key, value in clean_environment().items() if not key.startswith(("HOME", "XDG_"))}
    done = subprocess.run([LAUNCHER, "start"], cwd=tmp_path, capture_output=True, text=True, timeout=60, env=bare)
    assert done.returncode == 2 and "HOME is not set; name the cloud's directory with --data" in done.stderr
    assert not list(tmp_path.iterdir())


def test_status_lists_every_cloud_of_the_user(cloud, tmp_path):
    bare = {key: value for key, value in clean_environment().items() if key != "XDG_DATA_HOME"}
    done = subprocess.run([LAUNCHER, "status"], capture_output=True, text=True, timeout=60,
                          env={**bare, "XDG_DATA_HOME": str(tmp_path)})
    assert done.returncode == 3 and done.stdout.splitlines()[0] == "not running"
    assert f"other: {cloud.endpoint} (process {cloud.pid()}, data {cloud.data})" in done.stdout.splitlines()


def test_stop_says_what_it_stopped_and_does_not_dawdle(tmp_path):
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    pid = cloud.pid()
    began = time.monotonic()
    os.kill(pid, signal.SIGTERM)
    while pathlib.Path(f"/proc/{pid}").exists():
        assert time.monotonic() - began < 5
        time.sleep(0.005)
    cloud.start()
    pid = cloud.pid()
    assert cloud.stop().stdout == f"stopped {cloud.endpoint} (process {pid}, data {cloud.data})\n"
    assert not pathlib.Path(f"/proc/{pid}").exists(), "its end has been taken from the system, too"


def test_explain_lays_out_the_last_refusal(cloud):
    iam = cloud.client("iam")
    iam.create_user(UserName="eve")
    key = iam.create_access_key(UserName="eve")["AccessKey"]
    keys = key["AccessKeyId"], key["SecretAccessKey"]
    with pytest.raises(ClientError) as refused:
        cloud.client("sqs", keys).create_queue(QueueName="q")
    text = cloud.nephele("explain").stdout
    assert text.splitlines()[0] == "DENIED since nothing allows it  sqs:CreateQueue"
    for row in ("who         arn:aws:iam::000000000000:user/eve", "what        sqs:createqueue",
                "on what     arn:aws:sqs:us-east-1:000000000000:q", "decided by  identity-based policies"):
        assert row.lower() in text.lower(), text
    assert refused.value.response["ResponseMetadata"]["RequestId"] in text
    with pytest.raises(ClientError):
        cloud.client("sts", (keys[0], "wrong")).get_caller_identity()
    assert f"the signature is not that of access key {keys[0]}" in cloud.nephele("explain").stdout


def test_log_has_a_line_for_each_request(cloud):
    with pytest.raises(ClientError):
        cloud.client("sts", ("AKIANOBODY", "x")).get_caller_identity()
    cloud.client("sts").get_caller_identity()
    last = cloud.nephele("log", "--lines", "1").stdout.split()
    assert last[1:4] == ["200", "sts:GetCallerIdentity", "arn:aws:iam::000000000000:root"]
    denied = cloud.nephele("log", "--denied").stdout.splitlines()
    assert "NotDecided/InvalidClientTokenId" in denied[-1]
    assert not [line for line in denied if " 200 " in line]


def test_log_follows(cloud):
    command = [LAUNCHER, "log", "-f", "--lines", "0", "--port", str(cloud.port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=clean_environment()) as follower:
        try:
            deadline = time.monotonic() + 30
            while True:  # until it has begun
                cloud.client("iam").list_users()
                if select.select([follower.stdout], [], [], 1)[0]:
                    break
                assert time.monotonic() < deadline
            assert "iam:ListUsers" in follower.stdout.readline()
        finally:
            follower.terminate()


def test_foreground_start_prints_requests_and_waits_for_no_reader(tmp_path):
    cloud = Cloud(tmp_path / "data", "--memory")
    process = subprocess.Popen([LAUNCHER, "start", "--memory", "--port", str(cloud.port), "--data", cloud.data],
                               stdout=subprocess.PIPE, text=True, env=clean_environment())
    assert process.stdout.readline() == f"ready {cloud.endpoint}\n"
    process.stdout.readline()
    sts = cloud.client("sts")
    sts.get_caller_identity()
    assert " 200 sts:GetCallerIdentity arn:aws:iam::000000000000:root Allowed " in process.stdout.readline()
    for _ in range(700):  # more than a pipe holds, and nobody reads
        sts.get_caller_identity()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_the_launcher_keeps_to_what_old_shells_know():
    """macOS has bash 3.2; what came later is not used."""
    later = re.compile(r"\b(local|declare|typeset) -[a-zA-Z]*[nA]|\b(mapfile|readarray|coproc)\b|\|&|&>>|\$\{\w+(,,|\^\^)"
                       r"|(?<!\+)\"\$\{(switches|only|reports)\[@\]\}\"")  # an array may be empty
    for name in "nephele", "tests/run.sh":
        source = (pathlib.Path(LAUNCHER).parent / name).read_text()
        assert subprocess.run(["bash", "-n"], input=source, text=True).returncode == 0
        assert not [line for line in source.splitlines() if later.search(line)]


def test_clock_takes_and_shows_spans_as_people_write_them(cloud):
    assert "offset: 2h" in cloud.nephele("clock", "advance", "2h").stdout.splitlines()
    wrong = cloud.nephele("clock", "advance", "2 hours", check=False)
    assert wrong.returncode == 2 and "write 2h" in wrong.stderr


def test_an_interrupt_is_answered(tmp_path):
    cloud = Cloud(tmp_path / "data")
    # Who runs the tests in the background has them ignore interrupts; a terminal does not.
    process = subprocess.Popen([LAUNCHER, "start", "--memory", "--port", str(cloud.port), "--data", cloud.data],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment(),
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    assert process.stdout.readline() == f"ready {cloud.endpoint}\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30)[1].splitlines()[-2:] == ["stopping", "stopped"]
    assert process.returncode == 0


def test_a_taken_port_is_said_to_be_taken(cloud, tmp_path):
    done = subprocess.run([LAUNCHER, "start", "--port", str(cloud.port), "--data", str(tmp_path / "other")],
                          capture_output=True, text=True, timeout=60, env=clean_environment())
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"nephele start: port {cloud.port} is taken by another program; name another with --port")


def test_a_browser_is_told_what_this_is_and_s3_stays_s3(cloud):
    def get(path, **headers):
        request = urllib.request.Request(cloud.endpoint + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers["Content-Type"], refused.read().decode()

    status, kind, page = get("/", Accept="text/html,*/*")
    assert (status, kind) == (200, "text/html; charset=utf-8") and "<code>s3</code>" in page
    for headers in {"Accept": "*/*"}, {"Accept": "text/html", "Host": "photos.localhost"}:
        status, kind, body = get("/", **headers)
        assert "html" not in kind and "<Error>" in body
    assert "Buckets" in cloud.client("s3").list_buckets()
