"""Every link of every page leads somewhere.

Law: in the output, each internal address names a file that is there, and each fragment an id on it.
"""

import posixpath
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import unquote, urlsplit

from kinesite.checks.html import Link
from kinesite.diagnostics import Diagnostic, Span, error

_WHY = "A reader would end at a page that is not there."


def check(
    file: str, links: tuple[Link, ...], anchors: Mapping[str, AbstractSet[str]], source: str, base_path: str
) -> Iterator[Diagnostic]:
    """The dead links of one page.

    `file` is the page's path in the output; `anchors` gives the ids of every page and an empty set for any other
    file; `source` is where the page comes from; `base_path` is what absolute addresses begin with.
    """
    for link in links:
        parts = urlsplit(link.target)
        if parts.scheme or parts.netloc:
            continue
        target = _file(file, unquote(parts.path), base_path)
        if target not in anchors:
            message = f"a link leads nowhere: {link.target}"
            yield error(Span(source), "K530", message, why=_WHY, fix="Correct the link in the text or in the template.")
        elif parts.fragment and unquote(parts.fragment) not in anchors[target]:
            message = f"a link leads to a heading that is not there: {link.target}"
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
