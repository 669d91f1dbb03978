"""The launcher's contract, as others script against it."""

import json
import os
import pathlib
import signal
import subprocess
import urllib.error
import urllib.request

import pytest

from cloud import LAUNCHER, Cloud, clean_environment, free_port


@pytest.fixture()
def cloud(tmp_path):
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    yield cloud
    cloud.stop()


def admin(cloud, method, path, body=None, token=True):
    """Calls an administrator's endpoint; answers status and document."""
    request = urllib.request.Request(cloud.endpoint + path, method=method,
                                     data=None if body is None else json.dumps(body).encode())
    if token:
        secret = (pathlib.Path(cloud.data) / "admin-token").read_text().strip()
        request.add_header("Authorization", "Bearer " + secret)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def test_status_names_process_endpoint_and_data(cloud):
    lines = cloud.nephele("status").stdout.splitlines()
    assert lines[0] == "running"
    assert lines[1] == f"pid: {(pathlib.Path(cloud.data) / 'pid').read_text().strip()}"
    assert lines[2] == f"endpoint: {cloud.endpoint}"
    assert lines[3] == f"data: {cloud.data}"


def test_status_exits_with_three_when_nothing_runs(tmp_path):
    assert Cloud(tmp_path / "none").nephele("status", check=False).returncode == 3


def test_stop_waits_and_is_done_when_nothing_runs(cloud):
    pid = cloud.pid()
    assert cloud.stop().returncode == 0
    assert not pathlib.Path(f"/proc/{pid}").exists()
    assert cloud.stop().returncode == 0


def test_detached_start_prints_its_ready_line_and_keeps_no_stream(tmp_path):
    cloud = Cloud(tmp_path / "data")
    kept, given = os.pipe()
    try:
        done = subprocess.run([LAUNCHER, "start", "--detach", "--port", str(cloud.port), "--data", cloud.data],
                              capture_output=True, text=True, timeout=60, env=clean_environment(), pass_fds=[given])
        os.close(given)
        assert done.returncode == 0
        assert done.stdout.splitlines()[0] == f"ready {cloud.endpoint}"
        assert os.read(kept, 1) == b"", "the server holds a stream of its caller"
    finally:
        os.close(kept)
        cloud.stop()


def test_foreground_start_ends_cleanly_on_sigterm(tmp_path):
    cloud = Cloud(tmp_path / "data")
    process = subprocess.Popen([LAUNCHER, "start", "--port", str(cloud.port), "--data", cloud.data],
                               stdout=subprocess.PIPE, text=True, env=clean_environment())
    assert process.stdout.readline() == f"ready {cloud.endpoint}\n"
    assert cloud.pid() == process.pid, "the launcher becomes the server"
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_second_start_on_a_directory_is_refused(cloud):
    done = subprocess.run([LAUNCHER, "start", "--detach", "--port", str(free_port()), "--data", cloud.data],
                          capture_output=True, text=True, timeout=60, env=clean_environment())
    assert done.returncode != 0
    assert cloud.data in done.stderr and str(cloud.pid()) in done.stderr


def test_directory_of_a_killed_cloud_is_taken_over(cloud):
    cloud.kill()
    assert cloud.nephele("status", check=False).returncode == 3
    assert cloud.start().returncode == 0


def test_stop_by_port_finds_whatever_cloud_listens_there(cloud):
    environment = clean_environment() | {"NEPHELE_DATA": "/nonexistent", "NEPHELE_PORT": "1"}
    done = subprocess.run([LAUNCHER, "stop", "--port", str(cloud.port)], env=environment, timeout=60)
    assert done.returncode == 0
    assert cloud.nephele("status", check=False).returncode == 3


def test_env_makes_a_client_work(cloud):
    script = f'eval "$("{LAUNCHER}" env --port {cloud.port})"; env'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, env=clean_environment())
    assert f"AWS_ENDPOINT_URL={cloud.endpoint}\n" in done.stdout
    assert "AWS_ACCESS_KEY_ID=test\n" in done.stdout


