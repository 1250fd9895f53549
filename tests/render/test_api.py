"""The records for machines: what stands in them is what the sources say, and their schemas check what they promise."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kinesite.pipeline.outcome import Outcome
from kinesite.pipeline.world import Options
from kinesite.render.api import EXERCISES, SAFETY, VERSION, files, schema_path
from tests import shipped
from tests.sites import PROJECT, tiny_site
from tests.sites import files as published

NAMES = tuple(files.MODELS)
FOLDERS = {"exercises": EXERCISES, "routines": SAFETY, "conditions": SAFETY}
TILT, CAT = "content/en/exercises/pelvic-tilt.md", "content/en/exercises/cat-cow.md"
Json = Any


def _shipped(name: str) -> Json:
    return json.loads(shipped.page(name))


def _judge(name: str) -> jsonschema.protocols.Validator:
    schema = _shipped(schema_path(name))
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def _front_matter(path: Path) -> Json:
    return yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.BaseLoader)  # noqa: S506 - gives only text


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_of_its_draft_and_names_its_version(name: str):
    schema = _shipped(schema_path(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:kinesite:{name.removesuffix('.json').replace('/', ':')}:{VERSION}"
    assert schema["properties"]["version"]["const"] == VERSION


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_schema_says_what_it_is(name: str):
    schema = _shipped(schema_path(name))
    for part in (schema, *schema["$defs"].values()):
        for field, told in part.get("properties", {}).items():
            assert told.get("description"), field


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_records_keep_to_their_schema(name: str):
    record = _shipped(name)
    assert [error.message for error in _judge(name).iter_errors(record)] == []
    assert files.unusable(name, shipped.page(name).encode()) == ""
    assert (shipped.folder() / name).parent / record["$schema"] == shipped.folder() / schema_path(name)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_guide_of_a_kind_has_its_record_in_order(folder: str):
    written = sorted(path.stem for path in (PROJECT / "content/en" / folder).glob("*.md"))
    assert [one["id"] for one in _shipped(FOLDERS[folder])[folder]] == written


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_null(name: str):
    assert "null" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", shipped.page(name))


def _amount(written: str) -> Json:
    low, _, high = written.removesuffix(" s").partition("-")
    return {"low": int(low), "high": int(high)} if high else int(low)


def _dose(written: Json) -> Json:
    unit = {"hold": "hold_seconds", "rest": "rest_seconds"}
    words = ("sides", "build_to")
    return {unit.get(key, key): value if key in words else _amount(value) for key, value in written.items()}


def _told(record: Json) -> Json:
    """What an exercise's record says, in the words of front matter."""
    step = ("id", "do", "when")
    return {
        "title": record["title"],
        "advice": record["advice"],
        "dose": record.get("dose"),
        "contraindications": [(one["id"], one["level"], one.get("note")) for one in record["contraindications"]],
        "stop_if": record["stop_if"]["own"],
        "ladder": [[{key: one[key] for key in step if key in one} for one in record.get(side, ())] for side in SIDES],
        "sources": [(one["url"], one["accessed"], one["supports"], one.get("dose")) for one in record["sources"]],
        "review": record["review"],
        "history": [(one["on"], one["note"], one["clinical"]) for one in record["history"]],
        "lists": [record[key] for key in LISTS],
        "closed": [record[key] for key in CLOSED],
    }


SIDES = ("easier", "harder")
LISTS = ("also_known_as", "also_for", "equipment", "muscles")
CLOSED = ("area", "kind", "difficulty", "position")


