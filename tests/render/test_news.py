"""The page of news and the feed: what readers are told first, what is marked, and what goes without saying."""

from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest

from kinesite.pipeline.world import Options
from tests.sites import TinySite, tiny_site

TILT = "content/en/exercises/pelvic-tilt.md"
CAT = "content/en/exercises/cat-cow.md"
AREA = "content/en/areas/lower-back.md"
FIRST = "{on: 2026-01-10, note: First published., clinical: true}"
CLINICAL = "{on: 2026-02-01, note: Hold for 5 s., clinical: true}"
CHANGED = "{on: 2026-02-01, note: A newer source., clinical: false}"
LEAVE = "advice: leave\nwhy_not: It can hurt.\ninstead: [cat-cow]\n"


def _history(site: TinySite, path: str, *lines: str) -> None:
    """Gives a guide this history."""
    text = (site.folder / path).read_text("utf-8")
    kept = [line for line in text.split("\n") if not line.startswith("history: ")]
    site.put({path: "\n".join([kept[0], f"history: [{', '.join(lines)}]", *kept[1:]])})


def _main(site: TinySite) -> Any:
    built = site.build()
    assert built.publishable, built.diagnostics
    return lxml.html.document_fromstring(built.content("whats-new/index.html").decode()).xpath("//main")[0]


def _told(site: TinySite) -> list[str]:
    """Days, headings and lines, in the order of the page."""
    return [" ".join(one.text_content().split()) for one in _main(site).xpath(".//h2 | .//h3 | .//li")]


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def test_what_alters_what_readers_do_comes_first_on_its_day(site: TinySite):
    _history(site, TILT, FIRST, CHANGED)
    _history(site, CAT, FIRST, CLINICAL)
    _history(site, AREA, FIRST.replace("01-10", "02-01"))
    assert _told(site) == [
        "1 February 2026",
        "Do this differently now",
        "Cat and cow Hold for 5 s.",
        "Other changes",
        "Pelvic tilt A newer source.",
        "New areas of the body",
        "Lower back First published.",
        "10 January 2026",
        "New exercises",
        "Cat and cow",
        "Pelvic tilt",
    ]


def test_what_is_the_same_of_all_goes_without_saying_and_what_differs_is_said(site: TinySite):
    _history(site, TILT, FIRST)
    _history(site, CAT, FIRST)
    assert _told(site)[-2:] == ["Cat and cow", "Pelvic tilt"]
    _history(site, CAT, FIRST.replace("First published.", "Taken over from the leaflet."))
    assert _told(site)[-2:] == ["Cat and cow Taken over from the leaflet.", "Pelvic tilt First published."]


def test_a_long_page_is_cut_and_says_so(site: TinySite, monkeypatch: pytest.MonkeyPatch):
    _history(site, TILT, FIRST, CLINICAL)
    _history(site, CAT, FIRST)
    site.change("templates/layouts/whats-new.html", "{% endblock %}", "<p>{{ page.older }}</p>{% endblock %}")
    older = "These are the newest 2."
    assert older not in _main(site).text_content()
    monkeypatch.setattr("kinesite.render.news.MOST", 2)
    assert _told(site) == [
        "1 February 2026",
        "Do this differently now",
        "Pelvic tilt Hold for 5 s.",
        "10 January 2026",
        "New exercises",
        "Pelvic tilt First published.",
    ]
    assert older in _main(site).text_content()


def test_a_movement_to_leave_is_named_as_one_wherever_it_is_news(site: TinySite):
    """Nobody is told to do differently what nobody should do."""
    text = (site.folder / CAT).read_text("utf-8").replace("title: Cat and cow", "title: Arch")
    text = text.replace("summary: ", "summary: Arch, ").replace("dose: ", f"{LEAVE}# dose: ")
    site.put({"content/en/exercises/arch.md": text})
    _history(site, "content/en/exercises/arch.md", FIRST, CLINICAL)
    built = site.build(Options(base_url="https://example.org/"))
    assert built.publishable, built.diagnostics
    titles = [one.title for one in feedparser.parse(built.content("feed.xml")).entries]
    assert titles[0] == "Do this differently now: Arch (a movement to leave out)"
    assert "New: Arch (a movement to leave out)" in titles
