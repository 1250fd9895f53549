"""One policy for whatever serves the site."""

import re

import pytest

from kinesite.render.chrome import CONTENT_POLICY
from kinesite.render.hosting import FOR_EVER, SECURITY, SHORT, caching, content_type, headers_file, is_text
from tests import shipped


def test_every_file_of_the_shipped_site_has_a_content_type():
    paths = [path.relative_to(shipped.folder()).as_posix() for path in shipped.folder().rglob("*") if path.is_file()]
    assert len(paths) > 200
    assert [path for path in paths if content_type(path) == "application/octet-stream"] == []


def test_what_is_kept_for_ever_has_a_digest_in_its_address():
    for path in (one.relative_to(shipped.folder()).as_posix() for one in shipped.folder().rglob("*") if one.is_file()):
        digest = re.search(r"(?:^assets/[0-9a-f]{12}/)|(?:^media/.*\.[0-9a-f]{12}\.\w+$)", path)
        assert (caching(path) == FOR_EVER) == bool(digest), path


def test_pages_and_what_keeps_its_address_are_kept_for_minutes():
    for path in ("index.html", "search/latest.js", "404.html", "assets.html", "api/exercises.json"):
        assert caching(path) == SHORT


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("index.html", "text/html; charset=utf-8", True),
        ("media/figures/bird-dog.0123456789ab.svg", "image/svg+xml; charset=utf-8", True),
        ("assets/0123456789ab/fonts/a.b.woff2", "font/woff2", False),
        ("media/mat.0123456789ab.webp", "image/webp", False),
        (".nojekyll", "text/plain; charset=utf-8", False),
        ("_headers", "text/plain; charset=utf-8", False),
        ("some.thing", "application/octet-stream", False),
    ],
)
def test_a_type_follows_from_the_ending_and_only_texts_are_worth_compressing(path: str, kind: str, *, text: bool):
    assert (content_type(path), is_text(path)) == (kind, text)


def test_the_headers_file_states_each_header_once_for_any_address():
    blocks = re.split(r"^(?=/)", headers_file(), flags=re.MULTILINE)[1:]
    rules = {block.partition("\n")[0]: re.findall(r"^  ([\w-]+): (.+)$", block, re.MULTILINE) for block in blocks}
    assert dict(rules["/*"]) == SECURITY
    assert rules["/assets/*"] == rules["/media/*"] == [("Cache-Control", FOR_EVER)]
    assert "Cache-Control" not in dict(rules["/*"]), "one of the hosts would send both values"
    assert len(rules) == 3


def test_the_header_says_all_that_the_page_says():
    assert SECURITY["Content-Security-Policy"].startswith(CONTENT_POLICY)
