"""How much a page may weigh, and what all pages share.

Law: what a reader waits for on a slow phone is bounded, in bytes as they travel; only what is larger than its budget
as it stands is compressed to find out.
"""

import zlib
from collections.abc import Iterator, Mapping

from kinesite.diagnostics import Diagnostic, Span, error

KB = 1000
BUDGETS: Mapping[str, int] = {"design": 25 * KB, "page": 12 * KB, "style": 12 * KB, "scripts": 10 * KB}
"""Compressed bytes: by kind of page, those not named here as `page`; the one style sheet; the scripts of every page."""
LISTS = frozenset(("a-z", "area", "finder", "list", "search", "trust", "whats-new"))
"""Kinds of page that grow with the site, whose budget is a setting of the site (`list_budget`)."""
EVERY_PAGE = ("site.js", "theme.js")
"""Scripts that every page loads."""

WHY = "A reader on a slow phone waits for every byte, and may give up before the warning signs are there."


def packed(data: bytes) -> bytes:
    """Compressed with little effort: what is light enough so needs no more."""
    return zlib.compress(data, 1)


def excess(kind: str, data: bytes, lists: int = 0, light: int | None = None) -> str:
    """How far something is over the budget of its kind, in words; empty when it is not.

    `lists`: the budget of lists; `light`: the length of it `packed`, where that is known.
    """
    budget = lists if kind in LISTS else BUDGETS.get(kind, BUDGETS["page"])
    weight = len(data)
    if weight > budget:
        weight = len(packed(data)) if light is None else light
    if weight > budget:
        weight = len(zlib.compress(data))
    over = f"{(weight - budget) / KB:.1f} kB more than its {budget // KB} kB"
    return f"weighs {weight / KB:.1f} kB compressed, {over}" if weight > budget else ""


def shared(files: Mapping[str, bytes], sources: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Whether the style or the scripts of every page are too heavy; `files` as published, `sources` by their path.

    The place is the largest source, where there is most to gain.
    """
    scripts = b"".join(files.get(name, b"") for name in EVERY_PAGE)
    for kind, data, ending in (("style", files.get("site.css", b""), ".css"), ("scripts", scripts, ".js")):
        over = excess(kind, data)
        if over:
            largest = max((path for path in sources if path.endswith(ending)), key=lambda path: len(sources[path]))
            fix = "Take out what no page needs; what only some pages need belongs into a file that only these load."
            yield error(Span(largest), "K541", f"the {kind} of every page {over}", why=WHY, fix=fix)
