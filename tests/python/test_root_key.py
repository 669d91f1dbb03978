"""Secrets lie on disk only under the root key: no file shows them, and nothing starts with another key or none."""

import base64
import json
import os
import pathlib
import random
import signal
import stat
import subprocess
import time

import pytest

import postgres
from cloud import LAUNCHER, Cloud, clean_environment


def new_key():
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture()
def cloud(tmp_path):
    cloud = Cloud(tmp_path / "data")
    yield cloud
    cloud.nephele("stop", check=False)


def key_file(cloud):
    return pathlib.Path(cloud.data) / "root-key"


def some_secrets(cloud):
    """Makes keys of every kind whose secret a client gets to know, and some whose secret it does not."""
    iam, kms, sts = (cloud.client(service) for service in ("iam", "kms", "sts"))
    iam.create_user(UserName="alice")
    key = iam.create_access_key(UserName="alice")["AccessKey"]
    iam.update_access_key(UserName="alice", AccessKeyId=key["AccessKeyId"], Status="Active")
    account = json.loads(cloud.nephele("account", "create").stdout)
    session = sts.get_session_token()["Credentials"]
    for spec, usage in (("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), ("ECC_NIST_P256", "SIGN_VERIFY")):
        kms.create_key(KeySpec=spec, KeyUsage=usage)
    return {
        "user": (key["AccessKeyId"], key["SecretAccessKey"]),
        "root": (account["accessKeyId"], account["secretAccessKey"]),
        "session": (session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"]),
    }


def who(cloud, keys):
    return cloud.client("sts", keys).get_caller_identity()["Arn"]


def seen(folder, secrets, but=()):
    """The files below a folder that hold one of the secrets."""
    found = []
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file() and path not in but:
            content = path.read_bytes()
            found += [str(path) for secret in secrets if secret in content]
    return found


def plain(keys):
    return [pair[1].encode() for pair in keys.values()]


def test_no_file_shows_a_secret_and_copies_open_with_the_same_key(cloud, tmp_path):
    cloud.start()
    keys = some_secrets(cloud)
    cloud.nephele("snapshot", "create", "kept")
    fork = Cloud(tmp_path / "fork")
    forked = subprocess.run(
        [LAUNCHER, "fork", "--data", cloud.data, "--port", str(fork.port), "--to", fork.data, "--from", "kept"],
        capture_output=True, text=True, timeout=60, env=clean_environment())
    try:
        assert forked.returncode == 0, forked.stderr
        for each in (cloud, fork):
            assert [who(each, pair) for pair in keys.values()] == [
                "arn:aws:iam::000000000000:user/alice",
                f"arn:aws:iam::{who(each, keys['root']).split(':')[4]}:root",
                "arn:aws:iam::000000000000:root"]
    finally:
        fork.nephele("stop", check=False)
    cloud.kill()
    root_key = key_file(cloud).read_text().strip()
    assert stat.S_IMODE(key_file(cloud).stat().st_mode) == 0o600
    assert key_file(fork).read_text().strip() == root_key
    assert stat.S_IMODE(key_file(fork).stat().st_mode) == 0o600
    secrets = plain(keys)
    assert seen(cloud.data, secrets) + seen(fork.data, secrets) == []
    for form in (root_key.encode(), base64.b64decode(root_key)):
        assert seen(cloud.data, [form], [key_file(cloud)]) == []
    assert seen(tmp_path, [b"alice"]), "the scan sees what is not secret"
    cloud.start()
    assert who(cloud, keys["user"]).endswith("alice")


def test_a_key_that_is_missing_or_wrong_is_refused_and_one_outside_is_taken(cloud, tmp_path):
    cloud.start()
    keys = some_secrets(cloud)
    cloud.stop()
    outside = tmp_path / "safe" / "key"
    outside.parent.mkdir()
    key_file(cloud).rename(outside)

    missing = cloud.nephele("start", "--detach", check=False)
    assert missing.returncode == 1
    assert f"{key_file(cloud)} is not there; put it back, or give it with --root-key-file FILE" in missing.stderr
    assert not key_file(cloud).exists()

    for text, complaint in ((new_key(), "nothing was changed"), ("00" * 32, "is no root key: 32 bytes in base64")):
        wrong = tmp_path / "wrong"
        wrong.write_text(text)
        refused = cloud.nephele("start", "--detach", "--root-key-file", str(wrong), check=False)
        assert refused.returncode != 0 and complaint in refused.stderr, refused.stderr

    cloud.nephele("start", "--detach", "--root-key-file", str(outside))
    assert who(cloud, keys["user"]).endswith("alice")
    assert not key_file(cloud).exists()


def test_it_is_rotated_and_the_old_one_opens_nothing(cloud, tmp_path):
    cloud.start()
    keys = some_secrets(cloud)
    running = rotate(cloud)
    assert running.returncode == 1 and "stop it" in running.stderr
    cloud.stop()
    old = key_file(cloud).read_text()
    assert rotate(cloud).returncode == 0
    assert key_file(cloud).read_text() != old

    outside = tmp_path / "outside"
    done = rotate(cloud, "--new-root-key-file", str(outside))
    assert done.returncode == 0 and str(outside) in done.stdout
    assert stat.S_IMODE(outside.stat().st_mode) == 0o600
    assert not key_file(cloud).exists()
    (tmp_path / "old").write_text(old)
    assert cloud.nephele("start", "--detach", "--root-key-file", str(tmp_path / "old"), check=False).returncode == 1
    cloud.nephele("start", "--detach", "--root-key-file", str(outside))
    assert who(cloud, keys["user"]).endswith("alice")
    assert who(cloud, keys["session"]).endswith("root")


def rotate(cloud, *options):
    return subprocess.run(
        [LAUNCHER, "root-key", "rotate", "--data", cloud.data, *options],
        capture_output=True, text=True, timeout=60, env=clean_environment())


def test_a_rotation_that_is_killed_leaves_a_cloud_that_starts(cloud):
    cloud.start()
    keys = some_secrets(cloud)
    cloud.stop()
    began = time.monotonic()
    assert rotate(cloud).returncode == 0
    whole = time.monotonic() - began
    chance = random.Random(5)
    keys_seen = {key_file(cloud).read_text()}
    for _ in range(8):
        rotation = subprocess.Popen(
            [LAUNCHER, "root-key", "rotate", "--data", cloud.data],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment())
        time.sleep(whole * chance.uniform(0.3, 1.0))
        rotation.send_signal(signal.SIGKILL)
        rotation.communicate()
        keys_seen.add(key_file(cloud).read_text())
    cloud.start()
    assert who(cloud, keys["user"]).endswith("alice")
    assert sorted(path.name for path in pathlib.Path(cloud.data).glob("root-key*")) == ["root-key"]


@pytest.mark.skipif(
    not postgres.BINARIES or os.geteuid() != 0, reason="needs Debian's PostgreSQL, and root to become its user")
def test_nodes_of_one_database_have_one_key(tmp_path):
    database = postgres.Postgres().start()
    key = tmp_path / "key"
    key.write_text(new_key())
    first, second = (Cloud(tmp_path / name, "--store", database.url, "--root-key-file", str(key)) for name in "ab")
    other = Cloud(tmp_path / "c", "--store", database.url)
    try:
        first.start()
        keys = some_secrets(first)
        second.start()
        assert who(second, keys["user"]).endswith("alice")
        assert who(second, keys["session"]).endswith("root")
        without = other.nephele("start", "--detach", *other.options, check=False)
        assert without.returncode == 1 and "root-key is not there" in without.stderr
        assert not key_file(other).exists()
        # What was committed stands in the log at least.
        assert seen(database.data, plain(keys)) == []
        assert seen(database.data, [b"alice"]), "the scan sees what is not secret"
    finally:
        for each in (first, second, other):
            each.nephele("stop", check=False)
        database.stop()
