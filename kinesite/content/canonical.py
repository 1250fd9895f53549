"""Canonical texts of values, and values of canonical texts.

Law: equal values give equal texts in every process; a text gives back a value equal to the one that it came from.
"""

from functools import cached_property
from typing import Any

import pydantic
import pydantic_core


def text_of(value: Any) -> str:
    """The canonical text of a value made of dataclasses, models, mappings, sequences and scalars; never of sets,
    whose order differs between processes.
    """
    return pydantic_core.to_json(value, bytes_mode="hex").decode()


class Reader:
    """Gives the values of such texts, for a type made of dataclasses and what they hold."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> pydantic.TypeAdapter[Any]:
        return pydantic.TypeAdapter(self._kind)  # made when it is first used: most builds read few kinds

    def __call__(self, text: str) -> Any:
        """The value of a text."""
        return self._adapter.validate_json(text)
