"""Words that promise too much.

Law: a claim is told where it is made, and only there: not in a quotation, not in a question, not where words close
by deny it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from kinesite.checks.passages import Passage
from kinesite.content.wording import Wording
from kinesite.diagnostics import MOST, Diagnostic, warning

_WORDS_BEFORE = 3
"""How far before a claim a denial still speaks of it: "do not expect a cure"."""
_WORDS_AFTER = 3
"""How far behind a claim a denial still speaks of it: "miracle cures do not exist"."""
_NEAR = 300
"""Characters round a claim within which its sentence is looked for."""
_QUOTATION = re.compile(r'"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»')
_CLAUSE_END = re.compile(r"[.!?…;:,()—–؛،؟]")
_SENTENCE_END = re.compile(r"[.!?…؟]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_BLANKED = r"[\W_]*?(?:[`\"“„«]|\]\(|https?://)"
"""Where that may begin which is blanked out although it has letters: code, a quotation, the target of a link, an
address."""


def _plain(text: str) -> str:
    """A text for comparing: one kind of apostrophe and of blank; as long as it was."""
    return text.replace("’", "'").replace("\n", " ")


class Claims:
    """The promises and the denials of one language."""

    def __init__(self, wording: Wording) -> None:
        self._claims = _phrases(wording.overclaims)
        self._no_denials = _phrases(wording.no_denials)
        denials = {_plain(word).lower() for word in wording.denials}
        self._denials_after = frozenset(denials)
        self._denials_before = frozenset(denials | {_plain(word).lower() for word in wording.denials_before})

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _any_of(self._claims)

    @cached_property
    def _left_out(self) -> re.Pattern[str]:
        """What counts as no word beside a claim: other claims, and what only looks like a denial."""
        return _any_of([*self._no_denials, *self._claims])

    @cached_property
    def _signs(self) -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
        """(words, pattern) of each claim as whole files show it; none for one that begins with another."""
        claims = frozenset(map(_folded, self._claims))
        shortest = [claim for claim in claims if not any(claim.startswith(one) for one in claims - {claim})]
        return [(tuple(sorted(_PIECE.findall(claim), key=len, reverse=True)), _sign(claim)) for claim in shortest]

    def may_be_in(self, text: str) -> bool:
        """Whether a whole file is worth a closer look: yes for every file in which a claim is `found`.

        Most files lack one of the words of each claim, and to look for these is far quicker than for a pattern.
        """
        if "\\" in text:  # YAML can spell any letter with it
            return bool(self._claims)
        folded = _folded(text)
        return any(all(map(folded.__contains__, words)) and sign.search(folded) for words, sign in self._signs)

    def found(self, path: str, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
        """The claims that these passages make, as warnings."""
        for passage in passages if self._claims else ():
            text = _QUOTATION.sub(lambda match: " " * len(match[0]), _plain(passage.text))
            for match in islice(self._pattern.finditer(text), MOST) if not passage.quoted else ():
                if self._made(text, match):
                    yield _told(path, passage, match)

    def _made(self, text: str, claim: re.Match[str]) -> bool:
        """Whether a sentence makes a claim, rather than asks or denies it."""
        after = text[claim.end() : claim.end() + _NEAR]
        ending = _SENTENCE_END.search(after)
        if ending and ending[0] in "?؟":
            return False
        before = self._words(_CLAUSE_END.split(text[max(0, claim.start() - _NEAR) : claim.start()])[-1])
        behind = self._words(_CLAUSE_END.split(after)[0])
        return self._denials_before.isdisjoint(before[-_WORDS_BEFORE:]) and self._denials_after.isdisjoint(
            behind[:_WORDS_AFTER]
        )

    def _words(self, text: str) -> list[str]:
        return [word.lower() for word in _WORD.findall(self._left_out.sub(" ", text))]


def _phrases(phrases: Iterable[str]) -> list[str]:
    """The longest first: of two that begin alike, that is the one that is meant."""
    return sorted(map(_plain, phrases), key=len, reverse=True)


def _folded(text: str) -> str:
    """A text whose letters are alike where patterns take them for the same; without apostrophes, which YAML doubles."""
    return text.replace("İ", "i").casefold().replace("ı", "i").replace("’", "").replace("'", "")


def _sign(claim: str) -> re.Pattern[str]:
    """Finds a claim in a folded text, or its beginning where the rest may come behind something blanked out."""
    first, *others = map(re.escape, claim.split() or [""])
    rest = ""
    for word in reversed(others):
        rest = rf"(?:{_BLANKED}|[\W_]+{word}{rest})"
    return re.compile(rf"{first}(?<![^\W_]{first}){rest}")  # letters come first: `re` leaps to them


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w'-])(?:{words})(?![\w'-])", re.IGNORECASE)


def _told(path: str, passage: Passage, claim: re.Match[str]) -> Diagnostic:
    written = passage.text[claim.start() : claim.end()].replace("\n", " ")
    return warning(
        passage.span(path, claim.start()),
        "P102",
        f'"{written}" promises too much',
        why="A reader in pain would hope for more than anybody can keep, and might skip the help that they need.",
        fix="Say what it does, for how many people, and how sure that is; or quote the one who says it.",
    )
