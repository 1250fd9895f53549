"""A page read back: what rules are told is what a browser would show."""

import pytest

from kinesite.checks.html import Link, Page


def _page(body: str) -> Page:
    return Page(f'<!doctype html><html lang="ar"><title>نص</title><body>{body}</body></html>'.encode())


def test_letters_of_every_script_survive():
    assert _page("<h1>تمارين <b>الظهر</b>\n اليوم</h1>").headings == [(1, "تمارين الظهر اليوم")]


def test_what_a_browser_loads_is_told_apart_from_what_a_reader_follows():
    page = _page(
        '<a href="a/">x</a><a>no</a><img src="b.jpg" alt=""><script src="c.js"></script><link rel="icon" href="d">'
    )
    assert page.links == [Link("a/", False), Link("b.jpg", True), Link("c.js", True), Link("d", True)]  # noqa: FBT003


def test_links_follow_the_order_of_the_text_whatever_attribute_holds_them():
    page = _page('<img srcset="a 1x, b 2x" src="c" alt=""><a href="d" ping="e f">x</a><p address="no" hiding="">x</p>')
    assert [link.target for link in page.links] == ["a", "b", "c", "d", "e", "f"]
    assert page.collapsed == 0


def test_addresses_of_other_editions_are_no_links_of_the_page():
    page = _page('<link rel="canonical" href="https://x.org/"><link rel="alternate" href="https://x.org/ar/">')
    assert page.links == []


def test_places_follow_the_order_of_the_text():
    page = _page('<main><p id="one">a</p><ol><li>b</li></ol><p id="two">c</p></main>')
    first, second = page.position("one"), page.position("two")
    step = page.first_step()
    assert first is not None
    assert second is not None
    assert step is not None
    assert first < step < second


def test_what_nobody_sees_has_no_place():
    for around in (
        "<div hidden>{}</div>",
        "<details>{}</details>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
    ):
        assert _page(around.format('<p id="one">a</p>')).position("one") is None
    assert _page('<p id="one"> </p>').position("one") is None
    assert _page("").position("one") is None


def test_the_text_of_a_part_is_read_without_what_is_hidden_in_it():
    assert (
        _page('<p id="one">a <b>b</b><i hidden>c</i> d<svg aria-hidden="true"><path/></svg></p>').visible("one")
        == "a b d"
    )
    assert _page('<p id="one" aria-hidden="true">a</p>').visible("one") == ""
    assert _page('<p id="one">a<b>\n b </b>c</p><p id="one">d</p>').visible("one") == "a b c"
    assert _page("").visible("one") == ""


@pytest.mark.parametrize("text", ["", " \n", "<!-- nothing -->", "<!doctype html>"])
def test_a_page_without_elements_is_read_as_well(text: str):
    page = Page(text.encode())
    assert (page.ids, page.headings, page.links, page.inline, page.collapsed) == ([], [], [], [], 0)
    assert (page.position("one"), page.first_step()) == (None, None)


def test_numbers_outside_the_main_text_are_no_steps():
    assert _page("<ol><li>a</li></ol><main><nav><ol><li>b</li></ol></nav></main>").first_step() is None


def test_comments_are_not_read():
    assert _page('<!-- <h1 id="x" onclick="y">no</h1> -->').ids == []
