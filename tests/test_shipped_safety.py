"""Steady Back's conditions, read as a stranger would: nothing that a condition forbids is recommended by it."""

from typing import Any

import lxml.html
import pytest
import yaml

from tests import shipped
from tests.sites import PROJECT

CONTENT = PROJECT / "content/en"
CONDITIONS = sorted(path.stem for path in (CONTENT / "conditions").glob("*.md"))
VOCABULARY = yaml.safe_load((CONTENT / "vocabulary.yaml").read_text("utf-8"))


def _fields(path: str) -> Any:
    return yaml.safe_load((CONTENT / f"{path}.md").read_text("utf-8").split("---\n")[1])


def _cautions(exercise: str, implied: list[str]) -> list[dict[str, str]]:
    """The contraindications of an exercise that come with a condition."""
    given = _fields(f"exercises/{exercise}")["contraindications"]
    return [one for one in given if one["id"] in implied] if isinstance(given, list) else []


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_recommends_nothing_that_its_contraindications_forbid(condition: str):
    fields = _fields(f"conditions/{condition}")
    assert fields["suits"]
    for one in fields["suits"]:
        levels = {caution["level"] for caution in _cautions(one["id"], fields.get("implies", []))}
        assert "avoid" not in levels, one["id"]
        assert _fields(f"exercises/{one['id']}").get("advice") != "leave", one["id"]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_a_condition_asks_to_change_or_to_ask_stands_beside_the_link(condition: str):
    fields = _fields(f"conditions/{condition}")
    tree = lxml.html.document_fromstring(shipped.page(f"conditions/{condition}/index.html"))
    for one in fields["suits"]:
        (item,) = tree.xpath(f"//main//li[.//h3/a[contains(@href, 'exercises/{one['id']}/')]]")
        shown = " ".join(item.text_content().split())
        for caution in _cautions(one["id"], fields.get("implies", [])):
            assert VOCABULARY["contraindications"][caution["id"]]["label"] in shown
            assert VOCABULARY["levels"][caution["level"]]["label"] in shown
            assert " ".join(caution.get("note", "").split()) in shown
