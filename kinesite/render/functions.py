"""The functions that templates may call: `t` and `cached`.

Law: there is one object of each for all pages, since macros keep what they saw first; it is told of every page's words.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kinesite.structure.languages import Texts

_MANY = 100
"""Results of `cached` that are kept at most: pages of one folder share theirs."""


class Speaker:
    """The function `t`."""

    texts: Texts

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key in the language of the page."""
        return self.texts(key, **values)


class Cached:
    """The function `cached`: what a macro gives for values that many pages share, made once.

    It holds for one language with its words as they are; other words forget all.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], str] = {}
        self._strings: Mapping[str, Any] | None = None
        self._language = ""

    def hear(self, texts: Texts) -> None:
        """The words of the page that comes next."""
        if texts.strings is not self._strings or texts.language != self._language or len(self._made) > _MANY:
            self._made.clear()
        self._strings, self._language = texts.strings, texts.language

    def __call__(self, macro: Callable[..., str], *values: object) -> str:
        """What the macro gives for these values."""
        key = (macro, *values)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = macro(*values)
        return made
