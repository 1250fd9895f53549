"""The list of addresses: what it holds, what is wrong in it, and that adding to it changes nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.addresses import MAX_ADDRESS, is_address, listed, with_address
from kinesite.content.sources import Source, decoded

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda slug: slug not in ("con", "prn", "aux", "nul", "index", "assets", "media") and slug[:3] not in ("com", "lpt")
)
places = st.lists(slugs, max_size=3).map(lambda names: "/" + "".join(f"{name}/" for name in names))
lines = st.one_of(places, st.just(""), st.just("# a note"), st.just("  # another"))
ends = st.sampled_from(["\n", "\r\n"])


def _source(text: str) -> Source:
    source = decoded("content/addresses.txt", text.encode())
    assert isinstance(source, Source)
    return source


@given(places)
def test_every_address_of_a_page_is_one(place: str):
    assert is_address(place)


@pytest.mark.parametrize(
    "text",
    [
        *("", "exercises/bird-dog/", "/exercises/bird-dog", "//", "/exercises//bird-dog/", "/Exercises/", "/a b/"),
        *("/../", "/./", "/a/../b/", "/a/index.html", "/index/", "/assets/0/", "/con/", "https://example.org/a/"),
        *("/a/?b", "/a/#b", "/ä/", "/%61/", "/a\\b/", "/a/\n", f"/{'a' * 90}/", "/a" * MAX_ADDRESS + "/"),
    ],
)
def test_nothing_else_is_one(text: str):
    assert not is_address(text)


@given(st.lists(lines, max_size=12), ends, st.booleans())
def test_all_addresses_are_read_with_their_lines(written: list[str], end: str, closed: bool):  # noqa: FBT001
    text = end.join(written) + (end if closed else "")
    found, mistakes = listed(_source(text))
    expected = [line for line in written if line.startswith("/")]
    assert [one.address for one in found] == list(dict.fromkeys(expected))
    assert all(written[one.line - 1] == one.address for one in found)
    assert len(mistakes) == len(expected) - len(found), "each that is repeated"


def test_what_is_no_address_is_told_at_its_place():
    _found, [mistake] = listed(_source("/\n  /exercises/Bird-Dog/\n/a/\n"))
    assert (str(mistake.span), mistake.code) == ("content/addresses.txt:2:3", "A405")


def test_what_stands_twice_names_the_other_line():
    _found, [mistake] = listed(_source("/a/\n/b/\n/a/\n"))
    assert (str(mistake.span), mistake.code) == ("content/addresses.txt:3:1", "A405")
    assert "line 1" in mistake.message


@given(st.lists(lines, max_size=12), ends, st.booleans(), places)
def test_one_more_address_changes_no_other_line(
    written: list[str],
    end: str,
    closed: bool,  # noqa: FBT001
    place: str,
):
    text = end.join(written) + (end if closed else "")
    more = with_address(text, place)
    if place in written:
        assert more == text
        return
    rest = more.splitlines()
    rest.remove(place)
    assert rest == text.splitlines()
    assert with_address(more, place) == more, "never twice"
    assert ("\r\n" in more) == ("\r\n" in text or (end == "\r\n" and "\r\n" in text))


@given(st.lists(places, max_size=12), places)
def test_a_list_in_order_stays_in_order(there: list[str], place: str):
    ordered = sorted(set(there))
    text = "# All of them.\n" + "".join(f"{one}\n" for one in ordered)
    more = with_address(text, place).splitlines()
    assert more[0] == "# All of them."
    assert more[1:] == sorted({*ordered, place})
