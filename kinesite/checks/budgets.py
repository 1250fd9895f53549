"""How much a page may weigh, and what all pages share; and that shared style loads nothing from elsewhere.

Law: what a reader waits for on a slow phone is bounded, in bytes as they travel; only what is larger than its budget
as it stands is compressed to find out.
"""

import re
import zlib
from collections.abc import Iterator, Mapping

from kinesite.diagnostics import Diagnostic, Span, error

KB = 1000
BUDGETS: Mapping[str, int] = {
    "area": 25 * KB,
    "design": 25 * KB,
    "finder": 25 * KB,
    "list": 25 * KB,
    "page": 12 * KB,
    "style": 12 * KB,
    "scripts": 10 * KB,
}
"""Compressed bytes: by kind of page, those not named here as `page`; the one style sheet; the scripts of every page."""
EVERY_PAGE = ("site.js", "theme.js")
"""Scripts that every page loads."""

_WHY = "A reader on a slow phone waits for every byte, and may give up before the warning signs are there."
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOADED = re.compile(r"(?i)(?:url\(\s*[\"']?|@import\s+[\"'])\s*((?:[a-z][a-z0-9+.-]*:|[/\\]{2})[^\"')\s]*)")


def page(text: str, kind: str, source: str) -> Iterator[Diagnostic]:
    """Whether a page of a kind is too heavy."""
    budget = BUDGETS.get(kind, BUDGETS["page"])
    weight = _weight(text.encode(), budget)
    if weight > budget:
        fix = "Shorten the text, show fewer things on the page, or simplify its drawings; or split it in two."
        yield _heavy("K540", "the page", (weight, budget), Span(source), fix)


def shared(files: Mapping[str, bytes], sources: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Whether the style or the scripts of every page are too heavy; `files` as published, `sources` by their path.

    The place is the largest source, where there is most to gain.
    """
    scripts = b"".join(files.get(name, b"") for name in EVERY_PAGE)
    for kind, data, ending in (("style", files.get("site.css", b""), ".css"), ("scripts", scripts, ".js")):
        weight = _weight(data, BUDGETS[kind])
        if weight > BUDGETS[kind]:
            largest = max((path for path in sources if path.endswith(ending)), key=lambda path: len(sources[path]))
            fix = "Take out what no page needs; what only some pages need belongs into a file that only these load."
            yield _heavy("K541", f"the {kind} of every page", (weight, BUDGETS[kind]), Span(largest), fix)


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


def _weight(data: bytes, budget: int) -> int:
    """The compressed size of what is larger than a budget; of anything else, the size as it stands."""
    return len(zlib.compress(data)) if len(data) > budget else len(data)


def _heavy(code: str, what: str, sizes: tuple[int, int], span: Span, fix: str) -> Diagnostic:
    weight, budget = sizes
    over = f"{(weight - budget) / KB:.1f} kB more than its {budget // KB} kB"
    return error(span, code, f"{what} weighs {weight / KB:.1f} kB compressed, {over}", why=_WHY, fix=fix)
