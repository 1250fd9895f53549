"""The page of what has been checked says what the sources say, and keeps people and machine apart."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from kinesite.checks.told import RULES
from kinesite.content.entries import Area, Page
from kinesite.pipeline.world import Options
from kinesite.render import views
from kinesite.render.trust import GROUPS, stated, trust
from tests import samples, shipped
from tests.sites import PROJECT, TinySite, pages, tiny_site

CAT = "content/en/exercises/cat-cow.md"
REVIEWED = (
    "review: {status: reviewed, by: A. Person, role: Physiotherapist, on: 2026-01-10, next: 2028-01-10}\n"
    "history: [{on: 2026-02-03, note: Reviewed., clinical: false}]"
)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _page(site: TinySite, options: Options | None = None) -> views.TrustPage:
    found: views.TrustPage = samples.view(site, "/trust/", options)
    return found


def _answer(page: views.TrustPage, title: str) -> views.Answer:
    return next(one for one in page.answers if one.title == title)


def _rows(page: views.TrustPage) -> dict[str, views.Statement]:
    return {row.link.label: row for group in page.groups for row in group.statements}


def test_nobody_has_reviewed_what_names_no_reviewer(site: TinySite):
    page = _page(site)
    assert page.reviewed == f"0 of {len(_rows(page))} guides have been reviewed by a clinician."
    assert {row.review.line for row in _rows(page).values()} == {"Not yet reviewed by a clinician."}
    assert "No doctor" in _answer(page, "Review").text
    assert "because none has been reviewed" in _answer(page, "How fresh it is").text


def test_a_real_review_is_counted_named_and_dated(site: TinySite):
    total = len(_rows(_page(site)))
    site.change(CAT, "review: {status: unreviewed}", REVIEWED)
    page = _page(site)
    assert page.reviewed == f"1 of {total} guides has been reviewed by a clinician."
    row = _rows(page)["Cat and cow"]
    assert row.review.line.startswith("Reviewed by A. Person, Physiotherapist, on 10 January 2026.")
    assert row.review.next_date == "2028-01-10", "past that day the page says so by itself"
    assert row.changed == "Last changed on 3 February 2026"
    assert "10 January 2028" in _answer(page, "How fresh it is").text
    assert "No doctor" not in _answer(page, "Review").text


def test_sources_are_counted_and_dated_by_the_newest(site: TinySite):
    more = "  - {publisher: B, title: C, url: 'https://b.example/', accessed: 2026-03-04, supports: d}"
    site.change(CAT, "supports: repetitions", f"supports: repetitions\n{more}")
    page = _page(site)
    assert _rows(page)["Cat and cow"].sources == "2 sources, last read on 4 March 2026"
    assert _rows(page)["Pelvic tilt"].sources.startswith("1 source, last read on ")
    assert "oldest on 10 January 2026 and the newest on 4 March 2026" in _answer(page, "Sources").text


def test_what_makes_no_claims_is_not_listed(site: TinySite):
    assert {group.id for group in _page(site).groups} == {"exercises", "routines", "conditions"}
    assert stated(samples.entry(Area)) is None
    assert stated(samples.entry(Page)) is None
    assert stated(samples.entry(Page, sources=[samples.SOURCE])) is not None


def test_guides_stand_by_their_titles(site: TinySite):
    for group in _page(site).groups:
        titles = [row.link.label for row in group.statements]
        assert titles == sorted(titles)


def test_a_guide_without_history_or_review_says_so(site: TinySite):
    row = _rows(_page(site))["Cat and cow"]
    assert row.changed == "No change is written down."


def test_no_author_is_invented_and_the_publisher_answers(site: TinySite):
    assert _answer(_page(site), "Who wrote it").text == "No guide names an author. Nobody answers for all of them."
    site.change("content/site.yaml", "publisher: {name: Nobody", "publisher: {contact: hello@example.org, name: Nobody")
    assert _answer(_page(site), "Who wrote it").text.endswith("Contact: hello@example.org.")


def test_money_is_spoken_of_only_where_a_page_of_the_site_does(site: TinySite):
    answer = _answer(_page(site), "Who pays, and who gains")
    assert (answer.text, answer.more) == ("No page of this site says who pays for it.", None)
    site.put({"content/en/pages/editorial-policy.md": "---\ntitle: Our rules\nsummary: Rules.\n---\nNobody pays.\n"})
    answer = _answer(_page(site), "Who pays, and who gains")
    assert answer.more == views.Link("Our rules", "../editorial-policy/index.html")


def test_the_machine_tells_every_rule_that_runs_and_no_other(site: TinySite):
    page = _page(site)
    words = samples.words().strings["checks"]
    told = [rule for group in page.rules for rule in group.rules]
    assert sorted(told) == sorted(words[name] for name in RULES)
    assert len(set(told)) == len(told)


def test_a_rule_that_is_gone_is_not_claimed_and_a_new_one_is_told_last(site: TinySite):
    material = samples._material(site, "/trust/", None)  # noqa: SLF001 - what no site can have
    strings = {**material.words.strings, "checks": {**material.words.strings["checks"], "novel": "Something new."}}
    evidence = replace(material.evidence, checks=("links", "novel"))
    changed = replace(material, evidence=evidence, words=replace(material.words, strings=strings))
    told = [rule for group in trust(changed).rules for rule in group.rules]
    assert told == ["Every link inside the site leads somewhere.", "Something new."]


def test_every_rule_has_its_place():
    assert {name for names in GROUPS.values() for name in names} == set(RULES)


def test_a_rule_without_words_is_a_mistake_of_the_words(site: TinySite):
    site.change("content/en/strings.yaml", "  circles: Steps up and down never lead in a circle.\n", "")
    found = [(one.code, one.message) for one in site.build().diagnostics]
    assert found == [("S147", 'the text "checks.circles" is missing')]


def test_it_leads_to_the_receipt_and_every_page_leads_to_it(site: TinySite):
    assert _page(site).receipt == "build.json"
    assert samples.chrome(site, "/exercises/cat-cow/").trust.href == "../../trust/index.html"
    assert samples.chrome(site, "/trust/").trust.current


def test_a_body_edit_does_not_change_it_and_a_review_does(site: TinySite):
    before = pages(site.build())["trust/index.html"]
    site.change(CAT, "A slow wave", "A very slow wave")
    assert pages(site.build())["trust/index.html"] == before
    site.change(CAT, "review: {status: unreviewed}", REVIEWED)
    assert pages(site.build())["trust/index.html"] != before


def test_days_are_told_as_they_are_written():
    said = stated(samples.exercise(sources=[samples.SOURCE, {**samples.SOURCE, "accessed": "2025-12-24"}]))
    assert said is not None
    assert said.read == (dt.date(2025, 12, 24), dt.date(2026, 1, 10))


def test_a_site_of_more_guides_than_fit_is_told_where_the_limit_is_set(site: TinySite):
    """As for every list: `list_budget`."""
    site.change("content/site.yaml", "title:", "list_budget: 1\ntitle:")
    [told] = [one for one in site.build().diagnostics if "trust" in one.span.path]
    assert (told.code, "list_budget" in told.fix) == ("K540", True)


def _documented() -> int:
    """How many shipped files make claims."""
    fields: list[Any] = [
        yaml.safe_load(path.read_text("utf-8").split("---\n")[1]) for path in (PROJECT / "content/en").rglob("*.md")
    ]
    return sum("review" in one or "sources" in one for one in fields if not one.get("draft"))


def test_the_shipped_page_lists_every_guide_and_says_honestly_that_none_is_reviewed():
    text = shipped.page("trust/index.html")
    total = _documented()
    assert f"0 of {total} guides have been reviewed by a clinician." in text
    assert text.count("Not yet reviewed by a clinician.") == total
