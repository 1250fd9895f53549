"""Pages that show one entry, and pages made of others: what their views hold."""

from pathlib import Path

import pytest

from kinesite.render.pages import PAGES
from tests import samples
from tests.sites import PROJECT, TinySite, tiny_site

CAT, TILT = "content/en/exercises/cat-cow.md", "content/en/exercises/pelvic-tilt.md"


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def test_every_kind_of_page_has_a_layout_that_is_there():
    for kind in PAGES.values():
        assert (PROJECT / "templates" / kind.layout).is_file()


def test_a_dose_is_shown_with_the_reason_that_its_file_gives(site: TinySite):
    assert samples.view(site, "/exercises/pelvic-tilt/").dose.reason == ""
    site.change(TILT, "feel: Your belly.", "feel: Your belly.\ndose_reason: It is light work.")
    assert samples.view(site, "/exercises/pelvic-tilt/").dose.reason == "It is light work."


def test_an_exercise_shows_all_that_its_file_says(site: TinySite):
    page = samples.view(site, "/exercises/pelvic-tilt/")
    assert (page.title, page.area.label, page.floor) == ("Pelvic tilt", "Lower back", True)
    assert page.muscles == "deep belly muscles (transversus abdominis)"
    assert page.dose.sentence == "Do it 5 to 10 times. Hold each one for 5 seconds."
    assert page.feel == "Your belly."
    assert page.cautions == ()
    assert len(page.figure.frames) >= 2
    assert [frame.number for frame in page.figure.frames] == list(range(1, len(page.figure.frames) + 1))
    assert all(frame.caption and "<" in frame.svg for frame in page.figure.frames)
    assert page.picture is None


def test_the_steps_end_what_is_shown_beside_the_figure(site: TinySite):
    page = samples.view(site, "/exercises/pelvic-tilt/")
    assert [part.id for part in page.doing] == ["get-into-position", "do-it"]
    assert [part.id for part in page.rest] == ["common-mistakes"]
    site.change(TILT, "1. Press your low back down.\n2. Hold, and breathe.\n3. Let go.", "Press your low back down.")
    page = samples.view(site, "/exercises/pelvic-tilt/")
    assert page.doing == ()
    assert len(page.rest) == 3


def test_reasons_to_stop_are_the_exercise_s_own_and_then_the_standard_ones(site: TinySite):
    own, *standard = samples.view(site, "/exercises/pelvic-tilt/").stop_if
    assert own == "Pain shoots down your leg."
    assert standard == list(samples.words().safety.stop_rule)


def test_a_ladder_links_to_guides_and_tells_of_variations(site: TinySite):
    site.change(
        CAT, "figure:", "easier:\n  - {id: pelvic-tilt, when: It hurts.}\n  - {do: Do less., when: You tire.}\nfigure:"
    )
    easier = samples.view(site, "/exercises/cat-cow/").easier
    assert [(rung.text, rung.href, rung.when) for rung in easier] == [
        ("Pelvic tilt", "../pelvic-tilt/index.html", "It hurts."),
        ("Do less.", "", "You tire."),
    ]


def test_nobody_is_sent_to_a_guide_that_is_not_published(site: TinySite):
    site.change(CAT, "title: Cat and cow", "title: Cat and cow\ndraft: true")
    assert samples.view(site, "/exercises/pelvic-tilt/").harder == ()
    assert [step.card.title for step in samples.view(site, "/routines/morning/").stages[0].steps] == ["Pelvic tilt"]
    assert samples.view(site, "/conditions/low-back-pain/").leave == ()
    assert [card.title for card in samples.view(site, "/areas/lower-back/").exercises] == ["Pelvic tilt"]


def test_a_movement_to_leave_says_why_and_what_instead(site: TinySite):
    site.change(CAT, "dose: {sets: 2, reps: 6, rest: 30 s}\nfeel: All along your back.\n",
                "advice: leave\nwhy_not: It can hurt.\ninstead: [pelvic-tilt]\n")  # fmt: skip
    page = samples.view(site, "/exercises/cat-cow/")
    assert (page.why_not, page.dose) == ("It can hurt.", None)
    assert [card.title for card in page.instead] == ["Pelvic tilt"]
    area = samples.view(site, "/areas/lower-back/")
    assert [card.title for card in area.exercises] == ["Pelvic tilt"]
    assert [(card.title, card.leave) for card in area.leave] == [("Cat and cow", True)]


