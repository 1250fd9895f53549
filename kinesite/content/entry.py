"""What every kind of entry has: words, history, and for those that speak of health, sources and review.

Law: what makes an entry health content (sources, review, disclaimer) has no default.
"""

from typing import Annotated, Literal

import kinesite.content.schema as s
from kinesite.content.addresses import is_address
from kinesite.content.schema import Model, about
from kinesite.content.vocabulary import SourceNote

AreaId = Annotated[str, s.reference("area", "area")]
ContraindicationId = Annotated[str, s.reference("contraindication", "contraindication")]
EquipmentId = Annotated[str, s.reference("equipment", "piece of equipment")]
ExerciseId = Annotated[str, s.reference("exercise", "exercise")]
FigureId = Annotated[str, s.reference("figure", "figure")]
MuscleId = Annotated[str, s.reference("muscle", "muscle")]
PictureName = Annotated[str, s.reference("picture", "picture")]
PositionId = Annotated[str, s.reference("position", "position")]
DisclaimerId = Annotated[str, s.reference("disclaimer", "disclaimer")]

MAX_SUMMARY = 180
"""Characters of a summary: it stands on cards and in search results."""


def _short(text: str) -> str:
    if len(text) > MAX_SUMMARY:
        raise s.refused(
            "S136", f"{{field}} has {len(text)} characters, {MAX_SUMMARY} fit", "Say it in one shorter sentence."
        )
    return text


Summary = Annotated[s.Text, s.after(_short)]


def _alias(text: str) -> str:
    if text == "/" or not is_address(text):
        fix = "Write the part after the site's own address, such as /exercises/old-name/, with a slash at both ends."
        raise s.refused("A402", f"{s.shown(text)} is no address at which a guide can have stood", fix)
    return text


Alias = Annotated[str, s.after(_alias)]


class Review(Model):
    """Whether a clinician has reviewed the guide; never invented."""

    status: Literal["unreviewed", "reviewed"] = about("Whether a clinician has reviewed it", example="unreviewed")
    by: s.Text | None = about("The reviewer's real name", example="A real name", default=None)
    role: s.Text | None = about("The reviewer's role", example="Physiotherapist", default=None)
    on: s.Day | None = about("The day of the review", example="2026-11-01", default=None)
    next: s.Day | None = about("The day by which to review again", example="2028-11-01", default=None)

    @s.Check
    def _a_review_is_whole(self) -> "Review":
        parts = ("by", "role", "on", "next")
        given = [name for name in parts if getattr(self, name) is not None]
        if self.status == "reviewed" and len(given) < len(parts):
            lacking = ", ".join(name for name in parts if name not in given)
            raise s.refused("S137", f"a review needs {lacking} too", f"Add {lacking}, or write status: unreviewed.")
        if self.status == "unreviewed" and given:
            raise s.refused("S137", f"unreviewed, yet {given[0]} is given", "Delete it, or write status: reviewed.")
        if self.on and self.next and self.next <= self.on:
            raise s.refused("S138", f"the next review, {self.next}, is not after {self.on}", "Write a later day.")
        return self


class Change(Model):
    """One line of a guide's history."""

    on: s.Day = about("The day", example="2026-11-22")
    note: s.Text = about("What changed", example="First published.")
    clinical: bool = about("Whether a reader would do something differently", example="true")


class Entry(Model):
    """What every kind of entry has."""

    title: s.Text = about(
        "What people call it", why="Readers look for it under this name.", example="Bird dog", words=True
    )
    summary: Summary = about(
        "One sentence that tells a reader whether this is what they need",
        why="Lists, cards and search results show it.",
        example="Reach one arm and the opposite leg away, and keep your back still.",
        words=True,
    )
    draft: bool = about("Left out of the site while true", example="true", default=False)
    aliases: s.Many[Alias] = about(
        "Addresses at which it stood before; each leads here, in every language",
        why="Readers with a printed code or an old link would find nothing.",
        example="[/exercises/old-name/]",
        default=(),
    )
    history: s.Many[Change] = about("What changed when; the earliest line is its first publication", default=())


WHY_SOURCES = "A reader must be able to see where a claim comes from."
WHY_REVIEW = "A reader must know whether a clinician has looked at this page."
WHY_DISCLAIMER = "A reader must know what a general page can and cannot do."


class Documented(Entry):
    """An entry that makes claims about health."""

    sources: Annotated[s.Many[SourceNote], s.some("Name at least one source that was read.")] = about(
        "Where the facts come from", why=WHY_SOURCES, example="[{publisher: …, title: …, url: …}]"
    )
    review: Review = about("Who reviewed it", why=WHY_REVIEW, example="{status: unreviewed}")
    disclaimer: DisclaimerId = about("Which disclaimer stands below it", why=WHY_DISCLAIMER, example="exercise")
