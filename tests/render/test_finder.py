"""The order of names in lists that readers look things up in."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kinesite.render.finder import sorted_as


def _plain(name: str) -> str:
    """The rule as it is meant: without case, accents and what is no letter or digit."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())


@given(st.text(st.characters(max_codepoint=127)) | st.text())
def test_a_name_is_sorted_without_case_accents_and_signs(name: str):
    assert sorted_as(name) == _plain(name)


def test_some_names():
    assert sorted_as(" Knee-to-chest (both)") == "knee to chest both"
    assert sorted_as("Übung") == "ubung"
