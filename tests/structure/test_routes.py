"""Addresses: whatever a page links to, the link leads to that file, from disk and from a server."""

import posixpath
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.structure.routes import NOT_FOUND, Linker, Route, address, collisions, file_of

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
folders = st.sampled_from(["areas", "exercises", "routines", "conditions", "guides", "pages"])
prefixes = st.sampled_from(["", "ar", "es"])
places = st.one_of(
    st.just("/"), st.just("/ar/"), st.builds(address, folders, slugs, prefixes), st.builds("/{}/".format, slugs)
)
files = st.one_of(places, st.builds("/assets/0123/{}.css".format, slugs), st.builds("/media/{}.svg".format, slugs))
bases = st.sampled_from(["/", "/back/", "/a/b/"])
fragments = st.one_of(st.just(""), slugs)


@given(here=places, target=files, fragment=fragments)
def test_from_disk_every_link_names_the_file_itself(here: str, target: str, fragment: str):
    href = Linker(here, with_index=True).href(target, fragment)
    found = urlsplit(urljoin(f"file:///site/{file_of(here)}", href))
    assert found.path == f"/site/{file_of(target)}"
    assert found.fragment == fragment


@given(here=places, target=files, fragment=fragments, base=bases)
def test_on_a_server_every_link_leads_to_the_address_itself(here: str, target: str, fragment: str, base: str):
    href = Linker(here, with_index=False, base_path=base).href(target, fragment)
    found = urlsplit(urljoin(f"https://example.org{base}{here[1:]}", href))
    assert found.path == base + target[1:]
    assert found.fragment == fragment
    assert "index.html" not in href


@given(here=places, target=files, base=bases, with_index=st.booleans())
def test_links_are_relative_to_the_page(here: str, target: str, base: str, with_index: bool):  # noqa: FBT001
    href = Linker(here, with_index=with_index, base_path=base).href(target)
    assert href
    assert not href.startswith("/")
    assert "//" not in href


@given(target=files, fragment=fragments, base=bases, with_index=st.booleans())
def test_the_page_for_missing_addresses_links_absolutely(target: str, fragment: str, base: str, with_index: bool):  # noqa: FBT001
    href = Linker(NOT_FOUND, with_index=with_index, base_path=base).href(target, fragment)
    shown_at = f"https://example.org{base}somewhere/quite/deep/"
    found = urlsplit(urljoin(shown_at, href))
    assert (found.path, found.fragment) == (base + target[1:], fragment)


@given(places)
def test_every_address_has_a_file_of_its_own(place: str):
    assert file_of(place).endswith("index.html")
    assert "/" + posixpath.dirname(file_of(place)) == place.rstrip("/") or place == "/"


def test_the_page_for_missing_addresses_has_no_folder():
    assert file_of(NOT_FOUND) == "404.html"


@pytest.mark.parametrize(
    ("folder", "prefix", "expected"),
    [
        ("exercises", "", "/exercises/cat-cow/"),
        ("exercises", "ar", "/ar/exercises/cat-cow/"),
        ("pages", "", "/cat-cow/"),
        ("pages", "ar", "/ar/cat-cow/"),
    ],
)
def test_pages_stand_at_the_top_all_else_under_its_kind(folder: str, prefix: str, expected: str):
    assert address(folder, "cat-cow", prefix) == expected


def _route(place: str, entry: str) -> Route:
    return Route(place, "page", "en", entry)


def test_two_pages_on_one_address_collide_and_others_do_not():
    first, second, third = (_route("/areas/", f"pages/{name}") for name in "abc")
    other = _route("/neck/", "pages/neck")
    assert list(collisions([first, other])) == []
    assert list(collisions([first, other, second, third])) == [(first, second), (first, third)]
