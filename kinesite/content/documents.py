"""YAML with positions: front matter and data files, and where in them a mistake stands.

Law: loading never runs code, never expands aliases, never nests deeper than `MAX_DEPTH`, keeps no duplicate key
silently, and types nothing but `true`, `false`, numbers and nothing; all other scalars are the text that was written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml

from kinesite.content.hints import hint
from kinesite.content.sources import CONTROL, WHY_CONTROL, Source
from kinesite.diagnostics import MOST, Diagnostic, Severity, Span, error

KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

Place = tuple[int, int]
"""Line and column, counted from 0, as PyYAML does."""

MAX_DEPTH = 40
"""Collections inside collections; guides use five."""

_FENCE = "---"
_NESTED = re.compile(rf"\n[ ?:-]{{{MAX_DEPTH * 4}}}")  # a search for a plain first character is the quickest
_WHY_YAML = "Without its facts the guide cannot be shown at all, warnings included."


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in parsed data: it knows its keys, not its line."""

    where: KeyPath
    code: str
    message: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR
    at_key: bool = False
    """The key is wrong, not its value."""


_WORDS = {"true": True, "false": False, "": None, "~": None, "null": None}
"""Plain words that are values of other types."""
_TYPED = frozenset(("-", *"0123456789", *(word[:1] for word in _WORDS)))
"""How plain text starts that may be of another type."""
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")


class _Loader(yaml.CSafeLoader):
    """The C parser. What it parses is typed by `_value`, so it need not resolve the types of YAML 1.1."""

    def resolve(self, kind: type[yaml.Node], _value: Any, implicit: Any) -> str:
        """Whether a scalar is written plainly, for `_value`: "plain", or nothing."""
        return "plain" if kind is yaml.ScalarNode and implicit[0] else ""

    def descend_resolver(self, _parent: Any, _key: Any) -> None: ...  # no type depends on where a node stands
    def ascend_resolver(self) -> None: ...


def _value(node: Any, duplicates: list[yaml.Node]) -> Any:
    """The data of a node; a key that came before is noted in `duplicates`, the first value stays."""
    if isinstance(node, yaml.ScalarNode):
        text = str(node.value)
        return _typed(text) if node.tag and text[:1] in _TYPED else text
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, duplicates) for one in node.value]
    mapping: dict[str, Any] = {}
    for key, inner in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key must be plain text", key.start_mark)
        value = _value(inner, duplicates)
        if key.value in mapping:
            duplicates.append(key)
        mapping.setdefault(key.value, value)
    return mapping


def _typed(text: str) -> Any:
    """The value of plain text: true, false, nothing, a number, or the text."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


@dataclass(frozen=True)
class Document:
    """One parsed file: its data, the text after it, and where each value stands."""

    source: Source
    data: Mapping[str, Any]
    body: str = ""
    """The text after the front matter."""
    body_line: int = 1
    """The line on which the body begins."""
    mistakes: tuple[Diagnostic, ...] = ()
    """Duplicate keys."""
    _yaml: str = field(default="", repr=False)
    _line: int = 0
    """Lines before the YAML."""
    _within: str = ""
    """A key that stands round the data but not in the file."""

    def inside(self, name: str) -> "Document":
        """The same document for a model that holds all of it under one field; places stay right."""
        return replace(self, data={name: self.data}, _within=name)

    def span(self, where: KeyPath, *, at_key: bool = False) -> Span:
        """The place of a value, or of its key; of the nearest thing around it that exists, for one that is missing."""
        inner = where[1:] if self._within and where[:1] == (self._within,) else where
        for length in range(len(inner), 0, -1):
            marks = self._marks.get(inner[:length])
            if marks is not None:
                line, column = marks[1 if at_key or length < len(inner) else 0]
                return self.source.span(line + self._line + 1, column + 1)
        return Span(self.source.path, max(1, self._line))

    @cached_property
    def _marks(self) -> dict[KeyPath, tuple[Place, Place]]:
        """(place of the value, place of its key or list item) by keys; made only for a file with a mistake."""
        return dict(_placed(yaml.compose(self._yaml, Loader=_Loader), ()))

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """A problem with its place."""
        span = self.span(problem.where, at_key=problem.at_key)
        return Diagnostic(span, problem.severity, problem.code, problem.message, problem.why, problem.fix)


def _placed(node: Any, above: KeyPath) -> Iterator[tuple[KeyPath, tuple[Place, Place]]]:
    """The keys of every value below a node, with its place and that of its key; of a key written twice, the first."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield (*above, number), (_start(item), _start(item))
            yield from _placed(item, (*above, number))
    elif isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):
            yield from _placed(value, (*above, key.value))
            yield (*above, key.value), (_start(value), _start(key))


def _start(found: Any) -> Place:
    """The place where a node or an event begins."""
    return found.start_mark.line, found.start_mark.column


