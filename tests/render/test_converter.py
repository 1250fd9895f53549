"""The converter of Markdown leaves out only what would find nothing."""

import random
from collections.abc import Iterable, Iterator

import pytest

from kinesite.render.converter import OPTIONAL, Converter, converter

PIECES = (
    "word", "é ", "*", "**", "_", "[", "](a.md)", "![", "`", "``", "&", "&amp;", "\\", "\\*", "\\\\", "  \n", "\n",
    "\n\n", "# ", "## Two", "> ", "- ", "1. ", "---", "===", "\n---\n", "|", "|a|b|\n|-|-|\n|1|2|", "<b>", "\x02",
    "\x0312\x03", "~~", "==", "^", "http://x.y", "a@b.c", ":x:", "...", "'", '"', "$", "{", "}",
)  # fmt: skip
"""What Markdown is made of, and what it might be made of one day."""


def _texts() -> Iterator[str]:
    chosen = random.Random(3)  # noqa: S311 - no secret
    for _ in range(3_000):
        yield "".join(chosen.choice(PIECES) for _ in range(chosen.randint(1, 8)))


def _converter(marks: Iterable[str]) -> Converter:
    return converter(frozenset(marks), lambda _tree: None)


@pytest.mark.parametrize("mark", OPTIONAL)
def test_a_converter_for_texts_without_a_mark_makes_the_same_of_them(mark: str):
    whole, without = _converter(OPTIONAL), _converter(OPTIONAL.replace(mark, ""))
    texts = [text for text in _texts() if mark not in text]
    assert [without.reset().convert(text) for text in texts] == [whole.reset().convert(text) for text in texts]


def test_a_text_that_is_passed_over_is_what_it_would_have_become():
    quick, thorough = _converter(OPTIONAL), _converter(OPTIONAL)
    thorough.treeprocessors.deregister("plain")
    for text in _texts():
        assert quick.reset().convert(text) == thorough.reset().convert(text), text