def test_links_inside_a_text_are_named_from_the_page_that_shows_them(site: TinySite):
    assert 'href="../pelvic-tilt/index.html#do-it"' in samples.view(site, "/exercises/cat-cow/").article.introduction
    assert 'href="../../warning-signs/index.html"' in samples.view(site, "/areas/lower-back/").article.introduction


def test_a_link_to_a_heading_of_the_same_page_is_short(site: TinySite):
    site.change(CAT, "A slow wave", "[Steps](#do-it), [web](https://example.org/?a=1&b=2). A slow wave")
    text = samples.view(site, "/exercises/cat-cow/").article.introduction
    assert 'href="#do-it"' in text
    assert 'href="https://example.org/?a=1&amp;b=2"' in text


def test_a_routine_adds_up_its_steps_and_what_they_need(site: TinySite):
    page = samples.view(site, "/routines/morning/")
    facts = {line.name: line.value for line in page.facts}
    assert facts == {"minutes": "About 2 minutes", "frequency": "Every morning", "equipment": "a mat"}
    assert [(stage.title, stage.minutes) for stage in page.stages] == [("On the floor", 2)]
    assert [(step.card.title, step.dose.sentence, step.note) for step in page.stages[0].steps] == [
        ("Pelvic tilt", "Do it 5 times.", "Slowly."),
        ("Cat and cow", "Do it 6 times.", ""),
    ]
    assert [caution.id for caution in page.cautions] == ["wrist-pain"]


def test_a_condition_repeats_the_cautions_that_it_implies_for_each_exercise(site: TinySite):
    cautions = "contraindications: [{id: osteoporosis, level: adapt, note: Gently.}, {id: wrist-pain, level: adapt}]"
    site.change(TILT, "contraindications: none-known", cautions)
    page = samples.view(site, "/conditions/low-back-pain/")
    assert [(one.card.title, one.note, [(c.id, c.note) for c in one.cautions]) for one in page.suits] == [
        ("Pelvic tilt", "A good start.", [("osteoporosis", "Gently.")])
    ]
    assert [one.card.title for one in page.leave] == ["Cat and cow"]
    assert [caution.id for caution in page.cautions] == ["osteoporosis"]
    assert page.see_someone == ("It lasts over six weeks.",)


def test_all_warning_signs_stand_on_their_own_page_and_on_no_other(site: TinySite):
    site.put({"content/en/pages/about.md": "---\ntitle: About\nsummary: Who we are.\n---\nText.\n"})
    assert [card.level for card in samples.view(site, "/warning-signs/").care_cards] == ["emergency", "urgent", "soon"]
    assert samples.view(site, "/about/").care_cards == ()


def test_a_series_is_listed_on_each_of_its_parts(site: TinySite):
    matter = (
        "disclaimer: guide\nreview: {{status: unreviewed}}\nseries: {{id: back, part: {part}}}\nsources:\n"
        "  - {{publisher: NHS, title: B, url: 'https://www.nhs.uk/', accessed: 2026-01-10, supports: all}}\n"
    )
    for name, part in (("later", 2), ("sooner", 1)):
        head = f"---\ntitle: {name.title()}\nsummary: The {name} one.\n{matter.format(part=part)}---\nText.\n"
        site.put({f"content/en/guides/{name}.md": head})
    series = samples.view(site, "/guides/later/").series
    assert [(link.label, link.current) for link in series] == [("Sooner", False), ("Later", True)]


def test_lists_and_home_show_cards_that_link(site: TinySite):
    groups = samples.view(site, "/exercises/").groups
    assert [(heading, [card.href for card in cards]) for heading, cards in groups] == [
        ("Lower back", ["pelvic-tilt/index.html", "cat-cow/index.html"])
    ]
    assert [heading for heading, _cards in samples.view(site, "/routines/").groups] == [""]
    home = samples.view(site, "/")
    assert [card.href for card in home.areas] == ["areas/lower-back/index.html"]
    assert [card.title for card in home.routines + home.conditions] == ["Morning loosener", "Low back pain"]
    missing = samples.view(site, "/404.html")
    assert [card.href for card in missing.areas] == ["/areas/lower-back/"]


def test_a_card_says_its_slug_its_kind_and_its_picture(site: TinySite):
    card = samples.view(site, "/areas/lower-back/").exercises[0]
    assert (card.id, card.kind, card.language, card.direction) == ("pelvic-tilt", "exercise", "", "ltr")
    assert card.thumbnail.startswith("../../media/figures/pelvic-tilt.")
