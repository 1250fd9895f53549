"""What readers type and guides do not say: content/<lang>/search.yaml as a typed value.

Law: every emergency sign has wordings of its own, so that nobody who types one is shown exercises alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated

import kinesite.content.schema as s
from kinesite.content.documents import KeyPath, Problem
from kinesite.content.entry import ContraindicationId
from kinesite.content.schema import Model, about
from kinesite.content.vocabulary import Safety

FILE = "search"

EntryPath = Annotated[str, s.reference("entry", "guide")]
SignId = Annotated[str, s.reference("sign", "warning sign")]

_WHY = "Readers look for a guide by their own words."
_WHY_ALARM = "What is left would show the emergency card to everybody, or to nobody."
_WHY_EMERGENCY = "A reader who types a warning sign must be told to get help before anything else."


_APOSTROPHES = "'’‘‛´`ʼʹ′＇"


def _words(text: str) -> list[str]:
    """The words of a text as `wordsOf` of static/search/finding.js parts them: small, without accents, apostrophes."""
    plain = (one for one in unicodedata.normalize("NFD", text) if one not in _APOSTROPHES)
    kept = "".join(one for one in plain if not unicodedata.category(one).startswith("M"))
    return re.findall(r"[^\W_]+", kept.lower())


def _word(text: str) -> str:
    if len(text.split()) > 1:
        raise s.refused("S107", f"{{field}} holds more than one word: {s.shown(text)}", "Write single words here.")
    if len(_words(text)) != 1 or not any(one.isalpha() for one in text):
        raise s.refused("S157", f"{{field}} is no word: {s.shown(text)}", "Write one word of letters, or delete it.")
    return text


Word = Annotated[s.Text, s.after(_word)]


class LayWords(Model):
    """Names that people use, and the guides that they mean."""

    say: Annotated[s.Many[s.Text], s.some("Give at least one name.")] = about(
        "What people say", why=_WHY, example="[slipped disc, disc bulge]"
    )
    find: Annotated[s.Many[EntryPath], s.some("Name at least one guide.")] = about(
        "The guides that they mean, by folder and file name", why=_WHY, example="[exercises/prone-lying]"
    )


class SearchWords(Model):
    """Everything that search knows besides the guides."""

    skip: s.Many[Word] = about("Words that tell nothing apart", why=_WHY, example="[the, my]", default=())
    same: Mapping[Word, s.Many[Word]] = about(
        "Words that mean the same, misspellings among them",
        why=_WHY,
        example="{belly: [tummy, stomach]}",
        default_factory=dict,
    )
    harmless: s.Many[s.Text] = about(
        "What warns of nothing: words that are no slips, and phrases that are set aside at the beginning of a text",
        why=_WHY_EMERGENCY,
        example="[blade, breast stroke]",
        default=(),
    )
    words: s.Many[LayWords] = about(
        "Names that people use, and the guides that they mean", why=_WHY, example="[{say: …, find: …}]", default=()
    )
    mind: Mapping[ContraindicationId, Annotated[s.Many[s.Text], s.some("Give at least one wording.")]] = about(
        "How people word a contraindication; exercises that it rules out are then not found",
        why="A reader who says what they have would be shown what harms them.",
        example="{osteoporosis: [thin bones]}",
        default_factory=dict,
    )
    emergency: Mapping[SignId, Annotated[s.Many[s.Text], s.some("Give at least one wording.")]] = about(
        "How people word a warning sign of safety.yaml", why=_WHY_EMERGENCY, example="{saddle-numbness: [numb groin]}"
    )


def unworded(found: SearchWords, safety: Safety) -> Iterator[Problem]:
    """Emergency signs that nobody would find."""
    for sign in safety.signs:
        if sign.level == "emergency" and sign.id not in found.emergency:
            message = f'"emergency" has no wordings for "{sign.id}"'
            fix = f"Add {sign.id}: and what people type when they have it."
            yield Problem(("emergency",), "S156", message, _WHY_EMERGENCY, fix, at_key=True)


def weakened(found: SearchWords) -> Iterator[Problem]:
    """Wordings of which the search passes over a word, so that they would be met by less than they say, or never."""
    skip = {word for text in found.skip for word in _words(text)}
    for sign, wordings in found.emergency.items():
        for number, wording in enumerate(wordings):
            where = ("emergency", sign, number)
            lost = next((word for word in _words(wording) if word in skip), None)
            if not any(one.isalpha() for one in wording):
                message = f"a wording holds no letter: {s.shown(wording)}"
                yield Problem(where, "S158", message, _WHY_ALARM, "Write what people type, or delete it.")
            elif lost:
                message = f'the wording "{wording}" holds "{lost}", which "skip" passes over'
                fix = f'Leave "{lost}" out of the wording, or out of "skip".'
                yield Problem(where, "S158", message, _WHY_ALARM, fix)


def ambiguous(found: SearchWords) -> Iterator[Problem]:
    """Words of `same` that could mean two things: those of two groups, and those that are skipped."""
    homes = {word: '"skip"' for text in found.skip for word in _words(text)}
    for group, others in found.same.items():
        own = f'"{group}"'
        for word, where in _placed(group, others):
            home = homes.setdefault(_words(word)[0], own)
            if home != own:
                message = f'"{word}" stands in {own} of "same" and in {home}'
                fix = "Delete it from one of the two."
                yield Problem(where, "S159", message, _WHY_EMERGENCY, fix, at_key=word == group)


def _placed(group: str, others: tuple[str, ...]) -> Iterator[tuple[str, KeyPath]]:
    """Every word of a group with its place."""
    yield group, ("same", group)
    for number, word in enumerate(others):
        yield word, ("same", group, number)
