"""What machines read to find the pages of the site: the site map, robots.txt, the redirects of hosts.

Law: only pages that say themselves that they may be indexed are named; a day is given only where a history names it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

SITEMAP = "sitemap.xml"
MOST_PAGES = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""What one site map may hold, as https://www.sitemaps.org/protocol.html says."""

_START = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_END = "</urlset>\n"


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the site map."""

    address: str
    """Absolute, as those of the alternates."""
    changed: dt.date | None
    """The latest day that a history names; None where none does."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(language, address) of the page in every language that has words for it; empty where that is one alone."""


def sitemap(pages: Iterable[Found]) -> tuple[str, int]:
    """The site map, and how many of the pages fit into it, the first ones first."""
    parts, size = [_START], len(_START) + len(_END)
    for page in pages:
        text = _page(page)
        size += len(text.encode())
        if len(parts) > MOST_PAGES or size > MOST_BYTES:
            break
        parts.append(text)
    return "".join([*parts, _END]), len(parts) - 1


def _page(page: Found) -> str:
    lines = ["<url>", f"<loc>{escape(page.address)}</loc>"]
    if page.changed:
        lines.append(f"<lastmod>{page.changed.isoformat()}</lastmod>")
    for language, address in page.alternates:
        lines.append(f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>')
    return "\n".join([*lines, "</url>\n"])


def robots(base: str) -> str:
    """robots.txt: everybody may read everything. `base`: the site's full address, or nothing while it has none."""
    where = f"\nSitemap: {base}/{SITEMAP}\n" if base else ""
    return f"User-agent: *\nAllow: /\n{where}"


def redirects(moves: Sequence[tuple[str, str]], base_path: str) -> str:
    """The file `_redirects` of hosts that read one: (old address, new address) of every move, for good (301).

    The old address is named with and without its last slash: some hosts tell the two apart.
    """
    lines = []
    for old, new in moves:
        target = base_path + new[1:]
        lines += [f"{base_path}{old[1:].rstrip('/')} {target} 301", f"{base_path}{old[1:]} {target} 301"]
    return "\n".join([*lines, ""])
