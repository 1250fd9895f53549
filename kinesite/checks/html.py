"""A finished page, read back: what it holds that rules speak of.

Law: rules look at the text that will be published, never at what was meant.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

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
FOUND_BY = (*HEADINGS, "li", "dt")
"""Elements that a reader who looks for something looks at."""
COMMANDS = ("script", "style", "base", "meta")
"""Elements that are style, script or orders to the browser, all of them or some."""
FOLDED = ("details", "dialog")
"""Elements that open on demand."""
HIDING = frozenset(("hidden", "aria-hidden", "aria-expanded", "popover"))
"""Attributes of parts that do so, or that some readers never get."""
UNSEEN = ("details", "template", "noscript")
"""Elements whose text a reader may not see."""
REFRESH = "<meta>"
"""What `inline` calls an order to go elsewhere."""
DATA_BLOCKS = ("application/json", "application/ld+json")
"""Types of scripts that are data: browsers run none of them."""


class Link(NamedTuple):
    """Something that a page refers to; a tuple, for large sites have a million."""

    target: str
    loaded: bool
    """The browser fetches it by itself (a picture, a script), not when a reader follows it."""


NOTABLE = (*HEADINGS, *COMMANDS, *FOLDED, *UNSEEN, "img", "ol", "svg")
"""Elements that rules speak of whatever attributes they have."""

_KEPT_AS = dict.fromkeys(ADDRESSES, "href") | dict.fromkeys(HIDING, "hidden")
"""Attributes that rules ask for together, and the one under whose name they are kept."""
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_TEXT: Any = etree.XPath("string()", regexp=False, smart_strings=False)


class Page:
    """The tree of one page, walked once: rules ask thousands of pages. Order means the order of the text."""

    def __init__(self, data: bytes) -> None:
        """`data`: its text as it is published."""
        root: Any = etree.fromstring(data, _PARSER) if data.strip() else None
        if root is None:  # as from an empty template: every rule finds what it lacks
            root = etree.Element("html")
        self._elements = list(root.iter())
        self._notable = [(element, element.tag) for element in root.iter(*NOTABLE)]
        self._attributes: dict[str, list[tuple[Any, str, str]]] = defaultdict(list)
        """(element, name, value) of each, by the name that it is kept under."""
        for element in self._elements:
            for name, value in element.items():
                self._attributes[_KEPT_AS.get(name, name)].append((element, name, value))

    def _all(self, *tags: str) -> list[Any]:
        """The elements with one of these names, all of which are notable."""
        return [element for element, tag in self._notable if tag in tags]

    @cached_property
    def _named(self) -> dict[str, Any]:
        """The first element with each id."""
        return {value: element for element, _name, value in reversed(self._attributes["id"])}

    @cached_property
    def _hidden(self) -> frozenset[Any]:
        """The elements that hide what is in them."""
        found = self._attributes["hidden"]
        hiding = [one for one, name, value in found if name == "hidden" or (name, value) == ("aria-hidden", "true")]
        return frozenset(hiding + self._all(*UNSEEN))

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order, twice where it stands twice."""
        return [value for _element, _name, value in self._attributes["id"] if value]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """(level, text) of every heading."""
        return [(int(tag[1]), _text(heading)) for heading, tag in self._notable if tag in HEADINGS]

    @cached_property
    def links(self) -> list[Link]:
        """Every address that the page names."""
        return list(self._links())

    def _links(self) -> Iterator[Link]:
        for element, name, value in self._attributes["href"]:
            tag = element.tag
            if tag != "link" or element.get("rel") not in ("canonical", "alternate"):
                loaded = (tag, name) not in FOLLOWED
                for address in _listed(name, value):
                    yield Link(address, loaded)

    @property
    def unnamed_pictures(self) -> list[str]:
        """Pictures without alternative text: addresses of `img` without `alt`, and drawings without a label."""
        pictures = [picture.get("src", "") for picture in self._all("img") if picture.get("alt") is None]
        return pictures + ["drawing" for drawing in self._all("svg") if not _labelled(drawing)]

    @property
    def inline(self) -> list[str]:
        """What the content policy would block: styles, scripts and handlers written into the page, each once."""
        found = [f"<{element.tag}>" for element in self._all(*COMMANDS) if _written_in(element)]
        return found + [f"{name}=" for name in self._attributes if name.startswith("on") or name in ("style", "srcdoc")]

    @property
    def refreshes(self) -> list[str]:
        """Every order to go elsewhere, as it is written."""
        return [meta.get("content", "") for meta in self._all("meta") if _refreshes(meta)]

    @property
    def collapsed(self) -> int:
        """How many parts of the page open only on demand, or never."""
        opening = (one[0] for one in self._attributes["hidden"] if _opens(*one))
        return len({*opening, *self._all(*FOLDED)})

    def position(self, element_id: str) -> int | None:
        """The place of a visible element that holds text; None when there is none, or when it is hidden."""
        found = self._named.get(element_id)
        if found is None or not self._hidden.isdisjoint((found, *found.iterancestors())):
            return None
        return self._elements.index(found) if any(map(str.strip, found.itertext())) else None

    def first_step(self) -> int | None:
        """The place of the first numbered list of the main text, navigation apart."""
        for numbered in self._all("ol"):
            around = [above.tag for above in numbered.iterancestors()]
            if "main" in around and "nav" not in around:
                return self._elements.index(numbered)
        return None

    def visible(self, element_id: str) -> str:
        """The text of the element with an id, without what is hidden in it; white space folded."""
        found = self._named.get(element_id)
        return "" if found is None else " ".join(" ".join(self._seen(found)).split())

    def _seen(self, element: Any) -> Iterator[str]:
        """The texts inside an element, those of hidden elements left out."""
        if not any(map(_text, self._hidden.intersection(element.iter()))):
            yield from element.itertext()
        elif element not in self._hidden:
            yield element.text or ""
            for inner in element:
                yield from self._seen(inner)
                yield inner.tail or ""

    @cached_property
    def _classes(self) -> frozenset[str]:
        values = {value for _element, _name, value in self._attributes["class"]}
        return frozenset(" ".join(values).split())

    def has_class(self, name: str) -> bool:
        """Whether some element has a class."""
        return name in self._classes


