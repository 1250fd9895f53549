"""Steady Back as it is shipped: every law of a page, read from the files as a stranger would."""

import itertools
import json
import posixpath
import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
import yaml

from kinesite.commands import cli
from kinesite.pipeline.records import KINDS as RECORDS
from tests import shipped
from tests.sites import PROJECT

EXERCISES = sorted(path.stem for path in (PROJECT / "content/en/exercises").glob("*.md"))
AREAS = sorted(path.stem for path in (PROJECT / "content/en/areas").glob("*.md"))
ORDER = ("easy", "moderate", "hard")
VOCABULARY = yaml.safe_load((PROJECT / "content/en/vocabulary.yaml").read_text("utf-8"))


def _front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


def _tree(path: str) -> Any:
    return lxml.html.document_fromstring(shipped.page(path))


class _Reader(HTMLParser):
    """The addresses and the ids of a page, read by the standard library."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what a tag names."""
        for name, value in attrs:
            if name in ("href", "src", "data-src", "action", "poster") and (tag, name) != ("link", "rel"):
                self.targets.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def test_it_builds_without_a_word(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["check", "--strict", "--root", str(PROJECT)]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings.\n"


def test_there_is_enough_of_it():
    """Issue 2, item 10."""
    assert len(AREAS) == 8
    of_area = [_front_matter(PROJECT / f"content/en/exercises/{name}.md")["area"] for name in EXERCISES]
    assert len(EXERCISES) >= 16
    assert all(of_area.count(area) >= 2 for area in AREAS)
    for path in ("warning-signs", "before-you-start", "disclaimer", "about", "exercises", "routines", "conditions"):
        assert (shipped.folder() / path / "index.html").exists()
    assert len(list((shipped.folder() / "routines").iterdir())) > 2
    assert len(list((shipped.folder() / "conditions").iterdir())) > 2


def test_every_link_and_every_anchor_leads_somewhere():
    root = shipped.folder()
    read = {path: _Reader(path.read_text("utf-8")) for path in shipped.pages()}
    followed = 0
    for page, found in read.items():
        here = page.relative_to(root).as_posix()
        for target in found.targets:
            parts = urlsplit(target)
            if parts.scheme in ("http", "https", "tel", "mailto"):
                continue
            assert not parts.scheme, f"{here}: {target}"
            path = unquote(parts.path)
            if here == "404.html" and path.startswith("/"):
                place = path[1:] + "index.html" if path.endswith("/") else path[1:]
            else:
                place = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
            assert (root / place).is_file(), f"{here}: {target}"
            if parts.fragment:
                assert unquote(parts.fragment) in read[root / place].ids, f"{here}: {target}"
            followed += 1
    assert followed > 1000


def test_every_page_can_be_reached_from_the_first():
    root = shipped.folder()
    seen: set[Path] = set()
    waiting = [root / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in _Reader(page.read_text("utf-8")).targets:
            parts = urlsplit(target)
            if not parts.scheme and parts.path.endswith("index.html"):
                waiting.append((page.parent / parts.path).resolve())
    apart = {(root / path).resolve() for path in ("404.html", "design/index.html")}
    assert {path.resolve() for path in shipped.pages()} - seen == apart


def test_every_file_is_used():
    root = shipped.folder()
    used = set()
    for page in shipped.pages():
        for target in _Reader(page.read_text("utf-8")).targets:
            place = urlsplit(target).path
            used.add(root / place[1:] if place.startswith("/") else Path(posixpath.normpath(page.parent / place)))
    style = next(root.glob("assets/*/site.css"))
    used |= {style.parent / name for name in re.findall(r"url\(\"?([^)\"]+)\"?\)", style.read_text("utf-8"))}
    script = (style.parent / "site.js").read_text("utf-8")
    used |= {style.parent / name for name in re.findall(r"\"(search/[\w.]+)\"", script)}
    latest = root / "search/latest.js"  # named by the script, names the data itself
    assert '"latest.js"' in script
    used |= {latest, (latest.parent / json.loads(latest.read_text("utf-8").partition("= ")[2][:-2])["data"]).resolve()}
    files = {
        path
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in (".html", ".json", ".txt", ".md") and path.name not in RECORDS
    }
    used |= set(style.parent.glob("share*.png"))  # named once the site has an address
    unused = {path.relative_to(root).as_posix() for path in files - used}
    assert {path for path in unused if not re.search(r"(?i)licen[cs]e|OFL", path)} == set()


def _first(tree: Any, *paths: str) -> list[int]:
    """Where each part begins, in the order of the text; a part that is not there counts as nothing."""
    elements = list(tree.iter())
    found = [next(iter(tree.xpath(path)), None) for path in paths]
    return [elements.index(one) for one in found if one is not None]


def _class(name: str) -> str:
    return f"//main//*[contains(concat(' ', @class, ' '), ' {name} ')]"


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_keeps_the_order_of_its_parts(name: str):
    """Issue 2, item 4: safety first, then figure, dose, steps, feel, mistakes, ladder, stop rule, sources, review."""
    matter = _front_matter(PROJECT / f"content/en/exercises/{name}.md")
    tree = _tree(f"exercises/{name}/index.html")
    leave = matter.get("advice") == "leave"
    figure = "//main//figure"
    wanted = ["//main//h1", "//*[@id='emergency']", "//*[@id='check-first']", figure]
    if not leave:
        wanted += [_class("dose"), "//*[@id='do-it']", "//*[@id='feel']", "//*[@id='common-mistakes']"]
        wanted += ["//*[@id='ladder-title']"] if matter.get("easier") or matter.get("harder") else []
    wanted += [_class("stop-rule"), _class("sources"), _class("review-line"), _class("disclaimer")]
    places = _first(tree, *wanted)
    assert len(places) == len(wanted), "a part is missing"
    assert places == sorted(places)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_shows_every_contraindication_with_its_level(name: str):
    matter = _front_matter(PROJECT / f"content/en/exercises/{name}.md")
    tree = _tree(f"exercises/{name}/index.html")
    shown = " ".join(tree.get_element_by_id("check-first").text_content().split())
    given = matter["contraindications"] if isinstance(matter["contraindications"], list) else []
    for one in given:
        assert VOCABULARY["contraindications"][one["id"]]["label"] in shown
        assert VOCABULARY["levels"][one["level"]]["label"] in shown
        assert " ".join(one.get("note", "").split()) in shown
    assert len(tree.xpath("//*[@id='check-first']//li")) == len(given)


def test_nothing_claims_a_review_that_nobody_made():
    for name in EXERCISES:
        matter = _front_matter(PROJECT / f"content/en/exercises/{name}.md")
        line = _tree(f"exercises/{name}/index.html").xpath(_class("review-line"))[0].text_content()
        assert (matter["review"]["status"] == "unreviewed") == ("Not yet reviewed" in line)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_lists_its_guides_from_easy_to_hard_with_what_a_reader_chooses_by(area: str):
    tree = _tree(f"areas/{area}/index.html")
    listed = []
    for link in tree.xpath("//main//section[.//*[@id='area-exercises']]//a/@href"):
        slug = posixpath.basename(posixpath.dirname(link))
        listed.append(_front_matter(PROJECT / f"content/en/exercises/{slug}.md"))
    mine = [_front_matter(PROJECT / f"content/en/exercises/{name}.md") for name in EXERCISES]
    expected = [one for one in mine if area in (one["area"], *one.get("also_for", [])) and one.get("advice") != "leave"]
    assert sorted(one["title"] for one in listed) == sorted(one["title"] for one in expected)
    ranks = [ORDER.index(one["difficulty"]) for one in listed]
    assert ranks == sorted(ranks)
    for matter in listed:
        card = tree.xpath(f"//main//li[.//a[normalize-space()={_quoted(matter['title'])}]]")[0]
        words = " ".join(card.text_content().split())
        assert VOCABULARY["kinds"][matter["kind"]]["label"] in words
        assert VOCABULARY["difficulties"][matter["difficulty"]]["label"] in words
        assert VOCABULARY["positions"][matter["position"]]["label"] in words
        assert re.search(r"\d+ minutes?", words)
        for one in matter.get("equipment", []):
            assert VOCABULARY["equipment"][one]["label"] in words


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def test_every_page_has_a_title_a_description_and_a_language_of_its_own():
    titles, descriptions = set(), set()
    for page in shipped.pages():
        tree = lxml.html.document_fromstring(page.read_text("utf-8"))
        assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
        titles.add(tree.findtext(".//title"))
        descriptions.add(tree.xpath("//meta[@name='description']/@content")[0])
    assert len(titles) == len(shipped.pages())
    assert len(descriptions) >= len(shipped.pages()) - 1, "the 404 page may share that of the home page"


def test_headings_go_down_one_level_at_a_time():
    for page in shipped.pages():
        levels = [int(tag) for tag in re.findall(r"<h([1-6])[ >]", page.read_text("utf-8"))]
        assert levels.count(1) == 1, page
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), page


def test_pages_fetch_nothing_from_elsewhere_and_hold_no_script():
    for page in shipped.pages():
        text = page.read_text("utf-8")
        assert not re.search(r"<(script|img|iframe|source)[^>]*src=\"(https?:)?//", text), page
        data = re.findall(r'<script type="application/ld\+json">([^<>]*)</script>', text)  # data, which nobody runs
        assert all(json.loads(one) for one in data)
        bare = re.sub(r'<script type="application/ld\+json">[^<>]*</script>', "", text)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=", bare), page
        assert "default-src &#39;none&#39;" in text


def test_nu_html_checker_finds_no_error(java: Path, node_tool: Callable[[str], Path]):
    jar = node_tool("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html", shipped.folder()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = json.loads(result.stderr or result.stdout)["messages"]
    assert [(one.get("url", "")[-60:], one.get("lastLine"), one["message"]) for one in found] == []
    assert result.returncode == 0
