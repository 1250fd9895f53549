"""What pages and their shared files may weigh: random bytes cannot be compressed, blanks almost to nothing."""

import random

import pytest

from kinesite.checks import budgets
from kinesite.checks.budgets import BUDGETS, KB, LISTS
from kinesite.render.pages import PAGES


def _noise(size: int) -> str:
    """Text that takes at least `size` bytes compressed, and few more."""
    bytes_ = random.Random(1).randbytes(size)  # noqa: S311 - not for secrets
    return bytes_.hex()


@pytest.mark.parametrize("kind", PAGES)
def test_each_kind_of_page_has_a_budget_that_holds(kind: str):
    budget = 25 * KB if kind in LISTS else BUDGETS.get(kind, 12 * KB)
    assert not budgets.excess(kind, b" " * 10 * budget, 25 * KB)
    assert not budgets.excess(kind, b"x" * budget, 25 * KB)
    assert f"more than its {budget // KB} kB" in budgets.excess(kind, _noise(budget).encode(), 25 * KB)


def test_the_table_names_kinds_of_page_that_exist_or_what_is_shared():
    assert BUDGETS.keys() | LISTS <= {*PAGES, "page", "style", "scripts", "finder"}


def test_only_what_is_larger_than_its_budget_is_compressed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(budgets.zlib, "compress", lambda _data: pytest.fail("compressed"))
    assert not budgets.excess("page", b"x" * 12 * KB)


@pytest.mark.parametrize(
    ("name", "ending", "size", "said"),
    [
        ("site.css", "css", 12, "the style of every page weighs"),
        ("site.js", "js", 10, "the scripts of every page weighs"),
        ("theme.js", "js", 10, "the scripts of every page weighs"),
    ],
)
def test_what_every_page_loads_has_a_budget(name: str, ending: str, size: int, said: str):
    sources = {f"static/a.{ending}": b"1", f"static/b.{ending}": b"22", "static/c.woff2": b"333"}
    assert not list(budgets.shared({name: b" " * size * KB * 9}, sources))
    [found] = budgets.shared({name: _noise(size * KB).encode()}, sources)
    assert (found.code, found.span.path) == ("K541", f"static/b.{ending}")
    assert found.message.startswith(said)


def test_scripts_count_together_and_those_on_demand_do_not():
    half = _noise(6 * KB).encode()
    other = half[::-1]
    assert not list(budgets.shared({"site.js": half, "search.js": other}, {"a.js": b""}))
    assert list(budgets.shared({"site.js": half, "theme.js": other}, {"a.js": b""}))
