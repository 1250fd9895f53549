"""What comes before the first step: care cards and things to check.

Law: the emergency card shows the signs that safety.yaml marks `short`, at most six, and is never left out.
"""

from collections.abc import Iterable
from typing import get_args

from kinesite.content.entries import Condition, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Caution, Exercise
from kinesite.content.vocabulary import Level, Urgency, Words
from kinesite.render import views

WARNING_SIGNS = "pages/warning-signs"
"""The page that shows all warning signs."""


def emergency_card(words: Words, more: views.Link | None) -> views.CareCard:
    """The short card for every exercise, routine and condition."""
    signs = tuple(sign.short for sign in words.safety.signs if sign.short)
    return _card(words, "emergency", signs, more)


def all_cards(words: Words) -> tuple[views.CareCard, ...]:
    """All warning signs, a card for each level."""
    return tuple(
        _card(words, level, tuple(sign.sign for sign in words.safety.signs if sign.level == level), None)
        for level in get_args(Urgency)
    )


def _card(words: Words, level: Urgency, signs: tuple[str, ...], more: views.Link | None) -> views.CareCard:
    wording = words.safety.levels[level]
    return views.CareCard(level, wording.urgency, wording.title, wording.action, signs, more)


def cautions(given: Iterable[Caution], words: Words) -> tuple[views.Caution, ...]:
    """Contraindications as a reader checks them, the gravest first."""
    return _gravest_first(_caution(words, caution.id, caution.level, caution.note or "") for caution in given)


def usual_cautions(ids: Iterable[str], words: Words) -> tuple[views.Caution, ...]:
    """Contraindications of a routine or a condition, with the level that each usually has."""
    known = words.vocabulary.contraindications
    return _gravest_first(_caution(words, one, known[one].default_level, "") for one in ids)


def _gravest_first(found: Iterable[views.Caution]) -> tuple[views.Caution, ...]:
    order: tuple[str, ...] = get_args(Level)
    return tuple(sorted(found, key=lambda caution: order.index(caution.level)))


def _caution(words: Words, caution_id: str, level: Level, note: str) -> views.Caution:
    known = words.vocabulary.contraindications[caution_id]
    label = words.vocabulary.levels[level].label
    return views.Caution(caution_id, known.label, known.why, level, label, note)


def expected(entry: Entry | None, entry_id: str, words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(id of a part of the page, texts that must be read in it), judged from the sources and not from the page.

    Movements, routines and conditions carry the short emergency card; what one must check, and when to stop, stand on
    those that have it; the page of warning signs carries them all.
    """
    if entry_id == WARNING_SIGNS:
        return tuple((card.level, card.signs) for card in all_cards(words))
    if not isinstance(entry, Exercise | Routine | Condition):
        return ()
    parts = [("emergency", tuple(sign.short for sign in words.safety.signs if sign.short))]
    known = words.vocabulary.contraindications
    match entry:
        case Exercise():
            parts.append(("check-first", tuple(known[one.id].label for one in entry.contraindications)))
        case Routine():
            parts.append(("check-first", tuple(known[one].label for one in entry.check_first)))
        case Condition() if entry.implies:
            parts.append(("check-first", tuple(known[one].label for one in entry.implies)))
    if not isinstance(entry, Condition):
        parts.append(("stop", (*entry.stop_if, *words.safety.stop_rule)))
    return tuple(parts)
