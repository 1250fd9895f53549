"""Passages: all words of a file and nothing else, each character at its place."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.checks.passages import Passage, of_body, passages
from kinesite.content.documents import Document, front_matter
from kinesite.content.entries import BY_NAME
from kinesite.content.sources import Source
from kinesite.content.sources import decoded as source_of
from tests.sites import MINIMAL

BODY = """Lie *down*, and
breathe out. See [the tilt](tilt.md#do-it).

## Do it

1. Bend `one` knee.
2. Then
   the **other**.

> Nobody says
> this.

After that, rest.
| Day | Minutes |
|---|---|
| One | Ten `or` so |
Heading below
-------------
- One
- Two
"""


def _read(passage: Passage) -> str:
    return " ".join(passage.text.split())


def test_a_body_is_cut_where_a_reader_would_pause():
    assert [_read(one) for one in of_body(BODY, 1)] == [
        "Lie down , and breathe out. See the tilt .",
        "Do it",
        "Bend knee.",
        "Then the other .",
        "Nobody says this.",
        "After that, rest.",
        "Day",
        "Minutes",
        "One",
        "Ten so",
        "Heading below",
        "One",
        "Two",
    ]


def test_headings_and_cells_are_no_prose_and_quotations_are_known():
    found = of_body(BODY, 1)
    assert [_read(one) for one in found if not one.prose] == [
        "Do it",
        "Day",
        "Minutes",
        "One",
        "Ten so",
        "Heading below",
    ]
    assert [_read(one) for one in found if one.quoted] == ["Nobody says this."]


def _document(text: str) -> Document:
    source = source_of("content/en/exercises/one.md", text.encode())
    assert isinstance(source, Source)
    document = front_matter(source)
    assert isinstance(document, Document)
    return document


def _at(text: str, passage: Passage, offset: int, length: int) -> str:
    """What stands in the file at the place of a part of a passage."""
    span = passage.span("", offset)
    return text.split("\n")[span.line - 1][span.column - 1 :][:length]


marks = st.sampled_from(
    [
        "word",
        "Two words.",
        "*so*",
        "`code`",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "| ",
        " ",
        "[a link](there.md)",
        "né",
    ]
)


@given(st.lists(marks, max_size=40))
def test_each_word_of_a_body_has_its_place(parts: list[str]):
    text = "".join(parts)
    for passage in of_body(text, 1):
        for word in re.finditer(r"\w+", passage.text):
            assert _at(text, passage, word.start(), len(word[0])) == word[0]


FIELDS = """---
title: One
summary: A plain text.
area: lower-back
feel: "It said: 'yes', twice."
stop_if: [Pain runs down., 'It isn''t easy any more.']
dose:
  reps: 5
  build_to: more of
    them, in
    three lines
contraindications:
  - {id: wrist-pain, level: adapt, note: Lean on
     your fists.}
harder:
  - id: two
    when: >
      It is
      easy.
sources:
  - {publisher: Somebody, title: Not ours, supports: not words}
---
The text.
"""


def test_of_the_fields_exactly_the_words_are_read_and_each_has_its_place():
    found = passages(_document(FIELDS), BY_NAME["exercise"].model, translation=False)
    assert sorted(_read(one) for one in found) == sorted(
        [
            "One",
            "A plain text.",
            "It said: 'yes', twice.",
            "Pain runs down.",
            "It isn't easy any more.",
            "more of them, in three lines",
            "Lean on your fists.",
            "It is easy.",
            "The text.",
        ]
    )
    for passage in found:
        for word in re.finditer(r"[^\W_]+", passage.text):
            if word[0] not in ("isn", "t"):  # YAML doubles the quotation mark
                assert _at(FIELDS, passage, word.start(), len(word[0])) == word[0]


def test_all_of_a_translation_is_words_but_the_digest():
    text = "---\ntranslates: '0123'\ntitle: Eins\ncontraindications: {pain: Zwei.}\neasier: {1: {do: Drei.}}\n---\n"
    found = passages(_document(text), BY_NAME["exercise"].model, translation=True)
    assert [one.text for one in found] == ["Eins", "Zwei.", "Drei."]


@pytest.mark.parametrize("path", sorted((MINIMAL / "content/en").rglob("*.md")), ids=lambda path: path.stem)
def test_files_of_every_kind_can_be_read(path: Path):
    kinds = {kind.folder: kind.model for kind in BY_NAME.values()}
    found = passages(_document(path.read_text("utf-8")), kinds[path.parent.name], translation=False)
    assert found[0].text
    assert all(one.span("", 0).line > 1 for one in found)


def test_a_tangled_text_is_left_to_the_check_of_tangles():
    text = FIELDS.replace("The text.", "[" * 300)
    assert "[" not in "".join(one.text for one in passages(_document(text), BY_NAME["page"].model, translation=False))
