"""The preview, asked over a bare socket as nobody but an attacker would: each answer is a refusal, and it goes on."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edited import Edited, edited
from tests.previewed import Previewed

PRIVATE = "Nobody may read this."
KEY = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A site with something beside its preview that is nobody's business."""
    made = edited(tmp_path_factory.mktemp("attacked"))
    for path in ("secret.html", ".kinesite/secret.html"):
        made.put(path, PRIVATE)
    return made


@pytest.fixture(scope="module")
def preview(site: Edited) -> Iterator[Previewed]:
    """Its preview, in whose folder somebody has put links that lead out."""
    running = Previewed(site)
    running.until("Serving")
    folder, beside = site.path(".kinesite/preview"), site.folder
    (folder / "file.html").symlink_to(beside / "secret.html")
    (folder / "folder").symlink_to(beside)
    (folder / "twice").symlink_to(folder / "folder")
    (folder / "absolute").symlink_to(Path("/etc"))
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "relative.html").symlink_to("../secret.html")
    yield running
    assert running.stopped() == 0
    assert "Traceback" not in running.said


def asked(preview: Previewed, request: str | bytes, *, ends: bool = False) -> bytes:
    """What comes back for these bytes, until the connection ends or is upgraded. `ends`: nothing more will be sent."""
    data = request.replace("{port}", str(preview.port)).encode("latin-1") if isinstance(request, str) else request
    with socket.create_connection(("127.0.0.1", preview.port), timeout=5) as link:
        link.sendall(data)
        if ends:
            link.shutdown(socket.SHUT_WR)
        answer = b""
        while not _whole(answer) and (part := link.recv(65536)):
            answer += part
    return answer


def _whole(answer: bytes) -> bool:
    """Whether nothing more will come, though the connection stays."""
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: ([0-9]+)", head)
    return answer.startswith(b"HTTP/1.1 101") or (length is not None and len(body) >= int(length[1]))


def status(answer: bytes) -> int:
    """The status of an answer; 0 when the connection was closed without a word."""
    return int(answer.split(b" ", 2)[1]) if answer else 0


def get(path: str, *headers: str, host: str = "Host: 127.0.0.1:{port}", version: str = "1.1") -> str:
    """A request as text."""
    return "\r\n".join([f"GET {path} HTTP/{version}", *([host] if host else []), "Connection: close", *headers, "", ""])


ADDRESSES = [
    "/",
    "/exercises/cat-cow/",
    "/_preview/state?path=/",
    "/_preview/preview.js",
    "/livereload.js",
    "/livereload",
]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    "host",
    [
        *(
            "Host: evil.example",
            "Host: evil.example:{port}",
            "Host: 127.0.0.1",
            "Host: 127.0.0.1:1",
            "Host: 0.0.0.0:{port}",
        ),
        *("Host: localhost.evil.example:{port}", "Host: 127.0.0.1:{port}.evil.example", "Host: a@127.0.0.1:{port}"),
        *(
            "Host: 127.0.0.1:{port}@evil.example",
            "Host: 127.0.0.1:{port}/",
            "Host: [::ffff:127.0.0.1]:{port}",
            "Host: 127.1:{port}",
        ),
        *(
            "Host: evil.example\r\nHost: 127.0.0.1:{port}",
            "Host: 127.0.0.1:{port}\r\nHost: evil.example",
            "Host:",
            "X: y",
            "",
        ),
        *("Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1:{port}", "Host: 2130706433:{port}", "Host: \xff:{port}"),
    ],
)
def test_a_foreign_host_is_refused(preview: Previewed, path: str, host: str):
    answer = asked(preview, get(path, host=host))
    assert status(answer) in {0, 400, 403}
    assert b"Small Back" not in answer


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    "origin",
    [
        *(
            "http://evil.example",
            "http://evil.example:{port}",
            "null",
            "file://",
            "https://127.0.0.1:{port}",
            "http://127.0.0.1",
        ),
        *(
            "http://127.0.0.1:{port}.evil.example",
            "http://127.0.0.1:{port}@evil.example",
            "http://127.0.0.1:1",
            "",
            "://127.0.0.1:{port}",
        ),
        *("chrome-extension://127.0.0.1:{port}", "http://127.0.0.1:{port}/x", "http:127.0.0.1:{port}"),
    ],
)
def test_a_page_from_elsewhere_is_refused(preview: Previewed, path: str, origin: str):
    answer = asked(preview, get(path, f"Origin: {origin}"))
    assert status(answer) in {400, 403}
    assert b"Small Back" not in answer
    upgraded = asked(preview, get(path, f"Origin: {origin}", KEY).replace("Connection: close\r\n", ""))
    assert status(upgraded) in {400, 403}


