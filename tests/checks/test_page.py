"""Each rule on a page: a page that keeps it passes, the same page with one thing broken does not."""

import random

import pytest

from kinesite.checks import page as rules
from kinesite.checks.html import Page
from kinesite.diagnostics import Severity

GOOD = """<!doctype html><html lang="en"><head><title>Cat and cow</title>
<link rel="canonical" href="https://example.org/cat-cow/">
<link rel="stylesheet" href="assets/site.css"><script src="assets/theme.js"></script></head>
<body><nav><ol><li><a href="../">Home</a></li></ol></nav>
<main><h1>Cat and cow</h1>
<section id="emergency"><h2>Get help now</h2><ul><li>Numb  legs</li></ul><ul><li>999</li></ul></section>
<section id="check-first"><h2>Check first</h2><p>Sore wrists</p></section>
<img src="cat.jpg" alt="A back, round"><svg aria-label="A back"></svg><svg aria-hidden="true"></svg>
<h2 id="do-it">Do it</h2><h3>Slowly</h3><ol><li>Round your back.</li></ol>
<section id="stop"><ul><li>Pain shoots down.</li></ul></section><a href="https://www.nhs.uk/">NHS</a>
<ul class="sources block"><li>NHS</li></ul><p class="review-line">Unreviewed.</p><p class="disclaimer">General.</p>
</main></body></html>"""

