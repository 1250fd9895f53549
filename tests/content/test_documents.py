"""YAML with positions: what it gives, what it refuses, and where."""

import time

import pytest

from kinesite.content import documents
from kinesite.content.documents import MAX_DEPTH, Document, Problem, data_file, front_matter
from kinesite.content.sources import Source, decoded
from kinesite.diagnostics import Diagnostic, Severity


def source(text: str | bytes) -> Source:
    found = decoded("a.md", text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, Source)
    return found


def document(text: str) -> Document:
    found = data_file(source(text))
    assert isinstance(found, Document), found
    return found


def refusal(found: object) -> tuple[str, int, int]:
    """(code, line, column) of the only mistake."""
    assert isinstance(found, tuple), found
    [mistake] = found
    return mistake.code, mistake.span.line, mistake.span.column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("999999999999999", 999999999999999),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("~", None),
        ("null", None),
        ("", None),
        ("'5'", "5"),
        ('"true"', "true"),
        ("[a, 1, true]", ["a", 1, True]),
        ("{a: 1}", {"a": 1}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        *(
            (same, same)
            for same in (
                *("no", "yes", "on", "off", "No", "True", "TRUE", "y", "n", "Null", "NULL"),
                *("1:30", "12:30:45", "2026-11-22", "2024-13-01", "2026-11-22T10:00:00Z"),
                *("010", "0o17", "0x1F", "0b11", "1_000", "+5", "1e3", "1.", ".5", ".inf", "-.INF", ".nan", "=", "<<"),
                *("9999999999999999", "1.0000000000000001", "Übung", "🐕"),
            )
        ),
    ],
)
def test_only_true_false_numbers_and_nothing_are_not_text(written: str, value: object):
    found = document(f"a: {written}\n").data["a"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_whatever_they_look_like():
    assert document("1: a\ntrue: b\n~: c\n'': d\n").data == {"1": "a", "true": "b", "~": "c", "": "d"}


def test_of_a_key_written_twice_the_first_stays_and_the_second_is_pointed_at():
    found = document("a: 1\nb: {c: 1,\n    c: 2}\na: 3\na: 4\n")
    assert found.data == {"a": 1, "b": {"c": 1}}
    assert [(one.code, one.span.line, one.span.column) for one in found.mistakes] == [
        ("S123", 3, 5),
        ("S123", 4, 1),
        ("S123", 5, 1),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: " + "[" * 3_000, ("S121", 1, 3 + MAX_DEPTH)),
        ("a: " + "[" * 3_000 + "]" * 3_000, ("S121", 1, 3 + MAX_DEPTH)),
        ("a: " + "[" * 200_000 + "]" * 200_000, ("S121", 1, 3 + MAX_DEPTH)),
        ("a: " + "{b: " * 3_000 + "}" * 3_000, ("S121", 1, 4 * MAX_DEPTH)),
        ("\n".join("  " * depth + "a:" for depth in range(1_000)), ("S121", MAX_DEPTH + 1, 2 * MAX_DEPTH + 1)),
        ("- " * 3_000 + "a", ("S121", 1, 2 * MAX_DEPTH + 1)),
        ("? " * 3_000 + "a", ("S121", 1, 2 * MAX_DEPTH + 1)),
        ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", ("S122", 1, 4)),
        ("a: *a", ("S122", 1, 4)),
        ("x: 1\na: !!python/object/apply:os.system ['true']", ("S122", 2, 4)),
        ("a: !!binary aGk=", ("S122", 1, 4)),
        ("a: !local x", ("S122", 1, 4)),
        ("a: ! x", ("S122", 1, 4)),
        ("!!omap\na: 1", ("S122", 1, 1)),
        ("[a]: 1", ("S120", 1, 1)),
        ("? {a: 1}\n: 1", ("S120", 1, 3)),
        ("a: 'never", ("S120", 1, 4)),
        ("a: 1\n---\nb: 2", ("S120", 2, 1)),
        ("%YAML 9.9\n---\na: 1", ("S120", 1, 1)),
        ("a: 1\n...\nb: 2", ("S120", 3, 1)),
        ("- a\n- b", ("S124", 1, 1)),
        ("only words", ("S124", 1, 1)),
        ("", ("S124", 1, 1)),
        ("# nothing but a remark\n", ("S124", 1, 1)),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_would_be_dangerous_or_is_no_mapping_is_refused_at_its_place(text: str, where: tuple[str, int, int]):
    assert refusal(data_file(source(text))) == where


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 200_000,
        "- " * 200_000,
        "a: [" + "[], " * 100_000 + "]",
        "\n".join(f"k{n}: 1" for n in range(50_000)),
    ],
    ids=["brackets", "hyphens", "wide", "many keys"],
)
def test_a_large_file_is_read_or_refused_in_seconds(text: str):
    started = time.monotonic()
    data_file(source(text))
    assert time.monotonic() - started < 5


def test_depth_is_counted_not_brackets():
    flat = document("a: [" + ", ".join("[x]" for _ in range(100)) + "]\n")
    assert len(flat.data["a"]) == 100
    deepest = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert document(deepest).data["a"] is not None


def test_signs_inside_text_are_no_anchors_aliases_or_tags():
    found = document('a: Rest & breathe\nb: "*bold*"\nc: "!"\nd: [R&B, wow!]\ne: |\n  &x *y !z\n')
    assert found.data == {"a": "Rest & breathe", "b": "*bold*", "c": "!", "d": ["R&B", "wow!"], "e": "&x *y !z\n"}


GUIDE = "---\ntitle: Bird dog\ndose: {reps: 6}\nsteps:\n  - a\n  -  b: c\n---\nText.\n"


def guide(text: str = GUIDE) -> Document:
    found = front_matter(source(text))
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("where", "at_key", "place"),
    [
        (("title",), False, (2, 8)),
        (("title",), True, (2, 1)),
        (("dose", "reps"), False, (3, 14)),
        (("dose", "reps"), True, (3, 8)),
        (("dose", "hold"), False, (3, 1)),
        (("steps", 0), False, (5, 5)),
        (("steps", 1, "b"), False, (6, 9)),
        (("steps", 1, "missing"), False, (6, 6)),
        (("steps", 7), False, (4, 1)),
        (("steps", "a"), False, (4, 1)),
        (("missing",), False, (1, 1)),
        ((), False, (1, 1)),
    ],
)
def test_a_problem_stands_at_its_value_or_the_nearest_thing_around(
    where: documents.KeyPath,
    at_key: bool,  # noqa: FBT001 - a column of the table
    place: tuple[int, int],
):
    span = guide().span(where, at_key=at_key)
    assert (span.path, span.line, span.column) == ("a.md", *place)


