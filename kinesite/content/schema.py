"""What models are made of: the base of every entry, and the types of their fields.

Law: this module alone knows the validation library; a model is frozen and strict, and accepts no unknown field.
"""

import datetime as dt
import os
import re
from collections.abc import Mapping
from collections.abc import Sequence as AbstractSequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any, Self, TypeVar

import pydantic
import pydantic_core

from kinesite.content.sources import SLUG
from kinesite.diagnostics import did_you_mean, masked

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
"""What else is installed changes no rule; and to ask everything that is takes longer than to build every model."""

Item = TypeVar("Item")
Sized = TypeVar("Sized", bound=AbstractSequence[Any])
Known = Mapping[str, AbstractSet[str]]
"""The ids that exist, by what they name: `area`, `equipment`, `exercise` …"""

WHY = "Readers and printed handouts rely on this field."

MAX_ITEMS = 1_000
"""Items of a list; the longest of the shipped site has a tenth of it."""

Many = Annotated[tuple[Item, ...], pydantic.Field(strict=False, max_length=MAX_ITEMS)]
"""A list in the file, a tuple in memory."""

Rest = pydantic.ValidationInfo
"""What a validator is told besides its value: `data` holds the fields above that are right."""

before = pydantic.BeforeValidator
after = pydantic.AfterValidator

Invalid = pydantic.ValidationError
FieldInfo = pydantic.fields.FieldInfo

Check = pydantic.model_validator(mode="after")
"""Decorates a method that looks at the whole model."""


class Model(pydantic.BaseModel):
    """The base of every entry and of every part of one: frozen, strict, no unknown field. Built when first needed."""

    model_config = pydantic.ConfigDict(
        frozen=True, strict=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )

    def but(self, **changes: Any) -> Self:
        """The same value with some fields changed."""
        return self.model_copy(update=changes)


def about(
    description: str, *, why: str = WHY, example: str = "", words: bool = False, needed: str = "", **default: Any
) -> Any:
    """A field: what it is, why it matters to a reader, how it is written, whether a translation rewrites it.

    `default=` or `default_factory=` make it optional; `needed` then says when it is not.
    """
    extra: dict[str, Any] = {"why": why, "words": words, "needed": needed}
    return pydantic.Field(description=description, examples=[example], json_schema_extra=extra, **default)


def refused(code: str, message: str, fix: str) -> pydantic_core.PydanticCustomError:
    """The exception with which a validator says what is wrong and how to mend it; `{field}` stands for the name."""
    return pydantic_core.PydanticCustomError("kinesite", "{message}", {"code": code, "message": message, "fix": fix})


def absent() -> pydantic_core.PydanticKnownError:
    """The exception with which a validator says that its field is missing."""
    return pydantic_core.PydanticKnownError("missing")


def shown(value: object) -> str:
    """A value of the file as a message quotes it."""
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else masked(str(value))
    return '"' + (text if len(text) <= 60 else text[:57] + "…") + '"'  # noqa: PLR2004 - what fits on a line


def described(value: object) -> str:
    """What a value is, for a message that says what it should have been."""
    if isinstance(value, list):
        return "a list"
    return "fields of its own" if isinstance(value, dict) else "nothing" if value is None else shown(value)


MAX_TEXT = 2_000
"""Characters of a field; the longest of the shipped site has an eighth of it."""


def _fits(text: str) -> str:
    if len(text) > MAX_TEXT:
        fix = "Shorten it, or write it into the text below the fields."
        raise refused("S160", f"{{field}} has {len(text)} characters, {MAX_TEXT} fit", fix)
    return text


def _tidy(text: str) -> str:
    tidy = " ".join(_fits(text).split())
    if not tidy:
        raise refused("S105", "{field} is empty", "Write a text, or delete the line if the field is optional.")
    return tidy


def some(fix: str) -> pydantic.AfterValidator:
    """Refuses an empty list."""

    def check(listed: Sized) -> Sized:
        if not listed:
            raise refused("S107", "{field} is empty", fix)
        return listed

    return pydantic.AfterValidator(check)


def _once(listed: Sized) -> Sized:
    """Refuses a list that names one id twice: the two could contradict each other."""
    ids = [one.id for one in listed if getattr(one, "id", None)]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise refused("S155", f'{{field}} names "{twice}" twice', "Delete one of the two.")
    return listed


once = pydantic.AfterValidator(_once)


