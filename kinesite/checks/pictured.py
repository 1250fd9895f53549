"""Whether a guide and its figure agree: on the position to begin in, and on the side that the steps begin with.

Law: only what both say is compared. Of sides, words are read without grammar, so a disagreement is a warning:
a sentence may be right in a way that this does not see.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kinesite.checks.passages import Passage
from kinesite.content.documents import Problem
from kinesite.content.exercise import Exercise
from kinesite.content.vocabulary import SideWords
from kinesite.diagnostics import Diagnostic, Span, warning
from kinesite.figures import Sides

_SENTENCE = re.compile(r"[^.!?…:;؟؛]+")
_WORD = re.compile(r"[^\W\d_]+|[,،—–]")
_LIMB_WITHIN = 3
"""Words after a side within which a limb is the side's: "your left, straight leg"."""
_RESTS_WITHIN = 5
"""Words behind a word of rest within which a limb does not move: "hold the wall with your left hand"."""
_WAY_WITHIN = 2
"""Words behind "over" within which a limb says where to: "over your right shoulder"."""
_OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class _Said:
    """A side that a step names."""

    side: str
    part: str
    """The limb near it, or nothing."""
    sure: bool
    """The limb stands right beside it, or there is none."""
    way: bool
    """It says where to, whatever limb it names."""
    span: Span

    def is_way(self) -> bool:
        return self.way or not self.part or not self.sure

    def is_limb(self, limb: str) -> bool:
        return self.part == limb and not self.way


def elsewhere(exercise: Exercise, position: str) -> Iterator[Problem]:
    """The mistake that the figure begins in another position than the guide says."""
    if exercise.position != position:
        message = f'position is "{exercise.position}", but the figure starts "{position}"'
        why = "A reader would see one thing and read another."
        yield Problem(("position",), "C606", message, why, f"Write position: {position}, or change the figure.")


def may_disagree(text: str, drawn: Sides, words: SideWords) -> bool:
    """Whether the text of a guide is worth a closer look: the figure has sides, and so has the text."""
    plain = text.casefold()
    sided = drawn.arm or drawn.leg or drawn.body
    return bool(sided) and any(word in plain for word in _Reader(words).sides)


def disagreements(path: str, steps: Iterable[Passage], drawn: Sides, words: SideWords) -> tuple[Diagnostic, ...]:
    """A warning for each part of the body that the steps begin on another side than the figure does.

    `steps`: passages of the file, of which only items of numbered lists are read.
    """
    said = list(_Reader(words).said(path, steps))
    found = {
        "arm": _of_limb(said, "arm", drawn) if drawn.arm else None,
        "leg": _of_limb(said, "leg", drawn) if drawn.leg else None,
        "body": _of_body(said, drawn) if drawn.body else None,
    }
    return tuple(_told(part, one) for part, one in found.items() if one and one.side != getattr(drawn, part))


def _of_limb(said: list[_Said], limb: str, drawn: Sides) -> _Said | None:
    """The first side of a limb; a side alone is the limb's where nothing else moves on one side."""
    first = next((one for one in said if one.is_limb(limb)), None)
    alone = [part for part in ("arm", "leg", "body") if getattr(drawn, part)] == [limb]
    return first or next((one for one in said if alone and not one.part and not one.way), None)


def _of_body(said: list[_Said], drawn: Sides) -> _Said | None:
    """The first way to go; else the first limb that the figure does not move on one side, which only says where to."""
    others = [one for one in said if one.way or not one.part or not getattr(drawn, one.part)]
    return next((one for one in others if one.is_way()), others[0] if others else None)


def _told(part: str, said: _Said) -> Diagnostic:
    other = _OTHER[said.side]
    return warning(
        said.span,
        "C608",
        f"this step begins with the {said.side}, but the figure moves to the {other} first"
        if part == "body"
        else f"this step begins with the {said.side} {part}, but the figure moves the {other} {part} first",
        why="A reader who follows the picture would do something else than the words say.",
        fix=f"Begin with the {other} here, or turn the figure round.",
    )


class _Reader:
    """Finds sides in steps, by the words of a language."""

    def __init__(self, words: SideWords) -> None:
        self._words = words

    @cached_property
    def sides(self) -> dict[str, str]:
        """The side that each word means."""
        return {word.casefold(): side for side in _OTHER for word in getattr(self._words, side)}

    @cached_property
    def _limbs(self) -> dict[str, str]:
        return {word.casefold(): part for part in ("arm", "leg") for word in getattr(self._words, part)}

    @cached_property
    def _hints(self) -> dict[str, frozenset[str]]:
        names = ("resting", "towards", "never_before")
        return {name: frozenset(word.casefold() for word in getattr(self._words, name)) for name in names}

    def said(self, path: str, steps: Iterable[Passage]) -> Iterator[_Said]:
        """The sides that the numbered steps name, but for those of limbs that rest."""
        for step in (one for one in steps if one.step):
            for sentence in _SENTENCE.finditer(step.text):
                found = list(_WORD.finditer(sentence[0]))
                words = [match[0].casefold() for match in found]
                for place, word in enumerate(words):
                    if word in self.sides and self._counts(words, place):
                        span = step.span(path, sentence.start() + found[place].start())
                        yield self._read(words, place, span)

    def _counts(self, words: list[str], place: int) -> bool:
        """Whether a word for a side is one ("right angle" is not), and of something that moves."""
        before = _back_to_comma(words[:place])[-_RESTS_WITHIN:]
        after = words[place + 1 : place + 2]
        return self._hints["never_before"].isdisjoint(after) and self._hints["resting"].isdisjoint(before)

    def _read(self, words: list[str], place: int, span: Span) -> _Said:
        after = [word for word in words[place + 1 :] if word.isalpha()][:_LIMB_WITHIN]
        # English says the limb after the side, other languages before it.
        beside = next(
            (near for near in (*words[place + 1 : place + 2], *words[:place][-1:]) if near in self._limbs), ""
        )
        near = beside or next((word for word in after if word in self._limbs), "")
        way = bool(near) and not self._hints["towards"].isdisjoint(words[:place][-_WAY_WITHIN:])
        return _Said(self.sides[words[place]], self._limbs.get(near, ""), sure=bool(beside), way=way, span=span)


def _back_to_comma(words: list[str]) -> list[str]:
    """The words since the last comma."""
    commas = [place for place, word in enumerate(words) if not word.isalpha()]
    return words[commas[-1] + 1 :] if commas else words
