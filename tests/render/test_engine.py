"""The Markdown engine leaves out only what would find nothing."""

import random
from collections.abc import Iterable, Iterator

import pytest

from kinesite.render.engine import OPTIONAL, Engine, engine

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


def _engine(marks: Iterable[str]) -> Engine:
    return engine(frozenset(marks), lambda _tree: None)


@pytest.mark.parametrize("mark", OPTIONAL)
def test_an_engine_for_texts_without_a_mark_makes_the_same_of_them(mark: str):
    whole, without = _engine(OPTIONAL), _engine(OPTIONAL.replace(mark, ""))
    texts = [text for text in _texts() if mark not in text]
    assert [without.reset().convert(text) for text in texts] == [whole.reset().convert(text) for text in texts]


def test_a_text_that_is_passed_over_is_what_it_would_have_become():
    quick, thorough = _engine(OPTIONAL), _engine(OPTIONAL)
    thorough.treeprocessors.deregister("plain")
    for text in _texts():
        assert quick.reset().convert(text) == thorough.reset().convert(text), text
