"""Every read of the site's own files.

Law: only files that lie under the root are read, each is named by its POSIX path from the root, its text and
its digest come from the same bytes, and a file that cannot be used is reported, never skipped in silence.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kinesite.diagnostics import Diagnostic, Span, error

MAX_BYTES = 250_000
"""A text larger than this is a mistake: the longest file of the shipped site is a tenth of it."""

MAX_MEDIA_BYTES = 20_000_000
"""A picture larger than this is a mistake: phones take less."""

TEXTS = (".md", ".yaml", ".html", ".txt")
"""Endings of files that are read as text."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of every id, and so of every address."""

MAX_SLUG = 80
"""Characters of a file's name before its ending."""

RESERVED = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "index",
        "assets",
        "media",
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
    ]
)
"""Names that Windows keeps for devices, and names the built site needs for itself."""

IGNORED = re.compile(r"\..*|.*~|.*\.swp|.*\.bak|Thumbs\.db|desktop\.ini", re.IGNORECASE)
"""What editors and file managers leave behind."""

_PLAINLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK if hasattr(os, "O_NOFOLLOW") else None
"""How a file is opened that must not be a link, nor something that makes its reader wait."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\ufeff\ufffe\uffff]")
"""Characters that YAML refuses, those that it counts as line ends where editors do not, and those that turn round all
text behind them: a dose of 6-10 would be read as 01-6.
"""
_UNTOLD = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""In a name: what lists of files and other programs cannot be trusted with."""
WHY_CONTROL = "It cannot be seen, and it cuts, hides or turns round the text beside it."


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, read once."""

    path: str
    text: str
    """Without byte order mark, with `\\n` line ends."""
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""

    def span(self, line: int, column: int) -> Span:
        """A place, counted from 1; one behind the end of the text becomes its end."""
        lines = _lines(self.text)
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        return Span(self.path, line, min(column, len(lines[line - 1]) + 1))

    def line(self, number: int) -> str:
        """The text of a line counted from 1; empty beyond the end."""
        lines = _lines(self.text)
        return lines[number - 1] if number <= len(lines) else ""


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text; kept for a moment, since a file with one mistake may have thousands."""
    return tuple(text.split("\n"))


@dataclass(frozen=True, slots=True)
class Tree:
    """The files under some folders of the root, sorted."""

    paths: tuple[str, ...]
    mistakes: tuple[Diagnostic, ...]


def _refused(path: str, code: str, message: str, fix: str) -> Diagnostic:
    why = "A file that cannot be read safely would leave a hole in the site."
    return error(Span(path), code, message, why=why, fix=fix)


