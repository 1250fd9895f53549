"""The pieces of the page that says what is new."""

from dataclasses import dataclass

from kinesite.render.views.parts import Card


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One guide that is new or changed."""

    card: Card
    kind: str
    """Exercise, routine and so on, in words; empty where the heading says it."""
    notes: tuple[str, ...]
    """What its history says of the day; empty where the heading says it."""
    language: str
    """Set when the notes are in another language than the page."""


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """The guides of one day under one heading."""

    name: str
    """`clinical`, `changed`, or the folder of what is new."""
    title: str
    clinical: bool
    """Readers who knew these guides would do something differently."""
    lines: tuple[NewsLine, ...]


@dataclass(frozen=True, slots=True)
class NewsDay:
    """One day and what it brought, the gravest first."""

    iso: str
    """As 2026-11-22."""
    date: str
    """In words."""
    groups: tuple[NewsGroup, ...]
