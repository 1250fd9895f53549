"""The words of Steady Back: plain, each guide its own, each exercise resting on more than one source."""

import itertools
import re
import statistics
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kinesite.checks.passages import Passage, passages
from kinesite.checks.prose import LIMITS, Measure, sentences
from kinesite.content.documents import Document, front_matter
from kinesite.content.entries import BY_FOLDER
from kinesite.content.sources import Root, Source
from tests.sites import PROJECT

ENGLISH = PROJECT / "content/en"
GUIDES = sorted(path.relative_to(PROJECT).as_posix() for path in ENGLISH.glob("*/*.md"))
RUN = 8
"""Words in a row that no two guides share."""
ONE_SOURCE = {"double-leg-lift"}
"""Exercises for which no second source was found."""


def _data(name: str) -> Any:
    return yaml.safe_load((ENGLISH / f"{name}.yaml").read_text("utf-8"))


@cache
def _document(path: str) -> Document:
    source = Root(PROJECT).read(path)
    assert isinstance(source, Source)
    document = front_matter(source)
    assert isinstance(document, Document)
    return document


def _passages(path: str) -> list[Passage]:
    return passages(_document(path), BY_FOLDER[Path(path).parent.name].model, translation=False)


@cache
def _grades() -> dict[str, float]:
    """Path to grade; the names of muscles and the listed words count as short."""
    muscles = [one["term"] for one in _data("vocabulary")["muscles"].values() if "term" in one]
    measure = Measure("en", [*_data("wording")["plain_words"], *muscles])
    return {path: measure.grade(sentences(_passages(path))) for path in GUIDES}


def test_exercises_are_plain():
    """Issue 6: the median at most grade 6, none above 8."""
    grades = [grade for path, grade in _grades().items() if "/exercises/" in path]
    assert len(grades) >= 59
    assert statistics.median(grades) <= 6
    assert max(grades) <= 8


@pytest.mark.parametrize("folder", LIMITS)
def test_no_kind_of_guide_is_harder_than_the_coach_allows(folder: str):
    assert all(grade <= LIMITS[folder] for path, grade in _grades().items() if f"/{folder}/" in path)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _texts(data: object) -> list[str]:
    if isinstance(data, dict | list):
        return [text for inner in (data.values() if isinstance(data, dict) else data) for text in _texts(inner)]
    return [data] if isinstance(data, str) else []


def test_no_two_guides_share_eight_words_in_a_row():
    """Labels and standard lines of safety come from one place, so they may stand in many."""
    shared = [
        run for name in ("vocabulary", "safety", "disclaimers", "strings") for run in map(_runs, _texts(_data(name)))
    ]
    common = set(itertools.chain.from_iterable(shared))
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in GUIDES:
        for passage in _passages(path):
            for run in _runs(passage.text) - common:
                holders[run].add(path)
    assert len(holders) > 1000
    assert {" ".join(run): sorted(paths) for run, paths in holders.items() if len(paths) > 1} == {}


def test_every_exercise_rests_on_two_sources_where_two_were_found():
    few = {Path(path).stem for path in GUIDES if "/exercises/" in path and len(_document(path).data["sources"]) < 2}
    assert few == ONE_SOURCE


def test_most_doses_can_be_compared_with_what_a_source_states():
    doses = [path for path in GUIDES if "dose" in _document(path).data]
    stated = [path for path in doses if any("dose" in source for source in _document(path).data["sources"])]
    assert len(stated) >= len(doses) * 9 // 10
