"""Every layout renders a page, in the order and with the marks that the reader's safety asks for."""

import dataclasses
import itertools

import jinja2
import lxml.html
import pytest

from tests.templates.gallery import TEMPLATES, pages, site

PAGES = pages()
GUIDES = ["exercise", "exercise-to-leave", "routine", "condition"]


@pytest.fixture(params=PAGES)
def document(engine: jinja2.Environment, request: pytest.FixtureRequest) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(PAGES[request.param].render(engine))


def _order(engine: jinja2.Environment, name: str, classes: list[str]) -> list[str]:
    """Those classes in the order in which the page shows them."""
    tree = lxml.html.document_fromstring(PAGES[name].render(engine))
    shown = [
        found
        for element in tree.iter()
        for found in [*(element.get("class") or "").split(), element.get("id") or ""]
        if found in classes
    ]
    return list(dict.fromkeys(shown))


def test_every_layout_has_a_page_here():
    layouts = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("layouts/*.html")}
    assert {sample.layout for sample in PAGES.values()} == layouts - {"layouts/base.html"}


def test_one_first_level_heading(document: lxml.html.HtmlElement):
    assert len(document.xpath("//h1")) == 1


def test_no_heading_level_is_skipped(document: lxml.html.HtmlElement):
    levels = [int(element.tag[1]) for element in document.xpath("//main")[0].iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_ids_are_unique_and_every_reference_is_met(document: lxml.html.HtmlElement):
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids)), ids
    for attribute in ("aria-labelledby", "aria-describedby"):
        for named in document.xpath(f"//@{attribute}"):
            assert set(named.split()) <= set(ids)
    anchors = [href[1:] for href in document.xpath("//a/@href") if href.startswith("#")]
    assert set(anchors) <= set(ids)


def test_landmarks_stand_once(document: lxml.html.HtmlElement):
    for landmark in ("main", "body/header", "body/footer"):
        assert len(document.xpath(f"//{landmark}")) == 1
    assert document.xpath("//body/a[1]/@href") == ["#main"]


def test_nothing_is_collapsed(document: lxml.html.HtmlElement):
    """Boxes to tick may be: they are no part of a guide, and without a script they are not there."""
    assert not document.xpath("//details[not(ancestor::*[@hidden])] | //dialog | //template")


def test_nothing_is_inline(document: lxml.html.HtmlElement):
    assert not document.xpath("//*[@style] | //style | //script[not(@src)]")
    assert not [name for element in document.iter() for name in element.attrib if name.startswith("on")]


def test_nothing_is_fetched_from_elsewhere(document: lxml.html.HtmlElement):
    addresses = document.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    assert addresses
    assert not [address for address in addresses if "//" in address]


def test_pictures_hold_their_place(document: lxml.html.HtmlElement):
    for image in document.xpath("//img"):
        assert {"alt", "width", "height"} <= set(image.attrib)
    assert all(drawing.get("viewbox") or drawing.get("height") for drawing in document.xpath("//svg"))


def test_policy_stands_before_anything_it_rules(document: lxml.html.HtmlElement):
    policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']")[0]
    assert policy.get("content") == site().content_policy
    assert not policy.xpath("preceding-sibling::link | preceding-sibling::script")


@pytest.mark.parametrize("name", GUIDES)
def test_safety_stands_before_the_movement(engine: jinja2.Environment, name: str):
    parts = ["emergency", "check-first", "figure-sequence", "picture", "dose", "do-it", "stage-1", "suits"]
    order = _order(engine, name, parts)
    assert order[:2] == ["emergency", "check-first"]
    assert len(order) > 2


def test_an_exercise_keeps_the_law_of_order(engine: jinja2.Environment):
    order = [
        "page-header",
        "emergency",
        "check-first",
        "figure-sequence",
        "dose",
        "get-into-position",
        "do-it",
        "feel",
        "common-mistakes",
        "ladder",
        "stop-rule",
        "sources",
        "review-line",
        "disclaimer",
    ]
    assert _order(engine, "exercise", order) == order


def test_urgency_is_said_in_words(engine: jinja2.Environment):
    tree = lxml.html.document_fromstring(PAGES["exercise"].render(engine))
    assert tree.xpath("//*[@id='emergency-title']")[0].text_content().startswith("Emergency:")


def test_an_overdue_line_waits_hidden_with_its_date(engine: jinja2.Environment):
    tree = lxml.html.document_fromstring(PAGES["exercise"].render(engine))
    line = tree.xpath("//*[@data-next-review]")[0]
    assert line.get("data-next-review") == "2028-11-01"
    assert "hidden" in line.attrib


def test_words_of_another_language_say_so(engine: jinja2.Environment):
    tree = lxml.html.document_fromstring(PAGES["exercise-to-leave"].render(engine, language="ar", direction="rtl"))
    assert tree.get("lang") == "ar"
    assert tree.get("dir") == "rtl"
    for place in ("//h1", "//*[@id='why-to-leave-it']", "//div[contains(@class, 'prose')]"):
        assert tree.xpath(place)[0].get("lang") == "en"
        assert tree.xpath(place)[0].get("dir") == "ltr"


def test_a_page_that_is_not_indexed_says_so(engine: jinja2.Environment):
    hidden = PAGES["warning-signs"].render(engine)
    assert '<meta name="robots" content="noindex">' in hidden
    assert '<link rel="canonical" href="https://steady-back.example/warning-signs/">' in hidden
    assert 'hreflang="ar"' in hidden
    assert 'name="robots"' not in PAGES["exercise"].render(engine)


def test_text_is_never_markup(engine: jinja2.Environment):
    sample = PAGES["exercise"]
    page = dataclasses.replace(sample.page, title="<b>Bird</b> & dog")
    text = dataclasses.replace(sample, page=page).render(engine)
    assert "<b>Bird" not in text
    assert "&lt;b&gt;Bird&lt;/b&gt; &amp; dog" in text
