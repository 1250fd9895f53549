"""`new`: a draft that names every field, at its place, and overwrites nothing."""

import io
from pathlib import Path

import pytest

from kinesite.commands.scaffold import new, new_figure, slugged
from kinesite.content import documents, validation
from kinesite.content.documents import Document
from kinesite.content.entries import KINDS, EntryKind
from kinesite.content.sources import Root, Source
from kinesite.diagnostics import Severity
from kinesite.figures import POSTURES
from kinesite.pipeline.world import Options
from tests.sites import TinySite, tiny_site

KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _new(site: TinySite, kind: str, title: str, area: str | None = None) -> tuple[int, str]:
    out = io.StringIO()
    return new(site.folder, kind, title, area, out), out.getvalue()


def _written(site: TinySite, path: str) -> Document:
    source = Root(site.folder).read(path)
    assert isinstance(source, Source)
    document = documents.front_matter(source)
    assert isinstance(document, Document), document
    assert document.mistakes == ()
    return document


@KIND
def test_a_draft_stands_in_the_folder_of_its_kind_and_names_every_field(site: TinySite, kind: EntryKind):
    status, said = _new(site, kind.name, "Dead bug: “easy”", "lower-back")
    path = f"content/en/{kind.folder}/dead-bug-easy.md"
    assert status == 0
    assert said.splitlines()[0] == path
    assert "--drafts" in said
    document = _written(site, path)
    assert document.data["title"] == "Dead bug: “easy”"
    assert document.data["draft"] is True
    text = (site.folder / path).read_text("utf-8")
    for field in validation.described(kind.model):
        assert f"\n{'' if field.required or field.name == 'draft' else '# '}{field.name}:" in text
        if field.name not in ("title", "draft"):
            assert f"# {field.description}." in text
        for choice in field.choices:
            assert choice in text
    assert set(document.data) == {"draft", *(one.name for one in validation.described(kind.model) if one.required)}


@KIND
def test_a_fresh_draft_stops_nothing_and_all_that_is_left_to_do_is_told(site: TinySite, kind: EntryKind):
    assert _new(site, kind.name, "Dead bug", "lower-back")[0] == 0
    for drafts in (False, True):
        built = site.build(Options(drafts=drafts))
        assert built.publishable
        assert {one.span.path for one in built.diagnostics} <= {f"content/en/{kind.folder}/dead-bug.md"}
        assert all(one.severity is Severity.WARNING for one in built.diagnostics)


def test_a_page_can_be_looked_at_once_it_has_a_summary(site: TinySite):
    assert _new(site, "page", "Dead bug")[0] == 0
    site.change("content/en/pages/dead-bug.md", "\nsummary:", "\nsummary: What it is.")
    _fill_in(site, "content/en/pages/dead-bug.md")
    built = site.build(Options(drafts=True))
    assert built.diagnostics == ()
    assert "dead-bug/index.html" in built.versions


def test_an_exercise_can_be_looked_at_once_what_is_required_is_filled_in(site: TinySite):
    assert _new(site, "exercise", "Dead bug", "lower-back")[0] == 0
    path = "content/en/exercises/dead-bug.md"
    source = "{publisher: NHS, title: Back pain, url: 'https://www.nhs.uk/', accessed: 2026-01-10, supports: all}"
    required = {
        "summary": "What it is.",
        "sources": f"[{source}]",
        "kind": "strengthening",
        "difficulty": "easy",
        "position": "lying-back",
        "contraindications": "none-known",
    }
    for name, value in required.items():
        site.change(path, f"\n{name}:\n", f"\n{name}: {value}\n")
    for name, value in (("dose", "{reps: 5}"), ("feel", "Your belly."), ("figure", "pelvic-tilt")):
        line = next(one for one in _lines(site, path) if one.startswith(f"# {name}:"))
        site.change(path, line, f"{name}: {value}")
    assert {one.code for one in site.build(Options(drafts=True)).diagnostics} == {"M310"}
    _fill_in(site, path)
    built = site.build(Options(drafts=True))
    assert built.diagnostics == ()
    assert "exercises/dead-bug/index.html" in built.versions


def _fill_in(site: TinySite, path: str) -> None:
    """Every text that a draft leaves to the editor, written."""
    text = (site.folder / path).read_text("utf-8")
    head, _, body = text.partition("\n---\n")
    site.put({path: f"{head}\n---\n{body.replace('…', 'Words.')}"})


def _lines(site: TinySite, path: str) -> list[str]:
    return (site.folder / path).read_text("utf-8").splitlines()


def test_a_draft_answers_no_medical_question_by_itself(site: TinySite):
    _new(site, "exercise", "Dead bug")
    lines = _lines(site, "content/en/exercises/dead-bug.md")
    assert {"area:", "difficulty:", "contraindications:", "review: {status: unreviewed}"} <= set(lines)
    found = {one.message for one in site.build().diagnostics}
    assert {'"difficulty" is empty', '"area" is empty'} <= found
    assert any(message.startswith('"contraindications"') for message in found)


@pytest.mark.parametrize("kind", ["exercise", "routine", "condition", "guide"])
def test_a_draft_stands_under_the_disclaimer_of_its_kind(site: TinySite, kind: str):
    _new(site, kind, "Dead bug")
    assert _written(site, f"content/en/{kind}s/dead-bug.md").data["disclaimer"] == kind


