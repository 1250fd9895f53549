"""What a page tells of the machine's checks: rules that run in every build, and that can fail."""

import re
from pathlib import Path

import pytest

from kinesite.checks import clinical, page
from kinesite.checks.told import RULES
from tests.sites import PROJECT, tiny_site

CODES = {
    "ids": "K501",
    "headings": "K502",
    "pictures": "K504",
    "safety": "K510",
    "collapsed": "K512",
    "colophon": "K513",
    "policy": "K521",
    "steps": "M309",
    "weight": "K540",
    "circles": "C601",
    "falling": "C602",
    "sent_to": "C603",
    "forbidden": "C605",
    "unchecked": "C607",
    "fields": "S101",
    "position": "C606",
    "doses": "C609",
    "summaries": "C610",
    "links": "K530",
    "onward": "K532",
    "styles": "K522",
}
"""A code that each rule gives when it is broken."""


def test_every_rule_of_the_tables_is_told():
    assert set(RULES.values()) >= {*page.CHECKS, *clinical.RULES}
    assert RULES.keys() == CODES.keys()


@pytest.mark.parametrize("name", CODES)
def test_every_rule_that_is_told_is_seen_to_fail_in_some_test(name: str):
    """Each code is expected somewhere among the tests of mistakes, checks and the pipeline; the manual explains it."""
    tests = [one for folder in ("mistakes", "checks", "pipeline") for one in (PROJECT / "tests" / folder).glob("*")]
    texts = [path.read_text("utf-8") for path in tests if path.is_file() and path != Path(__file__)]
    assert any(CODES[name] in text for text in texts)
    assert f"| {CODES[name]} |" in (PROJECT / "docs/mistakes.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "path", "old", "new"),
    [
        ("S101", "content/en/exercises/cat-cow.md", "disclaimer:", "# disclaimer:"),
        ("C609", "content/en/exercises/cat-cow.md", "supports:", "dose: {reps: 50}\n    supports:"),
        ("K522", "static/base.css", r"\A", "@import url(https://example.org/a.css);"),
        ("K521", "templates/layouts/base.html", "<main>", '<main><img src="https://example.org/a.gif" alt="">'),
        ("K530", "templates/layouts/base.html", "<main>", '<main><a href="nowhere/index.html">x</a>'),
    ],
)
def test_nothing_is_published_while_one_is_broken(tmp_path: Path, code: str, path: str, old: str, new: str):
    site = tiny_site(tmp_path)
    text = (site.folder / path).read_text("utf-8")
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    site.put({path: changed})
    built = site.build()
    assert code in {one.code for one in built.diagnostics}
    assert not built.publishable
