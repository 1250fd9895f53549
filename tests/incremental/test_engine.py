"""Tasks that ask for what they need."""

import pytest

from kinesite.incremental.engine import Context, Cycle, Engine, Key

RAN: list[str] = []


def _length(context: Context, word: str) -> int:
    RAN.append(word)
    text: str = context.need("text", word)
    if len(text) > 4:
        context.note(f"{word} is long", f"{word} is very long")
    return len(text)


def _sum(context: Context, words: str) -> int:
    return sum(context.need("length", word) for word in words.split())


TASKS = {"text": lambda _context, word: word, "length": _length, "sum": _sum}


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    RAN.clear()


def test_each_piece_of_work_runs_once_and_only_when_it_is_needed():
    engine = Engine(TASKS)
    assert engine.need(Key("sum", "knee back knee")) == 12
    assert engine.need(Key("length", "back")) == 4
    assert RAN == ["knee", "back"]


def test_a_value_of_nothing_is_remembered_too():
    calls: list[str] = []
    engine = Engine({"nothing": lambda _context, argument: calls.append(argument)})
    assert engine.need(Key("nothing", "x")) is None
    assert engine.need(Key("nothing", "x")) is None
    assert calls == ["x"]


def test_notes_are_kept_with_the_work_in_the_order_in_which_it_finished():
    engine = Engine(TASKS)
    engine.need(Key("sum", "shoulder hip muscle"))
    engine.need(Key("length", "shoulder"))
    assert list(engine.notes()) == [
        "shoulder is long",
        "shoulder is very long",
        "muscle is long",
        "muscle is very long",
    ]


def test_what_was_done_can_be_seen_and_what_was_not_is_not_begun():
    engine = Engine(TASKS)
    assert engine.seen(Key("length", "back")) is None
    assert RAN == []
    engine.need(Key("sum", "back"))
    assert engine.seen(Key("length", "back")) == 4


def test_who_watches_hears_of_each_piece_of_work_as_it_begins():
    heard: list[Key] = []
    Engine(TASKS, heard.append).need(Key("sum", "hip"))
    assert heard == [Key("sum", "hip"), Key("length", "hip"), Key("text", "hip")]


def test_work_that_waits_for_itself_is_named_in_full():
    tasks = {
        "a": lambda context, _argument: context.need("b", "1"),
        "b": lambda context, _argument: context.need("c"),
        "c": lambda context, _argument: context.need("b", "1"),
    }
    engine = Engine(tasks)
    with pytest.raises(Cycle, match=r"^b\(1\) needs c\(\) needs b\(1\)$"):
        engine.need(Key("a"))


def test_failed_work_leaves_nothing_running():
    attempts: list[str] = []

    def flaky(_context: Context, argument: str) -> str:
        attempts.append(argument)
        if len(attempts) == 1:
            raise OSError
        return "done"

    engine = Engine({"flaky": flaky})
    with pytest.raises(OSError):  # noqa: PT011 - any
        engine.need(Key("flaky"))
    assert engine.need(Key("flaky")) == "done"
