"""Every guide is found by its names, by what people call it, and in spite of slips."""

import hashlib
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from tests import shipped
from tests.search import engine
from tests.search.engine import ask
from tests.sites import PROJECT

WORDS = yaml.safe_load((PROJECT / "content/en/search.yaml").read_text("utf-8"))
NOTE = (PROJECT / "static/search/minisearch-NOTE.txt").read_text("utf-8")


def _slug(guide: dict[str, str]) -> str:
    """Folder and name of a guide, as search.yaml names it."""
    return "/".join(guide["href"].split("/")[2:-1])


def test_every_guide_is_first_under_its_title(node: Path):
    titles = [guide["title"] for guide in engine.data()["guides"]]
    answers = ask(node, titles)
    assert [title for title in titles if answers[title].titles[:1] != [title]] == []


def test_every_guide_is_among_the_first_under_each_other_name_and_while_it_is_typed(node: Path):
    names = {name: guide["title"] for guide in engine.data()["guides"] for name in guide.get("names", [])}
    begun = {name[:-2]: title for name, title in names.items() if len(name.split()[-1]) > 5}
    answers = ask(node, [*names, *begun])
    assert len(names) > 100
    assert [name for name, title in {**names, **begun}.items() if title not in answers[name].titles[:3]] == []


def test_a_slip_in_a_title_does_not_lose_the_guide(node: Path):
    slipped = {}
    for guide in engine.data()["guides"]:
        title = guide["title"]
        word = max(re.findall(r"\w+", title), key=len)
        if len(word) > 5:
            slipped[title.replace(word, word[:2] + word[3] + word[2] + word[4:])] = title
    answers = ask(node, slipped)
    assert len(slipped) > 40
    assert [text for text, title in slipped.items() if title not in answers[text].titles[:5]] == []


def test_lay_words_lead_to_the_guides_that_they_mean(node: Path):
    texts = [text for one in WORDS["words"] for text in one["say"]]
    answers = ask(node, texts)
    missed = [
        (text, path)
        for one in WORDS["words"]
        for text in one["say"]
        for path in one["find"]
        if path.removeprefix("pages/") not in [_slug(guide) for guide in answers[text].guides]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siatica", "Sciatica"),
        ("slipped disc", "Slipped disc"),
        ("slipt disk", "Slipped disc"),
        ("crick in neck", "Neck pain and stiff neck"),
        ("neck crick", "Neck pain and stiff neck"),
        ("lumbago", "Ordinary low back pain"),
        ("lumbargo", "Ordinary low back pain"),
        ("tight hamstring", "Hamstring stretch with a towel"),
        ("sholder blades", "Shoulder blade squeeze"),
        ("tummy muscle", "Abdominal bracing"),
        ("childs pose", "Child's pose"),
        ("child´s pose", "Child's pose"),
        ("BIRD-DOG", "Bird dog"),
        ("birddog", "Bird dog"),
    ],
)
def test_what_people_say_finds_what_they_mean(node: Path, typed: str, meant: str):
    assert meant in ask(node, [typed])[typed].titles[:3]


def test_a_movement_to_leave_is_found_and_says_so(node: Path):
    best = ask(node, ["sit-ups"])["sit-ups"].guides[0]
    assert best["title"] == "Full sit-up"
    assert best["leave"] == "Leave out"
    assert sum(bool(guide.get("leave")) for guide in engine.data()["guides"]) == len(_leave())


def _leave() -> list[Path]:
    return [
        path for path in PROJECT.glob("content/en/exercises/*.md") if "\nadvice: leave\n" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("text", ["", " ", "the", "?!", "xqzzv", "(", "\\", "constructor", "__proto__", "toString"])
def test_anything_may_be_typed(node: Path, text: str):
    answer = ask(node, [text])[text]
    assert answer.signs == ()
    assert len(answer.guides) < 20


def test_every_guide_is_there_and_every_result_leads_to_its_page():
    guides = engine.data()["guides"]
    place = engine.data_file().relative_to(shipped.folder()).as_posix()
    found = set()
    for guide in guides:
        for name in ("href", "thumbnail"):
            if name in guide:
                target = shipped.folder() / urlsplit(urljoin(f"http://here/{place}", guide[name])).path[1:]
                assert target.is_file(), guide[name]
                found.add(target)
    made = ("a-z", "search", "trust", "whats-new", "finder", "design")
    lists = (*made, "areas", "exercises", "routines", "conditions", "guides", ".")
    pages = {page for page in shipped.pages() if page.name == "index.html"}
    pages -= {shipped.folder() / name / "index.html" for name in lists}
    assert pages <= found


def test_the_data_is_named_after_what_it_holds():
    data = engine.data_file()
    assert data.name == f"en.{hashlib.sha256(data.read_bytes()).hexdigest()[:12]}.js"
    assert data.name in (shipped.folder() / "search/latest.js").read_text("utf-8")


def test_the_engine_is_the_published_one_unchanged():
    engine_file = PROJECT / "static/search/minisearch.js"
    assert hashlib.sha256(engine_file.read_bytes()).hexdigest() in NOTE
    assert "Permission is hereby granted" in (PROJECT / "static/search/minisearch-LICENSE.txt").read_text("utf-8")


def test_whoever_says_what_they_have_is_not_shown_what_it_rules_out(node: Path):
    ruled_out = {
        f"{wording} {guide['title']}": guide["title"]
        for what, *wordings in engine.data()["mind"]
        for wording in wordings
        for guide in engine.data()["guides"]
        if what in guide.get("avoid", ())
    }
    assert len(ruled_out) > 100
    answers = ask(node, [*ruled_out, "osteoporosis sitting chair", "sitting chair"])
    assert [text for text, title in ruled_out.items() if title in answers[text].titles] == []
    assert "Seated forward bend" in answers["sitting chair"].titles
    assert "Seated forward bend" not in answers["osteoporosis sitting chair"].titles


def test_what_an_exercise_is_ruled_out_by_stands_in_the_data():
    for guide in engine.data()["guides"]:
        slug = _slug(guide)
        if slug.startswith("exercises/"):
            text = (PROJECT / f"content/en/{slug}.md").read_text("utf-8")
            fields = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
            listed = fields["contraindications"]
            avoid = [one["id"] for one in listed if one["level"] == "avoid"] if isinstance(listed, list) else []
            assert guide.get("avoid", []) == avoid, slug
