"""Compressed forms of texts, made once for each content.

Law: the same bytes have the same compressed form; what the last publishing did not use is forgotten.
"""

import gzip
import os
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from kinesite.pipeline.manifest import digest
from kinesite.publish import refusals
from kinesite.publish.stage import Stage
from kinesite.render.hosting import is_text

FOLDER = "compressed"
"""Under the memory's folder; it may be deleted at any time."""


def _brotli(data: bytes) -> bytes:
    try:
        import brotli  # noqa: PLC0415 - only who publishes compressed forms needs it
    except ImportError:
        fix = "Run `make publish TARGET=…`, which installs it, or `pip install 'kinesite[compress]'`."
        raise refusals.lacking("brotli", fix) from None
    made: bytes = brotli.compress(data, quality=11)
    return made


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


FORMS: Mapping[str, Callable[[bytes], bytes]] = {"br": _brotli, "gz": _gzip}
"""Every compressed form, by the ending of its files."""


class Compression:
    """What makes compressed forms, and remembers them in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @staticmethod
    def plain(data: bytes) -> bytes | None:
        """The text again, from the form `gz`; None for what is no such form."""
        try:
            return gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return None

    def form(self, ending: str, data: bytes) -> bytes:
        """One of the `FORMS` of a text."""
        name = f"{digest(data)}.{ending}"
        self._used.add(name)
        kept = self._folder / name
        if kept.is_file():
            return kept.read_bytes()
        made = FORMS[ending](data)
        self._folder.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(f".half-{ending}")
        half.write_bytes(made)
        os.replace(half, kept)  # noqa: PTH105 - the atomic call, by its own name
        return made

    def put_beside(self, stage: Stage) -> None:
        """Adds every form of every text of a stage that is smaller than the text."""
        for path in [path for path in stage.files if is_text(path)]:
            data = stage.data(path)
            for ending in FORMS:
                made = self.form(ending, data)
                if len(made) < len(data):
                    stage.add(f"{path}.{ending}", made)

    def forget(self) -> None:
        """Deletes what was not used since this began."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()