def _position(text: str, index: int) -> tuple[int, int]:
    """Line and column, counted from 1, of an index into a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class Root:
    """The folder of one site; nothing outside it is ever read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._plain_folders: dict[str, bool] = {}

    def exists(self, path: str) -> bool:
        """Whether there is a file at this path under the root."""
        return (self.folder / path).is_file() and self._leaves(path) is None

    def tree(self, *folders: str) -> Tree:
        """All files below the folders, but for what editors leave behind; links that go wrong are mistakes."""
        paths: list[str] = []
        mistakes: list[Diagnostic] = []
        for folder in folders:
            here = (self.folder / folder).resolve() == self.folder / folder
            for path, plain in self._walk(folder):
                mistake = None if here and plain else self._leaves(path)
                if mistake is None:
                    paths.append(path)
                else:
                    mistakes.append(mistake)
        return Tree(tuple(sorted(paths)), tuple(mistakes))

    def _walk(self, folder: str) -> Iterator[tuple[str, bool]]:
        """Paths of files, and of links to folders, which `_leaves` then refuses; True for those that need no such look:
        no link, and a name that is text.
        """
        try:
            entries = sorted(os.scandir(self.folder / folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError:
            yield folder, False  # `_leaves` or the reading of it says what is wrong
            return
        for entry in entries:
            if IGNORED.fullmatch(entry.name):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(path)
            else:
                yield path, entry.is_file(follow_symlinks=False) and path.isprintable()

    def _leaves(self, path: str) -> Diagnostic | None:
        """The mistake of a path that is no plain file under the root, or has a name that is no text."""
        if mistake := _unspeakable(path):
            return mistake
        try:
            real = (self.folder / path).resolve(strict=True)
        except (OSError, RuntimeError):
            if not os.path.islink(self.folder / path):  # noqa: PTH114 - pathlib's raises for names that are too long
                return _refused(path, "S113", "was deleted or renamed while it was read", "Build again.")
            return _refused(path, "S110", "the link leads nowhere", "Remove the link, or point it at a file.")
        if not real.is_relative_to(self.folder):
            return _refused(
                path,
                "S111",
                "the link leads out of the site's folder",
                "Copy the file into the folder instead.",
            )
        if not real.is_file():
            return _refused(
                path,
                "S112",
                "this is no plain file",
                "Use a real folder or a real file instead of a link to a folder.",
            )
        return None

    def _plain(self, path: str, limit: int) -> bytes | None:
        """What a plain file in plain folders holds, up to a byte beyond the limit; None where `_leaves` must look.

        To resolve the path of each of ten thousand files takes longer than to read them, so folders are resolved once.
        """
        if _PLAINLY is None:
            return None
        folder, _, name = path.rpartition("/")
        if folder not in self._plain_folders:
            here = self.folder / folder
            self._plain_folders[folder] = here.resolve() == here
        if not self._plain_folders[folder] or name in ("", ".", ".."):
            return None
        try:
            number = os.open(f"{self.folder}/{path}", _PLAINLY)
        except (OSError, ValueError):
            return None
        try:
            found = os.fstat(number)
            return os.read(number, min(found.st_size, limit) + 1) if stat.S_ISREG(found.st_mode) else None
        except OSError:
            return None
        finally:
            os.close(number)

    def bytes(self, path: str) -> bytes | Diagnostic:
        """What a file holds, unless it is missing, unreadable, outside the root or too large for its kind."""
        limit = MAX_BYTES if path.endswith(TEXTS) else MAX_MEDIA_BYTES
        data = self._plain(path, limit)
        if data is None:
            leaves = self._leaves(path)
            if leaves is not None:
                return leaves
            try:
                with (self.folder / path).open("rb") as file:
                    data = file.read(limit + 1)
            except OSError as failure:
                fix = "Check the file and its permissions."
                return _refused(path, "S113", f"cannot be read: {failure.strerror}", fix)
        if len(data) > limit:
            megabytes = limit / 1_000_000
            return _refused(path, "S114", f"is larger than {megabytes:g} MB", "Split it or make it smaller.")
        return data

    def read(self, path: str) -> Source | Diagnostic:
        """A text, unless its file cannot be used."""
        data = self.bytes(path)
        return data if isinstance(data, Diagnostic) else decoded(path, data)


def decoded(path: str, data: bytes) -> Source | Diagnostic:
    """The text of bytes. A byte order mark and Windows line ends are welcome.

    Bytes that are not UTF-8 and control characters are mistakes with their place.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = data[: failure.start].decode("utf-8", "replace")
        span = Span(path, *_position(before, len(before)))
        message = f"byte 0x{data[failure.start]:02X} is not UTF-8 text"
        why = "Letters would turn into question marks on the page."
        return error(span, "S115", message, why=why, fix='Save the file again with the encoding "UTF-8".')
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text)
    if found is not None:
        span = Span(path, *_position(text, found.start()))
        message = f"control character U+{ord(found[0]):04X}"
        fix = "Delete the character; retype the line if in doubt."
        return error(span, "S116", message, why=WHY_CONTROL, fix=fix)
    return Source(path, text, hashlib.sha256(data).hexdigest())


def _unspeakable(path: str) -> Diagnostic | None:
    """The mistake of a path that is no text, or holds what nobody sees."""
    fix = "Rename it: a to z, 0 to 9 and -."
    try:
        path.encode()
    except UnicodeEncodeError:
        named = path.encode("utf-8", "backslashreplace").decode()
        return _refused(named, "S118", "the name of the file is not UTF-8 text", fix)
    if found := _UNTOLD.search(path):
        return _refused(path, "S118", f"the name of the file holds the control character U+{ord(found[0]):04X}", fix)
    return None


def misnamed(path: str, stem: str) -> Diagnostic | None:
    """The mistake of a file name that cannot become an address, if it is one."""
    why = "The name becomes the page's address: readers type it, and it is printed on paper."
    if stem in RESERVED:
        return error(
            Span(path),
            "S117",
            f'"{stem}" is a reserved name',
            why=why,
            fix="Give the file a name that says what it is.",
        )
    if SLUG.fullmatch(stem) and len(stem) <= MAX_SLUG:
        return None
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    lowered = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:MAX_SLUG].strip("-")
    fix = "Use small letters a to z, digits and single hyphens" + (f', for example "{lowered}".' if lowered else ".")
    return error(Span(path), "S118", f'"{stem}" cannot become an address', why=why, fix=fix)
