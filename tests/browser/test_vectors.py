"""Cross-site scripting: every vector in every field, and a real browser in which nothing runs.

The content policy is put out of force, so that what is tested is the escaping and not the second lock. Each vector is
in one kind of entry, turn by turn; with VECTORS=full (`make vectors`) each is in all of them.
"""

import html
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from kinesite.content.entries import BY_FOLDER
from kinesite.content.media import MediaNote
from kinesite.content.schema import Model
from kinesite.content.settings import Settings
from kinesite.content.validation import _fields, _models
from kinesite.render.api import files
from tests.edited import Edited
from tests.hostile.planted import ENTRIES, HOSTILE_NAMES, Planted, Text, chunks, plant, vectors
from tests.previewed import Previewed
from tests.sites import PROJECT, tiny_site

FULL = os.environ.get("VECTORS") == "full"
STEP = 1 if FULL else 8
"""Every so many vectors are loaded; all of them are planted and judged by the generator in the full form."""
SIZE = 40
"""Vectors of one site."""

EVENTS = (
    "click mouseover mouseenter mouseout focus blur error load toggle beforetoggle pointerover keydown submit "
    "animationstart"
)
LOOK = """(events) => {
  const stop = (event) => event.preventDefault()
  document.addEventListener('click', stop, true)
  document.addEventListener('submit', stop, true)
  const found = []
  const foreign = 'iframe object embed base applet frameset style math marquee form textarea'.split(' ')
  const holders = 'href src action formaction xlink:href data poster srcset to values'.split(' ')
  const script = /^[\\s\\x00-\\x20]*(javascript|vbscript|livescript|data|blob|file|feed|view-source)[\\s\\x00-\\x20]*:/i
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName
    if (foreign.includes(name)
        || (name === 'meta' && element.httpEquiv.toLowerCase() === 'refresh')
        || (name === 'script' && element.type === 'application/ld+json' && !JSON.parse(element.text)['@graph'])
        || (name === 'script' && element.type !== 'application/ld+json'
          && (!element.src.startsWith(location.origin) || element.text.trim())))
      found.push('<' + name + '>')
    for (const one of element.attributes)
      if (one.name.startsWith('on') || one.name === 'srcdoc'
          || (holders.includes(one.name) && script.test(one.value)))
        found.push(name + ' ' + one.name + '=' + one.value)
    for (const event of events.split(' '))
      if (!(event === 'click' && element.closest('button, summary, input, label')))
        element.dispatchEvent(new Event(event, { bubbles: false, cancelable: true }))
  }
  document.removeEventListener('click', stop, true)
  document.removeEventListener('submit', stop, true)
  return found
}"""


@dataclass
class Watched:
    """A browser's tab in which a vector that runs is noticed."""

    page: playwright.Page
    ran: list[str] = field(default_factory=list)
    """What ran, asked for something elsewhere, or opened a dialog."""

    def look(self, address: str) -> None:
        """Loads a page, touches everything on it, and notes what is wrong."""
        self.page.goto(address)
        self.touch()

    def touch(self) -> None:
        """Sends every element every event that a handler could wait for."""
        for one in self.page.evaluate(LOOK, EVENTS):
            self.ran.append(f"{self.page.url}: {one}")


@pytest.fixture(scope="module")
def watched(browser: playwright.Browser) -> Iterator[Watched]:
    """A tab without a content policy."""
    context = browser.new_context(bypass_csp=True, reduced_motion="no-preference")
    context.set_default_timeout(20_000)
    found = Watched(context.new_page())
    context.expose_binding("ran", lambda source, *_: found.ran.append(f"ran on {source['page'].url}"))

    def elsewhere(route: playwright.Route) -> None:
        found.ran.append(f"asked for {route.request.url}")
        route.abort()

    def answer(dialog: playwright.Dialog) -> None:
        found.ran.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.route(lambda address: not address.startswith("http://127.0.0.1:"), elsewhere)
    context.on("dialog", answer)
    yield found
    context.close()


def texts_of(model: type[Model], name: str = "") -> Iterator[str]:
    """The names of all text and address fields of a model, inner ones with a dot."""
    for key, info in _fields(model).items():
        inner = list(_models(info.annotation))
        path = f"{name}.{key}".strip(".")
        for one in inner:
            yield from texts_of(one, path)
        checks = [getattr(part, "func", None) for part in _checks(info)]
        if not inner and any(getattr(check, "__name__", "") in ("_tidy", "_url") for check in checks):
            yield path


def _checks(info: Any) -> Iterator[Any]:
    yield from info.metadata
    waiting = [info.annotation]
    while waiting:
        part = waiting.pop()
        yield from getattr(part, "__metadata__", ())
        waiting += [*getattr(part, "__args__", ())] + ([part.__origin__] if hasattr(part, "__metadata__") else [])