def test_works_through_a_symbolic_link_from_anywhere(cloud, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(LAUNCHER)
    done = subprocess.run([link, "status", "--port", str(cloud.port)], cwd=tmp_path, timeout=60, env=clean_environment())
    assert done.returncode == 0


def test_health_is_open_and_the_rest_is_not(cloud):
    status, health = admin(cloud, "GET", "/_nephele/health", token=False)
    assert (status, health["status"]) == (200, "ok")
    assert admin(cloud, "GET", "/_localstack/health", token=False)[0] == 200
    assert admin(cloud, "GET", "/_nephele/clock", token=False)[0] == 403
    assert admin(cloud, "POST", "/_nephele/reset", {}, token=False)[0] == 403
    assert admin(cloud, "GET", "/_nephele/clock")[0] == 200


def test_token_is_for_the_owner_alone(cloud):
    assert (pathlib.Path(cloud.data) / "admin-token").stat().st_mode & 0o777 == 0o600


def test_clock_moves_forward_only(cloud):
    before = admin(cloud, "GET", "/_nephele/clock")[1]["now"]
    assert "now: " in cloud.nephele("clock", "advance", "P91D").stdout
    after = admin(cloud, "GET", "/_nephele/clock")[1]
    assert after["now"] > before and not after["frozen"]
    assert after["offset"].startswith("PT218")
    assert cloud.nephele("clock", "set", "2001-01-01T00:00:00Z", check=False).returncode == 1
    assert "frozen: true" in cloud.nephele("clock", "freeze").stdout
    assert "frozen: false" in cloud.nephele("clock", "thaw").stdout


def test_account_is_made_once(cloud):
    made = json.loads(cloud.nephele("account", "create", "111122223333").stdout)
    assert made["id"] == "111122223333"
    keys = made["accessKeyId"], made["secretAccessKey"]
    assert cloud.client("sts", keys).get_caller_identity()["Arn"] == "arn:aws:iam::111122223333:root"
    assert cloud.nephele("account", "create", "111122223333", check=False).returncode == 1


def users(cloud):
    return [user["UserName"] for user in cloud.client("iam").list_users()["Users"]]


def test_snapshot_brings_the_state_back(cloud):
    iam = cloud.client("iam")
    iam.create_user(UserName="before")
    cloud.nephele("snapshot", "create", "first")
    iam.create_user(UserName="after")
    assert [line.split("\t")[0] for line in cloud.nephele("snapshot", "list").stdout.splitlines()] == ["first"]
    cloud.nephele("snapshot", "restore", "first")
    assert users(cloud) == ["before"]
    cloud.nephele("snapshot", "delete", "first")
    assert cloud.nephele("snapshot", "list").stdout == ""
    assert cloud.nephele("snapshot", "restore", "first", check=False).returncode == 1


def test_uses_of_keys_are_noted_after_a_restore_that_takes_time_back(cloud):
    """What is kept beside the state, here which uses were written, goes with the state it was true of."""
    iam = cloud.client("iam")
    iam.create_user(UserName="alice")
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    alice = cloud.client("sts", (key["AccessKeyId"], key["SecretAccessKey"]))

    def last_use():
        return iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"].get("LastUsedDate")

    cloud.nephele("snapshot", "create", "first")
    cloud.nephele("clock", "advance", "P30D")
    alice.get_caller_identity()
    later = last_use()
    cloud.nephele("snapshot", "restore", "first")
    assert last_use() is None
    alice.get_caller_identity()
    assert last_use() is not None and last_use() <= later


def test_fork_goes_its_own_way(cloud):
    cloud.client("iam").create_user(UserName="shared")
    copy = Cloud(cloud.data + "-copy")
    done = subprocess.run([LAUNCHER, "fork", "--data", cloud.data, "--port", str(copy.port), "--to", copy.data],
                          capture_output=True, text=True, timeout=60, env=clean_environment())
    try:
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[0] == f"ready {copy.endpoint}"
        copy.client("iam").create_user(UserName="copied")
        assert users(copy) == ["copied", "shared"]
        assert users(cloud) == ["shared"]
    finally:
        copy.stop()


def test_state_in_memory_leaves_nothing_on_disk(tmp_path):
    cloud = Cloud(tmp_path / "data", "--memory")
    cloud.start()
    try:
        cloud.client("iam").create_user(UserName="fleeting")
        assert cloud.nephele("snapshot", "create", "x", check=False).returncode == 1
    finally:
        cloud.stop()
    assert {file.name for file in pathlib.Path(cloud.data).iterdir()} <= {"pid", "admin-token", "log"}
    cloud.start()
    try:
        assert users(cloud) == []
    finally:
        cloud.stop()


def test_a_reset_keeps_the_key_of_the_cloud(tmp_path):
    """A page that began after it goes on after a restart, and in a snapshot from before."""
    cloud = Cloud(tmp_path / "data")
    cloud.start()
    try:
        def more(**token):
            return cloud.client("sqs").list_queues(QueueNamePrefix="page-", MaxResults=1, **token)

        def make():
            for name in ("page-1", "page-2"):
                cloud.client("sqs").create_queue(QueueName=name)

        make()
        assert admin(cloud, "POST", "/_nephele/snapshots", {"name": "before"})[0] in (200, 201)
        assert admin(cloud, "POST", "/_nephele/reset", {})[0] == 200
        make()
        token = more()["NextToken"]
        cloud.stop()
        cloud.start()
        assert more(NextToken=token)["QueueUrls"][0].endswith("/page-2")
        assert admin(cloud, "POST", "/_nephele/snapshots/before/restore", {})[0] == 200
        assert more(NextToken=token)["QueueUrls"][0].endswith("/page-2")
    finally:
        cloud.stop()


def test_open_admin_resets_without_credentials(tmp_path):
    cloud = Cloud(tmp_path / "data", "--memory", "--open-admin")
    cloud.start()
    try:
        cloud.client("iam").create_user(UserName="gone")
        assert admin(cloud, "POST", "/_nephele/reset", {}, token=False)[0] == 200
        assert users(cloud) == []
        cloud.client("iam").create_user(UserName="gone")
        assert admin(cloud, "POST", "/moto-api/reset", {}, token=False)[0] == 200
        assert users(cloud) == []
    finally:
        cloud.stop()
