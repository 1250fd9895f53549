"""A finished page, read back: what it holds that rules speak of.

Law: rules look at the text that will be published, never at what was meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.etree
import lxml.html

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

ADDRESSES = frozenset(
    (
        "src",
        "data-src",
        "srcset",
        "imagesrcset",
        "poster",
        "data",
        "background",
        "href",
        "xlink:href",
        "action",
        "formaction",
        "ping",
    )
)
"""Attributes that hold addresses."""
FOLLOWED = frozenset(
    (("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action"), ("button", "formaction"))
)
"""(element, attribute) of addresses that a browser asks for only when a reader follows them."""
DATA_BLOCKS = ("application/json", "application/ld+json")
"""Types of scripts that are data: browsers run none of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something that a page refers to."""

    target: str
    loaded: bool
    """The browser fetches it by itself (a picture, a script), not when a reader follows it."""


class Page:
    """The tree of one page. Order means the order of the text."""

    def __init__(self, text: str) -> None:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        try:
            self._root = lxml.html.document_fromstring(text.encode(), parser=parser)
        except lxml.etree.ParserError:  # no element at all, as from an empty template: every rule finds that it lacks
            self._root = lxml.html.document_fromstring("<html></html>")
        self._elements = [element for element in self._root.iter() if isinstance(element.tag, str)]

    @property
    def ids(self) -> list[str]:
        """Every id, in order, twice where it stands twice."""
        return [element.get("id", "") for element in self._elements if element.get("id")]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """(level, text) of every heading."""
        found = [element for element in self._elements if element.tag in HEADINGS]
        return [(int(element.tag[1]), _text(element)) for element in found]

    @property
    def links(self) -> list[Link]:
        """Every address that the page names."""
        return list(self._links())

    def _links(self) -> Iterator[Link]:
        for element in self._elements:
            if element.tag == "link" and element.get("rel") in ("canonical", "alternate"):
                continue
            for name, value in element.attrib.items():
                if name in ADDRESSES:
                    loaded = (element.tag, name) not in FOLLOWED
                    yield from (Link(one, loaded) for one in _listed(str(name), str(value)))

    @property
    def unnamed_pictures(self) -> list[str]:
        """Pictures without alternative text: addresses of `img` without `alt`, and drawings without a label."""
        pictures = [element for element in self._elements if element.tag == "img" and element.get("alt") is None]
        drawings = [element for element in self._elements if element.tag == "svg" and not _named(element)]
        return [element.get("src", "") for element in pictures] + ["drawing"] * len(drawings)

    @property
    def inline(self) -> list[str]:
        """What the content policy would block: styles, scripts and handlers written into the page."""
        found = [f"<{element.tag}>" for element in self._elements if _written_in(element)]
        found += [
            f"{name!s}="
            for element in self._elements
            for name in element.attrib
            if name in ("style", "srcdoc") or str(name).startswith("on")
        ]
        return found

    @property
    def collapsed(self) -> int:
        """How many parts of the page open only on demand, or never."""
        return sum(map(_opens, self._elements))

    def position(self, element_id: str) -> int | None:
        """The place of a visible element that holds text; None when there is none, or when it is hidden."""
        for place, element in enumerate(self._elements):
            if element.get("id") == element_id:
                hidden = any(_hides(one) for one in (element, *element.iterancestors()))
                return None if hidden or not _text(element) else place
        return None

    def first_step(self) -> int | None:
        """The place of the first numbered list of the main text, navigation apart."""
        for place, element in enumerate(self._elements):
            around = [one.tag for one in element.iterancestors()]
            if element.tag == "ol" and "main" in around and "nav" not in around:
                return place
        return None

    def visible(self, element_id: str) -> str:
        """The text of the element with an id, without what is hidden in it; white space folded."""
        found = next((element for element in self._elements if element.get("id") == element_id), None)
        return " ".join(" ".join(_seen(found)).split()) if found is not None else ""

    def has_class(self, name: str) -> bool:
        """Whether some element has a class."""
        return any(name in element.get("class", "").split() for element in self._elements)


def _listed(name: str, value: str) -> list[str]:
    """The addresses in an attribute; some hold several."""
    if name in ("srcset", "imagesrcset"):
        return [one.split()[0] for one in value.split(",") if one.strip()]
    return value.split() if name == "ping" else [value]


def _written_in(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is style, script, or a command to the browser."""
    if element.tag == "script":
        return not element.get("src") and element.get("type", "").strip().lower() not in DATA_BLOCKS
    return element.tag in ("style", "base") or (
        element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh"
    )


def _opens(element: lxml.html.HtmlElement) -> bool:
    """Whether an element keeps text to itself: by its nature, or hidden with a heading or a list in it."""
    if element.tag in ("details", "dialog") or element.get("popover") is not None:
        return True
    if element.get("aria-expanded") == "false":
        return True
    return element.get("hidden") is not None and any(inner.tag in (*HEADINGS, "li", "dt") for inner in element.iter())


def _text(element: Any) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _named(drawing: lxml.html.HtmlElement) -> bool:
    """A drawing is named, or hidden from those who would need the name, or stands in a part that is."""
    around = (drawing, *drawing.iterancestors())
    hidden = any(element.get("aria-hidden") == "true" for element in around)
    return hidden or bool(drawing.get("aria-label") or drawing.get("aria-labelledby"))


def _seen(element: Any) -> Iterator[str]:
    """The texts inside an element, those of hidden elements left out."""
    if _hides(element):
        return
    yield element.text or ""
    for inner in element:
        if isinstance(inner.tag, str):
            yield from _seen(inner)
        yield inner.tail or ""


def _hides(element: lxml.html.HtmlElement) -> bool:
    return (
        element.tag in ("details", "template", "noscript")
        or "hidden" in element.attrib
        or (element.get("aria-hidden") == "true")
    )
