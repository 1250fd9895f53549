"""Real places on this machine that a site is published to: a folder, a bucket on a server, a branch of a repository."""

import contextlib
import functools
import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import boto3
import obstore
from obstore.store import S3Store

Standing = dict[str, bytes | None]
"""Path to bytes, or to None for a folder."""

KEYS = {"AWS_ACCESS_KEY_ID": "KEYOFTESTS", "AWS_SECRET_ACCESS_KEY": "secret-of-tests-only"}
"""What the environment of a publishing command holds for the bucket; the server takes any."""


class Place(Protocol):
    """A target in a test."""

    declared: str
    """How content/site.yaml names it."""

    def standing(self) -> Standing:
        """Everything that stands there."""

    def keep(self) -> None:
        """Remembers what stands there."""

    def restore(self) -> None:
        """Puts back what is remembered, and nothing else."""

    def touched(self) -> object:
        """Something that is another one once anything there has changed."""


@dataclass
class Folder:
    """A folder that rsync writes to."""

    folder: Path
    compress: bool = False

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._kept = self.folder.with_name(f"{self.folder.name}-kept")
        self.declared = f"{{rsync: '{self.folder}', compress: {str(self.compress).lower()}}}"

    def standing(self) -> Standing:
        """Everything in the folder."""
        found: Standing = {}
        for path in self.folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # what rsync has just renamed
                found[path.relative_to(self.folder).as_posix()] = None if path.is_dir() else path.read_bytes()
        return found

    def keep(self) -> None:
        """Copies it."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.folder, self._kept)

    def restore(self) -> None:
        """Copies it back."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

    def touched(self) -> object:
        """When something was last put into its top or taken away from there."""
        return self.folder.stat().st_mtime_ns


