"""JSON-LD: what machines are told of a page is what the page shows, in the words of schema.org."""

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from kinesite.pipeline.world import Options
from kinesite.render.templating import Html
from tests import samples, shipped
from tests.sites import PROJECT, TinySite, tiny_site

TILT = "content/en/exercises/pelvic-tilt.md"
TILTS = "/exercises/pelvic-tilt/"
WHOLE = Options(base_url="https://example.org/back/")
Json = Any


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _graph(site: TinySite, place: str, options: Options | None = None) -> Json:
    """Type to thing."""
    text = samples.view(site, place, options).head.linked_data
    return {one["@type"]: one for one in json.loads(text)["@graph"]} if text else {}


def _page(site: TinySite, place: str = TILTS, options: Options | None = None) -> Json:
    return _graph(site, place, options)["MedicalWebPage"]


def test_an_exercise_is_a_plan_on_a_medical_page(site: TinySite):
    assert _page(site, TILTS, WHOLE) == {
        "@type": "MedicalWebPage",
        "name": "Pelvic tilt",
        "url": "https://example.org/back/exercises/pelvic-tilt/",
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "name": "Small Back", "url": "https://example.org/back/"},
        "audience": {"@type": "Patient"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "datePublished": "2026-01-10",
        "dateModified": "2026-01-10",
        "citation": ["https://www.nhs.uk/conditions/back-pain/"],
        "mainEntity": {
            "@type": "ExercisePlan",
            "name": "Pelvic tilt",
            "exerciseType": "Mobility",
            "repetitions": {"@type": "QuantitativeValue", "minValue": 5, "maxValue": 10},
            "additionalVariable": ["Hold: 5 seconds"],
            "timeRequired": "PT2M",
        },
    }


DOSES: dict[str, tuple[str, Json]] = {
    "{reps: 6}": ("repetitions", 6),
    "{minutes: 5-10}": (
        "activityDuration",
        {"@type": "QuantitativeValue", "minValue": 5, "maxValue": 10, "unitCode": "MIN"},
    ),
    "{minutes: 5}": ("activityDuration", {"@type": "QuantitativeValue", "value": 5, "unitCode": "MIN"}),
    "{reps: 6, times_a_day: 2, days_per_week: 3-5}": (
        "activityFrequency",
        ["In a day: 2 times a day", "In a week: 3 to 5 days a week"],
    ),
    "{reps: 6, rest: 30 s}": ("restPeriods", {"@type": "QuantitativeValue", "value": 30, "unitCode": "SEC"}),
}


@pytest.mark.parametrize("dose", DOSES)
def test_a_dose_is_told_with_its_units(dose: str, site: TinySite):
    site.change(TILT, "{reps: 5-10, hold: 5 s}", dose)
    name, value = DOSES[dose]
    assert _page(site)["mainEntity"][name] == value


def test_what_a_dose_does_not_say_is_not_told(site: TinySite):
    site.change(TILT, "{reps: 5-10, hold: 5 s}", "{breaths: 5}")
    plan = _page(site)["mainEntity"]
    assert not {"repetitions", "activityDuration", "restPeriods", "activityFrequency"} & set(plan)


def test_a_movement_to_leave_is_no_plan(site: TinySite):
    text = (site.folder / TILT).read_text("utf-8")
    text = text.replace("dose: {reps: 5-10, hold: 5 s}\nfeel: Your belly.\n", "").replace(
        "title: Pelvic tilt", "title: Pelvic tilt\nadvice: leave\nwhy_not: It hurts.\ninstead: [cat-cow]"
    )
    start, end = text.index("harder:"), text.index("figure:")
    site.put({"content/en/exercises/rock.md": text[:start].replace("Press your", "Rock your") + text[end:]})
    assert "mainEntity" not in _page(site, "/exercises/rock/")


def test_a_routine_is_a_plan_and_a_condition_is_what_its_page_is_about(site: TinySite):
    assert _page(site, "/routines/morning/")["mainEntity"]["activityFrequency"] == "Every morning"
    about = _page(site, "/conditions/low-back-pain/")["about"]
    assert about == {"@type": "MedicalCondition", "name": "Low back pain"}


def test_without_a_real_review_nobody_is_said_to_have_reviewed(site: TinySite):
    assert not {"lastReviewed", "reviewedBy"} & set(_page(site))
    review = "{status: reviewed, by: A. Clinician, role: Physiotherapist, on: 2026-01-10, next: 2028-01-10}"
    site.change(TILT, "{status: unreviewed}", review)
    page = _page(site)
    assert page["lastReviewed"] == "2026-01-10"
    assert page["reviewedBy"] == {"@type": "Person", "name": "A. Clinician", "jobTitle": "Physiotherapist"}


def test_a_guide_without_history_has_no_days(site: TinySite):
    assert not {"datePublished", "dateModified"} & set(_page(site, "/exercises/cat-cow/"))


def test_the_publisher_is_named_once_it_is_known_what_it_is(site: TinySite):
    assert not {"author", "publisher"} & set(_page(site))
    settings = (site.folder / "content/site.yaml").read_text("utf-8")
    [line] = [one for one in settings.split("\n") if one.startswith("publisher:")]
    site.change("content/site.yaml", line, "publisher: {name: A Name, kind: person}")
    assert "author" not in _page(site), "no guide names one"
    assert _page(site)["publisher"] == {"@type": "Person", "name": "A Name"}