def planted_in(data: Any, name: str = "") -> Iterator[str]:
    """The names of the fields that hold a vector."""
    if isinstance(data, Text):
        yield name
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from planted_in(value, f"{name}.{key}".strip("."))
    elif isinstance(data, list | tuple):
        for one in data:
            yield from planted_in(one, name)


@pytest.mark.parametrize("folder", ENTRIES)
def test_every_text_field_of_a_guide_holds_a_vector(folder: str):
    wanted = set(texts_of(BY_FOLDER[folder].model))
    assert len(wanted) >= 3
    assert wanted <= set(planted_in(list(ENTRIES[folder])))


def test_every_text_field_of_the_settings_and_of_a_picture_holds_a_vector(tmp_path: Path):
    planted = plant(tmp_path, vectors()[:2], every=False)
    for path, model in (("content/site.yaml", Settings), ("content/media/chair.yaml", MediaNote)):
        slots = {name.removeprefix("languages.en.") for name, _vector, _plain in planted.files[path].slots.values()}
        unseen = {"base_url", "publish.endpoint", "locale"}  # no page shows the first two, and the last is two codes
        assert {name.removeprefix("languages.") for name in texts_of(model)} - unseen <= slots


def test_there_are_enough_vectors_and_each_is_one_of_its_own():
    assert len(vectors()) >= 150
    assert [vector for vector, times in Counter(vectors()).items() if times > 1] == []


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Planted, Path]]:
    """The sites, each with the folder of what it publishes."""
    found = []
    for chosen in chunks(vectors()[::STEP], SIZE):
        folder = tmp_path_factory.mktemp("planted")
        planted = plant(folder, chosen, every=FULL)
        built = planted.grown()
        for path in built.versions:
            target = folder / "site" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            data = built.content(path)
            if path.endswith(".html"):  # a page at an old address stays, to be looked at
                data = data.replace(b'http-equiv="refresh"', b'name="refresh"')
            target.write_bytes(data)
        found.append((planted, folder / "site"))
    return found


def test_what_is_published_is_text_and_the_rest_is_refused(
    sites: list[tuple[Planted, Path]], capsys: pytest.CaptureFixture[str]
):
    """Every vector is published somewhere as what it says, or refused everywhere with a reason."""
    refused, published, codes = Counter[str](), Counter[str](), Counter[str]()
    for planted, _folder in sites:
        refused += planted.refused
        published += planted.published
        codes += planted.codes
    chosen = vectors()[::STEP]
    nowhere = [vector for vector in chosen if not published[vector]]
    with capsys.disabled():
        told = ", ".join(f"{code} {number:,}" for code, number in sorted(codes.items()))
        print(  # noqa: T201 - the numbers are the result
            f"\n{len(chosen)} vectors in {published.total() + refused.total():,} fields: {published.total():,} "
            f"published as text, {refused.total():,} refused ({told}); {len(nowhere)} vectors refused everywhere"
        )
    assert all(refused[vector] for vector in nowhere)
    assert len(nowhere) < len(chosen) / 4, "most of them must reach a page, or nothing would be tested"


