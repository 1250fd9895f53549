"""Every mistake of the tables is found where it was made, and nothing else is."""

from pathlib import Path

import pytest

from kinesite.diagnostics import Severity, to_text
from tests.mistakes.cases import Case, cases, mismatch

TABLES = sorted(Path(__file__).parent.glob("*.yaml"))
CASES = [pytest.param(case, id=f"{table.stem}: {case.law}") for table in TABLES for case in cases(table)]


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_said_once_at_its_place_with_its_fix(case: Case, tmp_path: Path):
    built = case.site(tmp_path).build()
    told = to_text(built.diagnostics)
    assert len(built.diagnostics) == len(case.expect), told
    for expected, found in zip(case.expect, built.diagnostics, strict=True):
        assert not mismatch(expected, found), told
        assert found.why, "every message says why it matters"
    assert built.publishable is not any(found.severity is Severity.ERROR for found in built.diagnostics)


def test_every_case_has_a_law_of_its_own():
    laws = [case.law for table in TABLES for case in cases(table)]
    assert sorted(set(laws)) == sorted(laws)


def test_a_broken_expectation_is_noticed(tmp_path: Path):
    """The tables would be worth nothing if any message passed."""
    case = next(case for case in cases(Path(__file__).parent / "fields.yaml") if case.expect)
    [found] = case.site(tmp_path).build().diagnostics
    for key, wrong in (("at", "x.md:1:1"), ("error", "S999"), ("says", "something"), ("fix", "nothing of it")):
        assert key in mismatch({**case.expect[0], key: wrong}, found)
