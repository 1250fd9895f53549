"""How files are served, whatever serves them: content types, caching, and what a browser may do with a page.

Law: one policy; buckets, `_headers` and the recipes of docs/publishing.md say the same. What has its digest in its
address may be kept for ever, everything else for minutes: a warning that is added must reach readers soon.
"""

from collections.abc import Mapping

from kinesite.render.chrome import CONTENT_POLICY

LASTING = ("assets/", "media/")
"""Folders whose files never change: another content has another address."""
FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": f"{CONTENT_POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}
"""Sent with every answer. That a page may not stand in somebody's frame can only be said here, not in the page."""

_TEXT = "; charset=utf-8"
TYPES: Mapping[str, str] = {
    ".atom": "application/atom+xml" + _TEXT,
    ".css": "text/css" + _TEXT,
    ".gif": "image/gif",
    ".html": "text/html" + _TEXT,
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript" + _TEXT,
    ".json": "application/json" + _TEXT,
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml" + _TEXT,
    ".txt": "text/plain" + _TEXT,
    ".webmanifest": "application/manifest+json" + _TEXT,
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml" + _TEXT,
}
"""The content type of a file, by its ending."""
PLAIN = "text/plain" + _TEXT
"""Of a file without an ending: what hosts read."""


def is_lasting(path: str) -> bool:
    """Whether a file has its digest in its address, so that it never changes."""
    return path.startswith(LASTING)


def content_type(path: str) -> str:
    """The content type of a file of the output."""
    ending = _ending(path)
    return TYPES.get(ending, "application/octet-stream") if ending else PLAIN


def is_text(path: str) -> bool:
    """Whether a file is worth compressing. Pictures and fonts are compressed already; what only hosts read is not."""
    return TYPES.get(_ending(path), "").endswith(_TEXT)


def _ending(path: str) -> str:
    """The ending of a file with its dot; none for `.nojekyll` and `CNAME`."""
    _name, dot, ending = path.rpartition("/")[2].lstrip(".").rpartition(".")
    return dot + ending if dot else ""


def caching(path: str) -> str:
    """The Cache-Control of a file."""
    return FOR_EVER if is_lasting(path) else SHORT


def headers_file() -> str:
    """The text of `_headers`, which Netlify and Cloudflare Pages read.

    Caching is told for lasting files only: where two rules meet, one of these hosts sends both values. Everything
    else has their own default there, which is to ask again each time.
    """
    rules = {"/*": SECURITY, **{f"/{folder}*": {"Cache-Control": FOR_EVER} for folder in LASTING}}
    blocks = ["\n".join([at, *(f"  {name}: {value}" for name, value in rule.items())]) for at, rule in rules.items()]
    return "\n".join(blocks) + "\n"
