"""How languages count and fill in their words."""

import datetime as dt

import pytest

from kinesite.content.schema import Range
from kinesite.structure.languages import Counted, MissingText, Texts, texts_of
from tests import samples

FORMS = {form: form + " {n}" for form in ("zero", "one", "two", "few", "many", "other")}


def _form(language: str, n: int) -> str:
    return Texts(language, {"guides": FORMS})("guides", n=n).split()[0]


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (101, "other"),
        (102, "other"),
        (103, "few"),
        (111, "many"),
        (200, "other"),
        (1003, "few"),
    ],
)
def test_arabic_has_six_forms(n: int, form: str):
    """CLDR 48, cardinal rules for `ar`."""
    assert _form("ar", n) == form


@pytest.mark.parametrize(("language", "ones"), [("en", {1}), ("fr", {0, 1}), ("de", {1}), ("es", {1})])
def test_one_is_one_and_in_french_nothing_too(language: str, ones: set[int]):
    assert {n for n in (0, 1, 2, 3, 11, 100) if _form(language, n) == "one"} == ones


def test_a_form_that_a_language_did_not_write_falls_back_to_other():
    texts = Texts("ar", {"guides": {"one": "one guide", "other": "{n} guides"}})
    assert texts("guides", n=3) == "3 guides"


def test_a_number_as_words_takes_the_form_of_the_number():
    texts = Texts("en", {"guides": {"one": "{n} guide", "other": "{n} guides"}})
    assert texts("guides", n=Counted(1, "just one")) == "just one guide"
    assert texts("guides", n="a few") == "a few guides"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(1, 1, "1 time"), (6, 6, "6 times"), (6, 10, "6 to 10 times"), (1, 2, "1 to 2 times")],
)
def test_a_range_is_said_whole_and_counts_by_its_upper_end(low: int, high: int, expected: str):
    assert samples.texts().amount("dose.reps", Range(low, high)) == expected


@pytest.mark.parametrize(
    ("strings", "key"),
    [
        ({}, "nav.home"),
        ({"nav": {}}, "nav.home"),
        ({"nav": "text"}, "nav.home"),
        ({"nav": {"home": "x"}}, "nav"),
        ({"nav": {"home": "Hello {name}"}}, "nav.home"),
        ({"nav": {"home": "Hello {0}"}}, "nav.home"),
        ({"nav": {"home": "Hello {"}}, "nav.home"),
        ({"nav": {"home": "Hello {n.colour}"}}, "nav.home"),
        ({"nav": {"home": {"one": "x"}}}, "nav.home"),
    ],
)
def test_what_is_not_there_is_never_shown_as_something_else(strings: dict[str, object], key: str):
    with pytest.raises(MissingText) as failure:
        Texts("en", strings)(key, n=5)
    assert str(failure.value.args[0]).startswith(key)


def test_the_same_words_are_one_object_and_other_words_another():
    english, edited = {"a": "hello"}, {"a": "good day"}
    first = texts_of("en", english)
    assert texts_of("en", english) is first
    assert texts_of("ar", english) is not first
    assert texts_of("en", edited)("a") == "good day"
    assert texts_of("en", english)("a") == first("a") == "hello"


def test_days_and_lists_in_words():
    texts = samples.texts()
    assert texts.date(dt.date(2026, 3, 1)) == "1 March 2026"
    assert texts.listed(["a mat", "a chair"]) == "a mat, a chair"
    assert texts.listed([]) == ""