@dataclass
class Bucket:
    """A folder of a bucket."""

    endpoint: str
    prefix: str
    name: str = "steady-back"
    compress: bool = False
    _kept: dict[str, tuple[bytes, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client.create_bucket(Bucket=self.name)
        self.client.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": "Enabled"})
        self.store = S3Store(
            self.name,
            prefix=self.prefix,
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            virtual_hosted_style_request=False,
            client_options={"allow_http": True, "timeout": "30s"},
        )
        compress = str(self.compress).lower()
        self.declared = f"{{s3: {self.name}, endpoint: '{self.endpoint}', prefix: {self.prefix}, compress: {compress}}}"

    def objects(self) -> dict[str, tuple[bytes, Any]]:
        """Path to the bytes of an object and what it is served with."""
        found = {}
        for path in self._versions():
            got = obstore.get(self.store, path)
            found[path] = bytes(got.bytes()), got.attributes
        return found

    def standing(self) -> Standing:
        """Every object, as a browser gets it."""
        return {
            path: gzip.decompress(data) if headers.get("Content-Encoding") == "gzip" else data
            for path, (data, headers) in self.objects().items()
        }

    def keep(self) -> None:
        """Reads it."""
        self._kept = self.objects()

    def restore(self) -> None:
        """Writes what differs again."""
        there = self.objects()
        for path in there.keys() - self._kept.keys():
            obstore.delete(self.store, path)
        for path, (data, headers) in self._kept.items():
            if there.get(path) != (data, headers):
                obstore.put(self.store, path, data, attributes=headers)

    def touched(self) -> object:
        """The versions of all objects."""
        return self._versions()

    @functools.cached_property
    def client(self) -> Any:
        """Another client, for what somebody else does there."""
        keys = {name.lower(): value for name, value in KEYS.items()}
        return boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", **keys)

    def open(self) -> None:
        """Lets everybody read it."""
        everything = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{self.name}/*",
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
        self.client.put_bucket_policy(Bucket=self.name, Policy=policy)

    def puts(self) -> dict[str, object]:
        """Path to what the server calls the latest putting of the object."""
        listed = self.client.list_object_versions(Bucket=self.name, Prefix=self.prefix)["Versions"]
        return {one["Key"].removeprefix(f"{self.prefix}/"): one["VersionId"] for one in listed if one["IsLatest"]}

    def _versions(self) -> dict[str, str]:
        return {one["path"]: one["e_tag"] for page in obstore.list(self.store) for one in page}


@dataclass
class Branch:
    """A branch of a bare repository."""

    repository: Path
    branch: str = "gh-pages"

    def __post_init__(self) -> None:
        if not self.repository.exists():
            subprocess.run(["git", "init", "--quiet", "--bare", self.repository], check=True, timeout=60)
        self._kept = self.repository.with_name(f"{self.repository.name}-kept")
        self.declared = f"{{git: '{self.repository}', branch: {self.branch}}}"

    def git(self, *words: str, given: bytes = b"") -> bytes:
        """What git says of the repository; nothing where it fails."""
        command = ["git", "--git-dir", str(self.repository), *words]
        return subprocess.run(command, input=given, capture_output=True, timeout=60, check=False).stdout

    def standing(self) -> Standing:
        """Every file of the branch."""
        rows = self.git("ls-tree", "-r", "-z", self.branch).decode().split("\0")
        named = {row.partition("\t")[2]: row.split()[2] for row in rows if row}
        answer = self.git("cat-file", "--batch", given="".join(f"{one}\n" for one in named.values()).encode())
        found: Standing = {}
        for path in named:
            head, _, answer = answer.partition(b"\n")
            size = int(head.split()[2])
            found[path], answer = answer[:size], answer[size + 1 :]
        return found

    def keep(self) -> None:
        """Copies the repository."""
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.repository, self._kept)

    def restore(self) -> None:
        """Copies it back."""
        shutil.rmtree(self.repository)
        shutil.copytree(self._kept, self.repository)

    def touched(self) -> object:
        """What the repository holds beside its branch, too: a push begins with what it brings."""
        return sorted(path.name for path in (self.repository / "objects").iterdir()), self.git("rev-parse", self.branch)


def put(place: Place, path: str, data: bytes) -> None:
    """Somebody else puts a file there."""
    match place:
        case Folder():
            (place.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (place.folder / path).write_bytes(data)
        case Bucket():
            place.client.put_object(Bucket=place.name, Key=f"{place.prefix}/{path}", Body=data)
        case Branch():
            mark = place.git("hash-object", "-w", "--stdin", given=data).decode().strip()
            place.git("read-tree", place.branch)
            place.git("update-index", "--add", "--cacheinfo", f"100644,{mark},{path}")
            tree = place.git("write-tree").decode().strip()
            parent = place.git("rev-parse", "--verify", place.branch).decode().strip()
            who = ("-c", "user.name=Other", "-c", "user.email=other@localhost")
            words = ("commit-tree", tree, *(("-p", parent) if parent else ()), "-m", "by hand")
            place.git("update-ref", f"refs/heads/{place.branch}", place.git(*who, *words).decode().strip())


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str | Path], address: str, **more: Any) -> Iterator[str]:
    """A server of this machine alone, once it answers; it is ended in any case."""
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **more
    )
    try:
        until = time.monotonic() + 60
        while not _answers(address):
            assert server.poll() is None, f"{command[0]} ended with {server.poll()}"
            assert time.monotonic() < until, f"{command[0]} does not answer"
            time.sleep(0.05)
        yield address
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _answers(address: str) -> bool:
    host, _, port = address.partition("://")[2].partition("/")[0].partition(":")
    with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
        return True
    return False


@contextlib.contextmanager
def bucket_server(*, locked: bool = False) -> Iterator[str]:
    """The address of a server that speaks S3; a locked one knows nobody's keys."""
    port = free_port()
    command = [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    environment = {**os.environ, **({"INITIAL_NO_AUTH_ACTION_COUNT": "0"} if locked else {})}
    with running(command, f"http://127.0.0.1:{port}", env=environment) as address:
        yield address
