"""What models are made of: the base of every entry, and the types of their fields.

Law: this module alone knows the validation library; a model is frozen and strict, and accepts no unknown field.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any, Self, TypeVar

import pydantic
import pydantic_core

from kinesite.content.sources import SLUG
from kinesite.diagnostics import did_you_mean

Item = TypeVar("Item")
Known = Mapping[str, AbstractSet[str]]
"""The ids that exist, by what they name: `area`, `equipment`, `exercise` …"""

WHY = "Readers and printed handouts rely on this field."

Many = Annotated[tuple[Item, ...], pydantic.Field(strict=False)]
"""A list in the file, a tuple in memory."""

before = pydantic.BeforeValidator
after = pydantic.AfterValidator

Invalid = pydantic.ValidationError
FieldInfo = pydantic.fields.FieldInfo

Check = pydantic.model_validator(mode="after")
"""Decorates a method that looks at the whole model."""


class Model(pydantic.BaseModel):
    """The base of every entry and of every part of one: frozen, strict, no unknown field."""

    model_config = pydantic.ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def between(cls, data: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:  # noqa: ARG003 - for those that have rules
        """(code, message, fix) of what is wrong between fields, seen in the data itself.

        So it is told together with what is wrong inside them.
        """
        yield from ()

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
    """The exception with which a validator says what is wrong and how to mend it."""
    return pydantic_core.PydanticCustomError("kinesite", "{message}", {"code": code, "message": message, "fix": fix})


def shown(value: object) -> str:
    """A value of the file as a message quotes it."""
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return '"' + (text if len(text) <= 60 else text[:57] + "…") + '"'  # noqa: PLR2004 - what fits on a line


def _tidy(text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise refused("S105", "is empty", "Write a text, or delete the line if the field is optional.")
    return tidy


Text = Annotated[str, pydantic.AfterValidator(_tidy)]
"""One paragraph of plain text; white space is folded."""


def _day(value: object) -> dt.date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise refused(
                "S131", f"{shown(value)} is not a day of the calendar", "Check the month and the day."
            ) from None
    raise refused("S131", f"{shown(value)} is not a date", "Write year-month-day, such as 2026-11-22.")


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


def _range(value: object, unit: str = "") -> Range:
    example = f"6{unit} or 6-10{unit}"
    found = re.fullmatch(rf"(\d{{1,3}})(?:\s*[-–]\s*(\d{{1,3}}))?{unit}", str(value)) if _plain(value) else None
    if not found:
        raise refused("S132", f"{shown(value)} is not a number or a range", f"Write {example}.")
    low, high = int(found[1]), int(found[2] or found[1])
    if low > high or high == 0:
        raise refused(
            "S132", f"{shown(value)} runs backwards or is nothing", f"Write the smaller number first: {example}."
        )
    return Range(low, high)


def _plain(value: object) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool)


Count = Annotated[Range, pydantic.BeforeValidator(_range)]
"""How many: `6` or `6-10`."""

Seconds = Annotated[
    Range, pydantic.BeforeValidator(lambda value: _range(value, r"\s*s") if _plain(value) else _range(None))
]
"""How many seconds: `5 s` or `5-10 s`."""

Number = Annotated[int, pydantic.Field(ge=1, le=_MAX_NUMBER)]
"""A whole number from 1."""


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise refused("S133", f"{shown(text)} is not an id", "Use small letters a to z, digits and single hyphens.")
    return text


Slug = Annotated[str, pydantic.AfterValidator(_slug)]
"""An id: small letters, digits, hyphens."""


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@\\]+\.[^\s/?#@\\]+(?:[/?#]\S*)?", text) or re.search(r"[<>\"`{}|\\]", text):
        raise refused("S134", f"{shown(text)} is not a web address", 'Write the whole address, from "https://".')
    return text


Url = Annotated[str, pydantic.AfterValidator(_url)]
"""A web address with its scheme."""


@dataclass(frozen=True, slots=True)
class Reference(pydantic.AfterValidator):
    """Accepts ids that exist."""

    kind: str = ""
    """What they name."""


def reference(kind: str, noun: str) -> Reference:
    """Accepts the ids that the validation context knows for `kind`; an unknown one names the nearest.

    Where the context knows nothing of `kind`, because its own file is broken, every id is accepted.
    """

    def check(text: str, info: pydantic.ValidationInfo) -> str:
        known: AbstractSet[str] | None = (info.context or {}).get(kind)
        if known is None or text in known:
            return text
        listed = ", ".join(sorted(known)) if 0 < len(known) <= 12 else f"one of the {len(known)} known ids"  # noqa: PLR2004
        raise refused("S201", f"unknown {noun} {shown(text)}{did_you_mean(text, known)}", f"Write {listed}.")

    return Reference(check, kind)
