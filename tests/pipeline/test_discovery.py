"""What machines read to find the pages says what the pages say of themselves, in every language."""

import datetime as dt
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import lxml.html
import pytest
from lxml import etree

from kinesite.pipeline.outcome import Outcome
from kinesite.pipeline.world import Options
from kinesite.render.feed import MOST
from tests.pipeline.test_two_languages import two_languages
from tests.render.test_discovery import SCHEMA
from tests.sites import files, pages, tiny_site

BASE = "https://example.org/back/"
HOSTED = Options(base_url=BASE)
TILT = "content/en/exercises/pelvic-tilt.md"
CAT = "content/en/exercises/cat-cow.md"
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = (
    "history: [{on: 2026-01-10, note: First published., clinical: true}, "
    "{on: 2026-02-01, note: 'Hold for 5 seconds, <no> longer.', clinical: true}]"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A site in English and Arabic: one guide has changed and has moved twice, one is a draft."""
    site = two_languages(tmp_path_factory.mktemp("found"))
    site.change(TILT, "history: [{on: 2026-01-10, note: First published., clinical: true}]", HISTORY)
    site.change(TILT, "title: ", "aliases: [/exercises/old-tilt/, /tilt/]\ntitle: ")
    site.change(CAT, "title: ", "history: [{on: 2026-01-12, note: First published., clinical: true}]\ntitle: ")
    site.put({"content/en/pages/help.md": "---\ntitle: Help\nsummary: Help.\ndraft: true\n---\nCall.\n"})
    made = site.build(Options(base_url=BASE, drafts=True))
    assert made.publishable, made.diagnostics
    return made


@pytest.fixture(scope="module")
def trees(built: Outcome) -> dict[str, Any]:
    """Every page by its full address."""
    return {
        BASE + re.sub(r"index\.html$", "", path): lxml.html.document_fromstring(text)
        for path, text in pages(built).items()
    }


def _map(built: Outcome) -> Any:
    tree = etree.fromstring(built.content("sitemap.xml"))
    SCHEMA.assertValid(tree)
    return tree


def _days(built: Outcome) -> dict[str, str | None]:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    return {url[0].text: url.findtext("s:lastmod", namespaces=names) for url in _map(built)}


def test_the_map_names_exactly_the_pages_that_may_be_indexed(built: Outcome, trees: dict[str, Any]):
    open_to_all = {at for at, tree in trees.items() if not tree.xpath("//meta[@name='robots']")}
    assert set(_days(built)) == open_to_all
    assert BASE + "ar/exercises/pelvic-tilt/" in open_to_all
    for hidden in ("ar/exercises/cat-cow/", "404.html", "tilt/", "ar/tilt/", "help/", "design/"):
        assert BASE + hidden in trees, hidden
        assert BASE + hidden not in open_to_all, hidden


def test_the_map_names_the_languages_that_each_page_names(built: Outcome, trees: dict[str, Any]):
    for url in _map(built):
        named = [(one.get("hreflang"), one.get("href")) for one in url if one.tag.endswith("link")]
        links = trees[url[0].text].xpath("//link[@rel='alternate' and @hreflang]")
        assert named == [(one.get("hreflang"), one.get("href")) for one in links]


def test_every_address_of_the_map_is_the_canonical_one(built: Outcome, trees: dict[str, Any]):
    for at in _days(built):
        assert trees[at].xpath("//link[@rel='canonical']/@href") == [at]


def test_a_day_comes_from_a_history_or_there_is_none(built: Outcome):
    days = _days(built)
    assert days[BASE + "exercises/pelvic-tilt/"] == "2026-02-01"
    assert days[BASE + "ar/exercises/pelvic-tilt/"] == "2026-02-01"
    assert days[BASE + "exercises/cat-cow/"] == "2026-01-12"
    assert days[BASE + "exercises/"] == "2026-02-01", "the latest of what it lists"
    assert days[BASE + "areas/lower-back/"] == "2026-02-01", "the same"
    assert days[BASE + "whats-new/"] == "2026-02-01"
    assert days[BASE + "routines/"] is None, "nothing that it lists has a history"
    assert days[BASE + "routines/morning/"] is None


def test_without_an_address_there_is_no_map_and_no_feed(tmp_path: Path):
    plain = tiny_site(tmp_path).build()
    assert plain.publishable
    assert {"sitemap.xml", "feed.xml"} & set(plain.versions) == set()
    assert b"Sitemap" not in plain.content("robots.txt")
    assert all("feed.xml" not in text for text in pages(plain).values())


def test_old_addresses_lead_on_in_every_language(built: Outcome, trees: dict[str, Any]):
    for old, new in (
        ("exercises/old-tilt/", "exercises/pelvic-tilt/"),
        ("tilt/", "exercises/pelvic-tilt/"),
        ("ar/exercises/old-tilt/", "ar/exercises/pelvic-tilt/"),
        ("ar/tilt/", "ar/exercises/pelvic-tilt/"),
    ):
        tree = trees[BASE + old]
        [refresh] = tree.xpath("//meta[@http-equiv='refresh']/@content")
        assert urljoin(BASE + old, refresh.removeprefix("0; url=")) == BASE + new
        assert not refresh.removeprefix("0; url=").startswith(("/", "http")), "any address of the site will do"
        [link] = tree.xpath("//main//a[contains(@class, 'moved-target')]")
        assert urljoin(BASE + old, link.get("href")) == BASE + new
        assert tree.xpath("//link[@rel='canonical']/@href") == [BASE + new]
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        lines = built.content("_redirects").decode().splitlines()
        assert f"/back/{old} /back/{new} 301" in lines
    assert trees[BASE + "ar/tilt/"].get("dir") == "rtl"


def test_old_addresses_stand_in_no_list_no_search_and_no_feed(built: Outcome):
    for path, data in files(built).items():
        if path.endswith((".html", ".js", ".xml")):
            assert b"old-tilt" not in data, path


def test_an_old_address_of_an_untranslated_guide_points_search_engines_at_the_original(tmp_path: Path):
    site = two_languages(tmp_path)
    site.change(CAT, "title: ", "aliases: [/cow/]\ntitle: ")
    tree = lxml.html.document_fromstring(site.build(HOSTED).content("ar/cow/index.html").decode())
    assert tree.xpath("//link[@rel='canonical']/@href") == [BASE + "exercises/cat-cow/"]
    assert tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../exercises/cat-cow/"]


def test_the_page_that_has_all_warning_signs_may_move(tmp_path: Path):
    """Its old address is not asked to show the signs itself."""
    site = tiny_site(tmp_path)
    site.change("content/en/pages/warning-signs.md", "title: ", "aliases: [/red-flags/]\ntitle: ")
    built = site.build()
    assert built.diagnostics == ()
    assert "red-flags/index.html" in built.versions


def test_a_site_where_nothing_moved_has_no_redirects(tmp_path: Path):
    assert "_redirects" not in tiny_site(tmp_path).build().versions


def test_a_page_of_an_old_address_that_does_not_lead_on_is_a_mistake(tmp_path: Path):
    layout = "templates/layouts/moved.html"
    for good, bad in (
        ("0; url=", "9; url="),
        ('http-equiv="refresh"', 'name="refresh"'),
        ('<a href="{{ page.target.href }}">', '<a href="../index.html">'),
        ("url={{ page.target.href }}", "url=../index.html"),
    ):
        site = tiny_site(tmp_path / bad.replace("/", "").replace('"', ""))
        site.change(TILT, "title: ", "aliases: [/tilt/]\ntitle: ")
        site.change(layout, good, bad)
        assert [(one.code, one.span.path) for one in site.build().diagnostics] == [("K532", layout)], bad


def test_no_other_page_may_lead_on_by_itself(tmp_path: Path):
    site = tiny_site(tmp_path)
    order = '<meta http-equiv="refresh" content="0; url=../">'
    site.change("templates/layouts/article.html", "{% block content %}", "{% block content %}" + order)
    assert {one.code for one in site.build().diagnostics} == {"K520"}


# ---------------------------------------------------------------- the feed


def _rules(tree: Any) -> None:
    """What RFC 4287 asks of a feed and of its entries, as far as ours go."""
    assert tree.tag == f"{ATOM}feed"
    for element in (tree, *tree.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
            assert element.findtext(ATOM + name).strip(), name
        assert re.match(r"https?://", element.findtext(f"{ATOM}id")), "an absolute IRI"
        instant = element.findtext(f"{ATOM}updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", instant)
        dt.datetime.fromisoformat(instant)
        links = [(one.get("rel"), one.get("type")) for one in element.findall(f"{ATOM}link")]
        assert links.count(("alternate", "text/html")) == 1
        assert len(set(links)) == len(links)
        assert all(re.match(r"https?://", one.get("href")) for one in element.findall(f"{ATOM}link"))
        assert len(element.findall(f"{ATOM}summary")) <= 1
        assert all(one.get("term") for one in element.findall(f"{ATOM}category"))
    assert len(tree.findall(f"{ATOM}author/{ATOM}name")) == 1
    ids = [one.text for one in tree.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    days = [one.findtext(f"{ATOM}updated") for one in tree.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert tree.findtext(f"{ATOM}updated") == max(days, default=tree.findtext(f"{ATOM}updated"))
    assert len(days) <= MOST


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_a_feed_is_valid_and_its_readers_understand_it(built: Outcome, prefix: str):
    data = built.content(f"{prefix}feed.xml")
    _rules(etree.fromstring(data))
    read = feedparser.parse(data)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.links[0].href == f"{BASE}{prefix}feed.xml"
    assert read.feed.language == (prefix.strip("/") or "en")


def test_changes_are_told_newest_first_and_a_clinical_one_is_marked(built: Outcome):
    read = feedparser.parse(built.content("feed.xml"))
    assert [(one.title, one.tags[0].term, one.updated[:10]) for one in read.entries] == [
        ("Do this differently now: Pelvic tilt", "clinical", "2026-02-01"),
        ("New: Cat and cow", "new", "2026-01-12"),
        ("New: Pelvic tilt", "new", "2026-01-10"),
    ]
    assert etree.fromstring(built.content("feed.xml")).findtext(f"{ATOM}entry/{ATOM}summary") == (
        "Hold for 5 seconds, <no> longer."
    )
    assert read.entries[0].id == f"{BASE}exercises/pelvic-tilt/#2026-02-01-clinical"
    assert read.entries[0].link == f"{BASE}exercises/pelvic-tilt/"


def test_the_feed_of_a_language_tells_of_what_it_has_words_for(built: Outcome):
    tree = etree.fromstring(built.content("ar/feed.xml"))
    titles = [one.findtext(f"{ATOM}title") for one in tree.findall(f"{ATOM}entry")]
    assert len(titles) == 2
    assert all("إمالة الحوض" in title for title in titles)
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    [note] = [one for one in tree.iter(f"{ATOM}summary") if "5 seconds" in (one.text or "")]
    assert note.get("{http://www.w3.org/XML/1998/namespace}lang") == "en", "histories are not translated"


def test_pages_name_the_feed_of_their_language(trees: dict[str, Any]):
    for at, tree in trees.items():
        [href] = tree.xpath("//link[@type='application/atom+xml']/@href")
        prefix = "ar/" if at.startswith(BASE + "ar/") else ""
        assert urljoin(at if not at.endswith("404.html") else BASE, href) == f"{BASE}{prefix}feed.xml"


def test_an_edited_history_alone_gives_the_feed_another_entry(tmp_path: Path):
    """The ids of all others stay, so that nobody is told anything twice."""
    site = tiny_site(tmp_path)

    def ids() -> list[str]:
        return [one.id for one in feedparser.parse(site.build(HOSTED).content("feed.xml")).entries]

    before = ids()
    site.change(TILT, "title: Pelvic tilt", "title: Tilting the pelvis")
    assert ids() == before
    last = "First published., clinical: true}"
    site.change(TILT, last, f"{last}, {{on: 2026-03-01, note: More., clinical: false}}")
    assert ids() == [f"{BASE}exercises/pelvic-tilt/#2026-03-01", *before]


def test_a_long_history_is_cut_and_the_newest_stay(tmp_path: Path):
    site = tiny_site(tmp_path)
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in range(MOST + 5)]
    lines = ", ".join(f"{{on: {day}, note: On {day}., clinical: false}}" for day in days)
    site.change(TILT, "history: [{on: 2026-01-10, note: First published., clinical: true}]", f"history: [{lines}]")
    read = feedparser.parse(site.build(HOSTED).content("feed.xml"))
    assert [one.updated[:10] for one in read.entries] == [str(day) for day in reversed(days[-MOST:])]


def test_a_site_without_a_history_has_no_feed_and_no_page_of_news(tmp_path: Path):
    site = tiny_site(tmp_path)
    site.change(TILT, "history: [{on: 2026-01-10, note: First published., clinical: true}]\n", "")
    built = site.build(HOSTED)
    assert built.diagnostics == ()
    assert {"feed.xml", "whats-new/index.html"} & set(built.versions) == set()
    assert all("feed.xml" not in text for text in pages(built).values())


def test_a_word_that_the_feed_lacks_is_told_at_the_words(tmp_path: Path):
    site = tiny_site(tmp_path)
    site.change("content/en/strings.yaml", "  new: 'New: {title}'\n", "")
    built = site.build(HOSTED)
    assert [(one.code, one.span.path) for one in built.diagnostics] == [("S147", "content/en/strings.yaml")]
    assert '"feed.new"' in built.diagnostics[0].message
    assert not built.publishable


def test_an_address_with_signs_that_xml_means_is_written_as_text(tmp_path: Path):
    odd = "https://example.org/a&b"
    built = tiny_site(tmp_path).build(Options(base_url=odd))
    assert f"{odd}/exercises/cat-cow/" in _days(built)
    _rules(etree.fromstring(built.content("feed.xml")))
    assert feedparser.parse(built.content("feed.xml")).entries[0].link.startswith(odd)


def test_too_many_pages_for_one_map_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kinesite.render.discovery.MOST_PAGES", 5)
    built = tiny_site(tmp_path).build(HOSTED)
    [told] = built.diagnostics
    assert (told.code, str(told.span)) == ("A407", "content/site.yaml:1:1")
    assert "holds 5 of" in told.message
    assert len(etree.fromstring(built.content("sitemap.xml"))) == 5


def test_another_folder_on_another_day_says_the_same(tmp_path: Path):
    first = tiny_site(tmp_path / "a").build(HOSTED)
    second = tiny_site(tmp_path / "b").build(HOSTED, today=dt.date(2031, 1, 1))
    for name in ("sitemap.xml", "feed.xml", "robots.txt"):
        assert first.content(name) == second.content(name)
