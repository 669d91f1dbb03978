"""Where facts come from: pinned distributions of botocore on PyPI, checked by their SHA-256."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile

VERSION = "1.44.5"
SHA256 = "a988f39e3a4484def0b8010f41128f71157da0515a4804fccce4739aa8f216da"

# The last version whose SQS model is still the query one; newer ones carry neither its names nor its error codes.
QUERY_VERSION = "1.31.80"
QUERY_SHA256 = "1c693c0f8b2553fcbe0df223241191e6f9f60b4245d65c1822c08f659274fef2"

PROSE = {
    "documentation", "documentationUrl", "description", "deprecated", "deprecatedMessage", "deprecatedSince",
    "contextParam", "staticContextParams", "operationContextParams", "clientContextParams", "examples", "box",
    "retryable", "synthetic", "xmlOrder", "endpointdiscovery", "endpointoperation", "uid", "serviceAbbreviation",
}


def download(version, sha256, source):
    """The path of the distribution: as `pip download` brings it, or found in the folder NEPHELE_BOTOCORE names."""
    suffix = ".tar.gz" if source else "-py3-none-any.whl"
    name = f"botocore-{version}{suffix}"
    folder = os.environ.get("NEPHELE_BOTOCORE")
    if not folder or not os.path.exists(os.path.join(folder, name)):
        folder = tempfile.mkdtemp(prefix="botocore-")
        kind = "--no-binary" if source else "--only-binary"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation", kind,
                   "botocore", f"botocore=={version}", "-d", folder]
        subprocess.run(command, check=True)
    path = os.path.join(folder, name)
    with open(path, "rb") as file:
        actual = hashlib.sha256(file.read()).hexdigest()
    if actual != sha256:
        raise SystemExit(f"{name}: SHA-256 is {actual}, expected {sha256}")
    return path


class Archive:
    """The files of a distribution by their path inside it."""

    def __init__(self, path):
        self.files = {}
        if path.endswith(".whl"):
            with zipfile.ZipFile(path) as archive:
                self.files = {name: archive.read(name) for name in archive.namelist() if "/sqs/" in name}
            return
        with tarfile.open(path) as archive:
            for entry in archive:
                if entry.isfile():
                    name = entry.name.split("/", 1)[1]
                    if name.startswith(("botocore/data/", "tests/unit/")):
                        self.files[name] = archive.extractfile(entry).read()

    def names(self, prefix):
        return sorted(name for name in self.files if name.startswith(prefix))

    def json(self, name):
        return json.loads(self.files[name].decode("utf-8"))

    def model(self, service):
        """The newest model of a service."""
        names = [n for n in self.names(f"botocore/data/{service}/")
                 if n.endswith(("/service-2.json", "/service-2.json.gz"))]
        data = self.files[names[-1]]
        return json.loads(gzip.decompress(data) if names[-1].endswith(".gz") else data)


def facts(node):
    """The node without prose and without what only clients use."""
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if key == "members" and isinstance(value, dict):
            kept[key] = {name: facts(member) for name, member in value.items()}
        elif key not in PROSE:
            kept[key] = [facts(v) for v in value] if isinstance(value, list) else facts(value)
    return kept


def one_line(node):
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))


def write_model(path, model):
    """One operation or shape a line, so that an update is a diff that people can read."""
    out = io.StringIO()
    out.write('{\n"metadata":' + one_line(model["metadata"]))
    for section in ("operations", "shapes"):
        out.write(f',\n"{section}":{{\n')
        entries = sorted(model[section].items())
        out.write(",\n".join(f"{one_line(name)}:{one_line(entry)}" for name, entry in entries))
        out.write("\n}")
    out.write("\n}\n")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(out.getvalue())