def all_of(choices: tuple[str, ...], form: str) -> pydantic.AfterValidator:
    """Refuses a mapping that lacks one of these keys."""

    def check(mapping: Mapping[str, Item]) -> Mapping[str, Item]:
        for choice in choices:
            if choice not in mapping:
                raise refused("S107", f'{{field}} has no words for "{choice}"', f"Add {choice}: {form}.")
        return mapping

    return pydantic.AfterValidator(check)


Text = Annotated[str, pydantic.AfterValidator(_tidy)]
"""One paragraph of plain text; white space is folded."""


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> dt.date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise refused(
                "S131",
                f"{{field}} is {shown(value)}, which is not a day of the calendar",
                "Check the month and the day.",
            ) from None
    raise refused("S131", f"{{field}} must be a date, not {shown(value)}", "Write year-month-day, such as 2026-11-22.")


Day = Annotated[dt.date, pydantic.BeforeValidator(_day)]
"""A date, written 2026-11-22."""


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A number, or the numbers between two; both ends count."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


_MAX_NUMBER = 999


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a range counts."""

    written: re.Pattern[str]
    """The numbers, and what stands behind them."""
    noun: str
    example: str


_NUMBERS = r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?"
_TIMES = _Unit(re.compile(_NUMBERS), "a number or a range", "6 or 6-10")
_SECONDS = _Unit(re.compile(_NUMBERS + r"\s*s"), "a number of seconds", "5 s or 5-10 s")


def _range(value: object, unit: _Unit) -> Range:
    """The range of a text or a whole number. Raises the refusal of anything else."""
    plain = isinstance(value, int | str) and not isinstance(value, bool)
    found = unit.written.fullmatch(str(value)) if plain else None
    if not found:
        raise refused("S132", f"{{field}} must be {unit.noun}, not {described(value)}", f"Write {unit.example}.")
    low, high = int(found[1]), int(found[2] or found[1])
    if high == 0:
        raise refused("S132", f"{{field}} is {shown(value)}, which is nothing", f"Write {unit.example}.")
    if low > high:
        fix = f"Write the smaller number first: {unit.example}."
        raise refused("S132", f"{{field}} is {shown(value)}, which runs backwards", fix)
    return Range(low, high)


Count = Annotated[Range, pydantic.BeforeValidator(lambda value: _range(value, _TIMES))]
"""How many: `6` or `6-10`."""

Seconds = Annotated[Range, pydantic.BeforeValidator(lambda value: _range(value, _SECONDS))]
"""How many seconds: `5 s` or `5-10 s`."""


def _number(number: int) -> int:
    if not 1 <= number <= _MAX_NUMBER:
        message = f"{{field}} must be a whole number from 1 to {_MAX_NUMBER}, not {shown(number)}"
        raise refused("S106", message, f"Write a number from 1 to {_MAX_NUMBER}.")
    return number


Number = Annotated[int, pydantic.AfterValidator(_number)]
"""A whole number from 1."""


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise refused("S133", f"{shown(text)} cannot be an id", "Use small letters a to z, digits and single hyphens.")
    return text


Slug = Annotated[str, pydantic.AfterValidator(_slug)]
"""An id: small letters, digits, hyphens."""


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@\\]+\.[^\s/?#@\\]+(?:[/?#]\S*)?", text) or re.search(r"[<>\"`{}|\\]", text):
        raise refused(
            "S134", f"{{field}} must be a web address, not {shown(text)}", 'Write the whole address, from "https://".'
        )
    return text


Url = Annotated[str, pydantic.AfterValidator(_fits), pydantic.AfterValidator(_url)]
"""A web address with its scheme."""


@dataclass(frozen=True, slots=True)
class Reference(pydantic.AfterValidator):
    """Accepts ids that exist."""

    kind: str = ""
    """What they name."""


_FEW = 12


def _one_of(known: AbstractSet[str]) -> str:
    """How to choose among ids: they are listed while they are few."""
    if not known:
        return "There is none yet: add one first, or delete this."
    if len(known) > _FEW:
        return f"Write one of the {len(known)} known ids."
    return f"Write {'one of: ' if len(known) > 1 else ''}{', '.join(sorted(known))}."


def reference(kind: str, noun: str) -> Reference:
    """Accepts the ids that the validation context knows for `kind`; an unknown one names the nearest.

    Where the context knows nothing of `kind`, because its own file is broken, every id is accepted.
    """

    def check(text: str, info: pydantic.ValidationInfo) -> str:
        known: AbstractSet[str] | None = (info.context or {}).get(kind)
        if known is None or text in known:
            return text
        raise refused("S201", f"unknown {noun} {shown(text)}{did_you_mean(text, known)}", _one_of(known))

    return Reference(check, kind)
