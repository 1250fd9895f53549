"""The written text of an entry: Markdown becomes clean HTML, with links still open and every mistake at its line.

Law: a body is a pure function of one file. Raw HTML is never passed on: it is an error at its line and shown as
text; nh3 stands behind as a second lock. Where links lead is decided by the page that shows the body.
"""

import html
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import markdown
import nh3
from markdown.treeprocessors import Treeprocessor

from kinesite.diagnostics import Diagnostic, Span, error

OPEN_LINK = "kinesite"
"""The scheme of an address that a page has yet to fill in: `kinesite:3` is the body's target number 3."""

_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "a", "img", "blockquote", "hr", "br"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}} | {
    tag: {"id"} for tag in ("h2", "h3", "h4")
}
_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a picture of a body leads, as the editor wrote it."""

    text: str
    line: int
    column: int
    picture: bool = False

    @property
    def external(self) -> bool:
        """Whether it leads out of the site."""
        return self.text.partition(":")[0].lower() in _SCHEMES and ":" in self.text


@dataclass(frozen=True, slots=True)
class Part:
    """A body's text from one second-level heading to the next; the first part may have no heading."""

    id: str
    title: str
    html: str

    @property
    def numbered(self) -> bool:
        """Whether it holds numbered steps."""
        return "<ol" in self.html


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an entry."""

    introduction: str
    parts: tuple[Part, ...]
    targets: tuple[Target, ...]
    anchors: tuple[str, ...]
    """The ids of all headings."""


def slug(text: str) -> str:
    """The id of a heading: its letters and digits in small, joined by hyphens; other scripts keep their letters."""
    folded = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-") or "section"


class _Openings(Treeprocessor):
    """Gives headings their ids and replaces the targets of links and pictures by numbers."""

    targets: list[tuple[str, bool]]
    headings: list[tuple[int, str]]
    """(level, text) in order."""
    anchors: list[str]

    def run(self, root: ET.Element) -> None:
        self.targets, self.headings, self.anchors = [], [], []
        for element in root.iter():
            if element.tag == "a":
                self._open(element, "href", picture=False)
            elif element.tag == "img":
                self._open(element, "src", picture=True)
            elif re.fullmatch(r"h[1-6]", element.tag):
                self._name(element)

    def _open(self, element: ET.Element, attribute: str, *, picture: bool) -> None:
        self.targets.append((element.get(attribute, ""), picture))
        element.set(attribute, f"{OPEN_LINK}:{len(self.targets) - 1}")

    def _name(self, element: ET.Element) -> None:
        text = "".join(element.itertext()).strip()
        base = name = slug(text)
        number = 1
        while name in self.anchors:
            number += 1
            name = f"{base}-{number}"
        self.anchors.append(name)
        self.headings.append((int(element.tag[1]), text))
        element.set("id", name)


@cache
def _engine(*, tables: bool) -> tuple[markdown.Markdown, _Openings]:
    """A Markdown engine for guides: no raw HTML, no code blocks by indentation, no links defined elsewhere."""
    engine = markdown.Markdown(extensions=["sane_lists", "tables"] if tables else ["sane_lists"])
    engine.preprocessors.deregister("html_block")
    for pattern in ("html", "autolink", "automail", "reference", "image_reference", "short_reference"):
        engine.inlinePatterns.deregister(pattern)
    engine.inlinePatterns.deregister("short_image_ref")
    for block in ("code", "reference"):
        engine.parser.blockprocessors.deregister(block)
    openings = _Openings(engine)
    engine.treeprocessors.register(openings, "openings", 0)
    return engine, openings


def render(path: str, text: str, first_line: int) -> tuple[Body, tuple[Diagnostic, ...]]:
    """The body of a text that begins at a line of a file, and what is wrong with it."""
    engine, openings = _engine(tables="|" in text)
    engine.reset()
    clean = nh3.clean(
        engine.convert(text),
        tags=_TAGS | _TABLE,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes={*_SCHEMES, OPEN_LINK},
        link_rel=None,
    )
    targets = tuple(_placed(openings.targets, text, first_line))
    introduction, parts = _split(clean)
    mistakes = [*_raw_tags(path, text, first_line), *_headings(path, openings.headings, text, first_line)]
    mistakes += [mistake for target in targets for mistake in _schemes(path, target)]
    return Body(introduction, parts, targets, tuple(openings.anchors)), tuple(mistakes)


def _split(markup: str) -> tuple[str, tuple[Part, ...]]:
    """(what stands before the first second-level heading, the parts that such headings begin)."""
    pieces = re.split(r'<h2 id="([^"]*)">(.*?)</h2>\n?', markup)
    parts = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    return pieces[0].strip(), tuple(Part(name, title, body.strip()) for name, title, body in parts)


_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)")
_TAG = re.compile(r"<(?:[a-zA-Z!?/][^>\n]*>?)")
_HEADING = re.compile(r"(#{1,6})(?!#)")


def _visible(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """(line number in the file, line) with inline code and escaped characters blanked out."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        blanked = re.sub(r"\\.", "  ", line)
        yield number, _CODE.sub(lambda match: " " * len(match[0]), blanked)