def _too_deep(text: str) -> Place | None:
    """The place where collections nest deeper than `MAX_DEPTH`. The C composer would overflow its stack there.

    Flow collections need that many brackets, block collections a line that begins with that many indicators or blanks.
    """
    if text.count("[") + text.count("{") <= MAX_DEPTH and not _NESTED.search("\n" + text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return _start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


_MARKS = {"&": "anchors (&)", "*": "aliases (*)", "!": "tags (!)"}


def _marked(text: str) -> tuple[Place, str] | None:
    """The first anchor, alias or tag: a few aliases can stand for billions of values, a tag for any type. Or the first
    text that spells out a character which no file may hold, by an escape.

    Only the parser knows which marks are part of a text; any of them is a reason to ask it.
    """
    if not ("&" in text or "*" in text or "!" in text or "\\" in text):
        return None
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            return _start(event), "*"
        if isinstance(event, yaml.ScalarEvent) and (found := CONTROL.search(event.value)):
            return _start(event), found[0]
        for mark, name in (("&", "anchor"), ("!", "tag")):
            if getattr(event, name, None):
                return _start(event), mark
    return None


_OPENED = ("quoted scalar", "flow", "simple key")
"""What is noticed late: the place to look at is where it began."""


def _failed(source: Source, failure: yaml.MarkedYAMLError, text: str, line: int) -> Diagnostic:
    """The diagnostic of a text that the parser cannot read."""
    words = " ".join(part for part in (failure.problem, failure.context) if part)
    late = failure.context_mark is not None and any(opened in words for opened in _OPENED)
    mark = failure.context_mark if late else failure.problem_mark or failure.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    written = text.split("\n")[row : row + 1] or [""]
    fix = hint(words, written[0][:column], written[0][column:])
    span = source.span(row + line + 1, column + 1)
    return error(span, "S120", f"this is not valid YAML: {words}", why=_WHY_YAML, fix=fix)


def _guarded(source: Source, text: str, line: int) -> Diagnostic | None:
    """The mistake of a text that would be dangerous to load."""
    if (deep := _too_deep(text)) is not None:
        span = source.span(deep[0] + line + 1, deep[1] + 1)
        return error(span, "S121", "nested too deeply", why=_WHY_YAML, fix="Remove the brackets or indentation.")
    if (marked := _marked(text)) is not None:
        (row, column), mark = marked
        span = source.span(row + line + 1, column + 1)
        if mark not in _MARKS:
            message = f"an escape stands for the control character U+{ord(mark):04X}"
            return error(span, "S116", message, why=WHY_CONTROL, fix="Take the escape out of the text.")
        fix = f"Write the value out; put it in quotation marks if it is text that begins with {mark}."
        return error(span, "S122", f"{_MARKS[mark]} are not used here", why=_WHY_YAML, fix=fix)
    return None


def _loaded(source: Source, text: str, line: int) -> tuple[Any, tuple[Diagnostic, ...]]:
    """(data or None, mistakes) of a YAML text whose first line is `line` lines into the file."""
    try:
        if (danger := _guarded(source, text, line)) is not None:
            return None, (danger,)
        duplicates: list[yaml.Node] = []
        node = _Loader(text).get_single_node()
        data = None if node is None else _value(node, duplicates)
    except yaml.MarkedYAMLError as failure:
        return None, (_failed(source, failure, text, line),)
    return data, tuple(_duplicates(source, duplicates[:MOST], line))


def _duplicates(source: Source, nodes: list[yaml.Node], line: int) -> Iterator[Diagnostic]:
    for node in nodes:
        span = source.span(node.start_mark.line + line + 1, node.start_mark.column + 1)
        why = "Only one of the two would be shown, and nobody could tell which."
        yield error(span, "S123", f'"{node.value}" is written twice', why=why, fix="Delete one of the two.")


def _mapped(source: Source, text: str, line: int, body: tuple[str, int]) -> Document | tuple[Diagnostic, ...]:
    data, mistakes = _loaded(source, text, line)
    if isinstance(data, dict):
        return Document(source, data, body[0], body[1], mistakes, text, line)
    if mistakes:
        return mistakes
    span = Span(source.path, line + 1)
    shown = {list: "a list", type(None): "empty"}.get(type(data), "a single value")
    message = f"fields are expected here, but this is {shown}"
    fix = 'Write one field a line: its name, a colon, a space, its value, such as "title: Bird dog".'
    return (error(span, "S124", message, why=_WHY_YAML, fix=fix),)


def data_file(source: Source) -> Document | tuple[Diagnostic, ...]:
    """The document of a YAML file whose top is a mapping, or what is wrong with it."""
    return _mapped(source, source.text, 0, ("", 1))


def list_file(source: Source, name: str) -> Document | tuple[Diagnostic, ...]:
    """The document of a YAML file whose top is a list, which its model holds under `name`; or what is wrong with it."""
    data, mistakes = _loaded(source, source.text, 0)
    if isinstance(data, list):
        return Document(source, {name: data}, "", 1, mistakes, source.text, 0, name)
    message, fix = "a list is expected here", 'Begin each item with "- ", as in the same file of another component.'
    return mistakes or (error(Span(source.path), "S124", message, why=_WHY_YAML, fix=fix),)


def front_matter(source: Source) -> Document | tuple[Diagnostic, ...]:
    """The document of a Markdown file that begins with YAML between two lines of `---`, or what is wrong with it."""
    found = _cut(source.text)
    if found is not None:
        return _mapped(source, found[0], 1, found[1:])
    if source.text.partition("\n")[0].rstrip() == _FENCE:
        fix = 'Write a line "---" after the last field, before the text.'
        return (error(Span(source.path), "S126", "the fields at the top never end", why=_WHY_YAML, fix=fix),)
    empty = not source.text.strip()
    message = "the file is empty" if empty else "the fields at the top are missing"
    fix = 'Begin the file with a line "---", the fields, and another line "---"; "new" writes a ready example.'
    return (error(Span(source.path), "S125", message, why=_WHY_YAML, fix=fix),)


def body(source: Source) -> tuple[str, int] | None:
    """The text after the front matter of a Markdown file and its first line, without a look at the front matter."""
    found = _cut(source.text)
    return found[1:] if found else None


def _cut(text: str) -> tuple[str, str, int] | None:
    """(YAML, text after it, first line of that text) of a Markdown file; None when the YAML has no two fences."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None
