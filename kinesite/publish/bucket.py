"""A bucket that speaks S3.

Law: an object is put whole, with its content type, caching and encoding; the list says which of its versions that was,
so that an object that somebody else changed is put again.
"""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from kinesite.content.targets import Target
from kinesite.pipeline.manifest import UNKNOWN, File
from kinesite.pipeline.output import MANIFEST
from kinesite.publish import credentials, refusals, steps
from kinesite.publish.compression import Compression
from kinesite.publish.plan import Found, Plan
from kinesite.publish.stage import Stage
from kinesite.publish.steps import BEGUN
from kinesite.render.hosting import caching, content_type, is_text

REGION = "us-east-1"
"""The region of a bucket for which none is named; most places other than Amazon do not care."""
_AT_ONCE = 8
"""Objects that travel side by side."""


class Bucket:
    """A target that is a bucket."""

    def __init__(self, target: Target, compression: Compression) -> None:
        self.name = f"{target.s3}/{target.prefix or ''}".rstrip("/")
        self._obstore = _library()
        self._store = self._opened(target)
        self._compression = compression if target.compress else None
        self._versions: dict[str, str] = {}
        """Key to what the bucket calls the version of the object that stands there."""

    def found(self, stage: Stage) -> Found:
        """What stands there, beside the files that should."""
        with self._told():
            pages = list(self._obstore.list(self._store))
        self._versions = {one["path"]: one["e_tag"] or "" for page in pages for one in page}
        lists = steps.listed(self.read(MANIFEST), self.read(BEGUN))
        ours = {path: file for path, file in lists.files.items() if path in self._versions}
        there = frozenset(path for path in stage.files if path in self._versions)
        same = {path for path in there if ours.get(path, UNKNOWN) == self.facts(path, stage.files[path])}
        alike = {path for path in there - ours.keys() if self.read(path) == stage.data(path)}
        return Found(frozenset({*ours, *alike}), there, frozenset(same), lists.begun)

    def read(self, path: str) -> bytes | None:
        """The bytes of one object there, as its readers see them; None where they see nothing but a damaged one."""
        if path not in self._versions:
            return None
        with self._told():
            got = self._obstore.get(self._store, path)
            data = bytes(got.bytes())
        return Compression.plain(data) if got.attributes.get("Content-Encoding") == "gzip" else data

    def apply(self, plan: Plan, stage: Stage) -> None:
        """Makes it as it is planned."""
        steps.carried_out(self, plan, stage)

    def put(self, stage: Stage, paths: tuple[str, ...]) -> None:
        """Puts files there, some side by side."""

        def put(path: str) -> None:
            self._put(path, stage.data(path), self._headers(path, stage.files[path]))

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(put, paths))

    def delete(self, _stage: Stage, paths: tuple[str, ...]) -> None:
        """Deletes files."""
        self._delete(paths)

    def _delete(self, paths: tuple[str, ...]) -> None:
        there = [path for path in paths if path in self._versions]
        if there:
            with self._told():
                self._obstore.delete(self._store, there)

    def note(self, name: str, text: bytes) -> None:
        """Writes one of the two lists."""
        self._put(name, text, {"Content-Type": content_type(name), "Cache-Control": "no-store"})

    def facts(self, path: str, file: File) -> File:
        """The version of an object, with all that it is served with, and the digest of what its readers see."""
        served = " ".join(self._headers(path, file).values())
        return File(f"{self._versions.get(path, '')} {served}", file.digest, file.size)

    def finish(self) -> None:
        """Takes the second list away."""
        self._delete((BEGUN,))

    def _headers(self, path: str, file: File) -> Mapping[str, str]:
        """What an object is served with."""
        encoded = {"Content-Encoding": "gzip"} if self._compression and is_text(path) and file.size else {}
        return {"Content-Type": content_type(path), "Cache-Control": caching(path), **encoded}

    def _put(self, path: str, data: bytes, headers: Mapping[str, str]) -> None:
        if self._compression and "Content-Encoding" in headers:
            data = self._compression.form("gz", data)
        with self._told():
            put = self._obstore.put(self._store, path, data, attributes=dict(headers), use_multipart=False)
        self._versions[path] = put["e_tag"] or ""

    def _opened(self, target: Target) -> Any:
        """The bucket. Raises `Refused` where the environment lacks its keys."""
        missing = [name for name in credentials.BUCKET if not credentials.given(name)]
        if missing:
            raise refusals.locked_out(missing)
        key, secret = map(credentials.given, credentials.BUCKET)
        session = {"session_token": token} if (token := credentials.given(credentials.SESSION)) else {}
        elsewhere = {"endpoint": target.endpoint, "virtual_hosted_style_request": False} if target.endpoint else {}
        with self._told():
            return self._obstore.store.S3Store(
                target.s3,
                prefix=target.prefix,
                region=target.region or REGION,
                access_key_id=key,
                secret_access_key=secret,
                client_options={"allow_http": True, "timeout": "60s", "connect_timeout": "10s"},
                retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=60)},
                **elsewhere,
                **session,
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the bucket refuses, in one line; its answers are full of what only its makers understand."""
        try:
            yield
        except (self._obstore.exceptions.BaseError, OSError, ValueError) as failure:
            raise refusals.unreachable(self.name, _said(str(failure))) from None


def _library() -> Any:
    try:
        import obstore.store  # noqa: PLC0415 - only who publishes to a bucket needs it
    except ImportError:
        fix = "Run `make publish TARGET=…`, which installs it, or `pip install 'kinesite[s3]'`."
        raise refusals.lacking("obstore", fix) from None
    return obstore


def _said(text: str) -> str:
    """The part of an answer that people understand: the code and the message of the bucket, else the last reason."""
    code, message = (re.search(f"<{name}>([^<]*)</{name}>", text) for name in ("Code", "Message"))
    if code:
        return f"{code[1]}{': ' + message[1] if message else ''}"
    line = next((one for one in text.splitlines() if one.strip()), "no reason given")
    return line.rpartition(" - ")[2].strip()