def _written(data: Json) -> Json:
    """The same from the source, read without the generator."""
    cautions = data["contraindications"] if data["contraindications"] != "none-known" else []
    return {
        "title": data["title"],
        "advice": data.get("advice", "do"),
        "dose": _dose(data["dose"]) if "dose" in data else None,
        "contraindications": [(one["id"], one["level"], one.get("note")) for one in cautions],
        "stop_if": data.get("stop_if", []),
        "ladder": [data.get(side, []) for side in SIDES],
        "sources": [
            (one["url"], one["accessed"], one["supports"], _dose(one["dose"]) if "dose" in one else None)
            for one in data["sources"]
        ],
        "review": data["review"],
        "history": [(one["on"], one["note"], one["clinical"] == "true") for one in data.get("history", [])],
        "lists": [data.get(key, []) for key in LISTS],
        "closed": [data[key] for key in CLOSED],
    }


def test_an_exercise_s_record_says_what_its_source_says():
    """Read from the files by another way: every dose, warning, stop rule, step, source and review of the site."""
    for record in _shipped(EXERCISES)["exercises"]:
        data = _front_matter(PROJECT / "content/en/exercises" / f"{record['id']}.md")
        assert _told(record) == _written(data), record["id"]


def test_a_record_shows_what_the_page_shows():
    for record in _shipped(EXERCISES)["exercises"]:
        page = shipped.page(f"{record['addresses']['page']}index.html")
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.replace("&#39;", "'").replace("&#34;", '"')))
        for words in (record["disclaimer"]["text"], *record["stop_if"]["own"], *record["stop_if"]["general"]):
            assert words in text, record["id"]
        assert " ".join(record.get("dose_in_words", "").split()) in text
        assert (shipped.folder() / record["figure"]["address"]).is_file()


def test_a_routine_and_a_condition_say_what_their_sources_say():
    for record in _shipped(SAFETY)["routines"]:
        data = _front_matter(PROJECT / "content/en/routines" / f"{record['id']}.md")
        steps = [(one["exercise"], one["dose"], one.get("note")) for part in record["stages"] for one in part["steps"]]
        told = [
            (one["exercise"], _dose(one["dose"]), one.get("note")) for part in data["stages"] for one in part["steps"]
        ]
        assert steps == told
        checked = data["check_first"] if data["check_first"] != "none-known" else []
        assert [one["id"] for one in record["check_first"]] == checked
        assert record["stop_if"]["own"] == data.get("stop_if", [])
    for record in _shipped(SAFETY)["conditions"]:
        data = _front_matter(PROJECT / "content/en/conditions" / f"{record['id']}.md")
        assert [one["id"] for one in record["implies"]] == data.get("implies", [])
        assert (record["suits"], record["leave"]) == (data["suits"], data.get("leave", []))
        assert record["see_someone"] == data["see_someone"]


