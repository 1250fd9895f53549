"""Every link of every page leads somewhere.

Law: in the output, each internal address names a file that is there, and each fragment an id on it.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from kinesite.diagnostics import Diagnostic, Span, error

Has = Callable[[str, str], bool | None]
"""Whether a file of the output, by path, has an id; any file has the empty one. None when there is no such file."""

_WHY = "A reader would end at a page that is not there."


def check(file: str, targets: Iterable[str], has: Has, source: str, base_path: str) -> Iterator[Diagnostic]:
    """The dead links of one page.

    `file` is the page's path in the output; `targets` are addresses as the page writes them; `source` is where the
    page comes from; `base_path` is what absolute addresses begin with.
    """
    for written in targets:
        parts = urlsplit(written)
        if parts.scheme or parts.netloc:
            continue
        target = _file(file, unquote(parts.path), base_path)
        found = has(target, unquote(parts.fragment))
        if found is None:
            message = f"a link leads nowhere: {written}"
            yield error(Span(source), "K530", message, why=_WHY, fix="Correct the link in the text or in the template.")
        elif not found:
            message = f"a link leads to a heading that is not there: {written}"
            yield error(Span(source), "K531", message, why=_WHY, fix="Correct the part after #.")


def _file(file: str, path: str, base_path: str) -> str:
    """The output path that an address on a page stands for."""
    if not path:
        return file
    if path.startswith("/"):
        joined = path.removeprefix(base_path)
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) + ("/" if path.endswith("/") else "")
        joined = joined.removeprefix("./")
    return joined + "index.html" if joined.endswith("/") or not joined else joined
