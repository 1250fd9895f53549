"""Compares a copy of a site with its receipt: `python3 verify.py FOLDER [RECEIPT]`.

FOLDER holds the copy; RECEIPT is the file `trust/build.json` of a build that you trust, best of your own; without it,
the copy's own receipt. Needs Python alone, not Kinesite. Exit status: 0 when every file is as the receipt says, 1 when
one is not, 2 when there is nothing to compare.
"""  # noqa: INP001 - a folder of documents, not a package

import gzip
import hashlib
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

RECEIPT = "trust/build.json"
NOT_LISTED = (RECEIPT, ".kinesite.json", ".gitignore")
"""The receipt itself, the list that travels with a site for its next build, and a note for git beside a site."""
UNREAD = ".br"
"""The ending of a compressed form that Python alone cannot unpack."""


def differences(folder: Path, receipt: Path) -> Iterator[str]:
    """A line for each file that is not as the receipt says."""
    listed = json.loads(receipt.read_text("utf-8"))["files"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for path in sorted({*listed, *there} - {*NOT_LISTED}):
        plain = path.removesuffix(".gz").removesuffix(UNREAD)
        if path not in there:
            yield f"missing  {path}"
        elif plain not in listed:
            yield f"unknown  {path}"
        elif path.endswith(UNREAD) and path not in listed:
            continue
        elif hashlib.sha256(content(folder / path, packed=path not in listed)).hexdigest() != listed[plain]["sha256"]:
            yield f"changed  {path}"


def content(path: Path, *, packed: bool) -> bytes:
    """The bytes of a file, unpacked; those of a broken one as they are."""
    data = path.read_bytes()
    try:
        return gzip.decompress(data) if packed else data
    except (OSError, EOFError, zlib.error):
        return data


def main() -> int:
    """Prints what differs."""
    given = [Path(word) for word in sys.argv[1:]]
    if len(given) not in (1, 2):
        print("python3 verify.py FOLDER [RECEIPT]", file=sys.stderr)  # noqa: T201 - a program of its own
        return 2
    receipt = given[1] if given[1:] else given[0] / RECEIPT
    for path in (given[0], receipt):
        if not path.exists():
            print(f"There is no {path}.", file=sys.stderr)  # noqa: T201 - same
            return 2
    try:
        found = list(differences(given[0], receipt))
    except (ValueError, KeyError, TypeError):
        print(f"{receipt} is no receipt.", file=sys.stderr)  # noqa: T201 - same
        return 2
    print(*found, "All files are as the receipt says." if not found else f"{len(found)} differ.", sep="\n")  # noqa: T201 - same
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
