"""The written text of an entry: Markdown becomes clean HTML, with links still open and every mistake at its line.

Law: a body is a pure function of one file. Raw HTML is never passed on: it is an error at its line and shown as
text; nh3 stands behind as a second lock. Where links lead is decided by the page that shows the body.
"""

import html
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import nh3

from kinesite.diagnostics import MOST, Diagnostic, Span, error
from kinesite.render import tangles, unseen
from kinesite.render.converter import OPTIONAL, Converter, converter
from kinesite.render.lines import Lines, heading_lines, visible

OPEN_LINK = "kinesite"
"""The scheme of an address that a page has yet to fill in: `kinesite:3` is the body's target number 3."""

_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "a", "img", "blockquote", "hr", "br"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}} | {
    tag: {"id"} for tag in ("h2", "h3", "h4")
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CLEANER = nh3.Cleaner(tags=_TAGS | _TABLE, attributes=_ATTRIBUTES, url_schemes={*_SCHEMES, OPEN_LINK}, link_rel=None)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a picture of a body leads, as the editor wrote it."""

    text: str
    line: int
    column: int
    picture: bool = False
    words: str = ""
    """What is written for a picture, for those who cannot see it."""

    @property
    def scheme(self) -> str:
        """What stands before the colon, as a browser would understand it; empty for a path."""
        squeezed = re.sub(r"[\s\x00-\x20]", "", html.unescape(self.text)).lower()
        found = re.match(r"([a-z][a-z0-9+.-]*):", squeezed)
        return found[1] if found else ""

    @property
    def external(self) -> bool:
        """Whether it leads out of the site."""
        return self.scheme in _SCHEMES

    @property
    def refused(self) -> bool:
        """Whether it leads to no page at all, such as `javascript:`."""
        return bool(self.scheme) and not self.external


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
    sound: bool = True
    """Nothing is wrong with the text itself; else no page shows it."""


def slug(text: str) -> str:
    """The id of a heading: its letters and digits in small, joined by hyphens; other scripts keep their letters."""
    folded = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-") or "section"


class _Openings:
    """Gives headings their ids and replaces the targets of links and pictures by numbers."""

    targets: list[Target]
    """Without their places."""
    headings: list[tuple[int, str, bool]]
    """(level, text, whether it stands inside a list or a quotation) in order."""
    numbers: dict[str, int]
    """The ids of the headings, each with the last number that was put behind it."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the text before; a text of white space alone never comes to `run`."""
        self.targets, self.headings, self.numbers = [], [], {}

    def run(self, root: ET.Element) -> None:
        outer = set(root)
        for element in root.iter():
            if element.tag == "a":
                self._open(element, "href", picture=False)
            elif element.tag == "img":
                self._open(element, "src", picture=True)
            elif element.tag in _HEADINGS:
                self._name(element, inside=element not in outer)

    def _open(self, element: ET.Element, attribute: str, *, picture: bool) -> None:
        self.targets.append(Target(element.get(attribute, ""), 1, 1, picture, element.get("alt", "").strip()))
        element.set(attribute, f"{OPEN_LINK}:{len(self.targets) - 1}")

    def _name(self, element: ET.Element, *, inside: bool) -> None:
        text = "".join(element.itertext()).strip()
        base = name = slug(text)
        while name in self.numbers:
            self.numbers[base] += 1
            name = f"{base}-{self.numbers[base]}"
        self.numbers[name] = 1
        self.headings.append((int(element.tag[1]), text, inside))
        element.set("id", name)


@cache
def _converter(marks: frozenset[str]) -> tuple[Converter, _Openings]:
    """A converter for texts with these marks, and what opens the targets of its texts."""
    openings = _Openings()
    return converter(marks, openings.run), openings


def render(path: str, text: str, first_line: int) -> tuple[Body, tuple[Diagnostic, ...]]:
    """The body of a text that begins at a line of a file, and what is wrong with it."""
    tangled = tangles.first(path, text, first_line)
    if tangled is not None:
        return Body("", (), (), (), sound=False), (tangled,)
    converter, openings = _converter(frozenset(mark for mark in OPTIONAL if mark in text))
    converter.reset()
    openings.reset()
    clean = _CLEANER.clean(converter.convert(text))
    lines = visible(text, first_line)
    targets = tuple(_placed(openings.targets, text, lines))
    introduction, parts = _split(clean)
    mistakes = [*_raw_tags(path, lines), *_headings(path, openings.headings, lines)]
    mistakes += [mistake for target in targets for mistake in _unusable(path, target)]
    mistakes += [*_placeholders(path, lines), *unseen.references(path, lines)]
    return Body(introduction, parts, targets, tuple(openings.numbers), not mistakes), tuple(mistakes[:MOST])


_PLACEHOLDER = re.compile(r"[ \t]*(?:[-*] |\d+\. )?…")


def _placeholders(path: str, lines: Lines) -> Iterator[Diagnostic]:
    """Lines that begin with the mark of a draft's own text."""
    for number, line in lines:
        if "…" in line and (match := _PLACEHOLDER.match(line)):
            why = "A reader would be shown words that were meant for the editor."
            fix = "Write the text, and take the … away."
            yield error(Span(path, number, match.end()), "M310", "a text is still to be written", why=why, fix=fix)


def _split(markup: str) -> tuple[str, tuple[Part, ...]]:
    """(what stands before the first second-level heading, the parts that such headings begin)."""
    pieces = re.split(r'<h2 id="([^"]*)">(.*?)</h2>\n?', markup)
    parts = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    return pieces[0].strip(), tuple(Part(name, title, body.strip()) for name, title, body in parts)


_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)")
_TAG = re.compile(r"<(?:[a-zA-Z!?/][^>\n]*>?)")


