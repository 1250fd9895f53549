"""How languages count, date and list. The words themselves come from content/<lang>/strings.yaml."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Self

from kinesite.content.schema import Range


def _english(n: int) -> str:
    return "one" if n == 1 else "other"


def _french(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _arabic(n: int) -> str:
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:  # noqa: PLR2004 - the rule itself
        return "few"
    return "many" if 11 <= n % 100 <= 99 else "other"  # noqa: PLR2004 - the rule itself


PLURALS: Mapping[str, Callable[[int], str]] = {"ar": _arabic, "fr": _french}
"""Plural rules of Unicode CLDR for whole numbers; a language that is not listed counts as English does."""


class MissingText(KeyError):  # noqa: N818 - it names what is missing
    """A key that strings.yaml does not have; a template or a view asked for it."""


class Counted(int):
    """A number that decides a plural form and is shown in other words."""

    def __new__(cls, number: int, words: str) -> Self:
        """The number, with the words that stand for it."""
        counted = super().__new__(cls, number)
        counted.words = words
        return counted

    words: str

    def __format__(self, _spec: str) -> str:
        return self.words


class Texts:
    """The words of the chrome in one language."""

    def __init__(self, language: str, strings: Mapping[str, Any]) -> None:
        self.language = language
        self.strings = strings
        self._plural = PLURALS.get(language, _english)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key such as `nav.home`, its `{placeholders}` filled in.

        A text with plural forms takes `n`: a number, or anything else for the form `other`.
        Raises `MissingText` for a key, a form or a placeholder that is not there.
        """
        text = _found(self, key)
        if isinstance(text, dict):
            n = values.get("n")
            text = text.get(self._plural(n) if isinstance(n, int) else "other", text.get("other"))
        if not isinstance(text, str):
            raise MissingText(key)
        try:
            return text.format_map(values) if "{" in text else text
        except (KeyError, ValueError, IndexError, AttributeError) as failure:
            raise MissingText(f"{key}: {failure}") from None

    def date(self, day: dt.date) -> str:
        """A day in words, such as 22 November 2026."""
        return _dated(self, day)

    def listed(self, items: Iterable[str]) -> str:
        """The items as one line."""
        return self("lists.separator").join(items)

    def amount(self, key: str, count: Range) -> str:
        """A counted text for a number or for the numbers between two; a range takes the form of its upper end."""
        return _counted(self, key, count.low, count.high)


_MANY = 2_000
"""Results that are kept at most: guides share their words, and most of their days and amounts."""

_spoken: dict[str, Texts] = {}


def texts_of(language: str, strings: Mapping[str, Any]) -> Texts:
    """The words of a language: the same object for the same strings, so that it knows what it was asked before."""
    known = _spoken.get(language)
    if known is None or known.strings is not strings:
        known = _spoken[language] = Texts(language, strings)
    return known


@lru_cache(maxsize=_MANY)
def _found(texts: Texts, key: str) -> Any:
    """What strings.yaml has for a key: a text, or its plural forms."""
    text: Any = texts.strings
    for part in key.split("."):
        if not isinstance(text, dict) or part not in text:
            raise MissingText(key)
        text = text[part]
    return text


@lru_cache(maxsize=_MANY)
def _dated(texts: Texts, day: dt.date) -> str:
    return texts("dates.day", day=day.day, month=texts(f"months.{day.month}"), year=day.year)


@lru_cache(maxsize=_MANY)
def _counted(texts: Texts, key: str, low: int, high: int) -> str:
    words = str(low) if low == high else texts("numbers.range", low=low, high=high)
    return texts(key, n=Counted(high, words))
