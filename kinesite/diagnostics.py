"""Mistakes as values: where, how grave, what, why it matters to a reader, and how to mend it.

Law: this module alone decides how a message is ordered, shown and encoded; it prints nothing.
"""

import enum
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field


class Severity(enum.StrEnum):
    """An error stops the build; a warning does so only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A place in a source file."""

    path: str
    """POSIX path relative to the site's root."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, complete: it can be shown without looking at its file again."""

    span: Span
    severity: Severity
    code: str
    """A letter and three digits that never change their meaning; docs/mistakes.md lists them."""
    message: str
    """What is wrong, in one line."""
    why: str
    """What it would do to a reader, in one sentence."""
    fix: str
    """What to write instead, in one sentence."""
    excerpt: str = field(default="", compare=False)
    """The source line itself, when there is one."""

    @property
    def order(self) -> tuple[Span, str, str]:
        """The sorting key: path, line, column, then code and message."""
        return self.span, self.code, self.message


def error(span: Span, code: str, message: str, *, why: str, fix: str) -> Diagnostic:
    """A diagnostic that stops the build."""
    return Diagnostic(span, Severity.ERROR, code, message, why, fix)


def warning(span: Span, code: str, message: str, *, why: str, fix: str) -> Diagnostic:
    """A diagnostic that stops the build only under `--strict`."""
    return Diagnostic(span, Severity.WARNING, code, message, why, fix)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, sorted by place."""
    return tuple(sorted(set(diagnostics), key=lambda diagnostic: diagnostic.order))


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    """How many diagnostics have this severity."""
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely stands for, or None when nothing is near."""
    import difflib  # noqa: PLC0415 - a build without mistakes does not load it

    lowered = {candidate.lower(): candidate for candidate in sorted(known, reverse=True)}
    matches = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "title"?`, or nothing when no known word is near."""
    match = nearest(word, known)
    return f'; did you mean "{match}"?' if match else ""


_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What would command a terminal, or turn round the text that it shows, were it printed as it is."""


CREDENTIALS = re.compile(r"(?<=://)[^/\s]*(?=@)")
"""In an address, what stands before the host: a name, a password, a token; these may hold quotes and `@`, too."""


def masked(text: str) -> str:
    """A text without the name and the password that an address may hold: what is printed is kept in many logs."""
    return CREDENTIALS.sub(lambda found: "•" * len(found[0]), text)


def seen(text: str) -> str:
    """A text on one line that can be read, with what cannot be seen spelt out: a file may have any name, a value any
    character and any length.
    """
    whole = masked(text)  # before it is cut: the end of a password is what shows that it is one
    cut = whole if len(whole) <= LONGEST else whole[:LONGEST] + "…"
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), cut)


LONGEST = 1_000
"""Characters of a message, a reason or a fix that a terminal is shown."""
MOST = 100
"""Mistakes of one kind in one file that are told: whoever mends these has mended the others, or sees them next."""


MARK_WIDTH = 100
"""Columns of a source line that an excerpt shows around the mark."""


def _marked(diagnostic: Diagnostic) -> list[str]:
    """The source line with a mark below the column, cut to `MARK_WIDTH` round it."""
    if not diagnostic.excerpt.strip():
        return []
    column = min(diagnostic.span.column, len(diagnostic.excerpt) + 1) - 1
    start = max(0, column - MARK_WIDTH // 2)
    number = f"{diagnostic.span.line:>5} | "
    margin = " " * (len(number) - 2) + "| "
    shown = _UNSEEN.sub(" ", masked(diagnostic.excerpt)[start : start + MARK_WIDTH])
    return [number + shown.rstrip(), margin + " " * (column - start) + "^"]


def _as_text(diagnostic: Diagnostic) -> str:
    lines = [seen(f"{diagnostic.span}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}")]
    lines += _marked(diagnostic)
    lines += [f"      why: {seen(diagnostic.why)}", f"      fix: {seen(diagnostic.fix)}"]
    return "\n".join(lines) + "\n"


def _escaped(text: str, also: str = "") -> str:
    """Text for a workflow command: `%`, line ends and the characters of `also` are percent-encoded."""
    return "".join(f"%{ord(character):02X}" if character in "%\r\n" + also else character for character in text)


def _as_github(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = f"file={_escaped(span.path, ':,')},line={span.line},col={span.column}"
    body = _escaped(f"{diagnostic.message}\nWhy: {diagnostic.why}\nFix: {diagnostic.fix}")
    return f"::{diagnostic.severity} {place},title={diagnostic.code}::{body}\n"


def _as_mapping(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "why": diagnostic.why,
        "fix": diagnostic.fix,
        "path": diagnostic.span.path,
        "line": diagnostic.span.line,
        "column": diagnostic.span.column,
    }


def encoded(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Diagnostics as a text that `decoded` reads back; source lines are left out, the files have them."""
    return json.dumps([_as_mapping(diagnostic) for diagnostic in diagnostics], ensure_ascii=False)


def decoded(text: str) -> tuple[Diagnostic, ...]:
    """The diagnostics of such a text."""
    return tuple(
        Diagnostic(
            Span(one["path"], one["line"], one["column"]),
            Severity(one["severity"]),
            one["code"],
            one["message"],
            one["why"],
            one["fix"],
        )
        for one in json.loads(text)
    )


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """`{"diagnostics": […], "errors": n, "warnings": n}` on one line, ready for machines."""
    listed = ordered(diagnostics)
    report = {
        "diagnostics": [_as_mapping(diagnostic) for diagnostic in listed],
        "errors": count(listed, Severity.ERROR),
        "warnings": count(listed, Severity.WARNING),
    }
    return json.dumps(report, ensure_ascii=False) + "\n"


def to_text(diagnostics: Iterable[Diagnostic]) -> str:
    """The messages for a terminal, each with its source line, reason and fix."""
    return "\n".join(map(_as_text, ordered(diagnostics)))


def to_github(diagnostics: Iterable[Diagnostic]) -> str:
    """The messages as workflow commands, which a code review shows at their lines."""
    return "".join(map(_as_github, ordered(diagnostics)))


FORMATS = {"text": to_text, "json": to_json, "github": to_github}
"""Every way to show diagnostics, by the name that `--format` takes."""
