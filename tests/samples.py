"""Single values for tests: typed entries, words and views, each valid until a test changes what it is about."""

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from PIL import Image

from kinesite.content.doses import Dose
from kinesite.content.entries import Area, Condition, Guide, Page, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.settings import Settings
from kinesite.content.sources import Root
from kinesite.content.vocabulary import Disclaimers, Safety, Vocabulary, Words
from kinesite.diagnostics import decoded, encoded
from kinesite.incremental.engine import Engine
from kinesite.incremental.trace import Codec, Key, Task
from kinesite.pipeline import memory
from kinesite.pipeline.materials import Gathered, gathered
from kinesite.pipeline.tasks import TASKS
from kinesite.pipeline.world import Options, world
from kinesite.render import views
from kinesite.render.chrome import site as around
from kinesite.render.material import Material
from kinesite.render.pages import PAGES
from kinesite.structure.languages import Texts
from kinesite.structure.shape import Shape, row, shaped
from tests.sites import MINIMAL, TinySite

SOURCE = {
    "publisher": "NHS",
    "title": "Back pain",
    "url": "https://www.nhs.uk/conditions/back-pain/",
    "accessed": "2026-01-10",
    "supports": "repetitions",
}
_WORDS = {"title": "A title", "summary": "A summary."}
_DOCUMENTED = {**_WORDS, "sources": [SOURCE], "review": {"status": "unreviewed"}}
_BASES: Mapping[type[Entry], Mapping[str, Any]] = {
    Area: {**_WORDS, "order": 1},
    Page: _WORDS,
    Guide: {**_DOCUMENTED, "disclaimer": "guide"},
    Condition: {
        **_DOCUMENTED,
        "disclaimer": "condition",
        "areas": ["lower-back"],
        "suits": [],
        "see_someone": ["It lasts."],
    },
    Routine: {
        **_DOCUMENTED,
        "disclaimer": "routine",
        "areas": ["lower-back"],
        "goal": "Loosen up.",
        "for": "Stiff mornings.",
        "frequency": "Every morning",
        "check_first": "none-known",
        "stages": [{"title": "First", "steps": [{"exercise": "one", "dose": {"reps": 5}}]}],
    },
    Exercise: {
        **_DOCUMENTED,
        "disclaimer": "exercise",
        "area": "lower-back",
        "kind": "mobility",
        "difficulty": "easy",
        "position": "lying-back",
        "dose": {"reps": 5},
        "feel": "Your belly.",
        "contraindications": "none-known",
        "figure": "pelvic-tilt",
    },
}
LEAVE = {"advice": "leave", "why_not": "It can hurt.", "instead": ["one"], "dose": None, "feel": None}
"""What turns an exercise into one to leave."""


def entry(model: type[Entry], **changes: Any) -> Any:
    """A valid entry of a model with some fields changed; a field that is None is left out. Ids are not looked up."""
    data = {**_BASES[model], **changes}
    return model.model_validate({name: value for name, value in data.items() if value is not None})


def exercise(**changes: Any) -> Exercise:
    """A valid exercise with some fields changed."""
    found: Exercise = entry(Exercise, **changes)
    return found


def dose(**fields: Any) -> Dose:
    """A dose of these fields."""
    return Dose.model_validate(fields)


LIBRARY: dict[str, Entry] = {
    "areas/neck": entry(Area, order=1),
    "areas/lower-back": entry(Area, order=2),
    "exercises/hard-one": exercise(difficulty="hard"),
    "exercises/easy-two": exercise(also_for=["neck"]),
    "exercises/easy-one": exercise(),
    "exercises/leave": exercise(**LEAVE),
    "exercises/for-neck": exercise(area="neck", also_for=["lower-back", "neck"]),
    "exercises/middle": exercise(difficulty="moderate"),
    "routines/morning": entry(Routine),
    "conditions/ache": entry(Condition),
    "guides/part-two": entry(Guide, series={"id": "back", "part": 2}),
    "guides/part-one": entry(Guide, series={"id": "back", "part": 1}),
    "guides/alone": entry(Guide),
    "pages/about": entry(Page),
}
"""A small library of every kind of entry, by id."""


def shape(entries: Mapping[str, Entry]) -> Shape:
    """The shape of entries by id."""
    return shaped([row(one, f"content/en/{one}.md", found) for one, found in entries.items()])


def _file(name: str) -> Any:
    return yaml.safe_load((MINIMAL / "content" / name).read_text("utf-8"))


@cache
def words() -> Words:
    """The English words of the minimal site."""
    vocabulary = Vocabulary.model_validate(_file("en/vocabulary.yaml"))
    safety = Safety.model_validate(_typed_days(_file("en/safety.yaml")))
    disclaimers = Disclaimers.model_validate({"texts": _file("en/disclaimers.yaml")}).texts
    return Words("en", vocabulary, safety, disclaimers, _file("en/strings.yaml"))


def _typed_days(value: Any) -> Any:
    """Dates as the site's own loader gives them: as text."""
    if isinstance(value, dict):
        return {key: _typed_days(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed_days(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def texts() -> Texts:
    """The English chrome of the minimal site."""
    return Texts("en", words().strings)


def settings(**changes: Any) -> Settings:
    """The settings of the minimal site with some fields changed."""
    return Settings.model_validate({**_file("site.yaml"), **changes})


def engine(site: TinySite, options: Options | None = None) -> Engine:
    """An engine for a tiny site, with one task more: `gathered` gives what a page is made of."""
    tasks = {**world(Root(site.folder), options or Options()), **TASKS, "gathered": Task(gathered, Codec(repr))}
    return Engine(tasks, memory.opened(site.folder, cached=False), Codec(encoded, decoded))


def _material(site: TinySite, place: str, options: Options | None) -> Material:
    found: Gathered = engine(site, options).value(Key("gathered", place))
    return found.material


def view(site: TinySite, place: str, options: Options | None = None) -> Any:
    """What the page at an address shows."""
    material = _material(site, place, options)
    return PAGES[material.route.page].view(material)


def chrome(site: TinySite, place: str, options: Options | None = None) -> views.Site:
    """What stands round the page at an address."""
    return around(_material(site, place, options))


def picture(size: tuple[int, int] = (30, 20)) -> bytes:
    """A small PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "PNG")
    return buffer.getvalue()