BREAKS = [
    ("K501", "the same id twice", "<h3>", '<h3 id="do-it">'),
    ("K502", "two first-level headings", "<h3>Slowly</h3>", "<h1>Slowly</h1>"),
    ("K502", "no first-level heading", "<h1>Cat and cow</h1>", "<h2>Cat and cow</h2>"),
    ("K503", "a skipped level", "<h3>Slowly</h3>", "<h4>Slowly</h4>"),
    ("K503", "an empty heading", "<h3>Slowly</h3>", "<h3> <b></b></h3>"),
    ("K504", "a picture without words", ' alt="A back, round"', ""),
    ("K504", "a drawing without words", ' aria-label="A back"', ""),
    ("K510", "no emergency card", 'id="emergency"', 'id="other"'),
    ("K510", "an emergency card without signs", "<ul><li>Numb  legs</li></ul>", ""),
    ("K510 K512", "a sign that is hidden", "<li>Numb  legs</li>", "<li hidden>Numb legs</li>"),
    ("K510", "checks without the thing to check", "<p>Sore wrists</p>", "<p>Sore</p>"),
    ("K510", "no stop rule", 'id="stop"', 'id="stopped"'),
    ("K510", "a stop rule that lacks one", "<li>Pain shoots down.</li>", "<li>Pain.</li>"),
    ("K510", "an empty list of checks", "<h2>Check first</h2><p>Sore wrists</p>", ""),
    ("K510 K512", "hidden checks", 'id="check-first"', 'id="check-first" hidden'),
    ("K510", "checks hidden from screen readers", 'id="check-first"', 'id="check-first" aria-hidden="true"'),
    (
        "K511",
        "checks after the first step",
        '<section id="check-first"><h2>Check first</h2><p>Sore wrists</p></section>',
        '<ol><li>Too early</li></ol><section id="check-first"><h2>Check first</h2><p>Sore wrists</p></section>',
    ),
    ("K512", "a collapsed part", "<h3>Slowly</h3>", "<details><summary>More</summary></details>"),
    ("K512", "a dialog", "<h3>Slowly</h3>", "<dialog open><p>More</p></dialog>"),
    ("K512", "a part that pops up", "<h3>Slowly</h3>", '<div popover="manual">More</div>'),
    ("K512", "a button that opens a part", "<h3>Slowly</h3>", '<button aria-expanded="false">More</button>'),
    ("K512", "a heading that nobody sees", "<h3>Slowly</h3>", "<div hidden><h3>Slowly</h3></div>"),
    ("K512", "steps that nobody sees", "<ol><li>Round", "<ol hidden><li>Round"),
    (
        "K512",
        "mistakes until they are searched for",
        "<h3>Slowly",
        '<ul hidden="until-found"><li>x</li></ul><h3>Slowly',
    ),
    ("K513", "no sources", 'class="sources block"', 'class="block"'),
    ("K513", "no review line", 'class="review-line"', ""),
    ("K513", "no disclaimer", 'class="disclaimer"', 'class="disclaimers"'),
    ("K520", "an inline style", "<h3>", '<h3 style="color: red">'),
    ("K520", "an inline handler", "<h3>", '<h3 onclick="go()">'),
    ("K520", "a style element", "</head>", "<style>h1 {}</style></head>"),
    ("K520", "an inline script", "</head>", "<script>go()</script></head>"),
    ("K520", "an inline module", "</head>", '<script type="module">go()</script></head>'),
    ("K520", "a script of an old type", "</head>", '<script type="text/ecmascript">go()</script></head>'),
    ("K520", "a script without a type", "</head>", '<script type="">go()</script></head>'),
    ("K520", "a map of modules", "</head>", '<script type="importmap">{}</script></head>'),
    ("K520", "style inside a drawing", '<svg aria-hidden="true">', '<svg aria-hidden="true"><style>p {}</style>'),
    ("K520", "script inside a drawing", '<svg aria-hidden="true">', '<svg aria-hidden="true"><script>go()</script>'),
    ("K520", "style on a drawing", '<svg aria-hidden="true">', '<svg aria-hidden="true" STYLE="color: red">'),
    ("K520", "a handler in capitals", "<h3>", '<h3 ONCLICK="go()">'),
    ("K520", "a handler of a drawing", '<svg aria-hidden="true">', '<svg aria-hidden="true" onload="go()">'),
    ("K520", "an address that is a script", 'href="https://www.nhs.uk/"', 'href="javascript:go()"'),
    ("K520", "the same with blanks in it", 'href="https://www.nhs.uk/"', 'href=" java&#10;Script:go()"'),
    ("K520", "a form that is a script", "<h3>", '<form action="javascript:go()"></form><h3>'),
    ("K520", "a button that is a script", "<h3>", '<button formaction="javascript:go()">x</button><h3>'),
    (
        "K520",
        "a link of a drawing that is a script",
        "<h3>",
        '<svg aria-hidden="true"><a xlink:href="javascript:go()"/></svg><h3>',
    ),
    ("K520", "another base", "</head>", '<base href="elsewhere/"></head>'),
    ("K520", "a page that leads on by itself", "</head>", '<meta http-equiv="Refresh" content="0; url=x"></head>'),
    ("K520", "a page in a page", "<h3>", '<iframe srcdoc="hello"></iframe><h3>'),
    (
        "K521",
        "one picture of several from elsewhere",
        'src="cat.jpg"',
        'src="cat.jpg" srcset="a.jpg 1x, //b.org/a.jpg 2x"',
    ),
    ("K521", "a picture behind backslashes", 'src="cat.jpg"', 'src="/\\example.org/cat.jpg"'),
    ("K521", "a picture of an unusual kind", 'src="cat.jpg"', 'src="blob:x"'),
    ("K521", "a film's picture from elsewhere", "<h3>", '<video poster="https://example.org/a.jpg"></video><h3>'),
    ("K521", "a thing from elsewhere", "<h3>", '<object data="https://example.org/a.pdf"></object><h3>'),
    ("K521", "a page from elsewhere", "<h3>", '<iframe src="https://example.org/"></iframe><h3>'),
    (
        "K521",
        "a drawing's picture from elsewhere",
        "<h3>",
        '<svg aria-hidden="true"><image href="https://a.org/a.jpg"/></svg><h3>',
    ),
    (
        "K521",
        "a drawing's part from elsewhere",
        "<h3>",
        '<svg aria-hidden="true"><use xlink:href="//a.org/a.svg#a"/></svg><h3>',
    ),
    (
        "K521",
        "word of a click to elsewhere",
        'href="https://www.nhs.uk/"',
        'href="https://www.nhs.uk/" ping="https://a.org/"',
    ),
    ("K521", "a name looked up elsewhere", "</head>", '<link rel="dns-prefetch" href="//a.org"></head>'),
    ("K521", "a picture from elsewhere", 'src="cat.jpg"', 'src="https://example.org/cat.jpg"'),
    ("K521", "a script from elsewhere", 'src="assets/theme.js"', 'src="//example.org/theme.js"'),
    ("K521", "a picture written into the page", 'src="cat.jpg"', 'src="data:image/png;base64,AAAA"'),
    ("K521", "a stylesheet from elsewhere", 'href="assets/site.css"', 'href="https://example.org/site.css"'),
]


