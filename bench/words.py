"""Plain words for a made-up site: sentences, names, and texts of a wanted length.

Law: the same seed gives the same words. They are English and harmless, and nobody should exercise by them.
"""

import random
from collections.abc import Sequence

WAYS = ("Slow", "Gentle", "Wide", "Small", "Steady", "Long", "Soft", "Short", "Calm", "Easy", "Light", "Firm")
PARTS = ("shoulder", "neck", "hip", "knee", "arm", "leg", "ankle", "wrist", "elbow", "chest", "rib", "waist", "heel")
MOVES = ("roll", "slide", "lift", "reach", "turn", "press", "bend", "stretch", "swing", "tilt", "hold", "circle", "tap")
PLACES = ("at a wall", "on a chair", "on a mat", "by a table", "in a doorway", "on a step", "with a towel", "in bed")
_STRIDE = 7919
"""A prime, so that names close to each other in number look different and none comes twice."""

_VERBS = ("slide", "lift", "lower", "turn", "rest", "press", "draw", "bring", "move", "bend", "roll", "ease")
_BODY = ("head", "back", "arms", "belly", "knees", "hips", "feet", "hands", "chin", "elbows", "heels", "ribs", "legs")
_HOW = ("slowly", "gently", "a little", "without force", "with care", "as far as is easy", "in one calm move", "softly")
_STATE = ("soft", "level", "still", "loose", "long", "relaxed", "where they began", "close to the floor")
_THINGS = ("the wall", "the floor", "the chair", "a folded towel", "the table", "the door", "the mat", "the step")
_TIMES = ("each morning", "after lunch", "in the evening", "between two tasks", "before a walk", "when you have sat")
_FORMS = (
    "{Verb} your {body} towards {thing}, {how}, and keep your {other} {state}.",
    "Keep your {body} {state} while you {verb} your {other} {how}.",
    "Some people like to do this {time}, with {thing} close by.",
    "If your {body} tire, rest them on {thing} for a moment and begin again {how}.",
    "Let the breath come and go, and {verb} your {body} {how} once more.",
    "Notice how your {body} feel when your {other} stay {state}.",
    "Two or three of these {time} are a good start for most people.",
    "There is no hurry: {verb} the {body} {how}, then let them rest near {thing}.",
    "Do it {time}, and leave it for a day when your {body} feel sore.",
    "**Small is enough.** You may {verb} your {body} {how} and stop well before {thing}.",
)


def name(number: int) -> tuple[str, str, str, str]:
    """The way, part, move and place that make up a name; each number below 16,224 has its own."""
    rest = number * _STRIDE % (len(WAYS) * len(PARTS) * len(MOVES) * len(PLACES))
    chosen = []
    for words in (WAYS, PARTS, MOVES, PLACES):
        rest, index = divmod(rest, len(words))
        chosen.append(words[index])
    way, part, move, place = chosen
    return way, part, move, place


def slug(title: str) -> str:
    """The file name of a title."""
    return "-".join(title.lower().replace(",", "").split())


class Prose:
    """Sentences from a seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - words, not secrets

    def one(self, words: Sequence[str]) -> str:
        """One of these."""
        return words[int(self.random.random() * len(words))]

    def some(self, words: Sequence[str], number: int) -> list[str]:
        """So many different ones of these, in their order."""
        chosen = set(self.random.sample(range(len(words)), min(number, len(words))))
        return [word for index, word in enumerate(words) if index in chosen]

    def sentence(self) -> str:
        """One sentence."""
        body, verb = self.one(_BODY), self.one(_VERBS)
        other = self.one([word for word in _BODY if word != body])
        return self.one(_FORMS).format(
            verb=verb, Verb=verb.capitalize(), body=body, other=other, how=self.one(_HOW), state=self.one(_STATE),
            thing=self.one(_THINGS), time=self.one(_TIMES),
        )  # fmt: skip

    def sentences(self, number: int) -> str:
        """A paragraph."""
        return " ".join(self.sentence() for _ in range(number))

    def short(self) -> str:
        """A few words for a field."""
        return f"{self.one(_VERBS).capitalize()} your {self.one(_BODY)} {self.one(_HOW)}."

    def symptom(self) -> str:
        """A reason to stop or to see somebody."""
        return f"Your {self.one(_BODY)} hurt more {self.one(_TIMES)} than they did before."

    def steps(self, number: int) -> str:
        """A numbered list."""
        return "\n".join(f"{n}. {self.short()}" for n in range(1, number + 1))

    def points(self, number: int) -> str:
        """A list with bullets."""
        return "\n".join(f"- {self.short()} {self.short()}" for _ in range(number))

    def filled(self, written: int, wanted: int) -> str:
        """Paragraphs that bring a text from `written` words to about as many as wanted."""
        paragraphs = []
        while written < wanted:
            paragraphs.append(self.sentences(2))
            written += len(paragraphs[-1].split())
        return "\n\n".join(paragraphs)