SITES = range(-(-len(vectors()[::STEP]) // SIZE))
"""A test for each, so that none takes minutes."""


@pytest.mark.parametrize("number", SITES)
def test_no_vector_runs_on_any_page(
    number: int, sites: list[tuple[Planted, Path]], watched: Watched, serve: Callable[[Path], str]
):
    _planted, folder = sites[number]
    address = serve(folder)
    pages = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    assert len(pages) > 10
    for path in pages:
        watched.look(address + path)
    assert watched.ran == []


@pytest.mark.parametrize("number", SITES)
def test_no_vector_runs_in_the_search(
    number: int, sites: list[tuple[Planted, Path]], watched: Watched, serve: Callable[[Path], str]
):
    """Each vector is typed, and the guide that is named after it is found and shown."""
    planted, folder = sites[number]
    watched.page.goto(serve(folder) + "search/index.html")
    query = watched.page.locator(".search-query").first
    titles = [re.search(r"zq\d+", file.text.decode()) for path, file in planted.files.items() if path.endswith(".md")]
    names = [name[0] for name in titles if name]
    shown = 0
    for typed in [*planted.published, *names]:
        if "\n" not in typed:
            query.fill(typed[:200])
            query.dispatch_event("input")
            watched.page.wait_for_timeout(15)
            shown += watched.page.locator(".search-found *").count()
    watched.touch()
    assert shown > len(names), "the search shows what it found"
    assert watched.ran == []


def test_no_vector_runs_in_the_finder_on_paper_or_when_a_link_is_followed(
    sites: list[tuple[Planted, Path]], watched: Watched, serve: Callable[[Path], str]
):
    for _planted, folder in sites:
        address = serve(folder)
        watched.look(address + "finder/index.html")
        for box in watched.page.locator("input").all()[:40]:
            box.dispatch_event("click")
        watched.touch()
        watched.page.goto(f"{address}finder/index.html#{'&'.join(vectors()[:40])}")
        watched.touch()
        watched.page.goto(f"{address}a-z/index.html")
        watched.page.emulate_media(media="print")
        watched.touch()
        watched.page.emulate_media(media="screen")
        for link in [one.get_attribute("href") for one in watched.page.locator("main a").all()[:5]]:
            watched.look(urljoin(f"{address}a-z/index.html", link or ""))
    assert watched.ran == []


def test_no_vector_runs_in_the_mistakes_of_the_preview(chromium: Path, watched: Watched, tmp_path: Path):
    """All that the generator refuses, over the page: names of files, fields, values."""
    assert chromium
    planted = plant(tmp_path, vectors()[::STEP][:60], every=False)
    sound = (PROJECT / "content/en/strings.yaml").read_bytes()  # words with a mistake would hide all others
    planted.site.put({path: file.text for path, file in planted.files.items() if path.endswith(".md")})
    planted.site.put(
        {"content/en/strings.yaml": sound, "content/media/chair.yaml": planted.files["content/media/chair.yaml"].text}
    )
    keys = "".join(
        f"'{vector.replace(chr(39), chr(39) * 2)}': 1\n" for vector in vectors()[:90] if vector.isprintable()
    )
    planted.site.put({"content/en/pages/keys.md": f"---\ntitle: x\nsummary: x.\n{keys}---\nx\n"})
    planted.site.put(dict.fromkeys(HOSTILE_NAMES, b"x"))
    running = Previewed(Edited(planted.site.folder))
    try:
        running.until("Serving")
        watched.look(running.address)
        items = watched.page.locator("#preview-panel li")
        expect(items.first).to_be_visible()
        watched.touch()
        said = watched.page.locator("#preview-panel").inner_text()
        assert items.count() > 100
        assert "onerror=ran()" in said
        assert watched.page.locator("#preview-panel :is(img, svg, script, iframe, b, a)").count() == 0
        running.hush()
        assert not set(running.said) & {"\x1b", "\u202e", "\x07"}, "a name of a file commands the terminal"
    finally:
        assert running.stopped() == 0
    assert watched.ran == []


def test_what_machines_are_told_stays_data(sites: list[tuple[Planted, Path]]):
    """Every record can be read, keeps to its schema, and says the vectors as texts; so does the JSON-LD of pages."""
    said = 0
    for planted, folder in sites:
        for name in files.MODELS:
            text = (folder / name).read_bytes()
            assert files.unusable(name, text) == ""
            said += sum(vector in json.dumps(json.loads(text), ensure_ascii=False) for vector in planted.published)
    assert said > len(sites)


BROKEN = {
    "a text": lambda page: page.replace("&lt;img src=x onerror=ran()&gt;", "<img src=x onerror=ran()>"),
    "an attribute": lambda page: page.replace('alt="', 'alt="" onmouseover="ran()', 1),
    "an address": lambda page: re.sub(r'href="(?!#)[^"]*index.html"', 'href="javascript:ran()"', page, count=1),
    "a script": lambda page: page.replace("</main>", "<script>ran()</script></main>", 1),
    "a picture from elsewhere": lambda page: page.replace("</main>", '<img src="https://example.org/x.png"></main>', 1),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_one_lost_escape_is_noticed(
    broken: str, sites: list[tuple[Planted, Path]], watched: Watched, serve: Callable[[Path], str], tmp_path: Path
):
    """The test would be worth nothing if it could not fail: one page in which one vector comes alive."""
    folder = next(folder for _planted, folder in sites)
    page = next(
        text
        for path in sorted(folder.glob("*/x-*/index.html"))
        if "&lt;img src=x onerror=ran()&gt;" in (text := path.read_text("utf-8")) and 'alt="' in text
    )
    changed = BROKEN[broken](page)
    assert changed != page
    shutil.copytree(folder, tmp_path / "site")
    (tmp_path / "site" / "exercises" / "broken").mkdir()
    (tmp_path / "site" / "exercises" / "broken" / "index.html").write_text(changed, "utf-8")
    watched.look(serve(tmp_path / "site") + "exercises/broken/index.html")
    watched.page.wait_for_timeout(50)
    assert watched.ran
    watched.ran.clear()


def test_a_template_that_does_not_escape_is_refused_by_the_checks_of_the_page(tmp_path: Path):
    """The first lock: such a page is not even published."""
    site = tiny_site(tmp_path)
    site.change("templates/layouts/base.html", "{{ page.title }}", "{{ page.title|safe }}")
    site.change(
        "content/en/exercises/cat-cow.md", "title: Cat and cow", f"title: '{html.escape('x')}<img src=x onerror=ran()>'"
    )
    assert "K520" in [one.code for one in site.build().diagnostics]
