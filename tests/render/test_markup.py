"""The written text of an entry becomes clean HTML, with every mistake at its place."""

import time

import pytest

from kinesite.diagnostics import Diagnostic
from kinesite.render.markup import Body, Destination, filled, render, slug
from kinesite.render.tangles import MOST_BRACKETS, MOST_CHARACTERS, MOST_HEADINGS, MOST_LEVELS

PATH = "content/en/pages/a.md"


def body(text: str) -> Body:
    """The body of a text without a mistake."""
    found, mistakes = render(PATH, text, 10)
    assert mistakes == ()
    assert found.sound
    return found


def mistakes(text: str) -> list[tuple[str, int, int]]:
    """(code, line, column) of every mistake in a text that begins at line 10."""
    found, noted = render(PATH, text, 10)
    assert found.sound is not bool(noted)
    return [(one.code, one.span.line, one.span.column) for one in noted]


def published(text: str) -> str:
    """All the HTML that a text becomes, its targets leading nowhere."""
    found, _mistakes = render(PATH, text, 1)
    nowhere = [Destination("#")] * len(found.targets)
    parts = "".join(f"{part.title}{part.html}" for part in found.parts)
    return filled(found.introduction + parts, nowhere)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain.", "<p>Plain.</p>"),
        ("**Bold**, *em*.", "<p><strong>Bold</strong>, <em>em</em>.</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("{{ site }} {% x %}", "<p>{{ site }} {% x %}</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("    not code", "<p>not code</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("[a]: https://example.org", "<p>[a]: https://example.org</p>"),
        ("تمرين", "<p>تمرين</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_plain_html(text: str, html: str):
    assert body(text).introduction == html


def test_a_table_is_a_table():
    html = body("|a|b|\n|-|-|\n|1|2|").introduction
    assert html.startswith("<table>")
    assert html.count("<td>") == 2


def test_sections_begin_at_second_level_headings():
    found = body("Before.\n\n## Do it\n\n1. One\n\n### More\n\nText\n\n## *Then* & done\n\n- a")
    assert found.introduction == "<p>Before.</p>"
    assert [(part.id, part.title, part.numbered) for part in found.parts] == [
        ("do-it", "Do it", True),
        ("then-done", "<em>Then</em> &amp; done", False),
    ]
    assert found.anchors == ("do-it", "more", "then-done")


def test_the_same_heading_gets_another_id_and_none_is_given_twice():
    found = body("## A\n\n## A\n\n## A 2\n\n## A\n\n## !\n\n## ?")
    assert found.anchors == ("a", "a-2", "a-2-2", "a-3", "section", "section-2")
    assert len(set(found.anchors)) == len(found.anchors)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Do it", "do-it"), ("  A--b_c ", "a-b-c"), ("كيف تبدأ", "كيف-تبدأ"), ("1. Über", "1-über"), ("!", "section")],
)
def test_a_heading_keeps_the_letters_of_its_script(text: str, name: str):
    assert slug(text) == name


def test_targets_are_numbered_and_placed():
    text = "See [a](b.md) and\n`[x](b.md)` ![pic](p.png)\n\n## [h](b.md)\n\n\\[no](b.md)"
    found = body(text)
    assert [(one.text, one.line, one.column, one.picture, one.words) for one in found.targets] == [
        ("b.md", 10, 9, False, ""),
        ("p.png", 11, 20, True, "pic"),
        ("b.md", 13, 8, False, ""),
    ]
    assert 'href="kinesite:0"' in found.introduction
    assert 'src="kinesite:1"' in found.introduction
    assert 'href="kinesite:2"' in found.parts[0].title


def test_a_target_that_is_written_in_an_odd_way_stands_where_its_address_does():
    [target] = body("First\n[over\ntwo lines](b.md)").targets
    assert (target.line, target.column) == (12, 12)
    [target] = body("First\n[a](b c.md)").targets
    assert (target.line, target.column) == (11, 5)


def test_a_target_that_cannot_be_found_again_stands_at_the_first_line():
    [target] = body("First\n[a](b\\_.md)").targets
    assert (target.line, target.column) == (10, 1)


@pytest.mark.parametrize(
    ("address", "external"),
    [
        ("https://example.org/", True),
        ("HTTP://example.org/", True),
        ("mailto:a@example.org", True),
        ("tel:999", True),
        ("b.md", False),
        ("../a:b.md", False),
        ("#a", False),
        ("", False),
    ],
)
def test_what_leads_out_of_the_site(address: str, external: bool):  # noqa: FBT001 - a column of the table
    [target] = body(f"[x]({address})").targets
    assert target.external is external
    assert not target.refused


def test_addresses_are_escaped_when_they_are_filled_in():
    html = filled(
        '<a href="kinesite:0">a</a><img src="kinesite:1" alt="b">', [Destination('"><x>'), Destination("p", 3, 4)]
    )
    assert html == ('<a href="&quot;&gt;&lt;x&gt;">a</a><img src="p" width="3" height="4" loading="lazy" alt="b">')


@pytest.mark.parametrize("text", ['Say "kinesite:7".', '`href="kinesite:7"`', '![a > "b" href="kinesite:7"](p.png)'])
def test_words_that_look_like_an_open_target_stay_words(text: str):
    found = body(text)
    html = filled(found.introduction, [Destination("D")] * len(found.targets))
    assert html == found.introduction.replace('src="kinesite:0"', 'src="D"')


DISGUISES = (
    *("javascript:alert(1)", "JavaScript:alert(1)", "JAVASCRIPT:alert(1)", "java&#115;cript:alert(1)"),
    *(
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "&#x6a&#x61;vascript:alert(1)",
        "javascript&colon;alert(1)",
    ),
    *(
        "javascript&#58;alert(1)",
        "javascript&#x3A;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
    ),
    *(
        "&#1;javascript:alert(1)",
        "java&#10;script:alert(1)",
        "&#32;javascript:alert(1)",
        "javascript&#0000058;alert(1)",
    ),
    *("vbscript:msgbox(1)", "VBScript:x", "vbscript&colon;x", "data:text/html,x", "DATA:text/html;base64,PHg+"),
    *("data&colon;text/html,x", "file:///etc/passwd", "blob:x", "about:blank", "view-source:x", "jar:x", "kinesite:0"),
    *("ms-word:x", "intent://x", "feed:javascript:x"),
)


@pytest.mark.parametrize("picture", ["", "!"])
@pytest.mark.parametrize("address", DISGUISES)
def test_an_address_that_runs_a_program_is_refused_in_every_disguise(address: str, picture: str):
    found = mistakes(f"Press {picture}[here]({address}).")
    assert [one for one in found if one[0] != "M311"] == [("M304", 10, 14 + len(picture))]


@pytest.mark.parametrize("address", DISGUISES)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", '[x]({} "t")', "[x]( {} )", "![x]({})", "[![x]({})](a.md)"])
def test_no_disguise_reaches_the_page(address: str, form: str):
    html = published(form.format(address))
    assert 'href="#"' in html or 'src="#"' in html or "<a" not in html
    for scheme in ("javascript:", "vbscript:", "data:", "kinesite:"):
        assert f'="{scheme}' not in html.lower()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A <b>c</b>", [(10, 3), (10, 7)]),
        ("a\n<script>alert(1)</script>", [(11, 1), (11, 17)]),
        ("<!-- remark -->", [(10, 1)]),
        ("<!DOCTYPE html>", [(10, 1)]),
        ("<?php x ?>", [(10, 1)]),
        ("<img src=x onerror=alert(1)>", [(10, 1)]),
        ("<img src=x\nonerror=alert(1)>", [(10, 1)]),
        ("<svg/onload=alert(1)>", [(10, 1)]),
        ("<https://example.org>", [(10, 1)]),
        ("<a@example.org>", [(10, 1)]),
        ("- <i>x", [(10, 3)]),
        ("## <i>x", [(10, 4)]),
        ("|<i>|\n|-|\n|a|", [(10, 2)]),
        ("`<b>` <i>", [(10, 7)]),
        ("<ScRiPt>", [(10, 1)]),
    ],
)
def test_raw_html_is_a_mistake_at_its_place_and_never_reaches_the_page(text: str, where: list[tuple[int, int]]):
    assert [(line, column) for code, line, column in mistakes(text) if code == "M301"] == where
    html = published(text).lower()
    for tag in ("<script", "<img", "<svg", "<i>", "<b>", "<!--", "<?", "<!doctype"):
        assert tag not in html