def test_windows_line_ends_and_a_byte_order_mark_do_not_move_a_place():
    plain, dressed = guide(), guide("\ufeff" + GUIDE.replace("\n", "\r\n"))
    assert dressed.span(("steps", 1, "b")) == plain.span(("steps", 1, "b"))
    assert dressed.body == plain.body == "Text.\n"
    assert dressed.body_line == plain.body_line == 8


def test_a_place_inside_a_model_that_stands_round_the_file():
    inner = document("exercise: {title: A}\n").inside("texts")
    assert inner.data == {"texts": {"exercise": {"title": "A"}}}
    assert inner.span(("texts", "exercise", "title")).column == 19
    assert inner.span(("texts", "exercise", "text")).column == 1


def test_a_problem_becomes_a_diagnostic_with_its_severity():
    found = guide().diagnostic(Problem(("title",), "S1", "m", "w", "f", Severity.WARNING, at_key=True))
    assert isinstance(found, Diagnostic)
    assert (str(found.span), found.severity, found.code) == ("a.md:2:1", Severity.WARNING, "S1")


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: 1\n---\n", "", 4),
        ("---\na: 1\n---", "", 4),
        ("---\na: 1\n---\n\n\nText\n---\nmore", "\n\nText\n---\nmore", 4),
        ("--- \na: 1\n---\t\nText", "Text", 4),
    ],
)
def test_the_text_begins_after_the_second_fence(text: str, body: str, line: int):
    found = guide(text)
    assert (found.body, found.body_line) == (body, line)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "S125"),
        (" \n\t\n", "S125"),
        ("Text.\n", "S125"),
        ("----\na: 1\n---\n", "S125"),
        (" ---\na: 1\n---\n", "S125"),
        ("---\na: 1\n", "S126"),
        ("---", "S126"),
        ("---\na: 1\n ---\n", "S126"),
        ("---\n---\n", "S124"),
    ],
)
def test_front_matter_needs_both_fences_and_something_between(text: str, code: str):
    assert refusal(front_matter(source(text)))[0] == code


@pytest.mark.parametrize(
    ("text", "place", "fix"),
    [
        ("a: 1\nb:\n\tc", (3, 1), "Use spaces instead of the tab."),
        ("a: b: c", (1, 5), "a colon inside text"),
        ("- a: 1\n    b: 2", (2, 6), "same column"),
        ('a: 1\nb: "x\nc: 1\n', (2, 4), "Close the quotation mark"),
        ("a: [x\nb: 1\n", (1, 4), "Close the bracket"),
        ("a: {x\nb: 1\n", (1, 4), "Close the bracket"),
        ("a: @x", (1, 4), "Put the text in quotation marks"),
        ("a: `x`", (1, 4), "Put the text in quotation marks"),
        ("a: *x y* z", (1, 4), "begins with *"),
        ("a: &\n", (1, 5), "Put the text in quotation marks"),
        ("a\nb: 1\n", (2, 2), "that one has a colon"),
        ("c: 1\na\nb: 1\n", (2, 1), "Put a colon and a space"),
        ("a: 1\n---\nb: 1\n", (2, 1), "Remove the second ---"),
        ("a: %x\n", (1, 4), "Put the text in quotation marks"),
    ],
)
def test_a_mistake_of_yaml_is_answered_with_what_to_do(text: str, place: tuple[int, int], fix: str):
    found = data_file(source(text))
    code, line, column = refusal(found)
    assert (line, column) == place
    assert code in ("S120", "S122")
    assert isinstance(found, tuple)
    assert fix in found[0].fix
