"""docs/mistakes.md and the messages in the source speak of the same codes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[A-Z]\d{3}")


def _texts() -> Iterator[str]:
    """Every string literal of the package."""
    for path in (ROOT / "kinesite").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _listed() -> list[str]:
    """The codes in the first column of the tables."""
    text = (ROOT / "docs/mistakes.md").read_text("utf-8")
    return re.findall(r"^\| ([A-Z]\d{3}) \|", text, re.MULTILINE)


def test_every_code_is_listed_once_in_order_of_its_section():
    listed = _listed()
    assert len(listed) == len(set(listed))
    for letter in {code[0] for code in listed}:
        section = [code for code in listed if code[0] == letter]
        assert section == sorted(section)


def test_the_codes_of_the_source_and_of_the_list_are_the_same():
    used = {text for text in _texts() if CODE.fullmatch(text)}
    assert used == set(_listed())


def test_each_row_says_what_it_means_and_what_to_do():
    text = (ROOT / "docs/mistakes.md").read_text("utf-8")
    for row in re.findall(r"^\| [A-Z]\d{3} \|.*$", text, re.MULTILINE):
        _start, _code, meaning, remedy, _end = re.split(r"(?<!\\)\|", row)
        assert meaning.strip().endswith("."), row
        assert remedy.strip().endswith("."), row
