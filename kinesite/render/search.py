"""The data of the search: what can be found in one language, as a script that sets one global name.

Law: the same guides and words give the same bytes; the file's address changes whenever its bytes do.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.finding import SearchWords
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Urgency, Words
from kinesite.render.cards import Card
from kinesite.render.markup import Body
from kinesite.structure.languages import Texts

GLOBAL = "kinesiteSearch"
"""The one name that the data sets, and that the search reads."""

READING = frozenset({"condition", "guide", "page"})
"""The kinds that a reader with an emergency sign may still be shown: they ask nobody to move."""


@dataclass(frozen=True, slots=True)
class Findable:
    """What search knows of a guide besides its card."""

    names: tuple[str, ...]
    headings: tuple[str, ...]
    avoid: tuple[str, ...] = ()
    """Ids of the contraindications that rule it out."""


def other_names(entry: Entry) -> tuple[str, ...]:
    """The other names of an entry, if its kind has such."""
    return getattr(entry, "also_known_as", ())


def findable(entry: Entry, body: Body | None) -> Findable:
    """What search knows of an entry."""
    headings = tuple(part.title for part in body.parts if part.title) if body else ()
    listed = entry.contraindications if isinstance(entry, Exercise) else ()
    return Findable(other_names(entry), headings, tuple(one.id for one in listed if one.level == "avoid"))


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as the data names it."""

    card: Card
    more: Findable
    href: str
    """From the data's own address."""
    thumbnail: str
    """Same; may be empty."""


def data(guides: Iterable[Guide], known: SearchWords, words: Words, about: Mapping[str, Any]) -> str:
    """The script. `about` adds what the emergency card shows besides the words: numbers and a link."""
    texts = Texts(words.language, words.strings)
    lay = _lay_words(known)
    rows = [_row(guide, lay.get(guide.card.id, []), texts) for guide in guides]
    parts = {
        "skip": _value(known.skip),
        "same": _list([[word, *others] for word, others in known.same.items()]),
        "harmless": _value(known.harmless),
        "mind": _list([[what, *wordings] for what, wordings in known.mind.items()]),
        "levels": _value({level: _level(words, level) for level in get_args(Urgency)}),
        "signs": _list([_sign(sign, known) for sign in words.safety.signs if sign.short or sign.id in known.emergency]),
        "about": _value(dict(about)),
        "guides": _list(rows),
    }
    return script("{\n" + ",\n".join(f'"{name}": {text}' for name, text in parts.items()) + "\n}")


def script(value: str) -> str:
    """A script that sets the global name to a value; a classic one, since nothing else can be loaded from disk."""
    return f"var {GLOBAL} = {value};\n"


def about(settings: Settings, more: Mapping[str, str]) -> dict[str, Any]:
    """What the emergency card shows besides the words."""
    return {"numbers": [[one.number, one.where] for one in settings.emergency_numbers], "more": dict(more)}


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _list(items: Iterable[object]) -> str:
    """One item a line, so that a reader of the file, and a comparison, can follow."""
    return "[\n" + ",\n".join(_value(item) for item in items) + "\n]"


def _lay_words(known: SearchWords) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in known.words:
        for entry_id in one.find:
            found.setdefault(entry_id, []).extend(one.say)
    return found


def _row(guide: Guide, lay: list[str], texts: Texts) -> dict[str, Any]:
    card = guide.card
    row = {
        "href": guide.href,
        "kind": texts(f"kinds.{card.kind}"),
        "title": card.title,
        "names": list(guide.more.names),
        "words": lay,
        "summary": card.summary,
        "headings": list(guide.more.headings),
        "avoid": list(guide.more.avoid),
        "thumbnail": guide.thumbnail,
        "leave": texts("card.leave") if card.leave else "",
        "language": card.language if card.language != texts.language else "",
        "reading": card.kind in READING,
    }
    return {name: value for name, value in row.items() if value}


def _level(words: Words, level: Urgency) -> dict[str, str]:
    wording = words.safety.levels[level]
    return {"urgency": wording.urgency, "title": wording.title, "action": wording.action}


def _sign(sign: Any, known: SearchWords) -> dict[str, Any]:
    found = {
        "level": sign.level,
        "sign": sign.sign,
        "short": sign.short,
        "words": list(known.emergency.get(sign.id, ())),
    }
    return {name: value for name, value in found.items() if value}