@pytest.mark.parametrize(
    "text", ["3 < 4", "a <3 b", "`<b>`", r"\<b>", "a <- b", "&lt;b&gt;", "<", "<>", "`` a ` <b> ``"]
)
def test_what_only_looks_like_a_tag_is_text(text: str):
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# One", [("M303", 10, 1)]),
        ("One\n===", [("M303", 10, 1)]),
        ("a\n\nOne\n===\n\nb", [("M303", 12, 1)]),
        ("### Three", [("M302", 10, 1)]),
        ("## Two\n\n#### Four", [("M302", 12, 1)]),
        ("## Two\n\n### Three\n\n## Two\n\n#### Four", [("M302", 16, 1)]),
        ("Two\n---\n\n#### Four", [("M302", 13, 1)]),
        ("# One\n\n### Three", [("M303", 10, 1), ("M302", 12, 1)]),
        ("## A\n\n##\n\n## B", [("M305", 12, 1)]),
        ("`# no`\n\n#### Four", [("M302", 12, 1)]),
        ("## A\n\n### B\n\n#### C\n\n## D", []),
        ("#no space", [("M303", 10, 1)]),
        ("> ## In a quotation", [("M308", 10, 1)]),
        ("- a\n\n    ## In a list", [("M308", 12, 1)]),
    ],
)
def test_headings_begin_at_the_second_level_and_skip_none(text: str, found: list[tuple[str, int, int]]):
    assert mistakes(text) == found


