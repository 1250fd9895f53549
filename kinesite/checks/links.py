"""Every link of every page leads somewhere.

Law: in the output, each internal address names a file that is there, and each fragment an id on it.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from kinesite.diagnostics import Diagnostic, Span, error

Has = Callable[[str, str], bool | None]
"""Whether a file of the output, by path, has an id; any file has the empty one. None when there is no such file."""

_UP = re.compile(r"\A(?:\.\./)+")
_ROOT = -1
"""The place of the root among the folders that a file is in."""
_WHY = "A reader would end at a page that is not there."


def check(file: str, targets: Iterable[str], has: Has, source: str, base_path: str) -> Iterator[Diagnostic]:
    """The dead links of one page.

    `file` is the page's path in the output; `targets` are addresses as the page writes them; `source` is where the
    page comes from; `base_path` is what absolute addresses begin with.
    """
    above = _folders(file)
    for written in targets:
        way = _way(written, base_path)
        if way is None:
            continue
        up, rest, fragment = way
        found = has(above[up] + rest if rest else file, fragment) if up < len(above) else None
        if found is None:
            message = f"a link leads nowhere: {written}"
            yield error(Span(source), "K530", message, why=_WHY, fix="Correct the link in the text or in the template.")
        elif not found:
            message = f"a link leads to a heading that is not there: {written}"
            yield error(Span(source), "K531", message, why=_WHY, fix="Correct the part after #.")


def _folders(file: str) -> list[str]:
    """The folders that a file is in, the innermost first, the root of the output last."""
    parts = file.split("/")
    return ["".join(part + "/" for part in parts[:number]) for number in reversed(range(len(parts)))]


@lru_cache(maxsize=1 << 12)
def _way(written: str, base_path: str) -> tuple[int, str, str] | None:
    """Where an address leads, the same for all pages, which share most of theirs; None when it is elsewhere.

    The place in `_folders` to start from, the path from there to a file (empty for the page itself), the fragment.
    """
    parts = urlsplit(written)
    if parts.scheme or parts.netloc:
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/"):
        inside = path.removeprefix(base_path)
        return _ROOT, inside + "index.html" if inside.endswith("/") or not inside else inside, fragment
    if path:
        path = (posixpath.normpath(path) + ("/index.html" if path.endswith("/") else "")).removeprefix("./")
    rest = _UP.sub("", path)
    return (len(path) - len(rest)) // len("../"), rest, fragment