def _listed(name: str, value: str) -> list[str]:
    """The addresses in an attribute; some hold several."""
    if name in ("srcset", "imagesrcset"):
        return [one.split()[0] for one in value.split(",") if one.strip()]
    return value.split() if name == "ping" else [value]


def _written_in(element: Any) -> bool:
    """Whether one of the `COMMANDS` is style, script, or an order to the browser."""
    if element.tag == "script":
        return not element.get("src") and element.get("type", "").strip().lower() not in DATA_BLOCKS
    return element.tag != "meta" or _refreshes(element)


def _refreshes(meta: Any) -> bool:
    """Whether a `meta` orders the browser to go elsewhere."""
    order: str = meta.get("http-equiv", "")
    return order.lower() == "refresh"


def _opens(element: Any, name: str, value: str) -> bool:
    """Whether an attribute keeps text back until a part is opened, or hides a heading or a list in it."""
    if name == "hidden":
        return next(element.iter(*FOUND_BY), None) is not None
    return name == "popover" or (name == "aria-expanded" and value == "false")


def _text(element: Any) -> str:
    """The text of an element, white space folded."""
    whole = _TEXT(element) if len(element) else element.text or ""  # most headings are made of nothing else
    return " ".join(whole.split())


def _labelled(drawing: Any) -> bool:
    """A drawing is named, or hidden from those who would need the name, or stands in a part that is."""
    if drawing.get("aria-label") or drawing.get("aria-labelledby"):
        return True
    return any(element.get("aria-hidden") == "true" for element in (drawing, *drawing.iterancestors()))