def test_without_an_address_of_its_own_a_site_gives_no_half_ones(site: TinySite):
    page = _graph(site, TILTS)
    assert "url" not in page["MedicalWebPage"]
    assert page["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home"},
        {"@type": "ListItem", "position": 2, "name": "Exercises"},
        {"@type": "ListItem", "position": 3, "name": "Pelvic tilt"},
    ]
    steps = _graph(site, TILTS, WHOLE)["BreadcrumbList"]["itemListElement"]
    assert [one["item"] for one in steps] == [
        "https://example.org/back/",
        "https://example.org/back/exercises/",
        "https://example.org/back/exercises/pelvic-tilt/",
    ]


def test_the_breadcrumbs_are_those_that_readers_see(site: TinySite):
    for place in ("/exercises/", "/areas/lower-back/", TILTS, "/finder/"):
        view = samples.view(site, place)
        told = _graph(site, place)["BreadcrumbList"]["itemListElement"]
        assert [one["name"] for one in told] == [one.label for one in view.breadcrumbs]


@pytest.mark.parametrize("place", ["/", "/404.html"])
def test_a_page_with_nothing_to_tell_is_silent(place: str, site: TinySite):
    assert samples.view(site, place).head.linked_data == Html("")


def test_a_draft_says_nothing(site: TinySite):
    site.change(TILT, "title:", "draft: true\ntitle:")
    site.change("content/en/search.yaml", "exercises/pelvic-tilt", "pages/warning-signs")
    assert _graph(site, TILTS, Options(drafts=True)) == {}


@pytest.mark.parametrize("title", ["</script><img src=x onerror=ran()>", "<!--<script>", "a & b", "]]>", '"}]}', "\\"])
def test_no_text_ends_the_element_and_every_text_comes_back(title: str, site: TinySite):
    site.change(TILT, "title: Pelvic tilt", f"title: {json.dumps(title)}")
    text = samples.view(site, TILTS).head.linked_data
    assert not set(text) & set("<>&\u2028\u2029")
    page = lxml.html.document_fromstring(f'<script type="application/ld+json">{text}</script>')
    [block] = page.xpath("//script")
    assert json.loads(block.text)["@graph"][0]["name"] == " ".join(title.split())


def _shipped() -> dict[str, Json]:
    """Page to its JSON-LD, as it stands in the files of Steady Back."""
    found = {}
    for path in shipped.pages():
        blocks = lxml.html.parse(path).xpath('//head/script[@type="application/ld+json"]')
        assert len(blocks) <= 1
        if blocks:
            found[path.relative_to(shipped.folder()).as_posix()] = json.loads(blocks[0].text)
    return found


def test_every_guide_of_the_shipped_site_speaks_to_machines():
    told = _shipped()
    for kind in ("exercises", "routines", "conditions", "guides"):
        for path in (PROJECT / "content/en" / kind).glob("*.md"):
            types = [one["@type"] for one in told[f"{kind}/{path.stem}/index.html"]["@graph"]]
            assert types == ["MedicalWebPage", "BreadcrumbList"]
    assert not any("reviewedBy" in one for page in told.values() for one in page["@graph"])


def _typescript(graphs: list[Json]) -> str:
    texts = (json.dumps(one, ensure_ascii=False) for one in graphs)
    lines = [f"export const page{number}: Graph = {text};" for number, text in enumerate(texts)]
    return "\n".join(['import type { Graph } from "schema-dts";', *lines])


def _judged(node: Path, node_tool: Callable[[str], Path], folder: Path, files: dict[str, list[Json]]) -> list[str]:
    """The mistakes that the type checker finds in JSON-LD, by the types of schema.org."""
    (folder / "node_modules").symlink_to(node_tool("."), target_is_directory=True)
    for name, graphs in files.items():
        (folder / name).write_text(_typescript(graphs), "utf-8")
    command = [node, node_tool("typescript") / "bin/tsc", "--noEmit", "--strict", "--skipLibCheck", *files]
    options = ["--module", "nodenext", "--target", "es2023", "--types", ""]
    result = subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert not result.stderr
    return [line for line in result.stdout.split("\n") if line and not line.startswith(" ")]


def _form(value: Json) -> str:
    """What two graphs have in common that the type checker judges alike."""
    if isinstance(value, dict):
        inner = (f"{key}: {one if key == '@type' else _form(one)}" for key, one in sorted(value.items()))
        return "{" + ", ".join(inner) + "}"
    return str(sorted({_form(one) for one in value})) if isinstance(value, list) else type(value).__name__


def test_all_that_is_said_is_as_schema_org_defines_it(
    node: Path, node_tool: Callable[[str], Path], site: TinySite, tmp_path: Path
):
    """The shipped site; whole addresses and a review; and two mistakes, so that the judge is known to look."""
    review = "{status: reviewed, by: A. Clinician, role: Physiotherapist, on: 2026-01-10, next: 2028-01-10}"
    site.change(TILT, "{status: unreviewed}", review)
    places = [TILTS, "/exercises/cat-cow/", "/routines/morning/", "/conditions/low-back-pain/", "/exercises/"]
    whole = [json.loads(samples.view(site, place, WHOLE).head.linked_data) for place in places]
    wrong = copy.deepcopy(whole)
    wrong[0]["@graph"][0]["lastReview"] = "2026-01-10"
    wrong[1]["@graph"][0]["mainEntity"]["repetitions"] = {"@type": "Person"}
    own = list({_form(graph): graph for graph in _shipped().values()}.values())
    assert len(own) > 10
    found = _judged(node, node_tool, tmp_path, {"right.ts": [*own, *whole], "wrong.ts": wrong})
    assert [line.partition(",")[0] for line in found] == ["wrong.ts(2", "wrong.ts(3"]
