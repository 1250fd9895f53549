"""The engine's law on any table and any edits: what is remembered is what a build from nothing would compute."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinesite.incremental import pool, values
from kinesite.incremental.pool import Pool
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Context, Key, Task, digest_of
from tests.incremental.toy import KEPT, SEEN, Toy

NAMES = "abcd"
KINDS = ("plain", "choosing", "relying")


def _hashed(*parts: object) -> int:
    """A number that looks random and is the same in every process."""
    return int(digest_of(repr(parts)), 16)


def _task(number: int, shape: int) -> Task:
    """The task `t<number>` of a random table: what kind it is, what it needs, and how few values it has."""
    chance = random.Random(shape * 1000 + number)  # noqa: S311 - the same table again for the same numbers
    kind, size = chance.choice(KINDS), chance.choice([2, 3, 1000])
    below = [f"t{one}" for one in range(number)]
    fixed = [(chance.choice([*below, "number"]), chance.choice(NAMES)) for _ in range(chance.randint(1, 3))]

    def numbers(context: Context, argument: str) -> list[int]:
        found = [_number(context.need(task, name)) for task, name in fixed]
        if kind == "choosing":  # what it needs next depends on what it got
            task, name = [*below, "number"][sum(found) % (number + 1)], NAMES[sum(found) % len(NAMES)]
            found.append(_number(context.need(task, name)))
        if kind == "relying":
            context.rely_on(fixed[0][0], sorted(context.need("names")))
        return [*found, len(argument)]

    def run(context: Context, argument: str) -> Any:
        found = numbers(context, argument)
        if sum(found) % 5 == 1:
            context.note(f"t{number} {argument} {sum(found)}")
        return _hashed(found) % size

    codec = chance.choice([SEEN, KEPT])
    return Task(run, codec, weight=chance.randint(0, 1), carried=chance.random() < 0.5)


def _number(value: Any) -> int:
    return -1 if value is None else int(value)


def _table(toy: Toy, shape: int, size: int) -> dict[str, Task]:
    looking = {name: toy.tasks[name] for name in ("number", "names", "option")}
    middle = {f"t{number}": _task(number, shape) for number in range(size)}

    def report(context: Context, _argument: str) -> list[int]:
        names = context.need("names")
        context.rely_on(f"t{size - 1}", names)
        return [context.need(f"t{number}", name) for name in names for number in range(0, size, 2)]

    return {**looking, **middle, "report": Task(report, KEPT)}


def _remembered(store: Store) -> tuple[list[Any], list[Any]]:
    """All rows and all traces of a store, without numbers and reasons."""
    database = store._database  # noqa: SLF001 - nothing else shows what is left over
    rows = database.execute(
        "SELECT task, argument, digest, kept, text, notes FROM done LEFT JOIN texts USING (id) ORDER BY task, argument"
    )
    needs = database.execute(
        "SELECT one.task, one.argument, other.task, other.argument FROM needs JOIN done AS one ON one.id = needs.id"
        " LEFT JOIN done AS other ON other.id = needed ORDER BY 1, 2, 3, 4"
    )
    assert not database.execute("SELECT id FROM texts WHERE id NOT IN (SELECT id FROM done)").fetchall()
    return rows.fetchall(), needs.fetchall()


def _fresh(toy: Toy, make: Callable[[Toy], dict[str, Task]]) -> Toy:
    other = Toy(dict(toy.world))
    other.tasks = make(other)
    other.build()
    return other


edits = st.lists(
    st.dictionaries(st.sampled_from([*NAMES, "e", "f"]), st.none() | st.integers(-3, 6).map(str), max_size=3),
    min_size=1,
    max_size=8,
)


@settings(max_examples=200, derandomize=True)
@given(
    shape=st.integers(0, 10_000),
    size=st.integers(1, 9),
    story=edits,
    shares=st.none() | st.tuples(st.integers(1, 3), st.sampled_from([0, 3, 1000])),
)
def test_any_edits_end_where_a_fresh_engine_begins(shape: int, size: int, story: list[dict], shares: Any):
    """Values, notes, and the store row for row and need for need: nothing is missing and nothing is left over."""

    def make(toy: Toy) -> dict[str, Task]:
        return _table(toy, shape, size)

    toy = Toy({"a": "1", "b": "2"}, pool=Pool(2 if shares else 0))
    toy.tasks = make(toy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "FEW", 2)
        patch.setattr(pool, "_can_fork", lambda: True)
        for (where, name), number in zip(((pool, "CHUNK"), (values, "HELD")), shares or (), strict=False):
            patch.setattr(where, name, number)
        for edit in [{}, *story]:
            for name, value in edit.items():
                if value is None:
                    toy.world.pop(name, None)
                else:
                    toy.world[name] = value
            value = toy.build()
            fresh = _fresh(toy, make)
            assert value == fresh.build()
            assert sorted(toy.notes) == sorted(fresh.notes)
            assert _remembered(toy.store) == _remembered(fresh.store)
            toy.build()
            assert toy.ran == []


def _saving(toy: Toy, moment: int, name: str, value: str) -> Callable[[Key], None]:
    """Changes the world when so many pieces of work have begun."""
    begun: list[Key] = []

    def save(key: Key) -> None:
        begun.append(key)
        if len(begun) == moment:
            toy.world[name] = value

    return save


@settings(max_examples=200, derandomize=True)
@given(
    shape=st.integers(0, 10_000),
    size=st.integers(2, 7),
    story=st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from(NAMES), st.integers(-3, 6).map(str)), min_size=1, max_size=6
    ),
)
def test_saves_while_a_build_runs_are_never_lost(shape: int, size: int, story: list[tuple[int, str, str]]):
    """Each save falls between two pieces of work; the build after it knows the world as it is."""

    def make(toy: Toy) -> dict[str, Task]:
        return _table(toy, shape, size)

    toy = Toy({"a": "1", "b": "2", "c": "3"})
    toy.tasks = make(toy)
    toy.build()
    for moment, name, value in story:
        toy.world["a"] = str(int(toy.world["a"]) + 1)
        toy.on_run = _saving(toy, moment, name, value)
        toy.build()
        toy.on_run = lambda _key: None
        value_now = toy.build()
        fresh = _fresh(toy, make)
        assert value_now == fresh.build()
        assert _remembered(toy.store) == _remembered(fresh.store)


@pytest.mark.parametrize("moment", range(0, 24, 2))
def test_saves_while_processes_share_the_work_are_never_lost(
    moment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """One process has read the file before it was saved, the other one after; the last word is the file's."""
    monkeypatch.setattr(pool, "FEW", 2)
    monkeypatch.setattr(pool, "CHUNK", 1)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    shared, begun = tmp_path / "shared", list[Key]()
    shared.write_text("1")

    def number(_context: Any, _name: str) -> int:
        return int(shared.read_text())

    def half(context: Context, name: str) -> int:
        if name == "a00":  # the first is done by the first process, which then knows nothing of the file
            return 0
        time.sleep(0.002)
        found: int = context.need("number", "shared")
        return found

    def report(context: Context, _argument: str) -> list[int]:
        names = [f"a{number:02}" for number in range(12)]
        context.rely_on("whole", names)
        return [context.need("whole", name) for name in names]

    tasks = {
        "number": Task(number, SEEN, probe=lambda argument: digest_of(json.dumps(number(None, argument)))),
        "half": Task(half, SEEN),
        "whole": Task(lambda context, name: 2 * context.need("half", name), KEPT, weight=1),
        "report": Task(report, KEPT),
    }

    def save(key: Key) -> None:
        begun.append(key)
        if len(begun) == moment:
            saved = shared.with_name("saved")
            saved.write_text("2")
            saved.replace(shared)

    toy = Toy({}, pool=Pool(2), tasks=tasks, on_run=save)
    toy.build()
    shared.write_text("2")
    toy.on_run = lambda _key: None
    assert toy.build() == [0] + [4] * 11


def test_the_random_tables_have_all_kinds_of_tasks():
    """A law that is tested on tables without dynamic needs would say little."""
    kinds = {random.Random(shape * 1000 + number).choice(KINDS) for shape in range(5) for number in range(5)}  # noqa: S311
    assert kinds == set(KINDS)
