"""Whole builds: what is published depends on the site's files and on nothing else."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kinesite.content import sources
from kinesite.content.sources import Root
from kinesite.diagnostics import Severity
from kinesite.incremental.trace import Key
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.tasks import TASKS
from kinesite.pipeline.world import Options
from tests import samples
from tests.pipeline.test_two_languages import two_languages
from tests.sites import PROJECT, TODAY, TinySite, tiny_site

HOSTILE = """<script>alert("1")</script> & 'quotes' {{ 7331 * 7 }} {% raw %} ](javascript:x)"""


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _pages(site: TinySite, options: Options | None = None) -> dict[str, str]:
    built = site.build(options)
    assert built.publishable, built.diagnostics
    return {path: text.decode() for path, text in _files(built).items() if path.endswith(".html")}


def _files(built: Outcome) -> dict[str, bytes]:
    return {path: built.content(path) for path in built.versions}


def test_the_minimal_site_is_whole(site: TinySite):
    built = site.build()
    assert built.diagnostics == ()
    assert (built.guides, built.left_out) == (6, 0)
    assert any(path.startswith("assets/") for path in built.versions)


def _held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _build_elsewhere(root: Path, output: Path, folder: Path, umask: int, **environment: str) -> None:
    folder.mkdir()
    command = [
        sys.executable,
        str(PROJECT / "build.py"),
        "--root",
        os.path.relpath(root, folder),
        "--output",
        str(output),
    ]
    subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, umask=umask, check=True, capture_output=True, timeout=60
    )


def test_two_builds_in_different_folders_and_circumstances_are_the_same_byte_for_byte(tmp_path: Path):
    first = two_languages(tmp_path / "one")
    later = tmp_path / "a folder with spaces" / "ظهر"
    shutil.copytree(first.folder, later)
    for path in later.rglob("*"):
        os.utime(path, (0, 0))
    _build_elsewhere(first.folder, tmp_path / "out1", tmp_path / "cwd1", 0o022, TZ="UTC", LANG="C", PYTHONHASHSEED="1")
    _build_elsewhere(
        later,
        tmp_path / "out 2",
        tmp_path / "cwd 2",
        0o077,
        TZ="Pacific/Kiritimati",
        LANG="de_DE.UTF-8",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="77",
        PYTHONUTF8="0",
    )
    one, two = _held(tmp_path / "out1"), _held(tmp_path / "out 2")
    assert len(one) > 30
    assert one == two


def test_the_day_of_the_build_changes_no_byte(site: TinySite):
    review = "review: {status: reviewed, by: A. Person, role: Physiotherapist, on: 2020-01-01, next: 2022-01-01}"
    site.change("content/en/exercises/cat-cow.md", "review: {status: unreviewed}", review)
    sites = [_files(site.build(today=day, overdue=True)) for day in (dt.date(2021, 1, 1), dt.date(2030, 6, 6))]
    assert sites[0] == sites[1]


def test_only_the_future_is_a_mistake_of_the_day(site: TinySite):
    late = site.build(today=dt.date(2025, 1, 1))
    assert {one.code for one in late.diagnostics} == {"D701"}
    assert site.build(today=TODAY).diagnostics == ()


def test_files_come_in_any_order(site: TinySite, monkeypatch: pytest.MonkeyPatch):
    before = _files(site.build())
    backwards = SimpleNamespace(**{**vars(os), "scandir": lambda path: reversed(list(os.scandir(path)))})
    monkeypatch.setattr(sources, "os", backwards)
    after = _files(site.build())
    assert list(before.items()) == list(after.items())


def test_nothing_is_published_while_an_error_stands_and_what_was_published_stays(site: TinySite):
    assert site.run().returncode == 0
    before = _held(site.output)
    site.change("content/en/exercises/cat-cow.md", "difficulty: moderate", "difficulty: hrad")
    site.change("content/en/exercises/pelvic-tilt.md", "disclaimer: exercise\n", "")
    site.change("content/en/pages/warning-signs.md", "title: Warning signs", "title: Red flags")
    result = site.run()
    assert result.returncode == 1
    assert 'cat-cow.md:6:13: error S103: unknown difficulty "hrad"; did you mean "hard"?' in result.stdout
    assert 'error S101: missing field "disclaimer"' in result.stdout
    assert _held(site.output) == before


def test_a_hostile_title_is_text_wherever_it_is_shown(tmp_path: Path):
    site = two_languages(tmp_path)
    for path in ("exercises/cat-cow", "routines/morning", "areas/lower-back", "pages/warning-signs"):
        text = (site.folder / f"content/en/{path}.md").read_text("utf-8")
        lines = [
            f"{line.partition(':')[0]}: {json.dumps(HOSTILE + (path if line.startswith('summary') else ''))}"
            if line.startswith(("title:", "summary:", "feel:"))
            else line
            for line in text.split("\n")
        ]
        site.put({f"content/en/{path}.md": "\n".join(lines)})
    digest = [one.fix.rpartition("translates: '")[2][:12] for one in site.build().diagnostics if one.code == "S146"]
    assert digest
    shown = 0
    for path, text in _pages(site).items():
        shown += text.count("&lt;script&gt;alert(")
        assert "<script>alert" not in text, path
        assert 'alert("1")' not in text, path
        assert "51317" not in text, path
    assert shown > 20


def test_template_signs_in_markdown_stay_text(site: TinySite):
    site.change(
        "content/en/exercises/cat-cow.md",
        "A slow wave",
        "{{ 7 * 7 }} {% include 'layouts/home.html' %} {# x #} A slow wave",
    )
    text = _pages(site)["exercises/cat-cow/index.html"]
    assert "{{ 7 * 7 }} {% include 'layouts/home.html' %} {# x #} A slow wave" in text


def test_a_draft_is_left_out_and_its_mistakes_are_warnings(site: TinySite):
    site.put({"content/en/guides/plan.md": "---\ntitle: A plan\ndraft: true\n---\n<b>raw</b>\n"})
    built = site.build()
    assert built.publishable
    assert built.left_out == 1
    assert {one.severity for one in built.diagnostics} == {Severity.WARNING}
    assert not any("plan" in path for path in built.versions)


def test_two_pages_on_one_address_are_a_mistake_of_the_later(site: TinySite):
    site.put({"content/en/pages/areas.md": "---\ntitle: Areas\nsummary: All.\n---\nText.\n"})
    found = [one for one in site.build().diagnostics if one.code == "A401"]
    assert [(one.span.path, one.severity) for one in found] == [("content/en/pages/areas.md", Severity.ERROR)]


def test_a_picture_needs_only_what_it_shows_to_be_published(site: TinySite):
    picture = samples.picture()
    note = "licence: CC BY 4.0\nauthor: A. Maker\nsource: https://example.org/\nalt: A round back\n"
    site.put({"content/media/back.png": picture, "content/media/back.yaml": note})
    site.change("content/en/exercises/cat-cow.md", "figure: cat-cow", "picture: back.png")
    site.change(
        "content/en/exercises/pelvic-tilt.md", "A first movement", "![A back](../../media/back.png) A first movement"
    )
    built = site.build()
    assert built.diagnostics == ()
    [address] = [path for path in built.versions if path.startswith("media/back.")]
    pages = _pages(site)
    assert f'src="../../{address}" alt="A round back"' in pages["exercises/cat-cow/index.html"]
    page = pages["exercises/pelvic-tilt/index.html"]
    assert f'src="../../{address}" width="30" height="20" loading="lazy"' in page
    card = samples.view(site, "/areas/lower-back/").exercises[1]
    assert card.thumbnail == f"../../{address}"


def test_who_watches_hears_of_every_page(site: TinySite):
    heard: list[Key] = []
    request = Request(Root(site.folder), Options(), TODAY, watch=heard.append)
    built = outcome(request, memory.opened(site.folder, cached=False))
    assert sum(key.task == "page" for key in heard) == sum(path.endswith(".html") for path in built.versions)
    assert {key.task for key in heard} - set(TASKS) == {"bytes", "tree", "option"}


def test_each_diagnostic_shows_its_line(site: TinySite):
    site.change("content/en/exercises/cat-cow.md", "difficulty: moderate", "difficulty: hrad")
    assert [one.excerpt for one in site.build().diagnostics] == ["difficulty: hrad"]


@pytest.mark.parametrize("name", ["templates/layouts/base.html", "templates/layouts/parts.html"])
def test_a_mistake_in_a_shared_template_is_told_once_at_its_own_line(site: TinySite, name: str):
    text = (site.folder / name).read_text("utf-8")
    site.put({name: text.rstrip("\n") + "\n{% if %}\n"})
    found = site.build().diagnostics
    assert [(one.code, one.span.path, one.span.line) for one in found] == [("T401", name, text.count("\n") + 1)]


def test_a_page_that_breaks_a_rule_is_not_published(site: TinySite):
    site.change("templates/layouts/base.html", "<h1>", "<h1 onclick='x()'>")
    found = site.build()
    assert not found.publishable
    assert {one.code for one in found.diagnostics} == {"K520"}


def test_a_template_that_links_to_nothing_is_found(site: TinySite):
    site.change("templates/layouts/area.html", "{{ cards(page.leave) }}", '<a href="../nowhere/index.html">x</a>')
    found = site.build().diagnostics
    assert {(one.code, one.span.path) for one in found} == {("K530", "content/en/areas/lower-back.md")}