def test_the_area_that_was_asked_for_stands_in_the_draft(site: TinySite):
    site.put({"content/en/areas/neck.md": "---\ntitle: Neck\nsummary: Up there.\norder: 2\n---\nText.\n"})
    _new(site, "exercise", "Dead bug", "neck")
    assert _written(site, "content/en/exercises/dead-bug.md").data["area"] == "neck"
    assert "#   one of: lower-back, neck" in _lines(site, "content/en/exercises/dead-bug.md")


def test_nothing_is_ever_overwritten(site: TinySite):
    path = site.folder / "content/en/exercises/cat-cow.md"
    before = path.read_bytes()
    status, said = _new(site, "exercise", "Cat cow")
    assert (status, path.read_bytes()) == (1, before)
    assert "is there already" in said


def test_a_link_that_leads_nowhere_is_not_followed(site: TinySite, tmp_path: Path):
    (site.folder / "content/en/exercises/dead-bug.md").symlink_to(tmp_path / "elsewhere.md")
    assert _new(site, "exercise", "Dead bug")[0] == 1
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    ("kind", "title", "area", "words"),
    [
        ("exercice", "Dead bug", None, 'did you mean "exercise"?'),
        ("sport", "Dead bug", None, "Known: area, exercise"),
        ("exercise", "Dead bug", "lowerback", 'did you mean "lower-back"?'),
        ("exercise", "", None, "cannot become an address"),
        ("exercise", "…", None, "cannot become an address"),
        ("exercise", "تمرين", None, "cannot become an address"),
        ("exercise", "Index", None, "reserved"),
        ("exercise", "CON", None, "reserved"),
        ("exercise", "x" * 81, None, "cannot become an address"),
    ],
)
def test_what_cannot_be_is_a_wrong_use_and_says_why(
    site: TinySite, kind: str, title: str, area: str | None, words: str
):
    before = sorted(site.folder.rglob("*"))
    status, said = _new(site, kind, title, area)
    assert status == 2
    assert words in said
    assert sorted(site.folder.rglob("*")) == before


@pytest.mark.parametrize("title", ["../../../x", "/etc/x", "..\\x", "~/x", "x\n---\nx", "content/x"])
def test_no_title_leads_out_of_the_folder_of_its_kind(site: TinySite, tmp_path: Path, title: str):
    before = set(tmp_path.rglob("*"))
    assert _new(site, "exercise", title)[0] == 0
    made = set(tmp_path.rglob("*")) - before
    assert [path.parent.relative_to(site.folder).as_posix() for path in made] == ["content/en/exercises"]
    assert _written(site, made.pop().relative_to(site.folder).as_posix()).data["title"] == " ".join(title.split())


def test_a_folder_without_a_site_is_a_wrong_use(tmp_path: Path):
    out = io.StringIO()
    assert new(tmp_path, "exercise", "Dead bug", None, out) == 2
    assert "content/site.yaml" in out.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_what_stands_in_the_way_is_a_message(site: TinySite):
    (site.folder / "content/en/guides").write_text("a file")
    status, said = _new(site, "guide", "Dead bug")
    assert status == 1
    assert "content/en/guides/dead-bug.md" in said


@pytest.mark.parametrize(
    ("title", "name"),
    [("Bird dog", "bird-dog"), ("  Chin -- tuck! ", "chin-tuck"), ("Äpfel & Öl", "apfel-ol"), ("90/90", "90-90")],
)
def test_a_title_becomes_a_name_that_can_be_typed(title: str, name: str):
    assert slugged(title) == name


def _sketched(site: TinySite, title: str, like: str | None) -> tuple[int, str]:
    out = io.StringIO()
    return new_figure(site.folder, title, like, out), out.getvalue()


@pytest.mark.parametrize("like", ["cat-cow", *POSTURES])
def test_a_new_figure_can_be_drawn_and_looked_at_before_a_guide_names_it(site: TinySite, like: str):
    status, said = _sketched(site, "Bird dog", like)
    assert (status, said.splitlines()[0]) == (0, "content/figures/bird-dog.yaml")
    assert "/figures/bird-dog/" in said
    built = site.build(Options(drafts=True))
    assert built.diagnostics == ()
    assert "figures/bird-dog/index.html" in built.versions
    assert not any(path.startswith(("figures/", "media/figures/bird-dog")) for path in site.build().versions)


def test_a_figure_like_another_moves_like_it(site: TinySite):
    _sketched(site, "Bird dog", "cat-cow")
    copied, original = ((site.folder / f"content/figures/{name}.yaml").read_text() for name in ("bird-dog", "cat-cow"))
    assert copied == f"# Bird dog\n{original}"


@pytest.mark.parametrize(
    ("title", "like", "words"),
    [
        ("Bird dog", "cat-cwo", 'did you mean "cat-cow"?'),
        ("Bird dog", "all-four", 'did you mean "all-fours"?'),
        ("Bird dog", None, "--like"),
        ("…", "cat-cow", "cannot become an address"),
    ],
)
def test_a_figure_like_nothing_known_is_a_wrong_use(site: TinySite, title: str, like: str | None, words: str):
    before = sorted(site.folder.rglob("*"))
    status, said = _sketched(site, title, like)
    assert status == 2
    assert words in said
    assert sorted(site.folder.rglob("*")) == before


def test_no_figure_is_overwritten(site: TinySite):
    path = site.folder / "content/figures/cat-cow.yaml"
    before = path.read_bytes()
    assert _sketched(site, "Cat cow", "pelvic-tilt")[0] == 1
    assert path.read_bytes() == before
