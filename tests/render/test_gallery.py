"""Examples that can stand beside each other, tokens as they are grouped, views out of plain data."""

import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from kinesite.render import views
from kinesite.render.examples import kind_of, view_of
from kinesite.render.gallery import isolated, tokens
from kinesite.render.templating import Html

NAMES = st.from_regex(r"[a-z]{1,3}(-[0-9])?", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "isolated_as"),
    [
        ('<p id="a">x</p>', '<p id="x-1-a">x</p>'),
        ('<svg aria-labelledby="a b" viewBox="0 0 1 1">', '<svg aria-labelledby="x-1-a x-1-b" viewBox="0 0 1 1">'),
        ('<section aria-labelledby="a">', '<section aria-labelledby="x-1-a x-1-name">'),
        ('<nav aria-label="Main">', '<nav aria-label="Main: x">'),
        ('<button aria-label="Play">', '<button aria-label="Play">'),
        ('<input type="radio" name="theme">', '<input type="radio" name="x-1-theme">'),
        ('<label for="a">', '<label for="x-1-a">'),
        ('<a href="../../exercises/bird-dog/index.html">', '<a href="#x-1">'),
        ('<a href="tel:999">', '<a href="#x-1">'),
        ('<a href="#elsewhere">', '<a href="#x-1">'),
        ('<a href="">', '<a href="#x-1">'),
        ('<a href="#a"></a><i id="a"></i>', '<a href="#x-1-a"></a><i id="x-1-a"></i>'),
        ('<a href="https://www.nhs.uk/">', '<a href="https://www.nhs.uk/">'),
        ('<img src="wall-sit.jpg" alt="id=&#34;a&#34;">', '<img src="../p.svg" alt="id=&#34;a&#34;">'),
        ('<div data-src="bird-dog.js">', '<div data-src="../m.js">'),
        ("<li>Bird dog</li>", '<ul class="design-list"><li>Bird dog</li></ul>'),
        ("<h1>Bird dog</h1>", '<h2 class="first-level">Bird dog</h2>'),
        ('<h1 class="big" id="a">B</h1>', '<h2 class="first-level big" id="x-1-a">B</h2>'),
        ('say id="a" and 1 < 2', 'say id="a" and 1 < 2'),
        ('<p title="a > b" id="a">', '<p title="a > b" id="x-1-a">'),
    ],
)
def test_what_would_clash_or_lead_away_is_rewritten_and_nothing_else(written: str, isolated_as: str):
    assert isolated(written, "x-1", "x", {"src": "../p.svg", "data-src": "../m.js"}) == isolated_as


@given(st.lists(NAMES, unique=True, max_size=5))
def test_two_examples_never_share_an_id(names: list[str]):
    html = "".join(f'<p id="{name}"><a href="#{name}">{name}</a></p>' for name in names)
    both = [isolated(html, f"x-{number}", "x", {}) for number in (1, 2)]
    ids = [found for one in both for found in re.findall(r' id="([^"]*)"', one)]
    assert len(ids) == len(set(ids)) == 2 * len(names)
    assert set(re.findall(r'href="#([^"]*)"', "".join(both))) == set(ids)


def test_tokens_are_those_of_the_first_root_by_the_comments_above_them():
    style = """
    :root {
      /* Colour */
      --ink: #123;
      --shade: rgb(0 0 0 / 5%);

      /* Sizes: all of them */
      --text-s: 0.9rem;
      --wide: clamp(1rem,
        2vw, 3rem);
      --radius: 1rem;
      --shadow: 0 1px 2px red;
      --quick: 160ms ease-out;
      --leading: 1.6;
      color-scheme: light;
\n}
    @media print {
      :root { --ink: #000; }
\n}
    """
    groups = tokens(style.replace("\n    ", "\n"))
    assert [(group.title, [(one.name, one.form) for one in group.tokens]) for group in groups] == [
        ("Colour", [("ink", "colour"), ("shade", "colour")]),
        (
            "Sizes: all of them",
            [
                ("text-s", "text"),
                ("wide", "length"),
                ("radius", "corner"),
                ("shadow", "shadow"),
                ("quick", "motion"),
                ("leading", "plain"),
            ],
        ),
    ]
    assert groups[1].tokens[1].value == "clamp(1rem, 2vw, 3rem)"


def test_a_style_without_tokens_has_none():
    assert tokens("body { margin: 0; }") == ()


def test_types_are_views_plain_data_and_lists_of_one():
    assert kind_of("Card") is views.Card
    assert kind_of("list of list of text") == tuple[tuple[str, ...], ...]
    assert kind_of("list of nothing") is None
    assert kind_of("__name__") is None


def test_data_become_a_view_or_every_problem_with_its_keys():
    good = {"level": "soon", "urgency": "Soon", "title": "T", "action": "A", "signs": ["x"], "more": None}
    card, problems = view_of(views.CareCard, good)
    assert (card, problems) == (views.CareCard("soon", "Soon", "T", "A", ("x",)), ())
    bad = {"level": 1, "urgency": "Soon", "titel": "T", "action": "A", "signs": "x", "more": {"label": "M"}}
    card, problems = view_of(views.CareCard, bad)
    assert card is None
    assert {(one.where, one.message) for one in problems} == {
        (("level",), 'this must be text, not "1"'),
        (("titel",), 'unknown name "titel"; did you mean "title"?'),
        ((), '"title" is missing'),
        (("signs",), 'this must be a list, not "x"'),
        (("more",), '"href" is missing'),
    }


def test_markup_is_markup_and_text_is_not():
    section, _problems = view_of(views.Section, {"id": "a", "title": "<b>", "html": "<b>x</b>"})
    assert isinstance(section.html, Html)
    assert not isinstance(section.title, Html)


def test_a_pair_has_two():
    assert view_of(tuple[str, str], ["999", "UK"]) == (("999", "UK"), ())
    assert [one.message for one in view_of(tuple[str, str], ["999"])[1]] == ["this must have 2 items, not 1"]


def test_true_is_no_number():
    assert view_of(int, data=True)[1]
    assert view_of(bool, data=1)[1]
