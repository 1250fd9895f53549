"""The coach for plain words: what it counts, when it speaks, and what it says."""

import time

import pytest

from kinesite.checks.passages import of_body
from kinesite.checks.prose import MIN_WORDS, Measure, advice, coached, sentences
from kinesite.diagnostics import Severity

ENGLISH = Measure("en", ["shoulder", "gluteus maximus", "thoracic"])


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("a", 1), ("about", 2), ("body", 2), ("easy", 2), ("every", 3), ("muscle", 2), ("exercise", 3), ("hurts", 1),
     ("lie", 1), ("used", 1), ("bended", 2), ("something", 2), ("temperature", 4),
     ("don't", 1), ("don’t", 1), ("well-being", 3), ("Breathe", 1), ("comfortable", 4), ("12", 1), ("sides", 1),
     ("shoulder", 1), ("Shoulders", 1), ("maximus", 1), ("thoracic", 1)],
)  # fmt: skip
def test_syllables_are_counted_and_known_long_words_are_short(word: str, syllables: int):
    assert ENGLISH.syllables(word) == syllables


def test_the_grade_is_that_of_flesch_and_kincaid():
    """Twelve words in two sentences, fourteen syllables."""
    found = sentences(of_body("The cat sat on the mat. It was happy to be at home today.", 1))
    words = [len(sentence.words) for sentence in found]
    assert words == [6, 8]
    assert ENGLISH.grade(found) == pytest.approx(0.39 * 14 / 2 + 11.8 * 16 / 14 - 15.59)
    assert ENGLISH.grade([]) == 0


def test_headings_and_tables_count_nothing_and_items_end_a_sentence():
    text = "## Do it\n\n1. Lie down\n2. Breathe. Then rest!\n\n| A table | of words |\n|---|---|\n"
    assert [sentence.text for sentence in sentences(of_body(text, 1))] == ["Lie down", "Breathe.", "Then rest!"]


PLAIN = "Lie down and rest. " * 40
HARD = (
    "Individuals experiencing considerable discomfort should immediately discontinue participation; "
    "afterwards, appropriate professional consultation is recommended."
)


def test_a_plain_text_is_left_alone():
    assert list(coached("a.md", of_body(PLAIN, 1), ENGLISH, 6)) == []


FIRM = "Considerable determination guarantees continuous improvement. "


def test_a_hard_text_shows_its_three_hardest_sentences_at_their_places():
    text = f"{FIRM * (MIN_WORDS // 5)}\n\nRest.\n{HARD} {HARD}\n{HARD} Rest."
    found = list(coached("a.md", of_body(text, 5), ENGLISH, 6))
    assert [str(one.span) for one in found] == ["a.md:8:1", f"a.md:8:{len(HARD) + 2}", "a.md:9:1"]
    assert all((one.code, one.severity) == ("P101", Severity.WARNING) for one in found)
    assert all("the whole text reads at grade" in one.message and one.why for one in found)
    assert {one.fix for one in found} == {'Split it at the semicolon, before "afterwards, appropriate professional …".'}


def test_a_long_sentence_weighs_more_than_a_hard_word_alone():
    text = f"Physiologically. {FIRM * (MIN_WORDS // 5)} {HARD}"
    assert "14 words" in next(coached("a.md", of_body(text, 1), ENGLISH, 6)).message


def test_of_a_plain_text_only_sentences_out_of_bounds_are_told():
    (found,) = coached("a.md", of_body(f"{PLAIN}\n{HARD}", 1), ENGLISH, 6)
    assert str(found.span) == "a.md:2:1"
    assert "whole" not in found.message
    assert list(coached("a.md", of_body(f"{PLAIN} {FIRM}", 1), ENGLISH, 6)) == [], "short ones are never"


def test_a_short_text_is_not_judged_as_a_whole():
    assert list(coached("a.md", of_body(FIRM * (MIN_WORDS // 5 - 1), 1), ENGLISH, 6)) == []
    assert len(list(coached("a.md", of_body(FIRM * (MIN_WORDS // 5), 1), ENGLISH, 6))) == 3


LONG = "you lift your arm up high"
ADVICE = [
    (f"{LONG}; then {LONG} and {LONG}.", 'Split it at the semicolon, before "then you lift …".'),
    (f"{LONG} – then {LONG} and hold.", 'Split it at the dash, before "then you lift …".'),
    (f"{LONG} (not too fast, that is) {LONG}.", 'Split it at the bracket, and make a sentence of "not too fast, …".'),
    (f"{LONG}: then {LONG} to the top.", 'Split it at the colon, before "then you lift …".'),
    (f"{LONG}, and then {LONG} to the top.", 'Split it before "and then you …".'),
    (f"{LONG} and then {LONG} to the top.", 'Split it before "and then you …".'),
    (f"{LONG}, then {LONG} to the top.", 'Split it at the comma, before "then you lift …".'),
    (f"{LONG} then {LONG} to the top.", "Make two sentences of its 16 words."),
    ("Appropriate rest is considerable.", 'Find shorter words for "considerable" and "Appropriate".'),
    ("Rest now, and rest well.", "Say it in fewer words."),
]


@pytest.mark.parametrize(("text", "says"), ADVICE, ids=[text for text, _says in ADVICE])
def test_the_advice_names_the_joint_or_the_words(text: str, says: str):
    (found,) = sentences(of_body(text, 1))
    assert advice(found, ENGLISH) == says


@pytest.mark.parametrize(
    "text", ["a" * 90_000, "." * 45_000 + "a" + "." * 45_000 + "b", "a, " * 30_000, "| ! " * 20_000]
)
def test_odd_texts_are_read_in_sensible_time(text: str):
    began = time.perf_counter()
    list(coached("a.md", of_body(text, 1), ENGLISH, 6))
    assert time.perf_counter() - began < 10
