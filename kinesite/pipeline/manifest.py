"""The lists that travel with the output: which files are Kinesite's, and which of them are being written.

Law: what is listed may be written over and deleted, what is not belongs to somebody else. A list of another version
of the program, or one that somebody changed, loses facts but never paths.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_encoded = json.JSONEncoder().encode  # `json.dumps`, which makes no encoder anew here
_NO_NAME = re.compile(
    r"(?:^|/)\.{0,2}(?:/|$)|[\x00-\x1f\x7f-\x9f\ud800-\udfff]" + (r"|[\\:]" if os.name == "nt" else "")
)
"""In a path: an empty part, `.`, `..`, an absolute beginning, and what else a system takes for one of these; control
characters, and halves of characters, which no program can be told.
"""


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a file of ours; nothing, while it may hold anything."""

    version: str = ""
    """Names the content."""
    digest: str = ""
    """SHA-256 of the bytes."""
    size: int = 0

    def is_whole(self, data: bytes) -> bool:
        """Whether these are the bytes that were written: content decides, never a time."""
        return len(data) == self.size and digest(data) == self.digest


UNKNOWN = File()


def digest(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def parsed(text: bytes) -> dict[str, File]:
    """Path to what is known of the file; nothing for a text that is no list."""
    try:
        listed = json.loads(text)["files"].items()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return {path: _file(facts) for path, facts in listed if not _NO_NAME.search(path)}


def _file(facts: Any) -> File:
    match facts:
        case [str(version), str(whole), int(size)]:
            return File(version, whole, size)
    return UNKNOWN


def written(files: Mapping[str, File]) -> bytes:
    """The list as text: one line a file, sorted, without a time, so that equal outputs have equal lists."""
    lines = ",\n".join(f"{_encoded(path)}: {_encoded(_facts(file))}" for path, file in sorted(files.items()))
    return f'{{"files": {{\n{lines}\n}}}}\n'.encode()


def _facts(file: File) -> list[str | int]:
    return [] if file == UNKNOWN else [file.version, file.digest, file.size]
