"""The engine's story: an edit, and the exact list of what ran."""

import json
import os
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinesite.incremental import pool
from kinesite.incremental.engine import Engine
from kinesite.incremental.pool import Pool
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Codec, Context, Cycle, Key, Task, digest_of
from tests.incremental.toy import GOAL, KEPT, NOTES, Toy, table


@pytest.fixture
def toy() -> Toy:
    """Two numbers, built once."""
    made = Toy({"a": "1", "b": "2"})
    made.build()
    return made


def test_a_cold_build_runs_everything_once():
    toy = Toy({"a": "1", "b": "2"})
    assert toy.build() == {"total": 6, "parity": 1, "chosen": None, "watched": 2}
    assert toy.ran == [
        "report",
        "total",
        "names",
        "double a",
        "number a",
        "double b",
        "number b",
        "parity",
        "chosen",
        "option choice",
        "watched",
        "sign a",
        "sign b",
    ]


def test_nothing_changed_nothing_runs(toy: Toy):
    assert toy.build()["total"] == 6
    assert toy.ran == []
    assert toy.looked == []


def test_an_edit_runs_what_came_of_it_in_the_order_of_the_table(toy: Toy):
    toy.world["b"] = "3"
    assert toy.build()["total"] == 8
    assert toy.ran == ["number b", "double b", "sign b", "total", "parity", "report"]


def test_a_value_that_comes_out_the_same_stops_there(toy: Toy):
    """Early cut-off: the sum is 6 as before, so its followers hear nothing."""
    toy.world.update(a="2", b="1")
    toy.build()
    assert toy.ran == ["number a", "number b", "double a", "double b", "sign a", "sign b", "total"]


def test_a_follower_runs_only_for_the_part_that_it_chose(toy: Toy):
    """Selection: `parity` sees of the total whether its half is odd."""
    toy.world.update(b="4")
    assert toy.build()["parity"] == 1
    assert toy.ran == ["number b", "double b", "sign b", "total", "parity", "report"]
    toy.world.update({"-choice": "a"})
    toy.build()
    assert toy.ran == ["option choice", "chosen", "report"]
    toy.world.update(a="5")
    assert toy.build()["chosen"] == 5
    assert toy.ran == ["number a", "double a", "sign a", "total", "parity", "chosen", "report"]
    toy.world.update({"-choice": ""})
    toy.build()
    toy.world.update(a="7")
    toy.build()
    assert "chosen" not in toy.ran, "it does not look at a any more"


def test_a_diamond_is_run_once_at_its_foot(toy: Toy):
    """`report` needs a's number on four ways and runs once, after all of them."""
    toy.world.update({"-choice": "a"})
    toy.build()
    toy.world.update(a="-3")
    toy.build()
    assert toy.ran.count("report") == 1
    assert toy.ran[-1] == "report"


def test_notes_are_told_again_without_running_and_go_with_their_cause(toy: Toy):
    toy.world.update(a="13", b="-1")
    toy.build()
    assert sorted(toy.notes) == ["-1 is negative", "a is unlucky"]
    toy.build()
    assert toy.ran == []
    assert sorted(toy.notes) == ["-1 is negative", "a is unlucky"]
    toy.world.update(a="12")
    toy.build()
    assert toy.notes == ["-1 is negative"]
    del toy.world["b"]
    toy.build()
    assert toy.notes == []


def test_notes_that_change_while_the_value_stays_are_the_new_ones(toy: Toy):
    """`sign a` stays plus: its follower does not run, its new note is told all the same."""
    toy.world.update(a="13")
    toy.build()
    assert "watched" not in toy.ran
    assert toy.notes == ["a is unlucky"]


def test_a_new_key_is_computed_where_it_is_first_needed(toy: Toy):
    toy.world["c"] = "5"
    assert toy.build()["total"] == 16
    assert toy.ran == ["names", "total", "double c", "number c", "parity", "watched", "sign c", "report"]