def test_its_own_pages_are_answered(preview: Previewed):
    for name in ("127.0.0.1", "localhost"):
        for path in ADDRESSES[:-1]:
            assert status(asked(preview, get(path, f"Origin: http://{name}:{{port}}"))) == 200
    assert (
        status(
            asked(
                preview, get("/livereload", "Origin: http://127.0.0.1:{port}", KEY).replace("Connection: close\r\n", "")
            )
        )
        == 101
    )


WAYS = [
    *("/../secret.html", "/../../secret.html", "/%2e%2e/secret.html", "/%2e%2e%2fsecret.html", "/.%2e/secret.html"),
    *(
        "/%2E%2E%5Csecret.html",
        "/..%5c..%5csecret.html",
        "/..\\..\\secret.html",
        "/%252e%252e/secret.html",
        "/%25%32%65%25%32%65/secret.html",
    ),
    *(
        "/%252e%252e%252f%252e%252e%252fsecret.html",
        "/%c0%ae%c0%ae/secret.html",
        "/%e0%80%ae%e0%80%ae/secret.html",
        "/%uff0e%uff0e/secret.html",
    ),
    *(
        "/exercises/../../../secret.html",
        "/exercises/..%00/../secret.html",
        "/secret.html%00",
        "/%00/../secret.html",
        "/index.html%00.css",
    ),
    *(
        "/..;/secret.html",
        "/....//....//secret.html",
        "/.../secret.html",
        "//secret.html",
        "///../secret.html",
        "/./.././secret.html",
    ),
    *(
        "{root}/secret.html",
        "/{root}/secret.html",
        "//{root}/secret.html",
        "/%2f{root}/secret.html",
        "/file:{root}/secret.html",
        "/C:/secret.html",
    ),
    *(
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%5cetc%5cpasswd",
        "/\\\\127.0.0.1\\c$\\secret.html",
        "/~root/secret.html",
        "/secret.html?a=/../",
    ),
    *(
        "/file.html",
        "/folder/secret.html",
        "/folder/",
        "/twice/secret.html",
        "/absolute/passwd",
        "/circle",
        "/circle/a",
        "/relative.html",
    ),
    *(
        "/folder/.kinesite/secret.html",
        "/.kinesite.json",
        "/%2ekinesite.json",
        "/exercises/%2e%2e/.kinesite.json",
        "/" + "../" * 60 + "etc/passwd",
    ),
    *(
        "/" + "%2e%2e%2f" * 60 + "etc/passwd",
        "/" + "a" * 5000,
        "/" + "a/" * 3000,
        "/%",
        "/%zz",
        "/%ff%fe",
        "/\xff",
        "/a\tb",
        "*",
        "secret.html",
    ),
    *(
        "http://evil.example/",
        "http://127.0.0.1:{port}/../secret.html",
        "/_preview/../secret.html",
        "/_preview/..%2f..%2fsecret.html",
        "/_preview/serve.py",
    ),
    *("/_preview/__init__.py", "/_preview/preview.js/../__init__.py", "/_preview/%2e%2e/serve.py"),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[:40])
def test_no_address_leads_out_of_the_folder(preview: Previewed, site: Edited, way: str):
    path = way.replace("{root}", str(site.folder))
    answer = asked(preview, get(path))
    assert status(answer) in {0, 400, 403, 404}
    told = asked(preview, get(f"/_preview/state?path={path}"))
    assert status(told) in {0, 200, 400}
    for text in (answer, told):
        assert PRIVATE.encode() not in text
        assert b"root:" not in text
        assert b"Traceback" not in text


@pytest.mark.parametrize(
    "request_bytes",
    [
        *(
            b"",
            b"\0" * 100,
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"\x16\x03\x01\x02\0",
            b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
        ),
        b"GET / HTTP/1.1\r\n" + b"A: " + b"b" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        (
            b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
            b"GET /secret HTTP/1.1\r\n\r\n"
        ),
        b"GET / HTTP/1.1\r\n X: folded\r\n\r\n",
    ],
    ids=range(11),
)
def test_nonsense_ends_its_own_connection_and_nothing_else(preview: Previewed, request_bytes: bytes):
    assert status(asked(preview, request_bytes, ends=True)) in {0, 400, 403}
    assert status(asked(preview, get("/"))) == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "HEAD"]
)
def test_it_only_reads(preview: Previewed, method: str):
    for path in ADDRESSES:
        assert status(asked(preview, get(path).replace("GET", method, 1))) in {0, 400, 403, 405}
