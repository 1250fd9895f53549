"""The live preview, asked as a browser and as an attacker would ask it."""

import json
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinesite.commands.previewing import Preview
from kinesite.commands.serve import own_names
from kinesite.pipeline.world import Options
from tests.edited import Edited, contents, edited
from tests.previewed import Previewed
from tests.sites import tiny_site

TILT = "content/en/exercises/pelvic-tilt.md"
PRIVATE = "Nobody may read this."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A site with a draft, and with something beside its preview that is nobody's business."""
    made = edited(tmp_path_factory.mktemp("served"))
    made.put("content/en/pages/help.md", "---\ntitle: Help\nsummary: Help.\ndraft: true\n---\nCall <somebody>.\n")
    made.put("content/en/pages/news.md", "---\ntitle: News\nsummary: News.\ndraft: true\n---\nNothing yet.\n")
    made.path("content/en/pages/help.md").unlink()
    made.put(".kinesite/secret.html", PRIVATE)
    made.put("secret.html", PRIVATE)
    made.put("site/index.html", "The published page.")
    return made


@pytest.fixture(scope="module")
def preview(site: Edited) -> Iterator[Previewed]:
    """The preview of that site, serving."""
    running = Previewed(site)
    running.until("Serving")
    beside, folder = site.folder.parent / "beside", site.path(".kinesite/preview")
    for name in ("secret.html", "index.html"):
        beside.mkdir(exist_ok=True)
        (beside / name).write_text(PRIVATE)
    (folder / "linked.html").symlink_to(beside / "secret.html")
    (folder / "linked").symlink_to(beside)
    (folder / "inside").mkdir()
    (folder / "inside" / "index.html").symlink_to(beside / "secret.html")
    yield running
    running.stopped()


def test_it_says_where_it_serves(preview: Previewed):
    assert f"Serving {preview.address} (Ctrl-C stops)\n" in preview.said


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/exercises/pelvic-tilt/", "text/html"),
        ("/exercises/pelvic-tilt", "text/html"),
        ("/exercises/pelvic-tilt/index.html", "text/html"),
        ("/exercises/pelvic-tilt/?from=here", "text/html"),
        ("/livereload.js", "application/javascript"),
        ("/_preview/preview.js", "text/javascript"),
        ("/_preview/preview.css", "text/css"),
        ("/_preview/state?path=/", "application/json"),
    ],
)
def test_it_serves_pages_and_its_own_files(preview: Previewed, path: str, kind: str):
    answer = preview.get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


KINDS = {
    "css": ("text/css",),
    "html": ("text/html",),
    "js": ("text/javascript",),
    "json": ("application/json",),
    "svg": ("image/svg+xml",),
    "txt": ("text/plain",),
    "xml": ("text/xml", "application/xml"),
}


def test_style_and_pictures_come_with_their_kinds(preview: Previewed, site: Edited):
    built = contents(site.path(".kinesite/preview"))
    for path in (path for path, data in built.items() if PRIVATE.encode() not in data):
        answer = preview.get(f"/{path}")
        assert answer.status == (404 if path.startswith(".") else 200), path
        assert (
            path.startswith((".", "_"))
            or answer.headers["Content-Type"].partition(";")[0] in KINDS[path.rpartition(".")[2]]
        )


def test_a_page_is_the_built_page_with_the_previews_own_lines(preview: Previewed, site: Edited):
    html = preview.get("/warning-signs/").text
    own = [line for line in html.splitlines() if "/_preview/" in line or "/livereload.js" in line]
    assert len(own) == 3
    built = site.path(".kinesite/preview/warning-signs/index.html").read_text("utf-8")
    assert "".join(line for line in html.splitlines(keepends=True) if line.rstrip("\n") not in own) == built


def test_an_unknown_address_gets_the_sites_404_page(preview: Previewed):
    answer = preview.get("/exercises/squat/")
    assert answer.status == 404
    assert answer.body == preview.get("/404.html").body
    assert "/_preview/preview.js" in answer.text


def test_drafts_are_shown_and_marked(preview: Previewed):
    answer = preview.get("/news/")
    assert answer.status == 200
    assert 'class="notice-draft"' in answer.text
    assert "notice-draft" not in preview.get("/warning-signs/").text