def test_the_fix_of_a_skipped_heading_is_the_line_to_write():
    _body, [mistake] = render(PATH, "## Two\n\n#### Four", 1)
    assert mistake.fix == 'Write "### Four".'


@pytest.mark.parametrize("words", ["", "  "])
def test_a_picture_without_words_is_a_mistake(words: str):
    assert mistakes(f"![{words}](../../media/a.png)") == [("M306", 10, 5 + len(words))]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("a\n\n" + "[" * (MOST_BRACKETS + 1), "brackets", 12),
        ("a\n\n" + "`" * (MOST_BRACKETS + 1), "backticks", 12),
        ("a\n\n" + "# b\n" * (MOST_HEADINGS + 1), "headings and rules", 12),
        ("a\n\n" + "---\n" * (MOST_HEADINGS + 1), "headings and rules", 12),
        ("a\nb\n\nc\n" + " " * MOST_LEVELS + "- d", "levels", 13),
        ("> " * MOST_LEVELS, "levels", 10),
        ("1. " * MOST_LEVELS, "levels", 10),
    ],
)
def test_a_tangle_is_a_mistake_at_its_paragraph(text: str, what: str, line: int):
    found, [mistake] = render(PATH, text, 10)
    assert (mistake.code, mistake.span.line, found.sound) == ("M307", line, False)
    assert mistake.message == f"a paragraph has too many {what}"


def test_a_text_that_is_too_long_is_refused():
    _body, [mistake] = render(PATH, "a" * (MOST_CHARACTERS + 1), 1)
    assert mistake.code == "M307"
    assert f"{MOST_CHARACTERS} fit" in mistake.message


def test_brackets_and_list_marks_in_many_paragraphs_are_no_tangle():
    assert mistakes("\n\n".join(["[a](b.md) `c`"] * MOST_BRACKETS)) == []
    assert mistakes("- a\n" * 200) == []
    assert mistakes("|a|b|\n|-|-|\n" + "|1|2|\n" * 200) == []


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "`",
        "*",
        "_",
        "\\",
        "[a](",
        "![",
        "> ",
        "1. ",
        "- ",
        "# a\n",
        "---\n",
        "=\n",
        "***a",
        "&",
        "- a\n\n",
        "# a\n\n",
        "<a ",
    ],
)
def test_no_text_takes_long(piece: str):
    text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    started = time.process_time()
    found = render(PATH, text, 1)
    assert time.process_time() - started < 10
    assert isinstance(found[0], Body)


@pytest.mark.parametrize("levels", [10, MOST_LEVELS // 4 - 1])
def test_deep_lists_below_the_limit_are_rendered(levels: int):
    text = "\n".join(" " * 4 * level + "- a" for level in range(levels))
    assert body(text).introduction.count("<ul>") == levels


def test_what_went_wrong_in_one_text_does_not_reach_the_next():
    render(PATH, "[" * 10_000, 1)
    first = render(PATH, "## A\n\n[x](y.md)", 1)
    render(PATH, "- " * 30 + "a\n\n## A\n\n> > - b", 1)
    assert render(PATH, "## A\n\n[x](y.md)", 1) == first


def test_every_message_is_a_diagnostic_of_this_file():
    _body, noted = render(PATH, "# <b>\n\n[x](javascript:y)", 3)
    assert len(noted) == 3
    assert {one.span.path for one in noted if isinstance(one, Diagnostic)} == {PATH}
