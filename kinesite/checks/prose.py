"""The coach for plain words: how hard a text is to read, and where to begin.

The measure is the grade of Flesch and Kincaid: 0.39 · words per sentence + 11.8 · syllables per word − 15.59, in years
of school in the United States (J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom: *Derivation of New
Readability Formulas for Navy Enlisted Personnel*, Research Branch Report 8-75, Naval Technical Training Command,
1975). It was made for English, and for passages of a hundred words and more.

Law: the coach speaks only of languages that the formula and the dictionary hold for, and never of a text that is
plain enough.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyphen

from kinesite.checks.passages import Passage
from kinesite.diagnostics import Diagnostic, warning

DICTIONARIES = {"en": "en_US"}
"""The languages that the formula was made for, each with its dictionary."""
LIMITS = {"exercises": 6, "areas": 6, "routines": 6, "conditions": 8, "guides": 8, "pages": 8}
"""The grade that a text may reach, by the folder of its kind: what one follows while moving is for eleven-year-olds."""
HARDEST = 3
"""Sentences that are shown of a hard text."""
MIN_WORDS = 100
"""A shorter text is not judged."""
LONG_SENTENCE = 14
"""Words from which on a sentence is better split than reworded."""
HARD_SENTENCE = 14
"""The grade beyond which a long sentence is told even of a plain text: more than a school teaches."""
LONG_WORD = 3
"""Syllables of a word that may have a shorter one in its place."""
RIM = 0.15
"""The part of a sentence, at both ends, that is too short to stand alone."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"\S.*?(?:(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s|$)|$)", re.DOTALL)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeioutdy])ed$|(?<=[^aeiouyszxgcl])es$")
_JOINTS = (
    ("at the semicolon, before", re.compile(r";\s+")),
    ("at the dash, before", re.compile(r"\s[–—-]\s+|—")),
    ("at the bracket, and make a sentence of", re.compile(r"\s\(")),
    ("at the colon, before", re.compile(r":\s+")),
    ("before", re.compile(r",\s+(?=(?:and|but|so|or|which|because|while|although|though|if|when|where)\b)")),
    ("before", re.compile(r"(?<!\s)\s++(?=(?:because|which|although|while|but|and|until|unless|or)\s)")),
    ("at the comma, before", re.compile(r",\s+")),
)
"""Where a sentence can be cut, the best place first."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where it begins."""

    text: str
    passage: Passage
    offset: int
    words: tuple[str, ...]


def sentences(passages: Iterable[Passage]) -> list[Sentence]:
    """The sentences of all prose among these passages; an item of a list or a text of a field ends with itself."""
    return [
        Sentence(match[0], passage, match.start(), words)
        for passage in passages
        if passage.prose
        for match in _SENTENCE.finditer(passage.text)
        if (words := tuple(_WORD.findall(match[0])))
    ]


@cache
def _dictionary(name: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=name)


class Measure:
    """The grade of texts in one language."""

    def __init__(self, language: str, plain_words: Iterable[str]) -> None:
        """`plain_words`: long words that readers know; each counts as one of a single syllable."""
        self._hyphens = _dictionary(DICTIONARIES[language])
        self._plain = frozenset(word.lower() for text in plain_words for word in (text, *_WORD.findall(text)))

    def syllables(self, word: str) -> int:
        """The syllables of a word: its pieces by the dictionary, and the groups of vowels in each.

        The dictionary alone would miss those that typesetters never cut off, such as the first one of "about".
        """
        small = word.lower().replace("’", "'")
        if small in self._plain or small.removesuffix("s") in self._plain:
            return 1
        parts = (piece for part in small.split("-") for piece in self._hyphens.inserted(part).split("-"))
        return max(1, sum(len(_VOWELS.findall(_SILENT.sub("", piece))) or 1 for piece in parts if piece.isalpha()))

    def grade(self, found: Iterable[Sentence]) -> float:
        """The grade of these sentences together; 0 for none."""
        counted = list(found)
        words = [word for sentence in counted for word in sentence.words]
        if not words:
            return 0.0
        syllables = sum(map(self.syllables, words))
        return 0.39 * len(words) / len(counted) + 11.8 * syllables / len(words) - 15.59


def coached(path: str, passages: Iterable[Passage], measure: Measure, limit: float) -> Iterator[Diagnostic]:
    """The hardest sentences of a text that is harder to read than its kind may be, as warnings.

    Of a text that is plain as a whole, those that are out of bounds by themselves.
    """
    found = sentences(passages)
    grade = measure.grade(found)
    hard = grade > limit and sum(len(sentence.words) for sentence in found) >= MIN_WORDS
    told = found if hard else [sentence for sentence in found if _beyond(sentence, measure)]
    whole = f"; the whole text reads at grade {grade:.1f}, {limit:g} is plain enough" if hard else ""
    for sentence in sorted(told, key=lambda one: -measure.grade([one]) * len(one.words))[:HARDEST]:
        message = f"this sentence of {len(sentence.words)} words reads at grade {measure.grade([sentence]):.0f}{whole}"
        why = "A reader who is tired, in pain or new to the language would lose the thread."
        span = sentence.passage.span(path, sentence.offset)
        yield warning(span, "P101", message, why=why, fix=advice(sentence, measure))


def _beyond(sentence: Sentence, measure: Measure) -> bool:
    return len(sentence.words) >= LONG_SENTENCE and measure.grade([sentence]) > HARD_SENTENCE


def advice(sentence: Sentence, measure: Measure) -> str:
    """How to make a sentence plainer: where to cut it, or which words to change."""
    if len(sentence.words) >= LONG_SENTENCE:
        cut = _cut(sentence.text)
        return f"Split it {cut}." if cut else f"Make two sentences of its {len(sentence.words)} words."
    long = dict.fromkeys(word for word in sentence.words if measure.syllables(word) >= LONG_WORD)
    hardest = sorted(long, key=lambda word: -measure.syllables(word))[:HARDEST]
    if not hardest:
        return "Say it in fewer words."
    named = " and ".join(f'"{word}"' for word in hardest)
    return f"Find shorter words for {named}."


def _cut(text: str) -> str:
    """Where to cut a sentence: at its strongest joint that is not at its rim, as near the middle as can be."""
    for how, pattern in _JOINTS:
        places = [match for match in pattern.finditer(text) if RIM < match.end() / len(text) < 1 - RIM]
        if places:
            middle = min(places, key=lambda match: abs(match.end() - len(text) / 2))
            return f'{how} "{" ".join(text[middle.end() :].split()[:3])} …"'
    return ""
