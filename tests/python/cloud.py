"""A cloud of the test's own: started, asked, killed and started again by the launcher alone."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAUNCHER = str(ROOT / "nephele")
AWS = str(pathlib.Path(sys.executable).parent / "aws")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cloud:
    """One data directory and one port; the process behind them may come and go."""

    def __init__(self, data, *options):
        self.data = str(data)
        self.port = free_port()
        self.options = options
        self.endpoint = f"http://127.0.0.1:{self.port}"

    def nephele(self, *arguments, check=True):
        done = subprocess.run(
            [LAUNCHER, *arguments, "--port", str(self.port), "--data", self.data],
            capture_output=True, text=True, timeout=60, env=clean_environment())
        if check and done.returncode != 0:
            raise AssertionError(f"nephele {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def start(self):
        return self.nephele("start", "--detach", *self.options)

    def stop(self):
        return self.nephele("stop")

    def pid(self):
        lines = dict(line.split(": ", 1) for line in self.nephele("status").stdout.splitlines() if ": " in line)
        return int(lines["pid"])

    def kill(self):
        """Ends the serving process the hard way, and waits until it is gone."""
        pid = self.pid()
        os.kill(pid, signal.SIGKILL)
        while pathlib.Path(f"/proc/{pid}").exists() and "Z" not in state_of(pid):
            pass

    def aws(self, keys, *arguments, check=True, program=AWS):
        """Runs the AWS CLI as somebody; keys are (id, secret) or (id, secret, token)."""
        environment = clean_environment()
        environment.update(AWS_ENDPOINT_URL=self.endpoint, AWS_ACCESS_KEY_ID=keys[0], AWS_SECRET_ACCESS_KEY=keys[1],
                           AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="")
        if len(keys) > 2:
            environment["AWS_SESSION_TOKEN"] = keys[2]
        # Through the interpreter: the first line of the script cannot name one in a path with a space.
        words = [sys.executable, AWS] if program == AWS else [program]
        done = subprocess.run([*words, *arguments], capture_output=True, text=True, timeout=60, env=environment)
        if check and done.returncode != 0:
            raise AssertionError(f"aws {' '.join(arguments)}: {done.stderr}")
        return done

    def json(self, keys, *arguments):
        return json.loads(self.aws(keys, *arguments, "--output", "json").stdout)

    def client(self, service, keys=("test", "test"), **options):
        """A boto3 client that does not try again, so that a test sees every answer."""
        import boto3
        from botocore.config import Config

        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=options.pop("region", "us-east-1"),
            aws_access_key_id=keys[0], aws_secret_access_key=keys[1],
            aws_session_token=keys[2] if len(keys) > 2 else None,
            config=Config(retries={"max_attempts": 1, "mode": "standard"}, **options))


def state_of(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


def clean_environment():
    return {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "NEPHELE_"))}