SAFETY = (("emergency", ("Numb legs",)), ("check-first", ("Sore wrists",)), ("stop", ("Pain shoots down.",)))


def _subject(text: str, safety: rules.Expected = SAFETY, kind: str = "exercise", **other: bool) -> rules.Subject:
    standard = {"written": True, "documented": True, "stepless": False}
    data = text.encode()
    return rules.Subject(data, Page(data), kind, safety, list_budget=15_000, **(standard | other))


def _codes(text: str, safety: rules.Expected = SAFETY, **other: bool) -> set[str]:
    subject = _subject(text, safety, **other)
    found = rules.check(subject, "content/en/exercises/cat-cow.md")
    assert all(one.span.path == "content/en/exercises/cat-cow.md" for one in found)
    assert all(one.severity is Severity.ERROR and one.why and one.fix for one in found)
    return {one.code for one in found}


def test_a_good_page_passes():
    assert _codes(GOOD) == set()


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [(code, old, new) for code, _name, old, new in BREAKS],
    ids=[name for _code, name, _old, _new in BREAKS],
)
def test_a_page_that_breaks_a_rule_does_not_pass(code: str, old: str, new: str):
    assert old in GOOD
    assert _codes(GOOD.replace(old, new, 1)) == set(code.split())


def test_every_rule_on_pages_is_broken_here():
    broken = {code for codes, *_rest in BREAKS for code in codes.split()}
    assert broken == {"K501", "K502", "K503", "K504", "K510", "K511", "K512", "K513", "K520", "K521"}


def test_pages_made_of_others_need_no_safety_card_and_may_fold_a_part():
    bare = "<!doctype html><title>About</title><main><h1>About</h1><details><summary>x</summary></details></main>"
    assert _codes(bare, (), written=False, documented=False) == set()
    assert _codes(bare, (), documented=False) == {"K512"}
    assert _codes(bare, (), written=False) == {"K513"}


def test_a_page_must_say_what_its_sources_say_and_no_more():
    without = GOOD.replace('id="check-first"', 'id="other"')
    assert _codes(without, SAFETY[:1]) == set()
    assert _codes(without) == {"K510"}


def test_the_same_finding_is_told_once():
    twice = GOOD.replace("<h3>", '<h3 onclick="a()">').replace("<h1>", '<h1 onclick="b()">')
    assert len(rules.check(_subject(twice), "x.md")) == 1


def test_an_exercise_without_steps_and_a_page_too_heavy_do_not_pass():
    assert _codes(GOOD, stepless=True) == {"M309"}
    noise = random.Random(1).randbytes(12_000).hex()  # noqa: S311 - not for secrets
    heavy = GOOD.replace("<h1>", f"<!--{noise}--><h1>")
    assert _codes(heavy) == {"K540"}


def test_a_site_says_how_heavy_its_lists_may_be():
    long = GOOD.replace("<h1>", f"<!--{random.Random(1).randbytes(11_500).hex()}--><h1>")  # noqa: S311 - same
    found = [list(rules.check(_subject(long, kind=kind), "x.md")) for kind in ("exercise", "area", "a-z")]
    assert [len(one) for one in found] == [1, 0, 0]
    longer = long.replace("<h1>", f"<!--{random.Random(2).randbytes(5_000).hex()}--><h1>")  # noqa: S311 - same
    [told] = rules.check(_subject(longer, kind="area"), "x.md")
    assert "15 kB" in told.message
    assert "list_budget" in told.fix


def test_data_in_a_script_element_is_not_a_script():
    assert _codes(GOOD.replace("</head>", '<script type="application/ld+json">{}</script></head>')) == set()