def test_serving_leaves_the_published_site_alone(preview: Previewed, site: Edited):
    assert preview.get("/").status == 200
    assert contents(site.output) == {"index.html": b"The published page."}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost.:{port}"]
)
@pytest.mark.parametrize(
    "path", ["/", "/_preview/state?path=/", "/_preview/preview.js", "/livereload.js", "/livereload"]
)
def test_other_names_are_refused(preview: Previewed, host: str, path: str):
    """A page elsewhere whose name was made to mean this machine gets nothing."""
    answer = preview.get(path, Host=host.format(port=preview.port))
    assert answer.status in ({400, 403} if not host else {403})
    assert b"Small Back" not in answer.body
    assert b"digest" not in answer.body


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "LOCALHOST:{port}"])
def test_its_own_names_are_answered(preview: Previewed, host: str):
    assert preview.get("/", Host=host.format(port=preview.port)).status == 200


def test_names_of_other_hosts_and_ports():
    assert own_names("127.0.0.1", 8000) == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}
    assert own_names("::1", 80) == {"127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost", "[::1]:80", "[::1]"}
    assert own_names("192.168.1.5", 8000) == {"192.168.1.5:8000"}


def _upgraded(preview: Previewed, **more: str) -> int:
    answer = preview.get(
        "/livereload",
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        **more,
    )
    return answer.status


def test_the_connection_is_for_its_own_pages_only(preview: Previewed):
    assert _upgraded(preview, Origin=f"http://127.0.0.1:{preview.port}") == 101
    assert _upgraded(preview, Origin=f"http://localhost:{preview.port}") == 101
    for origin in (
        "http://evil.example",
        f"http://evil.example:{preview.port}",
        "http://127.0.0.1:1",
        "null",
        "file://",
    ):
        assert _upgraded(preview, Origin=origin) == 403, origin
    assert _upgraded(preview, Origin="http://evil.example", Host=f"127.0.0.1:{preview.port}") == 403
    assert _upgraded(preview, Origin="http://evil.example", Host="evil.example") == 403


WAYS_OUT = [
    "/../secret.html",
    "/../../secret.html",
    "/exercises/../../secret.html",
    "/%2e%2e/secret.html",
    "/%2E%2E/%2E%2E/secret.html",
    "/..%2fsecret.html",
    "/%252e%252e/secret.html",
    "/%252e%252e%252fsecret.html",
    "/%25252e%25252e/secret.html",
    "/..\\secret.html",
    "/..%5csecret.html",
    "/..%255csecret.html",
    "/exercises\\..\\..\\secret.html",
    "//secret.html",
    "/./../secret.html",
    "/%2f%2e%2e/secret.html",
    "/....//secret.html",
    "{root}/secret.html",
    "/{root}/secret.html",
    "/file://{root}/secret.html",
    "/linked.html",
    "/linked/secret.html",
    "/linked/",
    "/inside/",
    "/inside/index.html",
    "/.kinesite.json",
    "/index.html%00.css",
    "/%00",
    "/%ff%fe",
    "/" + "a" * 300,
    "/" + "a/" * 2500,
]


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way[:30])
def test_no_path_leads_out_of_the_preview(preview: Previewed, site: Edited, way: str):
    path = way.format(root=site.folder)
    answer = preview.get(path)
    assert answer.status in {400, 404}
    assert PRIVATE not in answer.text
    state = preview.get(f"/_preview/state?path={path.replace('%', '%25')}")
    assert state.status in {200, 400}
    if state.status == 200:
        shown = json.loads(state.body)
        assert shown["page"] == json.loads(preview.get("/_preview/state?path=/no-such-page/").body)["page"]


def test_asking_for_anything_leaves_no_trace_of_a_failure(preview: Previewed):
    assert "Traceback" not in preview.said


def test_the_state_of_a_page_tells_mistakes_once_with_all_that_an_editor_needs(tmp_path: Path):
    site = edited(tmp_path)
    site.change(TILT, "difficulty: easy", "difficulty: eazy")
    running = Previewed(site)
    try:
        running.until("not built: 1 errors, 0 warnings")
        running.until("Serving")
        waiting = running.get("/")
        assert waiting.status == 503
        assert "Nothing to show yet" in waiting.text
        (one,) = json.loads(running.get("/_preview/state?path=/").body)["diagnostics"]
        assert (one["path"], one["line"], one["code"], one["severity"]) == (TILT, 6, "S103", "error")
        assert all(one[name] for name in ("message", "why", "fix"))
        site.change(TILT, "difficulty: eazy", "difficulty: easy")
        running.until("built: 0 errors")
        assert running.get("/").status == 200
        assert json.loads(running.get("/_preview/state?path=/").body)["diagnostics"] == []
    finally:
        running.stopped()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_soon_when_asked_to(site: Edited, tmp_path: Path, by: signal.Signals):
    running = Previewed(site.copied(tmp_path / "root", "content", "templates", "static"))
    running.until("Serving")
    with socket.create_connection(("127.0.0.1", running.port)) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\n")  # a browser that has not finished asking
        began = time.monotonic()
        status = running.stopped(by)
        took = time.monotonic() - began
    assert status == 0
    assert running.said.endswith("Stopped.\n")
    assert "Traceback" not in running.said
    assert took < 3


