"""Pages that show one entry: exercise, routine, condition, guide and page.

Law: on the pages that ask a reader to move, the emergency card and what to check come before the first step.
"""

from typing import Any

from kinesite.content.entries import Condition, Named, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise, Rung
from kinesite.render import illustrations, safety, views
from kinesite.render.cards import facts_of
from kinesite.render.chrome import HOW_WE_CHECK, breadcrumbs, head, made, notices
from kinesite.render.colophon import colophon
from kinesite.render.dosing import in_words
from kinesite.render.material import Material, Own
from kinesite.structure.relations import implied


def _common(material: Material, entry: Entry) -> dict[str, Any]:
    """The fields that every page has."""
    return {
        "head": head(material, entry.title, entry.summary),
        "title": entry.title,
        "summary": entry.summary,
        "breadcrumbs": breadcrumbs(material, entry.title),
        "notices": notices(material),
        "article": material.article(),
        "colophon": colophon(entry, material.words, material.texts),
    }


def _emergency(material: Material) -> views.CareCard:
    place = material.chrome.known.get(safety.WARNING_SIGNS, "")
    more = views.Link(material.texts("nav.warning_signs"), material.linker.href(place)) if place else None
    return safety.emergency_card(material.words, more)


def exercise(material: Material) -> views.ExercisePage:
    """One movement."""
    own, words, texts = material.shown, material.words, material.texts
    entry = own.entry
    assert isinstance(entry, Exercise)  # noqa: S101 - the page table pairs kinds and views
    common = _common(material, entry)
    doing, rest = _around_the_steps(common["article"].sections, own)
    vocabulary = words.vocabulary
    return views.ExercisePage(
        **common,
        also_known_as=entry.also_known_as,
        area=material.link(f"areas/{entry.area}"),
        also_for=tuple(material.link(area) for area in material.lists["areas"][1:]),
        facts=facts_of(entry, words, texts),
        muscles=texts.listed([_muscle(vocabulary.muscles[one]) for one in entry.muscles]),
        floor=vocabulary.positions[entry.position].floor,
        emergency=_emergency(material),
        cautions=safety.cautions(entry.contraindications, words),
        figure=illustrations.figure(material, own.figure, entry.dose) if own.figure else None,
        picture=illustrations.picture(material, own.media) if own.media else None,
        dose=material.dose,
        doing=doing,
        rest=rest,
        feel=entry.feel or "",
        easier=_rungs(material, entry.easier),
        harder=_rungs(material, entry.harder),
        stop_if=(*entry.stop_if, *words.safety.stop_rule),
        why_not=entry.why_not or "",
        instead=material.listed("instead"),
    )


def _around_the_steps(
    sections: tuple[views.Section, ...], own: Own
) -> tuple[tuple[views.Section, ...], tuple[views.Section, ...]]:
    """(the sections up to and with the first numbered steps, those after them)."""
    steps = next((place for place, part in enumerate(own.body.parts) if part.numbered), -1)
    return sections[: steps + 1], sections[steps + 1 :]


def _muscle(muscle: Any) -> str:
    return f"{muscle.label} ({muscle.term})" if muscle.term else str(muscle.label)


def _rungs(material: Material, rungs: tuple[Rung, ...]) -> tuple[views.Rung, ...]:
    """The steps of a ladder; one to a guide that is not published yet is left out."""
    found = []
    for rung in rungs:
        if rung.id is None:
            found.append(views.Rung(rung.do or "", "", rung.when))
        elif f"exercises/{rung.id}" in material.cards:
            link = material.link(f"exercises/{rung.id}")
            found.append(views.Rung(link.label, link.href, rung.when))
    return tuple(found)


def routine(material: Material) -> views.RoutinePage:
    """Exercises in order, with their doses."""
    own, words, texts = material.shown, material.words, material.texts
    entry = own.entry
    assert isinstance(entry, Routine)  # noqa: S101 - the page table pairs kinds and views
    needed = dict.fromkeys(one for step in material.lists["steps"] for one in material.cards[step].equipment)
    return views.RoutinePage(
        **_common(material, entry),
        also_known_as=entry.also_known_as,
        emergency=_emergency(material),
        cautions=safety.usual_cautions(entry.check_first, words),
        facts=facts_of(entry, words, texts, tuple(needed)),
        goal=entry.goal,
        suited_to=entry.suited_to,
        stages=tuple(_stage(material, stage, alone=entry.one_stage_at_a_time) for stage in entry.stages),
        move_up_when=entry.move_up_when or "",
        stop_if=(*entry.stop_if, *words.safety.stop_rule),
    )


def _stage(material: Material, stage: Any, *, alone: bool) -> views.Stage:
    published = [step for step in stage.steps if f"exercises/{step.exercise}" in material.cards]
    steps = tuple(
        views.Step(material.card(f"exercises/{step.exercise}"), in_words(step.dose, material.texts), step.note or "")
        for step in published
    )
    minutes = -(-sum(step.dose.seconds for step in published) // 60)
    return views.Stage(stage.title, minutes, steps, alone)


def condition(material: Material) -> views.ConditionPage:
    """What a condition is, and which movements usually suit it."""
    entry = material.shown.entry
    assert isinstance(entry, Condition)  # noqa: S101 - the page table pairs kinds and views
    return views.ConditionPage(
        **_common(material, entry),
        also_known_as=entry.also_known_as,
        emergency=_emergency(material),
        cautions=safety.usual_cautions(entry.implies, material.words),
        suits=_recommended(material, entry, entry.suits),
        leave=_recommended(material, entry, entry.leave),
        see_someone=entry.see_someone,
    )


def _recommended(
    material: Material, condition: Condition, named: tuple[Named, ...]
) -> tuple[views.Recommendation, ...]:
    """Exercises that a condition names, each with the cautions that the condition implies for it."""
    traits = material.traits
    return tuple(
        views.Recommendation(
            material.card(f"exercises/{one.id}"),
            one.note or "",
            safety.cautions(implied(condition, traits[one.id].cautions), material.words),
        )
        for one in named
        if one.id in traits
    )


def article(material: Material) -> views.ArticlePage:
    """A guide or a plain page; the page of warning signs shows them all."""
    signs = material.route.entry == safety.WARNING_SIGNS
    return views.ArticlePage(
        **_common(material, material.shown.entry),
        care_cards=safety.all_cards(material.words) if signs else (),
        series=tuple(material.link(part) for part in material.lists.get("series", ())),
        related=material.listed("related"),
        trust=made(material, "trust") if material.route.entry == HOW_WE_CHECK else None,
    )