def test_a_key_that_loses_its_meaning_still_gives_a_value_and_then_leaves(toy: Toy):
    """The followers of `number b` run before those who asked for them have been told that b is gone."""
    del toy.world["b"]
    assert toy.build()["total"] == 2
    assert toy.ran == ["number b", "names", "double b", "sign b", "total", "parity", "watched", "report"]
    for task in ("number", "double", "sign"):
        assert list(toy.store.digests(task)) == ["a"], f"{task} b is still remembered"


def test_what_comes_back_is_computed_anew(toy: Toy):
    del toy.world["b"]
    toy.build()
    toy.world["b"] = "2"
    assert toy.build()["total"] == 6
    assert "double b" in toy.ran


def test_work_that_is_relied_on_is_kept_up_to_date_and_runs_nobody_again(toy: Toy):
    toy.world["a"] = "-1"
    toy.build()
    assert toy.ran == ["number a", "double a", "sign a", "total", "parity", "report"], "watched looked at no sign"
    assert toy.store.digests("sign")["a"] == digest_of(json.dumps("minus"))
    looked = [call for call in toy.looked if call.startswith("sign")]
    assert looked == ["sign a"], "the value of sign b was not asked for"


@pytest.mark.parametrize("needed", ["second", "third", "first"])
def test_work_that_needs_what_does_not_stand_before_it_is_a_cycle(needed: str):
    def run(context: Context, _argument: str) -> Any:
        return context.need(needed)

    tasks = {"first": Task(run, KEPT), "second": Task(run, KEPT), "third": Task(lambda *_: 1, KEPT)}
    with pytest.raises(Cycle, match=f"first needs {needed}"):
        Engine(tasks, Store(None, ""), NOTES).build(Key("first"))


def test_kept_values_are_read_back_and_not_computed_again(toy: Toy):
    """For a new `chosen` the report is made from the kept values of the others."""
    toy.world.update({"-choice": "b"})
    toy.build()
    assert toy.ran == ["option choice", "chosen", "report"]
    assert "parity" not in toy.looked
    assert "watched" not in toy.looked


def test_values_that_are_not_kept_are_looked_at_again_without_telling_their_followers(toy: Toy):
    toy.world.update({"-choice": "b"})
    toy.build()
    assert "total" in toy.looked
    assert not {"total", "parity", "watched"} & set(toy.ran)


def test_a_source_rewritten_while_the_build_reads_it_ends_in_its_last_state():
    """The probe saw b = 3, `number b` reads 3, then somebody saves 4 before `total` looks again."""
    toy = Toy({"a": "1", "b": "2", "-choice": "a"})
    toy.build()

    def save(key: Key) -> None:
        if key == Key("chosen"):
            toy.world["b"] = "9"

    toy.on_run = save
    toy.world.update({"-choice": "b"})
    value = toy.build()
    toy.on_run = lambda _key: None
    assert value == Toy(toy.world).build()
    assert value["total"] == 20
    because, *_ = toy.store.graph(Key("number", "b"))
    assert because == "it changed during the build"
    toy.build()
    assert toy.ran == []


def test_a_source_rewritten_after_it_was_read_is_seen_by_the_next_build():
    toy = Toy({"a": "1", "b": "2"})

    def save(key: Key) -> None:
        if key.task == "report":
            toy.world["a"] = "8"

    toy.build()
    toy.on_run = save
    toy.world["a"] = "5"
    assert toy.build()["total"] == 14
    toy.on_run = lambda _key: None
    assert toy.build()["total"] == 20


def test_another_salt_forgets_everything(tmp_path: Path):
    toy = Toy({"a": "1"}, tmp_path / "store.db")
    toy.build()
    toy.again()
    toy.build()
    assert toy.ran == []
    toy.salt = "2"
    toy.again()
    toy.build()
    assert "double a" in toy.ran
    toy.again()
    toy.build()
    assert toy.ran == []


