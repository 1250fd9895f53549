"""The page of what has been checked: what people answer for, apart from what a machine looked at."""

from dataclasses import dataclass

from kinesite.render.views.pages import Page
from kinesite.render.views.parts import Link, Review, Section


@dataclass(frozen=True, slots=True)
class Answer:
    """What people answer for, in one respect."""

    title: str
    text: str
    more: Link | None = None
    """The page of the site that says more."""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules that the machine keeps, in words."""

    id: str
    title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one guide says of itself."""

    link: Link
    sources: str
    """How many, and when one of them was last read."""
    changed: str
    review: Review


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The guides of one kind."""

    id: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class TrustPage(Page):
    """What has been checked, by whom or by what, and what has not."""

    reviewed: str
    """How many of how many guides a clinician has reviewed, in one sentence."""
    contents: tuple[Section, ...]
    """The parts of the page; their texts stand below."""
    answers: tuple[Answer, ...]
    rules: tuple[RuleGroup, ...]
    groups: tuple[StatementGroup, ...]
    receipt: str
    """Address of the list of all files with their digests; empty in the preview, which has none."""
