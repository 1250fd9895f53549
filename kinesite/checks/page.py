"""Rules on one finished page; `CHECKS` lists them all.

Law: no page that breaks one of them is published.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kinesite.checks import budgets
from kinesite.checks.html import REFRESH, Page
from kinesite.diagnostics import Diagnostic, Span, error


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a page; its place is the source that the page was made from."""

    code: str
    message: str
    why: str
    fix: str


Expected = tuple[tuple[str, tuple[str, ...]], ...]
"""(id of a part of the page, texts that must be read in it), for each part that safety asks for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page and what it must be."""

    data: bytes
    """Its text as it is published."""
    page: Page
    kind: str
    safety: Expected
    """What must come before the first step, and what must be somewhere on the page."""
    written: bool
    """It shows an entry, of which nothing may be collapsed."""
    documented: bool
    """It makes claims: sources, review line and disclaimer stand on it."""
    list_budget: int
    """Compressed bytes that a page which lists guides may have."""
    stepless: bool
    """It shows an exercise to do, and no steps."""
    onward: str = ""
    """The link to which it must lead on by itself; empty for all pages but those at old addresses."""
    light: int | None = None
    """Bytes of it as `budgets.packed` gives it."""


AFTER = ("stop",)
"""Parts that safety asks for anywhere on the page; all others come before the first step."""


_UNSEEN = re.compile(r"[\0-\x20]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_TEMPLATE = "Correct the template or the component that makes this part."


def _ids(subject: Subject) -> Iterator[Finding]:
    for name, number in Counter(subject.page.ids).items():
        if number > 1:
            why = "A link to it may lead a reader, or a screen reader, to the wrong place."
            fix = "Rename one of the headings, or the id in the template."
            yield Finding("K501", f'the id "{name}" stands {number} times on the page', why, fix)


def _headings(subject: Subject) -> Iterator[Finding]:
    headings = subject.page.headings
    why = "Screen readers jump from heading to heading; a gap sounds like missing text."
    tops = sum(level == 1 for level, _text in headings)
    if tops != 1:
        yield Finding("K502", f"the page has {tops} first-level headings", why, _TEMPLATE)
    for (above, _text), (level, text) in pairwise(headings):
        if level > above + 1:
            yield Finding("K503", f'the heading "{text}" skips from level {above} to {level}', why, _TEMPLATE)
    for _level, text in headings:
        if not text:
            yield Finding("K503", "a heading is empty", why, _TEMPLATE)


def _pictures(subject: Subject) -> Iterator[Finding]:
    for address in subject.page.unnamed_pictures:
        why = "A reader who cannot see the picture gets nothing."
        yield Finding("K504", f"a picture has no alternative text: {address}", why, _TEMPLATE)


def _safety(subject: Subject) -> Iterator[Finding]:
    """Content law 2: warning signs and what to check are there, whole, visible, and before the first step."""
    why = "A reader with a warning sign would start to exercise."
    first = subject.page.first_step()
    for name, texts in subject.safety:
        place = subject.page.position(name)
        if place is None:
            yield Finding("K510", f'the part "{name}" is missing, empty or hidden', why, _TEMPLATE)
            continue
        if name not in AFTER and first is not None and place > first:
            yield Finding("K511", f'the part "{name}" comes after the first step', why, _TEMPLATE)
        shown = subject.page.visible(name)
        for text in texts:
            if " ".join(text.split()) not in shown:
                yield Finding("K510", f'the part "{name}" does not say: {text}', why, _TEMPLATE)


def _collapsed(subject: Subject) -> Iterator[Finding]:
    if subject.written and subject.page.collapsed:
        why = "What is collapsed is not printed, and not found by those who need it."
        yield Finding("K512", "a part of the page is collapsed", why, "Show it; nothing in a guide is hidden.")


def _colophon(subject: Subject) -> Iterator[Finding]:
    if not subject.documented:
        return
    why = "A reader must see where the facts come from, who checked them, and what the page cannot do."
    for name, what in (("sources", "sources"), ("review-line", "review line"), ("disclaimer", "disclaimer")):
        if not subject.page.has_class(name):
            yield Finding("K513", f"the {what} is missing", why, _TEMPLATE)


def _policy(subject: Subject) -> Iterator[Finding]:
    why = "The content policy blocks it, so a reader would not get it, or a stranger would learn of the visit."
    for what in dict.fromkeys(subject.page.inline):
        if what == REFRESH and subject.onward:
            continue  # `_onward` judges it
        yield Finding("K520", f"{what} is written into the page", why, "Move it to a component's CSS or JS file.")
    for link in subject.page.links:
        if not link.loaded and ":" not in link.target:
            continue  # no script, and a reader follows it: so are nearly all
        target = _UNSEEN.sub("", link.target).replace("\\", "/")  # as browsers read it
        if target.lower().startswith(("javascript:", "vbscript:")):
            yield Finding("K520", f"the address {link.target} is a script", why, "Move it to a component's JS file.")
        elif link.loaded and ("//" in target or _SCHEME.match(target)):
            yield Finding("K521", f"the page loads {link.target} from elsewhere", why, "Put the file under static/.")


def _onward(subject: Subject) -> Iterator[Finding]:
    """A page at an old address leads on by itself and by a link that readers can follow."""
    if not subject.onward:
        return
    followed = any(link.target == subject.onward and not link.loaded for link in subject.page.links)
    if subject.page.refreshes != [f"0; url={subject.onward}"] or not followed:
        why = "A reader with an old link or a printed code would end here."
        fix = "Let the layout lead to page.target.href in a meta refresh and in a link, and nowhere else."
        yield Finding("K532", f"the page does not lead on to {subject.onward}", why, fix)


def _steps(subject: Subject) -> Iterator[Finding]:
    if subject.stepless:
        why = "A reader would be told how much, but not what to do."
        yield Finding("M309", "the exercise has no numbered steps", why, "Write the steps as a numbered list: 1. …")


def _weight(subject: Subject) -> Iterator[Finding]:
    if over := budgets.excess(subject.kind, subject.data, subject.list_budget, subject.light):
        fix = "Shorten the text, show fewer things on the page, or simplify its drawings; or split it in two."
        if subject.kind in budgets.LISTS:
            fix = "Let the template show fewer, or allow lists more with list_budget in content/site.yaml."
        yield Finding("K540", f"the page {over}", budgets.WHY, fix)


CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    _ids,
    _headings,
    _pictures,
    _safety,
    _collapsed,
    _colophon,
    _policy,
    _onward,
    _steps,
    _weight,
)
"""Every rule on a single page."""


def check(subject: Subject, source: str) -> tuple[Diagnostic, ...]:
    """All findings on a page, placed at the source that it was made from."""
    findings = dict.fromkeys(finding for rule in CHECKS for finding in rule(subject))
    return tuple(error(Span(source), one.code, one.message, why=one.why, fix=one.fix) for one in findings)
