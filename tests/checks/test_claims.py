"""Words that promise too much are told where a sentence promises, and nowhere else."""

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kinesite.checks.claims import Claims
from kinesite.checks.passages import Passage, of_body
from kinesite.content.wording import Wording
from kinesite.diagnostics import Severity
from tests.sites import PROJECT

CLAIMS = Claims(
    Wording(
        overclaims=("cure", "cures", "miracle", "guaranteed", "instant", "quick fix", "for good", "nothing cures like"),
        denials=("not", "never", "nothing", "don't"),
        denials_before=("no", "nobody", "nor", "without"),
        no_denials=("not only", "no doubt"),
    )
)
ENGLISH = Claims(Wording.model_validate(yaml.safe_load((PROJECT / "content/en/wording.yaml").read_text("utf-8"))))
PROMISES = [
    ("This move is a cure for back pain.", ["cure"]),
    ("A miracle, guaranteed!", ["miracle", "guaranteed"]),
    ("It is an INSTANT relief.", ["INSTANT"]),
    ("It is no effort, and a cure for all.", ["cure"]),
    ("Do not wait: this is a quick fix.", ["quick fix"]),
    ("A quick\nfix for your neck.", ["quick fix"]),
    ("## The cure", ["cure"]),
    ("| Walking | a cure |", ["cure"]),
    ("It cures. Nobody knew.", ["cures"]),
    ('He called it "a walk", and it is a cure.', ["cure"]),
    ("Take the [miracle](x.md).", ["miracle"]),
    ("İ is a letter, and this is a CURE.", ["CURE"]),
    ("It cures what pain did to you, and not slowly.", ["cures"]),
    ("This will not only cure your pain.", ["cure"]),
    ("There is no doubt this cures back pain.", ["cures"]),
    ("Nothing cures like this stretch.", ["Nothing cures like"]),
    ("It cures pain without surgery.", ["cures"]),
    ("It cures pain with no surgery.", ["cures"]),
    ("It cures pain not only in backs.", ["cures"]),
    ("No equipment needed and instant relief.", ["instant"]),
]
HONEST = [
    "There is no quick fix.",
    "NO instant relief here.",
    "Nobody has a cure.",
    "You go home without a cure.",
    "Nothing cures it.",
    "It is not a quick fix or miracle cure.",
    "Miracle cures do not exist.",
    "This is not a cure, nor a miracle.",
    "Is there a cure?",
    "A cure is not known.",
    "Don’t expect instant relief.",
    "> It is a miracle cure.",
    'Some adverts say "guaranteed cure".',
    "Some adverts speak of a “miracle”.",
    "He said «a cure» again.",
    "The secure, incurable, instants and `cure` of it.",
    "See [more](the-cure.md) at https://cure.example/cure.",
    "",
]


def _told(text: str) -> list[str]:
    return [one.message.split('"')[1] for one in CLAIMS.found("a.md", of_body(text, 1))]


@pytest.mark.parametrize(("text", "told"), PROMISES, ids=[text for text, _told in PROMISES])
def test_a_promise_is_told(text: str, told: list[str]):
    assert CLAIMS.may_be_in(text)
    assert _told(text) == told


@pytest.mark.parametrize("text", HONEST)
def test_honest_sentences_pass(text: str):
    assert _told(text) == []


def test_a_promise_is_a_warning_at_its_first_letter():
    (found,) = CLAIMS.found("a.md", of_body("One.\n\n- Two is\n  a cure.", 7))
    assert (str(found.span), found.code, found.severity) == ("a.md:10:5", "P102", Severity.WARNING)
    assert found.why
    assert found.fix


@pytest.mark.parametrize(
    "text", ["cure " * 20_000, "“cure" * 20_000, '"cure' * 20_001, "| cure " * 9_000, "." * 90_000]
)
def test_odd_texts_are_read_in_sensible_time(text: str):
    began = time.perf_counter()
    _told(text)
    assert time.perf_counter() - began < 10


def test_a_language_without_words_is_not_judged():
    nothing = Claims(Wording())
    assert not nothing.may_be_in("a miracle cure")
    assert list(nothing.found("a.md", of_body("a miracle cure", 1))) == []


@pytest.mark.parametrize(
    "text",
    [
        "This heals your disc.",
        "Fix your back in a week.",
        "Pain gone in a day!",
        "These moves are completely safe.",
        "This will not only cure your pain.",
        "There is no doubt this cures back pain.",
        "Nothing cures like this stretch.",
        "It cures pain without surgery.",
        "No equipment needed and instant relief.",
    ],
)
def test_the_english_words_know_what_promises(text: str):
    assert len(list(ENGLISH.found("a.md", of_body(text, 1)))) == 1


@pytest.mark.parametrize(
    "text", ["A wound heals in weeks.", "No move is completely safe.", "Fix your eyes on a spot.", "It is not a cure."]
)
def test_the_english_words_let_plain_facts_be(text: str):
    assert not list(ENGLISH.found("a.md", of_body(text, 1)))


_WORDS = (
    "cure",
    "CURES",
    "qu\u0131ck",
    "quick",
    "fix",
    "F\u0130X",
    "in\u017ftant",
    "for",
    "good",
    "secure",
    "don\u2019t",
    "d'or",
)
_MARKS = (
    "*",
    "**",
    "_",
    "`",
    "`a`",
    "[",
    "](a.md)",
    '](a.md "b")',
    "\\",
    " https://a.b/c ",
    "> ",
    "- ",
    "|",
    "\n",
    "\u0307",
    '"',
    ' "a b" ',
    "\u201ea\u201c",
    "\u201ca\u201d",
    "\u00aba\u00bb",
)
_TEXTS = st.lists(st.sampled_from(_WORDS) | st.sampled_from((" ", *_MARKS)), max_size=12).map("".join)
FEW = Claims(
    Wording(overclaims=("cure", "cures like", "quick fix", "instant", "for good", "don't cure", "d\u2019or", "!"))
)


@given(_TEXTS)
@example("It is a **quick** fix.")
@example("A _cure_.")
@example("[Quick](a.md) fix.")
@example("Quick `a` https://a.b\n  fix.")
@example('A quick "so-called" fix.')
def test_every_text_with_a_claim_is_looked_at_closely(text: str):
    if list(FEW.found("a.md", of_body(text, 1))):
        assert FEW.may_be_in(text)


@given(_TEXTS, st.sampled_from((None, "'", '"', ">", "|")), st.booleans())
def test_so_is_every_front_matter_however_it_is_written(text: str, style: str | None, plain: bool):  # noqa: FBT001 - given by the test
    written = yaml.safe_dump({"summary": text}, default_style=style, allow_unicode=plain, width=10)
    if list(FEW.found("a.md", [Passage(" ".join(text.split()), places=[(0, 1, 1)])])):
        assert FEW.may_be_in(written)
