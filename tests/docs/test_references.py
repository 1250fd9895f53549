"""What `make docs` writes is what stands in docs/, and what the documents point at is there."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from docs import make_api, make_fields, make_figures, make_templates
from kinesite.content.entries import KINDS
from kinesite.content.validation import described
from kinesite.render.markup import slug

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted((ROOT / "docs").glob("*.md")), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING"))]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "reference", [make_api, make_fields, make_figures, make_templates], ids=["api", "fields", "figures", "templates"]
)
def test_a_reference_is_fresh(reference: ModuleType):
    assert reference.PATH.read_text("utf-8") == reference.page(), "run make docs"


def test_the_pictures_of_figures_are_fresh():
    there = {path.name: path.read_text("utf-8") for path in make_figures.PICTURES.glob("*.svg")}
    assert there == make_figures.pictures(), "run make docs"


def test_every_example_of_a_figure_has_its_picture():
    text = make_figures.PATH.read_text("utf-8")
    shown = set(re.findall(r"pictures/([\w-]+\.svg)", text))
    assert shown == set(make_figures.pictures())
    assert len(make_figures.EXAMPLE.findall(text)) == text.count("```yaml")


def test_every_field_of_every_kind_stands_under_its_kind():
    text = make_fields.PATH.read_text("utf-8")
    for kind in KINDS:
        section = re.split(r"^##+ ", text, flags=re.MULTILINE)
        own = next(part for part in section if part.startswith(f"{kind.name.capitalize()}\n"))
        rows = re.findall(r"^\| `(\w+)` \| (yes)? ?\|", own, re.MULTILINE)
        assert rows == [(field.name, "yes" if field.required else "") for field in described(kind.model)]


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def _headings(path: Path) -> set[str]:
    plain = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {slug(title.replace("`", "")) for title in re.findall(r"^#+ (.*)$", plain, re.MULTILINE)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_link_between_documents_leads_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)\s]+)\)", _without_code(path.read_text("utf-8"))):
        place, _, fragment = target.partition("#")
        if ":" in place:
            continue
        there = path.parent / place if place else path
        assert there.exists(), target
        assert not fragment or fragment in _headings(there), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_documents_name_only_files_and_targets_that_are_there(path: Path):
    """A path such as kinesite/content/entry.py in code marks exists, and so does every target of make."""
    text = path.read_text("utf-8")
    for named in re.findall(r"`((?:kinesite|tests|templates/layouts|static)/[\w./-]+)`", text):
        assert (ROOT / named).exists(), named
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)", text)) <= targets
