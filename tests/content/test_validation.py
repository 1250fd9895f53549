"""From parsed data to values, or to every mistake at once; what is known of each field."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

import pytest

import kinesite.content.schema as s
from kinesite.content.documents import Problem
from kinesite.content.entries import KINDS, EntryKind
from kinesite.content.schema import Model, Range, about
from kinesite.content.validation import described, validated


class Part(Model):
    """A part."""

    size: s.Number = about("How large", example="3")
    note: s.Text | None = about("More", default=None)


class Whole(Model):
    """A model with a field of every type."""

    name: s.Text = about("Its name", why="Readers look for it.", example="A chair")
    choice: Literal["one", "two"] | None = about("One of two", default=None)
    parts: s.Many[Part] = about("Its parts", default=())
    words: s.Many[s.Text] = about("Texts", example="[a, b]", default=())
    on: s.Day | None = about("A day", default=None)
    count: s.Count | None = about("How many", default=None)
    slug: s.Slug | None = about("An id", default=None)
    url: s.Url | None = about("An address", default=None)
    flag: bool = about("Yes or no", default=False)
    table: Mapping[s.Slug, Part] | None = about("Parts by id", default=None)
    known: Annotated[str, s.reference("thing", "thing")] | None = about("A thing", default=None)
    sized: s.Number | None = about("A number", default=None)


def whole(given: s.Known | None = None, /, **fields: object) -> Whole:
    found = validated(Whole, {"name": "x", **fields}, given or {})
    assert isinstance(found, Whole), found
    return found


def problems(given: s.Known | None = None, /, **fields: object) -> tuple[Problem, ...]:
    found = validated(Whole, {"name": "x", **fields}, given or {})
    assert isinstance(found, tuple), found
    return found


def test_a_text_is_one_paragraph():
    assert whole(name="  two \n words ").name == "two words"


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"on": "2024-02-29"}, "on", dt.date(2024, 2, 29)),
        ({"count": 6}, "count", Range(6, 6)),
        ({"count": "6 - 10"}, "count", Range(6, 10)),
        ({"slug": "a-1"}, "slug", "a-1"),
        ({"url": "https://example.org/a?b=c#d"}, "url", "https://example.org/a?b=c#d"),
        ({"words": ["a", "b"]}, "words", ("a", "b")),
        ({"sized": 999}, "sized", 999),
    ],
)
def test_right_values_become_typed(fields: dict[str, object], name: str, value: object):
    assert getattr(whole(**fields), name) == value


@pytest.mark.parametrize(
    ("fields", "code", "where", "message"),
    [
        ({"on": "2023-02-29"}, "S131", ("on",), '"on" is "2023-02-29", which is not a day of the calendar'),
        ({"on": "0000-01-01"}, "S131", ("on",), '"on" is "0000-01-01", which is not a day of the calendar'),
        ({"on": "2024-1-1"}, "S131", ("on",), '"on" must be a date, not "2024-1-1"'),
        ({"on": "٢٠٢٤-٠١-٠١"}, "S131", ("on",), '"on" must be a date, not "٢٠٢٤-٠١-٠١"'),
        ({"on": 2024}, "S131", ("on",), '"on" must be a date, not "2024"'),
        ({"count": True}, "S132", ("count",), '"count" must be a number or a range, not "true"'),
        ({"count": 1.5}, "S132", ("count",), '"count" must be a number or a range, not "1.5"'),
        ({"count": [6]}, "S132", ("count",), '"count" must be a number or a range, not a list'),
        ({"count": "٣"}, "S132", ("count",), '"count" must be a number or a range, not "٣"'),
        ({"count": 1000}, "S132", ("count",), '"count" must be a number or a range, not "1000"'),
        ({"count": "6-"}, "S132", ("count",), '"count" must be a number or a range, not "6-"'),
        ({"slug": "A"}, "S133", ("slug",), '"A" cannot be an id'),
        ({"slug": "a\n"}, "S133", ("slug",), '"a\n" cannot be an id'),
        ({"url": "http://a"}, "S134", ("url",), '"url" must be a web address, not "http://a"'),
        (
            {"url": "https://user@example.org"},
            "S134",
            ("url",),
            '"url" must be a web address, not "https://••••@example.org"',
        ),
        ({"url": 'https://a.b/"x'}, "S134", ("url",), '"url" must be a web address, not "https://a.b/"x"'),
        ({"url": "ftp://a.b"}, "S134", ("url",), '"url" must be a web address, not "ftp://a.b"'),
        ({"flag": "yes"}, "S104", ("flag",), '"flag" must be true or false, not "yes"'),
        ({"flag": 1}, "S104", ("flag",), '"flag" must be true or false, not "1"'),
        ({"sized": True}, "S104", ("sized",), '"sized" must be a whole number, not "true"'),
        ({"choice": "tow"}, "S103", ("choice",), 'unknown choice "tow"; did you mean "two"?'),
        ({"choice": ["one"]}, "S104", ("choice",), '"choice" must be a word, not a list'),
        ({"words": ["a", 5]}, "S104", ("words", 1), 'item 2 of "words" must be text, not "5"'),
        ({"words": ["a", None]}, "S105", ("words", 1), 'item 2 of "words" is empty'),
        ({"parts": [{"size": 1}, {}]}, "S101", ("parts", 1, "size"), 'missing field "size"'),
        ({"parts": {"size": 1}}, "S104", ("parts",), '"parts" must be a list, not fields of its own'),
        ({"table": {"A": {"size": 1}}}, "S133", ("table", "A", "[key]"), '"A" cannot be an id'),
        ({"table": {"a": {"sise": 1}}}, "S102", ("table", "a", "sise"), 'unknown field "sise"; did you mean "size"?'),
        ({"known": "z"}, "S201", ("known",), 'unknown thing "z"'),
        ({"name": {"a": 1}}, "S104", ("name",), '"name" must be text, not fields of its own'),
    ],
)
def test_wrong_values_say_what_they_should_have_been(
    fields: dict[str, object], code: str, where: tuple[str | int, ...], message: str
):
    [problem] = problems({"thing": {"a", "b"}}, **fields)
    assert (problem.code, problem.where, problem.message) == (code, where, message)
    assert problem.fix


def test_every_mistake_is_found_at_once_and_says_why_it_matters():
    found = validated(Whole, {"choice": "x", "parts": [{"size": 0}, {"size": "a"}], "flag": None, "extra": 1}, {})
    assert sorted((one.code, one.where) for one in found) == [
        ("S101", ("name",)),
        ("S102", ("extra",)),
        ("S103", ("choice",)),
        ("S104", ("parts", 1, "size")),
        ("S105", ("flag",)),
        ("S106", ("parts", 0, "size")),
    ]
    assert next(one.why for one in found if one.where == ("name",)) == "Readers look for it."


def test_a_misspelt_field_is_not_missing_as_well():
    [problem] = validated(Whole, {"nmae": "x"}, {})
    assert (problem.code, problem.at_key, problem.fix) == ("S102", True, "Write name.")
    both = validated(Whole, {"colour": "x"}, {})
    assert sorted(one.code for one in both) == ["S101", "S102"]


@pytest.mark.parametrize(
    ("known", "fix"),
    [
        (set(), "There is none yet"),
        ({"b"}, "Write b."),
        ({"b", "a"}, "Write one of: a, b."),
        ({f"id-{n}" for n in range(30)}, "Write one of the 30 known ids."),
    ],
)
def test_the_known_ids_are_listed_while_they_are_few(known: set[str], fix: str):
    [problem] = problems({"thing": known}, known="zzz")
    assert problem.fix.startswith(fix)


def test_every_id_passes_where_nothing_is_known():
    assert whole({}, known="anything").known == "anything"


def test_an_example_of_a_list_item_names_what_it_needs():
    [problem] = problems(parts=["x"])
    assert problem.fix == 'Write it like this: "- {size: 3}".'
    [problem] = problems(words=[["x"]])
    assert problem.fix == 'Write it like this: "- a".'


def test_a_long_value_is_quoted_in_part():
    [problem] = problems(choice="x" * 200)
    assert len(problem.message) < 100


def test_a_whole_model_is_frozen_and_can_be_changed_only_in_a_copy():
    one = whole(name="a")
    with pytest.raises(s.Invalid):
        one.name = "b"  # type: ignore[misc]
    assert (one.but(name="b").name, one.name) == ("b", "a")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_every_kind_is_explained(kind: EntryKind):
    fields = list(described(kind.model))
    assert {field.name for field in fields} >= {"title", "summary", "draft", "history"}
    for field in fields:
        assert field.description, field.name
        assert not field.required or field.example or field.choices, f"{field.name} shows no example"


def test_what_is_known_of_a_field():
    fields = {field.name: field for field in described(next(kind for kind in KINDS if kind.name == "exercise").model)}
    assert fields["area"].names == "area"
    assert (fields["equipment"].names, fields["equipment"].many) == ("equipment", True)
    assert fields["difficulty"].choices == ("easy", "moderate", "hard")
    assert fields["difficulty"].required
    assert not fields["dose"].required
    assert "could hurt" in fields["contraindications"].why
    assert {field.name: field for field in described(KINDS[2].model)}["for"].required
