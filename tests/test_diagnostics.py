"""How mistakes are ordered, shown and encoded."""

import json
from dataclasses import replace

import pytest

from kinesite import diagnostics
from kinesite.commands import cli
from kinesite.diagnostics import (
    FORMATS,
    LONGEST,
    MARK_WIDTH,
    Diagnostic,
    Severity,
    Span,
    count,
    did_you_mean,
    error,
    masked,
    nearest,
    ordered,
    to_github,
    to_json,
    to_text,
)

TITLE = Diagnostic(
    Span("content/en/exercises/squat.md", 7, 3),
    Severity.ERROR,
    "S102",
    'unknown field "titel"; did you mean "title"?',
    "Readers look for it under this name.",
    "Write title.",
    "  titel: Squat",
)
REVIEW = Diagnostic(Span("content/en/exercises/squat.md", 12), Severity.WARNING, "D702", "due", "Why.", "Fix.")


def test_text_shows_place_code_line_mark_reason_and_fix():
    assert to_text([TITLE]) == (
        'content/en/exercises/squat.md:7:3: error S102: unknown field "titel"; did you mean "title"?\n'
        "    7 |   titel: Squat\n"
        "      |   ^\n"
        "      why: Readers look for it under this name.\n"
        "      fix: Write title.\n"
    )


def test_json_has_exactly_the_agreed_shape():
    assert to_json([REVIEW, TITLE]).endswith("}\n")
    assert json.loads(to_json([REVIEW, TITLE])) == {
        "diagnostics": [
            {
                "code": "S102",
                "severity": "error",
                "message": 'unknown field "titel"; did you mean "title"?',
                "why": "Readers look for it under this name.",
                "fix": "Write title.",
                "path": "content/en/exercises/squat.md",
                "line": 7,
                "column": 3,
            },
            {
                "code": "D702",
                "severity": "warning",
                "message": "due",
                "why": "Why.",
                "fix": "Fix.",
                "path": "content/en/exercises/squat.md",
                "line": 12,
                "column": 1,
            },
        ],
        "errors": 1,
        "warnings": 1,
    }
    assert json.loads(to_json([])) == {"diagnostics": [], "errors": 0, "warnings": 0}


def test_github_gets_one_annotation_a_line():
    assert to_github([TITLE]) == (
        "::error file=content/en/exercises/squat.md,line=7,col=3,title=S102::"
        'unknown field "titel"; did you mean "title"?'
        "%0AWhy: Readers look for it under this name.%0AFix: Write title.\n"
    )


def test_github_cannot_be_given_commands_by_a_file():
    sly = Diagnostic(Span("a,b:c%\n::stop.md"), Severity.ERROR, "S119", "x\r\n::error::100%", "y\n", "z")
    told = to_github([sly])
    assert told == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Astop.md,line=1,col=1,title=S119::"
        "x%0D%0A::error::100%25%0AWhy: y%0A%0AFix: z\n"
    )
    assert told.count("\n") == 1


def test_nothing_wrong_is_nothing_said():
    assert to_text([]) == ""
    assert to_github([]) == ""


def test_order_is_path_line_column_code_and_each_is_said_once():
    def at(path: str, line: int, column: int, code: str) -> Diagnostic:
        return Diagnostic(Span(path, line, column), Severity.ERROR, code, "m", "w", "f")

    wanted = (at("a", 1, 2, "S1"), at("a", 2, 1, "S1"), at("a", 10, 1, "S1"), at("a", 10, 1, "S2"), at("b", 1, 1, "A"))
    assert ordered([*reversed(wanted), wanted[2]]) == wanted


def test_the_same_mistake_with_and_without_its_line_is_one_mistake():
    bare = Diagnostic(TITLE.span, TITLE.severity, TITLE.code, TITLE.message, TITLE.why, TITLE.fix)
    assert len(ordered([TITLE, bare])) == 1


def test_counting_is_by_severity():
    assert count([TITLE, REVIEW, TITLE], Severity.ERROR) == 2
    assert count([TITLE, REVIEW, TITLE], Severity.WARNING) == 1


def _excerpt(line: str, column: int) -> list[str]:
    told = to_text([Diagnostic(Span("a", 1, column), Severity.ERROR, "S1", "m", "w", "f", line)])
    return told.split("\n")[1:-3]


def test_a_long_line_is_shown_around_its_mark():
    shown, mark = _excerpt("a" * 400 + "X" + "b" * 400, 401)
    assert len(shown) == len("    1 | ") + MARK_WIDTH
    assert shown[mark.index("^")] == "X"


@pytest.mark.parametrize(
    "secret", ["me:hush", "me:s'hush", 'me:"hush', "me:a@hush", "hush", "me:a@b@hush", "x" * LONGEST]
)
def test_a_password_in_an_address_is_never_shown(secret: str):
    line = f"git: https://{secret}@example.org/x me@example.org"
    shown = masked(line)
    assert shown == f"git: https://{'•' * len(secret)}@example.org/x me@example.org"
    where = Span("content/site.yaml", 1, 6)
    assert secret[-4:] not in to_text((replace(error(where, "S172", line, why=line, fix=line), excerpt=line),))


def test_names_that_are_no_secret_stay():
    assert masked("me@example.org: see https://example.org/@me") == "me@example.org: see https://example.org/@me"


@pytest.mark.parametrize("column", [1, 5, 6, 99])
def test_a_mark_stays_under_its_line(column: int):
    shown, mark = _excerpt("abcde", column)
    assert mark.index("^") - len("    1 | ") == min(column - 1, 5)
    assert shown == "    1 | abcde"


def test_a_tab_before_the_mark_takes_one_column():
    shown, mark = _excerpt("\tX", 2)
    assert shown[mark.index("^")] == "X"


@pytest.mark.parametrize("line", ["", "   "])
def test_an_empty_line_is_not_shown(line: str):
    assert _excerpt(line, 1) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [("titel", "title"), ("TITLE", "title"), ("dificulty", "difficulty"), ("xyzzy", None), ("", None)],
)
def test_the_nearest_word_is_found_or_none(word: str, meant: str | None):
    known = ("title", "difficulty", "area")
    assert nearest(word, known) == meant
    assert did_you_mean(word, known) == (f'; did you mean "{meant}"?' if meant else "")


def test_the_nearest_word_does_not_depend_on_the_order_of_the_known():
    assert nearest("aa", {"ab", "ac"}) == nearest("aa", ["ac", "ab"]) == nearest("aa", ["ab", "ac"])


def test_the_command_line_offers_every_format():
    assert tuple(FORMATS) == cli.FORMATS


def test_shorthands_give_their_severity():
    place = Span("a")
    assert diagnostics.error(place, "S1", "m", why="w", fix="f").severity is Severity.ERROR
    assert diagnostics.warning(place, "S1", "m", why="w", fix="f").severity is Severity.WARNING