def test_a_port_in_use_is_one_clear_line(preview: Previewed, site: Edited, tmp_path: Path):
    other = site.copied(tmp_path / "root", "content", "templates", "static")
    result = other.run("serve", "--port", str(preview.port))
    assert result.returncode == 2
    assert result.stdout == f"Cannot serve at {preview.address}: Address already in use. Choose another with --port.\n"
    assert result.stderr == ""


def test_a_second_preview_in_the_same_folder_is_one_clear_line(preview: Previewed, site: Edited):
    second = Previewed(site)
    assert second.stopped(signal.SIGCONT, 20) == 2
    assert second.said == "Another preview is running in this folder.\n"
    assert preview.get("/").status == 200


def test_a_build_meanwhile_is_no_obstacle(preview: Previewed, site: Edited, tmp_path: Path):
    """They have stores of their own, so an editor may publish while the preview runs."""
    result = site.run("build", "--output", str(tmp_path / "elsewhere"))
    assert result.returncode == 0
    assert result.stderr == ""
    assert preview.get("/").status == 200


def test_after_an_unclean_end_the_preview_starts_again(site: Edited, tmp_path: Path):
    there = site.copied(tmp_path / "root", "content", "templates", "static")
    first = Previewed(there)
    first.until("Serving")
    first.stopped(signal.SIGKILL)
    second = Previewed(there)
    second.until("Serving")
    assert second.get("/").status == 200
    assert second.stopped() == 0


@pytest.mark.parametrize("port", ["99999", "0", "-5"])
def test_what_is_no_port_is_refused(site: Edited, port: str):
    result = site.run("serve", f"--port={port}")
    assert result.returncode == 2
    assert result.stdout == f"{port} is no port: choose one from 1 to 65535 with --port.\n"
    assert result.stderr == ""


def test_a_preview_makes_no_receipt_and_all_else(site: Edited, tmp_path: Path):
    """Nobody publishes a preview; so no page of it names the receipt."""
    there = site.copied(tmp_path / "root", "content", "templates", "static")
    preview = Preview(there.folder, "http://127.0.0.1:1/")
    assert preview.build().publishable
    preview.close()
    shown = {path for path in contents(preview.folder) if not path.startswith(".kinesite")}
    built = {path for path in _everything(there) if not path.startswith(".kinesite")}
    assert built - shown == {"trust/build.json"}
    assert shown - built == set()
    pages = [path for path in shown if path.endswith(".html")]
    assert not [path for path in pages if b"build.json" in contents(preview.folder)[path]], "a dead link"


def _everything(site: Edited) -> dict[str, bytes]:
    """The site as it is published for the preview's address, drafts included."""
    site.options = Options(base_url="http://127.0.0.1:1/", drafts=True)
    site.build()
    return contents(site.output)


def test_it_previews_without_a_usable_store(site: Edited, tmp_path: Path):
    there = site.copied(tmp_path / "root", "content", "templates", "static")
    there.put(".kinesite/preview.db/in-the-way", "")
    running = Previewed(there)
    running.until("Serving")
    there.change(TILT, "A first movement", "A very first movement")
    running.until("built")
    assert "A very first movement" in running.get("/exercises/pelvic-tilt/").text
    assert running.stopped() == 0


def test_a_failure_of_the_program_is_told_on_the_page_too(tmp_path: Path):
    site = tiny_site(tmp_path)
    preview = Preview(site.folder, "http://127.0.0.1:1/")
    preview.build()
    assert preview.state("/")["diagnostics"] == []
    preview.failed(ZeroDivisionError("division by zero"))
    (told,) = preview.state("/")["diagnostics"]
    assert (told["code"], told["severity"]) == ("G901", "error")
    assert "ZeroDivisionError: division by zero" in told["message"]
    preview.build()
    assert preview.state("/")["diagnostics"] == []
    preview.close()