def _placed(targets: list[Target], text: str, lines: Lines) -> Iterator[Target]:
    """Targets with their places, found again in the text by kind, address and order; else by the address alone."""
    first_line = lines[0][0]
    places: dict[tuple[str, bool], deque[tuple[int, int]]] = defaultdict(deque)
    for number, line in lines if targets else ():
        for match in _LINK.finditer(line) if "](" in line else ():
            places[match[2], bool(match[1])].append((number, match.start(2) + 1))
    for target in targets:
        found = places[target.text, target.picture]
        sure = None if found else re.search(rf"\]\(\s*<?(?={re.escape(target.text)})", text)
        at = sure.end() if sure else 0
        row = first_line + text.count("\n", 0, at)
        place = found.popleft() if found else (row, at - text.rfind("\n", 0, at))
        yield replace(target, line=place[0], column=place[1])


def _raw_tags(path: str, lines: Lines) -> Iterator[Diagnostic]:
    why = "Tags could run scripts in a reader's browser or hide a warning, so they are shown as text."
    for number, line in lines:
        for match in _TAG.finditer(line) if "<" in line else ():
            span = Span(path, number, match.start() + 1)
            fix = "Write Markdown: **bold**, [words](address), a blank line between paragraphs."
            yield error(span, "M301", f"raw HTML is not used here: {match[0][:40]}", why=why, fix=fix)


def _headings(path: str, headings: list[tuple[int, str, bool]], lines: Lines) -> Iterator[Diagnostic]:
    """Headings that begin below or above the second level, skip one, or have no words."""
    why = "Screen readers jump from heading to heading; a missing level sounds like missing text."
    waiting = deque(heading_lines(lines))
    last = 1
    for level, title, inside in headings:
        while waiting and waiting[0][1] != level:
            waiting.popleft()
        span = Span(path, waiting.popleft()[0] if waiting else lines[0][0])
        if not title:
            fix = "Write the words of the heading, or delete the #."
            yield error(span, "M305", "a heading has no words", why=why, fix=fix)
        elif inside:
            fix = "Begin the heading at the start of a line, after an empty line."
            yield error(span, "M308", f'"{title}" stands inside a list or a quotation', why=why, fix=fix)
        elif level == 1:
            fix = f'Write "## {title}": the title of the entry is the only first-level heading.'
            yield error(span, "M303", f'"{title}" is a first-level heading', why=why, fix=fix)
        elif level > last + 1:
            fix = f'Write "{"#" * (last + 1)} {title}".'
            yield error(span, "M302", f'"{title}" skips a heading level', why=why, fix=fix)
        last = max(level, 2) if level > 1 else last


def _unusable(path: str, target: Target) -> Iterator[Diagnostic]:
    """Addresses with a scheme that does not lead to a page, such as `javascript:`; pictures without words."""
    span = Span(path, target.line, target.column)
    if target.refused:
        why = "It could run a program in a reader's browser."
        fix = "Link to a page: a source path such as ../exercises/bird-dog.md, or a web address."
        yield error(span, "M304", f"{target.scheme}: addresses are not used here", why=why, fix=fix)
    if target.picture and not target.words:
        why = "A reader who cannot see the picture gets nothing."
        fix = "Write what it shows between the brackets: ![A chair with a towel on it](…)."
        yield error(span, "M306", "the picture has no words", why=why, fix=fix)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a target turned out to lead."""

    address: str
    width: int = 0
    height: int = 0
    """Of a picture, in pixels, so that the page does not jump when it arrives."""


_OPEN = re.compile(rf'(<(?:a|img) [^<>]*?(?:href|src)=)"{OPEN_LINK}:(\d+)"')
"""An open target inside a tag: nh3 escapes angle brackets and quotation marks everywhere else."""


def filled(markup: str, destinations: list[Destination]) -> str:
    """A part's HTML with the numbers of its targets replaced by addresses, which are escaped here."""

    def attribute(match: re.Match[str]) -> str:
        found = destinations[int(match[2])]
        size = f' width="{found.width}" height="{found.height}" loading="lazy"' if found.width else ""
        return f'{match[1]}"{html.escape(found.address)}"{size}'

    return _OPEN.sub(attribute, markup) if OPEN_LINK in markup else markup
