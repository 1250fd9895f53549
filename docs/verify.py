"""Compares a copy of a site with its receipt: `python3 verify.py FOLDER [RECEIPT]`.

FOLDER holds the copy; RECEIPT is the file `trust/build.json` of a build that you trust, best of your own; without it,
the copy's own receipt. Needs Python alone, not Kinesite. Exit status: 0 when every file is as the receipt says.
"""  # noqa: INP001 - a folder of documents, not a package

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

RECEIPT = "trust/build.json"
NOT_LISTED = (RECEIPT, ".kinesite.json")
"""The receipt itself, and the list that travels with a site for its next build."""


def differences(folder: Path, receipt: Path) -> Iterator[str]:
    """A line for each file that is not as the receipt says."""
    listed = json.loads(receipt.read_text("utf-8"))["files"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for path in sorted({*listed, *there} - {*NOT_LISTED}):
        if path not in there:
            yield f"missing  {path}"
        elif path not in listed:
            yield f"unknown  {path}"
        elif hashlib.sha256((folder / path).read_bytes()).hexdigest() != listed[path]["sha256"]:
            yield f"changed  {path}"


def main() -> int:
    """Prints what differs."""
    folder = Path(sys.argv[1])
    found = list(differences(folder, Path(sys.argv[2]) if len(sys.argv) > 2 else folder / RECEIPT))  # noqa: PLR2004 - the second word
    print(*found, "All files are as the receipt says." if not found else f"{len(found)} differ.", sep="\n")  # noqa: T201
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
