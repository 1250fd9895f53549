"""What readers type and guides do not say: content/<lang>/search.yaml as a typed value.

Law: every emergency sign has wordings of its own, so that nobody who types one is shown exercises alone.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

import kinesite.content.schema as s
from kinesite.content.documents import Problem
from kinesite.content.schema import Model, about
from kinesite.content.vocabulary import Safety

FILE = "search"

EntryPath = Annotated[str, s.reference("entry", "guide")]
SignId = Annotated[str, s.reference("sign", "warning sign")]

_WHY = "Readers look for a guide by their own words."
_WHY_EMERGENCY = "A reader who types a warning sign must be told to get help before anything else."


def _word(text: str) -> str:
    if len(text.split()) > 1:
        raise s.refused("S107", f"{{field}} holds more than one word: {s.shown(text)}", "Write single words here.")
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