def test_processes_are_started_only_for_many(monkeypatch: pytest.MonkeyPatch):
    shared = []
    monkeypatch.setattr(pool, "FEW", 3)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    monkeypatch.setattr(Pool, "map", lambda self, *given: shared.append(given[1]) or MAP(self, *given))
    toy = Toy({"a": "1", "b": "2"}, pool=Pool(2))
    assert _relying(toy).build() == {"total": 6}
    assert shared == []
    toy.world.update(c="3")
    toy.build()
    assert shared == [], "one new number is not many"
    toy.world.update(a="4", b="5", c="6")
    assert toy.build() == {"total": 30}
    assert shared == [[Key("double", "b"), Key("double", "c")]], "the first is done here"


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_processes_change_nothing_but_time(jobs: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "FEW", 2)
    monkeypatch.setattr(pool, "CHUNK", 3)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    toy = _relying(Toy({f"n{number}": str(number) for number in range(-5, 5)}, pool=Pool(jobs)))
    assert toy.build() == {"total": -10}
    assert sorted(toy.notes) == [f"{number} is negative" for number in range(-1, -6, -1)]
    names = sorted(toy.world)
    assert sorted(toy.ran) == sorted(["report", "names", *(f"{task} {name}" for name in names for task in TWO)])


TWO = ("double", "number")
MAP = Pool.map


def test_what_a_lost_process_had_to_do_is_done_here(monkeypatch: pytest.MonkeyPatch):
    """A system that is short of memory kills one; the build takes longer, and is whole."""
    monkeypatch.setattr(pool, "FEW", 2)
    monkeypatch.setattr(pool, "CHUNK", 1)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    here = os.getpid()
    toy = _relying(Toy({f"n{number}": str(number) for number in range(20)}, pool=Pool(2)))
    double = toy.tasks["double"]

    def run(context: Context, name: str) -> Any:
        if name in ("n5", "n11") and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return double.run(context, name)

    toy.tasks = {**toy.tasks, "double": replace(double, run=run)}
    assert toy.build() == {"total": 380}
    toy.build()
    assert toy.ran == []


def test_a_mistake_of_the_program_in_another_process_is_raised_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "FEW", 2)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    toy = _relying(Toy({"a": "1", "b": "2", "c": "0"}, pool=Pool(2)))
    double = toy.tasks["double"]
    toy.tasks = {**toy.tasks, "double": replace(double, run=lambda context, name: 1 / context.need("number", name))}
    with pytest.raises(ZeroDivisionError) as raised:
        toy.build()
    assert "division by zero" in raised.value.__notes__[0], "it says where, too"


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "FEW", 1)
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert not Pool(2).helps(1)
    finally:
        over.set()
        other.join()


def test_new_work_is_shared_in_a_site_that_is_known_already(monkeypatch: pytest.MonkeyPatch):
    """As after a first build that ended with a mistake: others can tell what has never been done."""
    monkeypatch.setattr(pool, "FEW", 3)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    toy = _relying(Toy({"a": "1"}, pool=Pool(2)))
    toy.build()
    here = os.getpid()
    double = toy.tasks["double"]

    def run(context: Context, name: str) -> Any:
        if os.getpid() == here and name != "b":  # the first is done here
            raise AssertionError(name)
        return double.run(context, name)

    toy.tasks = {**toy.tasks, "double": replace(double, run=run)}
    toy.world |= dict.fromkeys("bcdefgh", "2")
    assert toy.build() == {"total": 30}


def _relying(toy: Toy) -> Toy:
    """A toy whose report relies on all doubles at once, so that they can share processes."""

    def report(context: Context, _argument: str) -> Any:
        names = context.need("names")
        context.rely_on("double", names)
        return {"total": sum(context.need("double", name) for name in names)}

    toy.tasks = {**table(toy), "report": Task(report, KEPT)}
    return toy


def test_a_text_with_half_a_surrogate_has_a_digest():
    toy = Toy({"a": "1"})
    toy.tasks = {"report": Task(lambda *_: "\ud800", Codec(str))}
    assert toy.build() == "\ud800"
    assert toy.store.row(GOAL) is not None
