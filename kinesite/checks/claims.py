"""Words that promise too much.

Law: a claim is told where it is made, and only there: not in a quotation, not in a question, not where the sentence
denies it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from kinesite.checks.passages import Passage
from kinesite.content.wording import Wording
from kinesite.diagnostics import Diagnostic, warning

_WORDS_AFTER = 3
"""How far behind a claim a denial still speaks of it: "miracle cures do not exist"."""
_QUOTATION = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»')
_CLAUSE_END = re.compile(r"[.!?…;:,()—–؛،؟]")
_SENTENCE_END = re.compile(r"[.!?…؟]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _plain(text: str) -> str:
    """A text for comparing: small letters, one kind of apostrophe, single blanks; as long as it was."""
    return text.replace("’", "'").replace("\n", " ").lower()


class Claims:
    """The promises and the denials of one language."""

    def __init__(self, wording: Wording) -> None:
        self._claims = sorted(map(_plain, wording.overclaims), key=len, reverse=True)
        self._denials = frozenset(map(_plain, wording.denials))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = "|".join(re.escape(claim).replace(r"\ ", r"\s+") for claim in self._claims)
        return re.compile(rf"(?<![\w'-])(?:{words})(?![\w'-])")

    def may_be_in(self, text: str) -> bool:
        """Whether a whole file is worth a closer look."""
        return bool(self._claims and self._pattern.search(_plain(text)))

    def found(self, path: str, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
        """The claims that these passages make, as warnings."""
        for passage in passages:
            text = _plain(passage.text)
            quotations = [match.span() for match in _QUOTATION.finditer(text)]
            for match in self._pattern.finditer(text) if not passage.quoted else ():
                if not any(begin < match.start() < end for begin, end in quotations) and self._made(text, match):
                    yield _told(path, passage, match)

    def _made(self, text: str, claim: re.Match[str]) -> bool:
        """Whether a sentence makes a claim, rather than asks or denies it."""
        ending = _SENTENCE_END.search(text, claim.end())
        if ending and ending[0] in "?؟":
            return False
        before = _WORD.findall(_CLAUSE_END.split(text[: claim.start()])[-1])
        rest = self._pattern.sub(" ", _CLAUSE_END.split(text[claim.end() :])[0])
        return self._denials.isdisjoint([*before, *_WORD.findall(rest)[:_WORDS_AFTER]])


def _told(path: str, passage: Passage, claim: re.Match[str]) -> Diagnostic:
    written = passage.text[claim.start() : claim.end()].replace("\n", " ")
    return warning(
        passage.span(path, claim.start()),
        "P102",
        f'"{written}" promises too much',
        why="A reader in pain would hope for more than anybody can keep, and might skip the help that they need.",
        fix="Say what it does, for how many people, and how sure that is; or quote the one who says it.",
    )
