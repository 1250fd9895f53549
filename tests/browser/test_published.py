"""Steady Back, published to each kind of place and read back there by a browser: what it gets, and how."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import playwright.sync_api as playwright
import pytest
import yaml

from kinesite.content.targets import Target
from kinesite.publish import targets
from kinesite.publish.compression import Compression
from kinesite.publish.stage import Stage, staged
from kinesite.render.hosting import SECURITY, caching, content_type, is_text
from tests import shipped
from tests.places import KEYS, Branch, Bucket, Folder, Place, bucket_server, free_port, running
from tests.sites import PROJECT

DOCUMENT = PROJECT / "docs/publishing.md"


def recipe(language: str) -> str:
    """An example of the document, as it stands there."""
    found = re.search(rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compressed forms are kept, so that each is made once."""
    return tmp_path_factory.mktemp("forms")


def published(place: Place, scratch: Path, forms: Path) -> Stage:
    """What is published: the shipped site, with compressed forms where the place asks for them."""
    declared = Target(**yaml.safe_load(place.declared))
    compression = Compression(forms)
    stage = staged(shipped.folder(), scratch / "stage")
    if declared.kind == "rsync":
        compression.put_beside(stage)
    target = targets.KINDS[declared.kind](declared, scratch, scratch / "work", compression)
    target.apply(targets.planned(target, stage), stage)
    return stage


@pytest.fixture
def serve_as_documented(caddy: Path, tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Serves a folder by the Caddy example of the document."""
    servers = []

    def start(folder: Path) -> str:
        address = f"http://127.0.0.1:{free_port()}"
        text = recipe("caddyfile").replace("example.org", address, 1).replace("/srv/back", str(folder), 1)
        (tmp_path / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{text}")
        command = [caddy, "run", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"]
        home = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
        servers.append(running(command, address, env=home))
        return servers[-1].__enter__()

    yield start
    for server in servers:
        server.__exit__(None, None, None)


@dataclass(frozen=True)
class Answer:
    """What a browser got."""

    headers: dict[str, str]
    body: bytes


def visit(page: playwright.Page, home: str) -> dict[str, Answer]:
    """Reads the home page, a guide with its movement, and the search; gives every answer by its path."""
    got: list[playwright.Response] = []
    answers: dict[str, Answer] = {}
    page.on("response", lambda answer: got.append(answer))  # noqa: PLW0108 - playwright marks what it is given

    def read() -> None:
        page.wait_for_load_state("networkidle")
        for answer in got:
            assert answer.status == 200, answer.url
            answers[answer.url.removeprefix(home)] = Answer(answer.all_headers(), answer.body())
        got.clear()

    page.goto(home + "index.html")
    read()
    page.goto(home + "exercises/bird-dog/index.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Bird dog"
    page.locator(".player-button").first.click()
    page.locator(".player-stage").wait_for(state="attached")
    page.get_by_role("link", name="Search").click()
    page.locator(".search-query").fill("bridge")
    page.locator(".search-title").first.wait_for()
    read()
    assert {"html", "css", "js", "svg", "woff2"} <= {path.rpartition(".")[2] for path in answers}
    assert any(path.startswith("media/search/") for path in answers)
    return answers


def test_a_folder_behind_the_documented_server(
    page: playwright.Page, rsync: Path, serve_as_documented: Callable[[Path], str], tmp_path: Path, forms: Path
):
    assert rsync
    place = Folder(tmp_path / "www", compress=True)
    stage = published(place, tmp_path, forms)
    home = serve_as_documented(place.folder) + "/"
    for path, answer in visit(page, home).items():
        headers = answer.headers
        assert {name: headers.get(name.lower()) for name in SECURITY} == dict(SECURITY), path
        assert headers["cache-control"] == caching(path), path
        assert headers["content-type"].partition(";")[0] == content_type(path).partition(";")[0], path
        forms_there = [form for form in ("br", "gz") if f"{path}.{form}" in stage.files]
        wanted = "br" if "br" in forms_there else "gzip" if forms_there else None
        assert headers.get("content-encoding") == wanted, path
        assert not wanted or "Accept-Encoding" in headers["vary"], path
        assert answer.body == stage.data(path), path


@pytest.mark.parametrize("path", ["nothing-here/", "assets/000000000000/site.css", ".kinesite.json"])
def test_what_is_missing_is_said_with_all_headers_and_never_kept(
    page: playwright.Page, serve_as_documented: Callable[[Path], str], path: str
):
    """A style that is missing for a moment must not be missing for a year."""
    home = serve_as_documented(shipped.folder()) + "/"
    answer = page.request.get(home + path)
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"
    assert {name: answer.headers.get(name.lower()) for name in SECURITY} == dict(SECURITY)
    assert answer.text() == shipped.page("404.html")


def test_a_bucket_that_everybody_may_read(
    page: playwright.Page, tmp_path: Path, forms: Path, monkeypatch: pytest.MonkeyPatch
):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with bucket_server() as endpoint:
        place = Bucket(endpoint, prefix="back", compress=True)
        stage = published(place, tmp_path, forms)
        place.open()
        for path, answer in visit(page, f"{endpoint}/{place.name}/back/").items():
            headers = answer.headers
            assert headers["content-type"] == content_type(path), path
            assert headers["cache-control"] == caching(path), path
            assert headers.get("content-encoding") == ("gzip" if is_text(path) else None), path
            assert answer.body == stage.data(path), path


def test_a_branch_as_pages_serve_it(page: playwright.Page, serve: Callable[[Path], str], tmp_path: Path, forms: Path):
    place = Branch(tmp_path / "bare.git")
    stage = published(place, tmp_path, forms)
    command = ["git", "clone", "--quiet", "--branch", place.branch, place.repository, tmp_path / "served"]
    subprocess.run(command, check=True, timeout=60)
    for path, answer in visit(page, serve(tmp_path / "served")).items():
        assert answer.body == stage.data(path), path
    assert (tmp_path / "served/.nojekyll").exists(), "without it GitHub would leave files out"


def test_the_recipe_for_nginx_sends_the_same():
    text = recipe("nginx")
    for name, value in SECURITY.items():
        assert f'add_header {name} "{value}" always;' in text
    for path in ("index.html", "assets/x/site.css"):
        assert f'"{caching(path)}"' in text
