"""A short run of `make fuzz`, the same in every run; and what the long ones have found, which must stay mended."""

import time

import pytest

from kinesite.content.sources import MAX_BYTES
from kinesite.diagnostics import LONGEST, MOST, Span, error, to_text
from tests.hostile.fuzz import SLOWEST, Tally, fuzz
from tests.hostile.strategies import PARTS
from tests.hostile.workshop import BrokenError, Workshop

pytestmark = pytest.mark.no_cover  # its limits are seconds of the processor, and counting lines takes most of them

INPUTS = 700
GUIDE, WORDS = "content/en/exercises/pelvic-tilt.md", "content/en/strings.yaml"


@pytest.fixture(scope="module")
def shop() -> Workshop:
    """The small site, worked on once."""
    return Workshop()


@pytest.mark.parametrize("part", [part for part in PARTS if part != "whole sites"])
def test_no_input_breaks_the_law(shop: Workshop, part: str):
    tally = Tally()
    fuzz(part, round(INPUTS * PARTS[part][0]), 20_261_122, shop.judge, tally)
    assert tally.failures == []
    assert tally.inputs > INPUTS * PARTS[part][0] / 2
    assert tally.answers["refused"]
    assert tally.answers["published"]


def test_a_broken_law_is_noticed_and_shrunk(shop: Workshop):
    """The runs would be worth nothing if they could not fail: here a judge forbids the letter of a sound file."""

    def judge(path: str, data: bytes) -> str:
        if b"<<" in data:
            raise BrokenError("there it is")
        return shop.judge(path, data)

    tally = Tally()
    fuzz("site.yaml", 400, 1, judge, tally)
    assert "there it is" in tally.failures[0].says
    assert "<<" in tally.failures[0].data


def test_a_mistake_outside_its_file_is_noticed(shop: Workshop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kinesite.content.documents.Document.span", lambda *_, **__: Span(GUIDE, 1, 999))
    with pytest.raises(BrokenError, match="behind its file or its line"):
        shop.judge(GUIDE, shop.files[GUIDE].replace(b"easy", b"eazy"))


def guide(shop: Workshop, *, head: tuple[str, str] = ("", ""), body: str | None = None) -> bytes:
    """The sound guide with something else in its fields, or another text."""
    sound = shop.files[GUIDE].decode()
    fields, _, text = sound.partition("\n---\n")
    return f"{fields.replace(*head)}\n---\n{text if body is None else body}".encode()


TITLE = "title: Pelvic tilt"
FOUND = {
    "a zero byte by escape": lambda shop: guide(shop, head=(TITLE, r'title: "a\0b"')),
    "a turned text by escape": lambda shop: guide(shop, head=(TITLE, r'title: "\u202e6-10"')),
    "a turned text as it is": lambda shop: guide(shop, head=(TITLE, "title: \u202e6-10")),
    "a key with an escape": lambda shop: guide(shop, head=(TITLE, r'"\x07": a')),
    "a turned heading by number": lambda shop: guide(shop, body="## &#x202e;Do it\n\n1. One\n"),
    "a zero byte by number": lambda shop: guide(shop, body="1. &#0;\n"),
    "a surrogate by number": lambda shop: guide(shop, body="1. &#xd800;\n"),
    "more than any character": lambda shop: guide(shop, body=f"1. &#{'9' * 5000};\n"),
    "a field of a megabyte": lambda shop: guide(shop, head=(TITLE, "title: " + "b " * 110_000)),
    "a field of templates": lambda shop: guide(shop, head=(TITLE, "title: '" + "{{ x }}" * 34_000 + "'")),
    "forty thousand empty texts": lambda shop: guide(
        shop, head=(TITLE, f"{TITLE}\naliases: [" + '"\\n",' * 40_000 + "]")
    ),
    "twenty thousand fields": lambda shop: guide(
        shop, head=(TITLE, TITLE + "".join(f"\nx{n}: a" for n in range(20_000)))
    ),
    "one field often": lambda shop: guide(shop, head=(TITLE, TITLE + "\nfeel: a" * 20_000)),
    "rules without an end": lambda shop: guide(shop, body="***\n" * 14_000),
    "tags without an end": lambda shop: guide(shop, body="</p>" * 14_000),
    "numbers without an end": lambda shop: guide(shop, body="&#0;" * 14_000),
    "links without an end": lambda shop: guide(shop, body="[a](xx.md)\n\n" * 4_900),
    "a value on two lines": lambda shop: guide(shop, head=("difficulty: easy", 'difficulty: "ea\\nsy\\e[31m"')),
}
"""What was found, as small as it could be made: control characters on pages, and time that grew with the square."""


CALM = 0.12
"""Seconds of the processor that the work in `slowness` takes on a machine, and in a process, that does nothing else."""


def slowness() -> float:
    """How many times longer than it should this process takes just now for work of the same kind: beside other tests,
    and with all that they left in memory. What a file takes alone is the law of `make fuzz`.
    """
    started = time.process_time()
    made = [{"text": [str(number)]} for number in range(100_000)]
    assert len(made) == 100_000
    return max(1.0, (time.process_time() - started) / CALM)


CLAIMS = {
    "one claim without an end": "cure " * 11_000,
    "claims that are denied": "no cure " * 7_000,
    "a claim a paragraph": "cure\n\n" * 9_000,
    "an address as long as a text in a sentence": "a <https://a.b>" + "mailto:" * 4_000 + " cure" * 2_000,
}


@pytest.mark.parametrize("text", CLAIMS)
def test_claims_without_an_end_are_told_in_time(shop: Workshop, text: str):
    started, limit = time.process_time(), SLOWEST * slowness()
    assert shop.judge(
        "content/en/areas/lower-back.md", b"---\ntitle: A\nsummary: B.\norder: 1\n---\n" + CLAIMS[text].encode()
    )
    assert time.process_time() - started < limit


@pytest.mark.parametrize("found", FOUND)
def test_what_was_found_stays_mended(shop: Workshop, found: str):
    data = FOUND[found](shop)
    assert len(data) <= MAX_BYTES
    started, limit = time.process_time(), SLOWEST * slowness()
    assert shop.judge(GUIDE, data) == "refused"
    assert time.process_time() - started < limit


def test_a_file_with_thousands_of_mistakes_tells_some_of_them(shop: Workshop):
    told: list[int] = []
    shop.judge(GUIDE, guide(shop, body="</p>" * 5_000), told=told.append)
    assert MOST <= told[0] < 4 * MOST


def test_a_message_cannot_command_a_terminal_or_fill_it():
    one = error(Span("content/\x1b[31m\n.md"), "S118", f"a\u202eb\x9b{'x' * 9_999}", why="a\rb", fix="c\x07")
    shown = to_text([one])
    assert shown.count("\n") == 3
    assert shown.replace("\n", "").isprintable()
    assert len(shown) < LONGEST + 200