def test_every_warning_sign_stands_in_the_record():
    signs = _shipped(SAFETY)["warning_signs"]
    data = yaml.load((PROJECT / "content/en/safety.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - same
    assert [one["sign"] for one in signs["signs"]] == [one["sign"] for one in data["signs"]]
    assert signs["stop_rules"] == data["stop_rule"]
    assert [one["id"] for one in signs["levels"]] == ["emergency", "urgent", "soon"]


def test_nobody_is_said_to_have_reviewed_what_nobody_has():
    reviews = [one["review"] for name in NAMES for folder in FOLDERS for one in _shipped(name).get(folder, ())]
    assert reviews
    assert all(one == {"status": "unreviewed"} for one in reviews)


# The schemas: every single change that makes a record wrong is refused, by the schema and by the program alike.


def _small(name: str) -> Json:
    """A shipped file with few records, and two of each thing in them, so that it can be judged a thousand times."""
    record = _shipped(name)
    for folder in FOLDERS:
        if folder in record:
            record[folder] = [one for one in record[folder] if one["id"] in (*KEPT, record[folder][0]["id"])][-2:]
    if "vocabulary" in record:
        record["vocabulary"] = {key: dict(list(words.items())[:1]) for key, words in record["vocabulary"].items()}
    return _cut(record)


KEPT = ("bird-dog", "full-sit-up", "sciatica")
"""The records that are judged: with everything, to leave, and a condition."""


def _cut(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _cut(inner) for key, inner in value.items()}
    return [_cut(inner) for inner in value[:2]] if isinstance(value, list) else value


def _paths(value: Json, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys of every value inside."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*above, key)
        yield from _paths(inner, (*above, key))


def _changed(record: Json, path: tuple[Any, ...], value: Json) -> Json:
    found = copy.deepcopy(record)
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return found


def _of_another_kind(value: Json) -> Json:
    return {"x": 1} if not isinstance(value, dict) else "x"


def _at(record: Json, path: tuple[Any, ...]) -> Json:
    for key in path:
        record = record[key]
    return record


@pytest.mark.parametrize("name", NAMES)
def test_a_value_of_another_kind_is_refused_wherever_it_stands(name: str):
    judge, record = _judge(name), _small(name)
    assert judge.is_valid(record)
    paths = list(_paths(record))
    assert len(paths) > 150
    for path in paths:
        wrong = _changed(record, path, _of_another_kind(_at(record, path)))
        assert not judge.is_valid(wrong), path


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_key_is_refused_wherever_it_stands(name: str):
    judge, record = _judge(name), _small(name)
    for path in [(), *_paths(record)]:
        if isinstance(_at(record, path), dict) and path[:1] != ("vocabulary",):
            assert not judge.is_valid(_changed(record, (*path, "titel"), "x")), path


_OPTIONAL = (
    "url short why note dose_reason weeks move_up_when page dose figure alt author licence sets reps minutes breaths "
    "hold_seconds rest_seconds times_a_day days_per_week sides build_to"
)
OPTIONAL = frozenset(_OPTIONAL.split(" "))
"""Keys that may be missing somewhere; all others are always there."""


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_key_is_refused_unless_it_may_be_missing(name: str):
    judge, record = _judge(name), _small(name)
    refused = 0
    for path in _paths(record):
        if isinstance(path[-1], str) and path[:1] != ("vocabulary",) and path[-1] not in OPTIONAL:
            wrong = copy.deepcopy(record)
            del _at(wrong, path[:-1])[path[-1]]
            assert not judge.is_valid(wrong), path
            refused += 1
    assert refused > 70


DO, LEAVE = ("exercises", 0), ("exercises", 1)
WRONG: dict[str, tuple[tuple[Any, ...], Json]] = {
    "another version": (("version",), 2),
    "a level that nobody knows": ((*DO, "contraindications", 0, "level"), "careful"),
    "two counts in a dose": ((*DO, "dose", "breaths"), 5),
    "no count in a dose": ((*DO, "dose"), {"sets": 2}),
    "nothing, counted": ((*DO, "dose", "reps"), 0),
    "half a range": ((*DO, "dose", "reps"), {"low": 6}),
    "a number with its unit": ((*DO, "dose", "hold_seconds"), "5 s"),
    "half a second": ((*DO, "dose", "hold_seconds"), 0.5),
    "a week of eight days": ((*DO, "dose", "days_per_week"), 8),
    "a review without a name": ((*DO, "review"), {"status": "reviewed", "role": "Doctor", "on": "2026-01-01"}),
    "a name without a review": ((*DO, "review"), {"status": "unreviewed", "by": "A Name"}),
    "a day that is none": ((*DO, "history", 0, "on"), "2026-02-30"),
    "an advice that nobody gives": ((*DO, "advice"), "maybe"),
    "to leave, and yet a dose": ((*LEAVE, "dose"), {"reps": 5}),
    "to leave, and nothing instead": ((*LEAVE, "instead"), []),
    "to do, and why not": ((*DO, "why_not"), "It hurts."),
    "a step that is two things": ((*DO, "easier", 0), {"id": "walking", "do": "Less.", "when": "It hurts."}),
    "no source": ((*DO, "sources"), []),
    "an empty warning": ((*DO, "stop_if", "own", 0), ""),
    "an id in capitals": ((*DO, "id"), "Bird-Dog"),
    "an address that runs a program": ((*DO, "sources", 0, "url"), "javascript:alert(1)"),
    "an address from the root": ((*DO, "addresses", "page"), "/exercises/bird-dog/"),
}


@pytest.mark.parametrize("law", WRONG)
def test_what_means_something_wrong_is_refused(law: str):
    judge, record = _judge(EXERCISES), _small(EXERCISES)
    assert [one["advice"] for one in record["exercises"]] == ["do", "leave"]
    wrong = _changed(record, *WRONG[law])
    assert not judge.is_valid(wrong)
    assert files.unusable(EXERCISES, json.dumps(wrong).encode())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "no JSON"),
        (b"<html>", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no version"),
        (b'{"version": 2}', "version 2 of the records, and this program reads version 1"),
        (b'{"version": "1"}', "no version"),
        (b'{"version": true}', "somebody changed it"),
        (b'{"version": 1}', "somebody changed it"),
    ],
)
def test_what_is_no_record_is_told_in_words(text: bytes, says: str):
    assert says in files.unusable(EXERCISES, text)


# Small sites: addresses, other languages, reviews, drafts, pictures.


def _record(built: Outcome, name: str = EXERCISES) -> Json:
    assert built.publishable, built.diagnostics
    return json.loads(published(built)[name])


def _one(built: Outcome, slug: str) -> Json:
    return next(one for one in _record(built)["exercises"] if one["id"] == slug)


def test_a_site_that_knows_its_address_gives_whole_addresses_and_another_none(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    bare = published(tiny.build())
    assert all(b"example.org" not in bare[name] for name in NAMES)
    assert '"url"' not in json.dumps(_one(tiny.build(), "pelvic-tilt")["addresses"])
    whole = tiny.build(Options(base_url="https://example.org/back/"))
    one = _one(whole, "pelvic-tilt")
    assert one["addresses"]["url"] == "https://example.org/back/exercises/pelvic-tilt/"
    assert one["figure"]["url"] == f"https://example.org/back/{one['figure']['address']}"
    assert _record(whole)["site"]["url"] == "https://example.org/back/"
    assert _judge(EXERCISES).is_valid(_record(whole))


def test_a_real_review_is_told_whole(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    review = "{status: reviewed, by: A. Clinician, role: Physiotherapist, on: 2026-01-10, next: 2028-01-10}"
    tiny.change(TILT, "{status: unreviewed}", review)
    told = _one(tiny.build(), "pelvic-tilt")["review"]
    assert told == {
        "status": "reviewed",
        "by": "A. Clinician",
        "role": "Physiotherapist",
        "on": "2026-01-10",
        "next": "2028-01-10",
    }


def test_a_range_may_begin_with_nothing(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    tiny.change(TILT, "hold: 5 s", "hold: 0-5 s")
    assert _one(tiny.build(), "pelvic-tilt")["dose"]["hold_seconds"] == {"low": 0, "high": 5}


def test_a_draft_has_no_record(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    tiny.put(
        {
            "content/en/exercises/arch.md": (tiny.folder / CAT)
            .read_text("utf-8")
            .replace("title:", "draft: true\ntitle:")
        }
    )
    assert [one["id"] for one in _record(tiny.build())["exercises"]] == ["cat-cow", "pelvic-tilt"]


def test_a_site_without_exercises_has_empty_records(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    gone = ("exercises/cat-cow", "exercises/pelvic-tilt", "routines/morning", "conditions/low-back-pain")
    tiny.put({f"content/en/{one}.md": None for one in gone})
    tiny.change("content/en/search.yaml", "exercises/pelvic-tilt", "pages/warning-signs")
    built = tiny.build()
    assert _record(built)["exercises"] == []
    assert _record(built, SAFETY)["routines"] == []
    assert _judge(EXERCISES).is_valid(_record(built))
    assert _judge(SAFETY).is_valid(_record(built, SAFETY))