def _placed(targets: list[tuple[str, bool]], text: str, first_line: int) -> Iterator[Target]:
    """Targets with their places, found again in the text by kind, address and order; else the body's first line."""
    written = [
        (match[2], bool(match[1]), number, match.start(2) + 1)
        for number, line in _visible(text, first_line)
        for match in _LINK.finditer(line)
    ]
    for address, picture in targets:
        found = next((place for place in written if place[0] == address and place[1] == picture), None)
        if found is None:
            yield Target(address, first_line, 1, picture)
        else:
            written.remove(found)
            yield Target(address, found[2], found[3], picture)


def _raw_tags(path: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    why = "Tags could run scripts in a reader's browser or hide a warning, so they are shown as text."
    for number, line in _visible(text, first_line):
        for match in _TAG.finditer(line):
            span = Span(path, number, match.start() + 1)
            fix = "Write Markdown: **bold**, [words](address), a blank line between paragraphs."
            yield error(span, "M301", f"raw HTML is not used here: {match[0][:40]}", why=why, fix=fix)


def _headings(path: str, headings: list[tuple[int, str]], text: str, first_line: int) -> Iterator[Diagnostic]:
    """Headings that begin below or above the second level, or skip one."""
    why = "Screen readers jump from heading to heading; a missing level sounds like missing text."
    lines = [(number, len(match[1])) for number, line in _visible(text, first_line) if (match := _HEADING.match(line))]
    last = 1
    for level, title in headings:
        number = next((line for line, depth in lines if depth == level), first_line)
        lines = [(line, depth) for line, depth in lines if line > number]
        if level == 1:
            fix = f'Write "## {title}": the title of the entry is the only first-level heading.'
            yield error(Span(path, number), "M303", f'"{title}" is a first-level heading', why=why, fix=fix)
        elif level > last + 1:
            fix = f'Write "{"#" * (last + 1)} {title}".'
            yield error(Span(path, number), "M302", f'"{title}" skips a heading level', why=why, fix=fix)
        last = max(level, 2) if level > 1 else last


def _schemes(path: str, target: Target) -> Iterator[Diagnostic]:
    """Addresses with a scheme that does not lead to a page, such as `javascript:`."""
    squeezed = re.sub(r"[\s\x00-\x20]", "", html.unescape(target.text)).lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", squeezed)
    if scheme and scheme[1] not in _SCHEMES:
        why = "It could run a program in a reader's browser."
        fix = "Link to a page: a source path such as ../exercises/bird-dog.md, or a web address."
        span = Span(path, target.line, target.column)
        yield error(span, "M304", f"{scheme[1]}: addresses are not used here", why=why, fix=fix)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a target turned out to lead."""

    address: str
    width: int = 0
    height: int = 0
    """Of a picture, in pixels, so that the page does not jump when it arrives."""
    alt: str = ""
    """What a picture shows; it stands where the editor wrote no other words."""


def filled(markup: str, destinations: list[Destination]) -> str:
    """A part's HTML with the numbers of its targets replaced by addresses, which are escaped here."""

    def attribute(match: re.Match[str]) -> str:
        found = destinations[int(match[3])]
        size = f' width="{found.width}" height="{found.height}" loading="lazy"' if found.width else ""
        words = f'alt="{html.escape(found.alt)}" ' if match[1] else ""
        return f'{words}{match[2]}="{html.escape(found.address)}"{size}'

    return re.sub(rf'(alt="" )?(src|href)="{OPEN_LINK}:(\d+)"', attribute, markup)
