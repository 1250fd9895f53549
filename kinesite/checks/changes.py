"""What has changed between two builds, told from their records; `GUIDES` says what is compared.

Law: two records that are equal give nothing. A change of anything that a reader acts on is clinical, and a clinical
change of a guide that stays must stand in its history.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kinesite.checks.differences import Comparer, Item
from kinesite.checks.facts import CONDITION, EXERCISE, ONLY_TO_DO, ROUTINE, STOP_RULES, WARNING_SIGNS

Record = Mapping[str, Any]
"""What a file of records holds, or several of them put together, as JSON gives it."""

GUIDES: Mapping[str, Mapping[str, Comparer]] = {"exercises": EXERCISE, "routines": ROUTINE, "conditions": CONDITION}
"""The kinds of guide in a record, by the key of their list, with the fields that are compared."""

SIGNS = "warning_signs"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that readers find otherwise than before."""

    entry: str
    """The guide that it belongs to, such as `exercises/bird-dog`; empty for what belongs to none."""
    text: str
    """In plain words, with the guide's title: `Bird dog: hold 5 s, was 8 s`."""
    clinical: bool
    """A reader would do something differently."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A guide before and after; None where it is not there."""

    entry: str
    old: Item | None
    new: Item | None


def changes(old: Record, new: Record) -> tuple[Change, ...]:
    """All changes from an old record to a new one; what only one of the two speaks of is not compared."""
    old = _with_names(old, _moved("exercises", old, new))
    found = [*_of_signs(old, new), *_of_stop_rules(old, new)]
    for kind, rows in GUIDES.items():
        for pair in _pairs(kind, old, new):
            found += _of_guide(pair, rows)
    return tuple(found)


def unannounced(old: Record, new: Record) -> dict[str, tuple[str, ...]]:
    """Guides that changed clinically without a new clinical line in their history, with the changes in words."""
    histories = {pair.entry: pair for kind in GUIDES for pair in _pairs(kind, old, new)}
    if _signs_page(old, new):
        histories[_signs_page(old, new)] = _Pair("", old[SIGNS], new[SIGNS])
    found: dict[str, list[str]] = {}
    for change in changes(old, new):
        pair = histories.get(change.entry)
        if change.clinical and pair and pair.old and pair.new and not _announced(pair.old, pair.new):
            found.setdefault(change.entry, []).append(change.text)
    return {entry: tuple(texts) for entry, texts in found.items()}


def _announced(old: Item, new: Item) -> bool:
    """Whether the history tells of a clinical change that it did not tell before, and has lost none for it.

    A history begins with the first publication: that line tells of no change (`structure.news`).
    """
    before, after = ([one for one in _later(item["history"]) if one["clinical"]] for item in (old, new))
    known = {(one["on"], one["note"]) for one in old["history"]}
    return len(after) > len(before) and any((one["on"], one["note"]) not in known for one in after)


def _later(history: list[Item]) -> list[Item]:
    """The lines of a history without that of the first publication."""
    first = min(history, key=lambda one: (one["on"], one["clinical"]), default=None)
    return [one for one in history if one is not first]


def _pairs(kind: str, old: Record, new: Record) -> Iterator[_Pair]:
    """The guides of a kind, each with what it was; one that has moved is known by the address that it had."""
    if kind not in old or kind not in new:
        return
    before, after = ({one["id"]: one for one in record[kind]} for record in (old, new))
    came_from = {now: name for name, now in _moved(kind, old, new).items()}
    for name, one in after.items():
        yield _Pair(f"{kind}/{name}", before.get(name) or before.get(came_from.get(name, "")), one)
    for name, one in before.items():
        if name not in after and name not in came_from.values():
            yield _Pair(f"{kind}/{name}", one, None)


def _moved(kind: str, old: Record, new: Record) -> dict[str, str]:
    """The ids of guides that have moved, each with its new one: a former address says so."""
    if kind not in old or kind not in new:
        return {}
    after = {one["id"] for one in new[kind]}
    former = {place.strip("/"): one["id"] for one in new[kind] for place in one["addresses"]["former"]}
    found = {one["id"]: former.get(one["addresses"]["page"].strip("/")) for one in old[kind]}
    return {name: now for name, now in found.items() if now and name not in after}


_REFERENCES = ("id", "exercise")
"""Keys under which a guide names an exercise."""


def _with_names(record: Any, names: Mapping[str, str]) -> Any:
    """A record in which guides name exercises as they are called now: to be renamed is no change of those others.

    The lists of guides keep their own ids: `_pairs` compares them by their addresses.
    """
    if not names:
        return record
    kinds = [kind for kind in GUIDES if kind in record]
    return {**record, **{kind: [{**_named(one, names), "id": one["id"]} for one in record[kind]] for kind in kinds}}


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(one, names) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: names.get(one, one) if key in _REFERENCES and isinstance(one, str) else _named(one, names)
        for key, one in value.items()
    }


def _of_guide(pair: _Pair, rows: Mapping[str, Comparer]) -> Iterator[Change]:
    old, new = pair.old, pair.new
    if new is None or old is None:
        title = (new or old or {})["title"]
        text = "is no longer published" if new is None else "is new"
        yield Change(pair.entry, f"{title}: {text}", clinical=new is None)
        return
    turned = old.get("advice") != new.get("advice")
    for name, compare in rows.items():
        if turned and name in ONLY_TO_DO:
            continue
        for one in compare(old.get(name), new.get(name)):
            yield Change(pair.entry, f"{new['title']}: {one.text}", one.clinical)


def _signs_page(old: Record, new: Record) -> str:
    """The guide that shows the warning signs in both records; empty where one has none."""
    pages = {record.get(SIGNS, {}).get("page", "") for record in (old, new)}
    return str(pages.pop()) if len(pages) == 1 else ""


def _of_signs(old: Record, new: Record) -> Iterator[Change]:
    if SIGNS not in old or SIGNS not in new:
        return
    for name, compare in WARNING_SIGNS.items():
        for one in compare(old[SIGNS].get(name), new[SIGNS].get(name)):
            yield Change(_signs_page(old, new), f"Warning signs: {one.text}", one.clinical)


def _of_stop_rules(old: Record, new: Record) -> Iterator[Change]:
    """The stop rules that hold for all movements, told once."""
    before, after = _stop_rules(old), _stop_rules(new)
    if before is not None and after is not None:
        for one in STOP_RULES(before, after):
            yield Change(_signs_page(old, new), f"Every movement: {one.text}", one.clinical)


def _stop_rules(record: Record) -> Any:
    """Those rules, from whatever part of the record has them; None where none has."""
    if SIGNS in record:
        return record[SIGNS]["stop_rules"]
    guides = [*record.get("exercises", ()), *record.get("routines", ())]
    return guides[0]["stop_if"]["general"] if guides else None
