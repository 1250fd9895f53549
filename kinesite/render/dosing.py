"""A dose in words: one line of sentences, and rows to scan."""

from collections.abc import Iterator
from functools import lru_cache

from kinesite.content.doses import Dose, whole_minutes
from kinesite.render import views
from kinesite.structure.languages import Texts

_COUNTED = ("reps", "minutes", "breaths")
_EVERY_DAY = 7


@lru_cache(maxsize=2_000)
def line(texts: Texts, labels: str, name: str, value: str) -> views.DoseLine:
    """A value with its name, which stands in the group `labels` of strings.yaml. Kept, since guides share most."""
    return views.DoseLine(name, texts(f"{labels}.{name}"), value)


def in_words(dose: Dose, texts: Texts, reason: str | None = None) -> views.Dose:
    """The dose as a reader is told it. `reason`: why it is not what its sources say."""
    rows = tuple(line(texts, "dose_labels", name, value) for name, value in _rows(dose, texts))
    return views.Dose(sentence(dose, texts), rows, whole_minutes(dose.seconds), reason or "")


def sentence(dose: Dose, texts: Texts) -> str:
    """The dose in one line of sentences."""
    return " ".join(_sentences(dose, texts))


def _rows(dose: Dose, texts: Texts) -> Iterator[tuple[str, str]]:
    """(name, value in words) of all that is said, the count first."""
    for name in (*_COUNTED, "hold", "sets", "rest"):
        count = getattr(dose, name)
        if count:
            yield name, texts.amount(f"dose.{name}", count)
    if dose.sides:
        yield "sides", texts(f"dose.sides_{dose.sides}")
    if dose.times_a_day:
        yield "times_a_day", texts.amount("dose.times_a_day", dose.times_a_day)
    if dose.days_per_week:
        daily = dose.days_per_week.low == _EVERY_DAY
        yield (
            "days_per_week",
            texts("dose.every_day") if daily else texts.amount("dose.days_per_week", dose.days_per_week),
        )
    if dose.build_to:
        yield "build_to", dose.build_to


def _sentences(dose: Dose, texts: Texts) -> Iterator[str]:
    counted = next(name for name in _COUNTED if getattr(dose, name))
    key = f"{counted}_{dose.sides}" if dose.sides else counted
    yield texts.amount(f"dose_sentences.{key}", getattr(dose, counted))
    for name in ("hold", "sets", "rest", "times_a_day"):
        count = getattr(dose, name)
        if count and not (name == "sets" and count.high == 1):
            yield texts.amount(f"dose_sentences.{name}", count)
    if dose.days_per_week:
        daily = dose.days_per_week.low == _EVERY_DAY
        key = "dose_sentences.every_day" if daily else "dose_sentences.days_per_week"
        yield texts(key) if daily else texts.amount(key, dose.days_per_week)
    if dose.build_to:
        yield texts("dose_sentences.build_to", text=dose.build_to.rstrip("."))
