"""The guides of a made-up site, as data: every kind of entry, with ladders, links and relations between them.

Law: the same number gives the same guides, and Kinesite finds no mistake in them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bench.cautions import ADAPT, ASK, AVOID, avoided, cautions
from bench.words import Prose, name, slug

DAY = dt.date(2025, 6, 2)
"""The day on which everything is said to have been read and written: in the past, whenever this runs."""
PICTURE = "movement.png"
"""The one picture, which every exercise shows."""
WORDS = (350, 445)
"""About as many words as a guide has, its fields counted."""
REVIEW = {"status": "unreviewed"}
HISTORY = [{"on": DAY, "note": "First published.", "clinical": True}]

KINDS = ("stretch", "strengthening", "mobility", "relaxation")
LADDER = ("easy", "moderate", "hard")
POSITIONS = ("lying-back", "side-lying", "all-fours", "sitting", "standing")
EQUIPMENT = ("mat", "chair", "towel", "wall", "worktop")
MUSCLES = ("lower-back-extensors", "deep-abdominals", "gluteus-maximus", "hamstrings", "shoulders", "chest", "calves")
TOPICS = ("when-it-hurts", "moving", "daily-life", "treatment", "understanding")
PAGES = (
    "Warning signs", "Before you start", "Getting to the floor", "About", "Privacy", "Terms", "Finding help",
    "Glossary", "Credits", "How we check", "Accessibility", "Contact",
)  # fmt: skip
GROUPS = ("before", "help", "about")
REGIONS = ("Neck", "Shoulders", "Upper back", "Mid back", "Lower back", "Hips", "Thighs", "Knees", "Ankles", "Arms")
MOMENTS = (
    "", " at work", " at home", " in the garden", " on the road", " in later life", " after a rest", " for beginners",
    " in company", " for runners",
)  # fmt: skip
"""A region and a moment make an area: up to a hundred."""


@dataclass(frozen=True)
class Guide:
    """One file of the site."""

    folder: str
    slug: str
    fields: Mapping[str, Any]
    body: str

    @property
    def id(self) -> str:
        """Folder and slug."""
        return f"{self.folder}/{self.slug}"


@dataclass(frozen=True)
class Numbers:
    """How many of each kind make up a site."""

    total: int

    @property
    def of(self) -> dict[str, int]:
        """By folder: about 80 % exercises, an area for each hundred guides, and never more than twelve pages."""
        found = {
            "areas": max(4, min(100, self.total // 100)),
            "pages": max(3, min(len(PAGES), self.total // 10)),
            "routines": max(1, self.total * 8 // 100),
            "conditions": max(1, self.total * 6 // 100),
            "guides": max(1, self.total * 3 // 100),
        }
        return {"exercises": self.total - sum(found.values()), **found}


class Site:
    """All guides of a site of a given size."""

    def __init__(self, total: int) -> None:
        self.of = Numbers(total).of

    @cached_property
    def areas(self) -> list[str]:
        """The titles of the areas."""
        return [f"{region}{moment}" for moment in MOMENTS for region in REGIONS][: self.of["areas"]]

    @cached_property
    def titles(self) -> dict[str, list[str]]:
        """The titles of every kind, in order."""
        exercises = [" ".join(name(n)) for n in range(self.of["exercises"])]
        routines = ["{} {} and {} routine {}".format(*name(n)) for n in range(self.of["routines"])]
        conditions = ["{} pain of the {} in a {} {}".format(*name(n)) for n in range(self.of["conditions"])]
        guides = ["{} days with the {}, the {}, and rest {}".format(*name(n)) for n in range(self.of["guides"])]
        pages = list(PAGES[: self.of["pages"]])
        return {
            "exercises": exercises, "routines": routines, "conditions": conditions, "guides": guides, "pages": pages,
            "areas": self.areas,
        }  # fmt: skip

    def guides(self) -> Iterator[Guide]:
        """Every guide, kind after kind."""
        for folder, titles in self.titles.items():
            for number, title in enumerate(titles):
                yield self.guide(folder, number, title)

    def guide(self, folder: str, number: int, title: str) -> Guide:
        """One guide, filled up to its length."""
        prose = Prose(f"{folder} {number}")
        about = "{} {}, {} {}".format(*(word.lower() for word in name(number)))
        common = {"title": title, "summary": f"{prose.short()[:-1]}: {folder} number {number + 1}, {about}."}
        fields, body = _MAKERS[folder](self, number, prose)
        wanted = prose.random.randint(*WORDS)
        body += prose.filled(_words(common) + _words(fields) + len(body.split()), wanted) + "\n"
        return Guide(folder, slug(title), {**common, **fields}, body)

    def area(self, number: int) -> str:
        """The slug of the area that a guide stands in: three in a row, which are one ladder, share it."""
        return slug(self.areas[number // 3 % len(self.areas)])

    def exercise(self, number: int) -> str:
        """The slug of an exercise; numbers beyond the last begin again."""
        titles = self.titles["exercises"]
        return slug(titles[number % len(titles)])

    def link(self, prose: Prose, folder: str) -> str:
        """A sentence with a link to some guide of a kind, as seen from a guide of another or the same kind."""
        title = prose.one(self.titles[folder])
        return f"More on this stands in [{title.lower()}](../{folder}/{slug(title)}.md)."


def _words(value: object) -> int:
    """Words in a value of the fields, names of fields among them."""
    if isinstance(value, Mapping):
        return sum(1 + _words(one) for one in value.values())
    return sum(map(_words, value)) if isinstance(value, list) else len(str(value).split())


def _sources(prose: Prose, number: int, *doses: Mapping[str, str]) -> list[dict[str, Any]]:
    """Sources that nobody can mistake for real ones."""
    return [
        {
            "publisher": f"Example Library {prose.random.randint(1, 99)}",
            "title": f"Leaflet {number} on moving well, part {part}",
            "url": f"https://example.org/leaflets/{number}/{part}",
            "accessed": DAY,
            "supports": "how often, how long",
            **({"dose": dict(dose)} if dose else {}),
        }
        for part, dose in enumerate(doses, 1)
    ]


def _claims(prose: Prose, number: int, disclaimer: str) -> dict[str, Any]:
    return {
        "disclaimer": disclaimer,
        "sources": _sources(prose, number, {}, {}),
        "review": REVIEW,
        "history": HISTORY,
    }


def _rungs(site: Site, number: int, prose: Prose) -> dict[str, Any]:
    """Three exercises in a row are a ladder, as far as it is not cut off by the last one."""
    step = number % 3
    easier: list[dict[str, str]] = [{"do": prose.short(), "when": prose.symptom()}]
    harder: list[dict[str, str]] = [{"do": prose.short(), "when": "Eight slow ones stay steady."}]
    if step:
        easier.append({"id": site.exercise(number - 1), "when": "This one is too much today."})
    if step + 1 < len(LADDER) and number + 1 < site.of["exercises"]:
        harder.append({"id": site.exercise(number + 1), "when": "This one feels easy for a week."})
    return {"easier": easier, "harder": harder}


def _exercise(site: Site, number: int, prose: Prose) -> tuple[dict[str, Any], str]:
    way, part, move, _place = name(number)
    area = site.area(number)
    other = slug(prose.one(site.areas))
    dose = {"reps": prose.one(("6-8", "8-10", "5-10")), "hold": prose.one(("5 s", "3-5 s")), "sides": "each"}
    fields = {
        "also_known_as": [f"{part.capitalize()} {move}, {way.lower()}"],
        "area": area,
        "also_for": [other] if other != area and number % 2 else [],
        "kind": prose.one(KINDS),
        "difficulty": LADDER[number % 3],
        "position": prose.one(POSITIONS),
        "equipment": prose.some(EQUIPMENT, 1),
        "muscles": prose.some(MUSCLES, 3),
        "dose": {**dose, "days_per_week": "3-7"},
        "feel": f"Around your {part}, and a little beside it.",
        "contraindications": cautions(number),
        "stop_if": [prose.symptom(), "Pain or tingling runs down an arm or a leg."],
        **_rungs(site, number, prose),
        "picture": PICTURE,
        "disclaimer": "exercise",
        "sources": _sources(prose, number, {"reps": "5-10", "hold": "3-6 s"}, {}),
        "review": REVIEW,
        "history": HISTORY,
    }
    body = (
        f"{prose.sentences(2)} {site.link(prose, 'exercises')}\n\n## Get into position\n\n{prose.sentences(2)}\n\n"
        f"## Do it\n\n{prose.steps(6)}\n\n## Common mistakes\n\n{prose.points(3)}\n\n"
    )
    return fields, body


def _routine(site: Site, number: int, prose: Prose) -> tuple[dict[str, Any], str]:
    chosen = [number * 10 + one for one in range(8)]
    chosen = list(dict.fromkeys(one % site.of["exercises"] for one in chosen))
    stages = [
        {
            "title": title,
            "steps": [
                {"exercise": site.exercise(one), "dose": {"reps": "8", "hold": "5 s"}, "note": prose.short()}
                for one in part
            ],
        }
        for title, part in (("Warm up", chosen[:4]), ("The main part", chosen[4:]))
        if part
    ]
    fields = {
        "goal": prose.short(),
        "for": "People who sit a lot and would like to move more.",
        "frequency": "Three days a week",
        "weeks": "4-6",
        "rounds": 1,
        "areas": _areas(site, number),
        "stages": stages,
        "move_up_when": "It has felt easy for two weeks, and the next morning is no worse.",
        "check_first": [*AVOID, *ASK],
        "stop_if": [prose.symptom(), prose.symptom()],
        **_claims(prose, number, "routine"),
    }
    return fields, f"{prose.sentences(2)} {site.link(prose, 'guides')}\n\n"


def _condition(site: Site, number: int, prose: Prose) -> tuple[dict[str, Any], str]:
    implies = AVOID[number % len(AVOID)]
    near = [(number * 7 + one) % site.of["exercises"] for one in range(12)]
    suits = [one for one in dict.fromkeys(near) if avoided(one) != implies][:6]
    fields = {
        "areas": _areas(site, number),
        "order": number + 1,
        "implies": [implies, prose.one(ADAPT)],
        "suits": [{"id": site.exercise(one), "note": prose.short()} for one in suits],
        "see_someone": [prose.symptom(), prose.symptom(), "It has lasted for six weeks, and is no better."],
        **_claims(prose, number, "condition"),
    }
    body = (
        f"{prose.sentences(2)}\n\n## What it is\n\n{prose.sentences(3)} {site.link(prose, 'conditions')}\n\n"
        f"## What helps\n\n{prose.points(4)}\n\n"
    )
    return fields, body


def _guide(site: Site, number: int, prose: Prose) -> tuple[dict[str, Any], str]:
    fields = {
        "topic": TOPICS[number % len(TOPICS)],
        "order": number + 1,
        "series": {"id": f"series-{number // 4 + 1}", "part": number % 4 + 1},
        **_claims(prose, number, "guide"),
    }
    body = (
        f"{prose.sentences(2)} {site.link(prose, 'routines')}\n\n## The first days\n\n{prose.steps(5)}\n\n"
        f"## Later\n\n{prose.points(4)} {site.link(prose, 'exercises')}\n\n### In short\n\n{prose.sentences(3)}\n\n"
    )
    return fields, body


def _page(site: Site, number: int, prose: Prose) -> tuple[dict[str, Any], str]:
    fields = {"group": GROUPS[number % 3], "order": number + 1, **_claims(prose, number, "page")}
    return fields, f"{prose.sentences(2)} {site.link(prose, 'guides')}\n\n## In short\n\n{prose.points(5)}\n\n"


def _area(_site: Site, number: int, prose: Prose) -> tuple[dict[str, Any], str]:
    return {"order": number + 1, "history": HISTORY}, f"{prose.sentences(2)}\n\n"


def _areas(site: Site, number: int) -> list[str]:
    """Two areas next to each other."""
    return [slug(site.areas[(number + one) % len(site.areas)]) for one in range(2)]


_MAKERS: Mapping[str, Callable[[Site, int, Prose], tuple[dict[str, Any], str]]] = {
    "exercises": _exercise,
    "routines": _routine,
    "conditions": _condition,
    "guides": _guide,
    "pages": _page,
    "areas": _area,
}
"""What each kind of guide says, by its folder: fields besides title and summary, and the beginning of the text."""
