"""What is said about one page before its body: to browsers, to search engines, to networks where it is shared."""

from dataclasses import dataclass

from kinesite.render.templating import Html

_NOTHING = Html("")


@dataclass(frozen=True, slots=True)
class Sharing:
    """What networks are told of a page where somebody shares it."""

    kind: str
    """`article` for a page that shows an entry, else `website`."""
    locale: str
    """Such as `en_GB`; empty where the settings name none."""
    picture: str
    """Absolute address; empty without `base_url` or without a picture."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Head:
    """What is said about one page before its body."""

    title: str
    """For the browser's tab: with the site's name, except on the home page."""
    description: str
    canonical: str
    """Absolute address, or empty without `base_url`."""
    indexed: bool
    alternates: tuple[tuple[str, str], ...]
    """(language, absolute address) of each translation; empty without `base_url`."""
    sharing: Sharing | None = None
    """None for a page that is not indexed."""
    linked_data: Html = _NOTHING
    """What machines are told of the page, as JSON-LD; empty where there is nothing to tell."""
