"""Site map, robots.txt and redirects as texts: valid whatever the addresses, and within the limits of the protocol."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kinesite.render import discovery
from kinesite.render.discovery import Found, redirects, robots, sitemap

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "sitemap.xsd"))
bases = st.sampled_from(["https://example.org", "https://example.org/a&b'c", "http://127.0.0.1:8000/back"])
names = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
days = st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))


@st.composite
def pages(draw: st.DrawFn) -> list[Found]:
    base = draw(bases)
    found = draw(st.lists(names, min_size=1, max_size=8, unique=True))
    languages = draw(st.lists(st.sampled_from(["en", "ar", "pt-br"]), unique=True))
    return [
        Found(f"{base}/{name}/", draw(days), tuple((code, f"{base}/{code}/{name}/") for code in languages))
        for name in found
    ]


@given(pages())
def test_every_page_stands_in_the_map_once_with_its_day_and_its_languages(found: list[Found]):
    text, held = sitemap(found)
    tree = etree.fromstring(text.encode())
    SCHEMA.assertValid(tree)
    assert held == len(found)
    read = [
        Found(
            url[0].text,
            next((dt.date.fromisoformat(one.text) for one in url if one.tag.endswith("lastmod")), None),
            tuple((one.get("hreflang"), one.get("href")) for one in url if one.tag.endswith("link")),
        )
        for url in tree
    ]
    assert read == found


def test_a_map_holds_no_more_pages_than_the_protocol_allows():
    many = [Found(f"https://example.org/{number}/", None) for number in range(50_002)]
    text, held = sitemap(many)
    assert held == 50_000
    tree = etree.fromstring(text.encode())
    assert len(tree) == 50_000
    assert tree[-1][0].text == "https://example.org/49999/"


def test_a_map_holds_no_more_bytes_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(discovery, "MOST_BYTES", 1_000)
    text, held = sitemap([Found(f"https://example.org/{number}/", None) for number in range(100)])
    assert len(text.encode()) <= 1_000
    assert 0 < held < 100
    assert len(etree.fromstring(text.encode())) == held


def test_the_schema_refuses_what_is_no_site_map():
    text, _held = sitemap([Found("https://example.org/", dt.date(2026, 11, 22), (("en", "https://example.org/"),))])
    for good, bad in (
        ("2026-11-22", "22 November 2026"),
        ("https://example.org/</loc>", "/</loc>"),
        ('rel="alternate"', 'rel="canonical"'),
        ("<url>", "<url><title/>"),
    ):
        assert not SCHEMA.validate(etree.fromstring(text.replace(good, bad, 1).encode())), bad


def test_robots_may_read_everything_and_are_told_where_the_map_is():
    text = robots("https://example.org/back")
    assert text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://example.org/back/sitemap.xml",
    ]
    assert "Sitemap" not in robots(""), "it would have no full address"


def test_a_redirect_holds_with_and_without_the_last_slash_and_for_good():
    text = redirects([("/exercises/old/", "/exercises/new/"), ("/ar/old/", "/ar/exercises/new/")], "/back/")
    assert text.splitlines() == [
        "/back/exercises/old /back/exercises/new/ 301",
        "/back/exercises/old/ /back/exercises/new/ 301",
        "/back/ar/old /back/ar/exercises/new/ 301",
        "/back/ar/old/ /back/ar/exercises/new/ 301",
    ]
