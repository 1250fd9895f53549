"""Records that hosts read: the headers that they send, and what GitHub Pages asks for."""

from kinesite.content.settings import Settings
from kinesite.incremental.trace import Context
from kinesite.render.hosting import headers_file


def headers(_context: Context, _language: str) -> str:
    """`_headers`: what Netlify and Cloudflare Pages send with each answer."""
    return headers_file()


def no_jekyll(_context: Context, _language: str) -> str:
    """`.nojekyll`: it is enough that it is there; GitHub Pages then leaves the files as they are."""
    return ""


def cname(context: Context, _language: str) -> str | None:
    """`CNAME`: the domain under which GitHub Pages shows the site."""
    settings: Settings | None = context.need("settings")
    return f"{settings.cname}\n" if settings else None
