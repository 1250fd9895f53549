"""Rules on style sheets.

Law: shared style loads nothing from elsewhere.
"""

import re
from collections.abc import Iterator, Mapping

from kinesite.diagnostics import Diagnostic, Span, error

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOADED = re.compile(r"(?i)(?:url\(\s*[\"']?|@import\s+[\"'])\s*((?:[a-z][a-z0-9+.-]*:|[/\\]{2})[^\"')\s]*)")


def elsewhere(sources: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """What style sheets load from other places."""
    for path, data in sources.items():
        if not path.endswith(".css"):
            continue
        text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), data.decode("utf-8", "replace"))
        for found in _LOADED.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            why = "The content policy blocks it, so a reader would not get it, or a stranger would learn of the visit."
            message = f"the style loads {found[1]} from elsewhere"
            yield error(Span(path, line), "K522", message, why=why, fix="Put the file under static/.")
