"""A finished page, read back: what it holds that rules speak of.

Law: rules look at the text that will be published, never at what was meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

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
FOUND_BY = HEADINGS | {"li", "dt"}
"""Elements that a reader who looks for something looks at."""
COMMANDS = frozenset(("script", "style", "base", "meta"))
"""Elements that are style, script or orders to the browser, all of them or some."""
FOLDING = frozenset(("popover", "aria-expanded", "hidden"))
"""Attributes of parts that open on demand, or never."""
REFRESH = "<meta>"
"""What `inline` calls an order to go elsewhere."""
DATA_BLOCKS = ("application/json", "application/ld+json")
"""Types of scripts that are data: browsers run none of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something that a page refers to."""

    target: str
    loaded: bool
    """The browser fetches it by itself (a picture, a script), not when a reader follows it."""


NOTABLE = HEADINGS | COMMANDS | {"details", "dialog", "img", "ol", "svg"}
"""Elements that rules speak of whatever attributes they have; of all others, those with more than a class."""


class _Element(NamedTuple):
    """An element that some rule speaks of, read once: rules ask thousands of pages for hundreds of them."""

    place: int
    """In the order of the text."""
    node: Any
    tag: str
    attributes: dict[str, str]


class Page:
    """The tree of one page. Order means the order of the text."""

    def __init__(self, text: str) -> None:
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = etree.fromstring(text.encode(), parser) if text.strip() else None
        # without any element, as from an empty template, every rule finds that it lacks
        nodes: Any = () if root is None else root.iter()
        self._elements: list[_Element] = []
        classes = set()
        for place, node in enumerate(nodes):
            tag, attributes = node.tag, dict(node.items())
            classes.add(attributes.get("class", ""))
            if len(attributes) > ("class" in attributes) or tag in NOTABLE:
                self._elements.append(_Element(place, node, tag, attributes))
        self._classes = frozenset(name for names in classes for name in names.split())

    @cached_property
    def _named(self) -> dict[str, _Element]:
        """The first element with each id."""
        return {named: one for one in reversed(self._elements) if (named := one.attributes.get("id"))}

    @property
    def ids(self) -> list[str]:
        """Every id, in order, twice where it stands twice."""
        return [named for one in self._elements if (named := one.attributes.get("id"))]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """(level, text) of every heading."""
        return [(int(one.tag[1]), _text(one.node)) for one in self._elements if one.tag in HEADINGS]

    @cached_property
    def links(self) -> list[Link]:
        """Every address that the page names."""
        return list(self._links())

    def _links(self) -> Iterator[Link]:
        for one in self._elements:
            attributes = one.attributes
            if ADDRESSES.isdisjoint(attributes):
                continue
            if one.tag == "link" and attributes.get("rel") in ("canonical", "alternate"):
                continue
            for name, value in attributes.items():
                if name in ADDRESSES:
                    loaded = (one.tag, name) not in FOLLOWED
                    yield from (Link(address, loaded) for address in _listed(name, value))

    @property
    def unnamed_pictures(self) -> list[str]:
        """Pictures without alternative text: addresses of `img` without `alt`, and drawings without a label."""
        pictures = [one for one in self._elements if one.tag == "img" and "alt" not in one.attributes]
        drawings = [one for one in self._elements if one.tag == "svg" and not _named(one.node)]
        return [one.attributes.get("src", "") for one in pictures] + ["drawing"] * len(drawings)

    @property
    def inline(self) -> list[str]:
        """What the content policy would block: styles, scripts and handlers written into the page."""
        found = [f"<{one.tag}>" for one in self._elements if one.tag in COMMANDS and _written_in(one)]
        names = (name for one in self._elements for name in one.attributes)
        return found + [f"{name}=" for name in names if name.startswith("on") or name in ("style", "srcdoc")]

    @property
    def refreshes(self) -> list[str]:
        """Every order to go elsewhere, as it is written."""
        return [one.attributes.get("content", "") for one in self._elements if _refreshes(one)]

    @property
    def collapsed(self) -> int:
        """How many parts of the page open only on demand, or never."""
        return sum(
            one.tag in ("details", "dialog") or (not FOLDING.isdisjoint(one.attributes) and _opens(one))
            for one in self._elements
        )

    def position(self, element_id: str) -> int | None:
        """The place of a visible element that holds text; None when there is none, or when it is hidden."""
        found = self._named.get(element_id)
        if found is None:
            return None
        hidden = any(_hides(one) for one in (found.node, *found.node.iterancestors()))
        return None if hidden or not _text(found.node) else found.place

    def first_step(self) -> int | None:
        """The place of the first numbered list of the main text, navigation apart."""
        for one in self._elements:
            if one.tag == "ol":
                around = [above.tag for above in one.node.iterancestors()]
                if "main" in around and "nav" not in around:
                    return one.place
        return None

    def visible(self, element_id: str) -> str:
        """The text of the element with an id, without what is hidden in it; white space folded."""
        found = self._named.get(element_id)
        return "" if found is None else " ".join(" ".join(_seen(found.node)).split())

    def has_class(self, name: str) -> bool:
        """Whether some element has a class."""
        return name in self._classes


def _listed(name: str, value: str) -> list[str]:
    """The addresses in an attribute; some hold several."""
    if name in ("srcset", "imagesrcset"):
        return [one.split()[0] for one in value.split(",") if one.strip()]
    return value.split() if name == "ping" else [value]


def _written_in(one: _Element) -> bool:
    """Whether an element is style, script, or a command to the browser."""
    if one.tag == "script":
        return not one.attributes.get("src") and one.attributes.get("type", "").strip().lower() not in DATA_BLOCKS
    return one.tag in ("style", "base") or _refreshes(one)


def _refreshes(one: _Element) -> bool:
    """Whether an element orders the browser to go elsewhere."""
    return one.tag == "meta" and one.attributes.get("http-equiv", "").lower() == "refresh"


def _opens(one: _Element) -> bool:
    """Whether an element keeps text to itself until it is opened, or is hidden with a heading or a list in it."""
    if "popover" in one.attributes or one.attributes.get("aria-expanded") == "false":
        return True
    return "hidden" in one.attributes and any(inner.tag in FOUND_BY for inner in one.node.iter())


def _text(element: Any) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _named(drawing: Any) -> bool:
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
        yield from _seen(inner)
        yield inner.tail or ""


def _hides(element: Any) -> bool:
    return (
        element.tag in ("details", "template", "noscript")
        or "hidden" in element.attrib
        or (element.get("aria-hidden") == "true")
    )
