"""Whoever types a warning sign is told to get help; whoever types anything else is not."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.search import engine
from tests.search.engine import Answer, ask
from tests.sites import PROJECT

SAFETY = yaml.safe_load((PROJECT / "content/en/safety.yaml").read_text("utf-8"))
WORDS = yaml.safe_load((PROJECT / "content/en/search.yaml").read_text("utf-8"))
SIGNS = {sign["id"]: sign for sign in SAFETY["signs"]}
APOSTROPHES = "'’‘‛´`ʼ′＇"
WORDINGS = [(sign, text) for sign, texts in WORDS["emergency"].items() for text in texts]
RANDOM = random.Random(20261122)  # noqa: S311 - the same phrasings in every run

TYPED = {
    "saddle-numbness": (
        "numb between legs",
        "numb between my legs",
        "my bottom is numb",
        "numbness around bum",
        "tingling in my groin",
        "numb genitals",
        "can't feel when I wipe",
        "no feeling in saddle area",
        "lost sensation between legs",
        "strange feeling between my legs",
        "cauda equina",
        "corda equina",
        "saddle numbness",
        "nummness betwen legs",
        "pins and needles in private parts",
        "numb inner thighs",
        "numb inner thigh",
        "inner thigh numbness",
        "saddle anaesthesia",
        "saddle anesthesia",
        "numb down there",
        "can't feel down there",
        "numb balls",
        "bum feels dead",
        "strange feeling in my bum",
    ),
    "bladder-change": (
        "can't pee",
        "cant pee",
        "can not pee",
        "cannot urinate",
        "unable to wee",
        "trouble peeing",
        "can't control bladder",
        "cant control my blader",
        "lost control of bladder",
        "wetting myself pee",
        "I keep leaking urine",
        "incontinence",
        "leaking",
        "can't tell when I need to pee no feeling",
        "difficulty passing urine",
        "urinary retention",
        "back pain and I cant wee since yesterday",
        "wet myself",
        "wet my pants",
        "wetting the bed",
        "dribbling pee",
        "hard to pee",
        "trouble with bladders",
    ),
    "bowel-change": (
        "can't control bowels",
        "pooing myself",
        "can't feel poo coming",
        "loss of bowel control",
        "cant poo",
        "pooed myself",
        "crapped myself",
    ),
    "sexual-function-change": (
        "no feeling during sex",
        "can't get an erection",
        "erection problems back pain",
        "numb during sex",
        "erectile dysfunction",
        "impotent",
    ),
    "both-legs": (
        "both legs numb",
        "pain in both legs",
        "weakness in both legs",
        "sciatica in both legs",
        "I can't walk",
        "can't feel my legs",
        "legs stopped working",
        "paralysed",
        "numb legs",
        "legs giving way",
        "legs gave out",
        "can't control my legs",
        "bilateral sciatica",
        "trouble walking",
    ),
    "sudden-leg-weakness": (
        "foot drop",
        "my foot drags",
        "can't lift my foot",
        "floppy foot",
        "leg suddenly weak",
        "leg gives way",
        "my leg gave way",
    ),
    "major-trauma": (
        "car crash",
        "fell off a ladder",
        "fall down stairs",
        "broken neck",
        "hit by a car",
        "motorbike acident",
        "fell downstairs",
        "fell from tree",
        "had an accident",
        "diving accident",
        "fell off my bike",
        "I was run over",
    ),
    "chest-pain": (
        "chest pain",
        "chest pains and back pain",
        "can't breathe",
        "short of breath",
        "heart attack",
        "tearing pain in back",
        "out of breath",
        "breathless",
        "pain between shoulder blades and breathless",
        "tight chest",
        "heart pain",
        "fainted",
        "collapsed",
        "passed out",
        "blacked out",
        "hard to breathe",
    ),
    "abdominal-aneurysm": (
        "aneurysm",
        "anurysm",
        "throbbing belly",
        "sudden severe tummy pain",
        "back pain and fainting",
        "pulse in my belly",
        "two aneurysms",
    ),
    "meningitis-like": (
        "meningitis",
        "menigitis",
        "stiff neck and fever",
        "stiff neck with rash",
        "neck pain light hurts my eyes",
        "stiff neck temperature",
        "stiff neck photophobia",
        "sensitive to light stiff neck",
    ),
    "neck-artery": (
        "stroke",
        "slurred speech",
        "face drooping",
        "double vision",
        "sudden severe headache",
        "trouble swallowing",
        "worst headache of my life",
        "sudden headache neck pain",
        "blurred vision neck pain",
        "my face is numb",
        "going blind",
        "hard to swallow",
        "two strokes",
        "back pain and stroke",
    ),
    "cord-signs-fast": ("unsteady walking", "numb arms and legs", "clumsy hands getting worse", "can't move my arms"),
}
"""What people type, written down without looking at search.yaml."""

TYPED_TEXTS = [text for texts in TYPED.values() for text in texts]

HARMLESS = """
    back, neck, leg, legs, pain, numb, sore back, sore neck, stiff neck, stiff back, lower back pain, siatica,
    sciatica, slipped disc, crick in neck, lumbago, leg pain, hip pain, buttock pain, numb fingers, tight
    hamstrings, tight chest muscles, chest stretch, open chest, belly breathing, breathing exercise, wall sit,
    walking, walk, water walking, walking without pain, can't turn my neck, hard exercises, easy exercises, no
    equipment, stretch without equipment, pillow between legs, shoulder blades, between shoulder blades,
    sitting all day, desk, office, morning, stretch, foam roller, bird dog, plank, sit ups, cat cow, pelvic
    tilt, pelvic floor, core, abs, pregnancy, osteoporosis, hip replacement, knee pain, wrist pain, dizzy,
    heel slide, heel strike, calf, feet, foot, swimming, backstroke, bike, cycling, yoga, pilates, posture,
    hunchback, sleep, bed, relax, stress, warm up, both knees to chest, double knee to chest, leg raise,
    single leg, both arms, toe touch, bottom of the spine, weak core, weak back, weak muscles, strengthen
    legs, trapped nerve, arthritis, spinal stenosis, whiplash, exercise for sore bum, hold a stretch, control
    my core, feel better, drop shoulders, no weights, stand up, sit to stand, fall asleep, balance, head
    rolls, a, pe, breast stroke, back stroke, swimming strokes, back stroke swimming, run over time, hard to
    stand, hard walk, difficulty walking up stairs, can't stand on one leg, pressure chest exercise, heat and
    cold, wall slide, back pain for a week no better, want to walk, walking with a cane, what kind of pain, not
    sure, can't turn my head to drive, breathe out, deep breath out, towel, heel strike, leaning on a trolley, my bow,
    most important exercise, standing hip hinge, poor posture, massage ball, no seat, sore shin no pain
"""
"""What nobody types in an emergency."""


class Answers:
    """Asks for many texts at once."""

    def __init__(self, node: Path) -> None:
        self._node = node

    def __call__(self, queries: list[str]) -> dict[str, Answer]:
        """The answers by text."""
        return ask(self._node, queries)


@pytest.fixture(scope="module")
def say(node: Path) -> Answers:
    """Gives the answers to a list of texts."""
    return Answers(node)


def _missed(say: Answers, phrasings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The (sign, text) pairs whose sign is not shown for the text."""
    found = say([text for _sign, text in phrasings])
    return [
        (sign, text) for sign, text in phrasings if SIGNS[sign]["sign"] not in [one for _, one in found[text].signs]
    ]


def _swapped(word: str) -> str:
    """A word of five letters or more with two neighbours inside it swapped."""
    if len(word) < 5:
        return word
    place = RANDOM.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _shuffled(text: str) -> str:
    return " ".join(RANDOM.sample(text.split(), len(text.split())))


def _data_with(folder: Path, *guides: dict[str, Any]) -> Path:
    """The data of the built site with more guides."""
    file = folder / "more.js"
    data = {**engine.data(), "guides": [*engine.data()["guides"], *guides]}
    file.write_text(f"var kinesiteSearch = {json.dumps(data)};", "utf-8")
    return file


def test_whoever_types_an_emergency_is_offered_reading_and_nothing_to_do(node: Path, tmp_path: Path):
    kinds = {guide["kind"] for guide in engine.data()["guides"] if guide.get("reading")}
    assert kinds == {"Condition", "Guide", "About this site"}
    reading = {"href": "x", "kind": "Guide", "title": "Your bowel", "reading": True}
    doing = {"href": "y", "kind": "Exercise", "title": "Bowel towel bowels"}
    titles = ask(node, ["bowel"], _data_with(tmp_path, reading, doing))["bowel"].titles
    assert titles == ["Your bowel"]
    answers = ask(node, TYPED_TEXTS)
    assert not [text for text in TYPED_TEXTS if not all(guide.get("reading") for guide in answers[text].guides)]


def test_every_wording_is_found_as_it_stands_and_in_any_order(say: Answers):
    assert _missed(say, WORDINGS) == []
    assert _missed(say, [(sign, _shuffled(text)) for sign, text in WORDINGS]) == []


def test_every_wording_is_found_among_other_words_and_in_capitals(say: Answers):
    around = "Since Tuesday my back hurts and now I have {} what should I do?"
    assert _missed(say, [(sign, around.format(text.upper())) for sign, text in WORDINGS]) == []


def test_every_wording_is_found_with_a_slip_in_one_word(say: Answers):
    slipped = []
    for sign, text in WORDINGS:
        words = text.split()
        for place, word in enumerate(words):
            if _swapped(word) != word:
                slipped.append((sign, " ".join([*words[:place], _swapped(word), *words[place + 1 :]])))
    assert len(slipped) > 150
    assert _missed(say, slipped) == []


def test_a_last_word_may_be_half_typed(say: Answers):
    """From the fourth letter on, unless what is typed is a word of its own."""
    known = {word for guide in engine.data()["guides"] for word in str(guide).lower().split()}
    begun = [
        (sign, text[:-1])
        for sign, text in WORDINGS
        if len(text.split()[-1]) > 5 and text.split()[-1][:-1] not in known and not text.endswith("s")
    ]
    assert len(begun) > 30
    assert _missed(say, begun) == []


def test_what_people_type_is_understood(say: Answers):
    phrasings = [(sign, text) for sign, texts in TYPED.items() for text in texts]
    assert _missed(say, phrasings) == []
    assert {sign for sign, facts in SIGNS.items() if facts["level"] == "emergency"} == TYPED.keys()


def test_whatever_else_one_types_no_emergency_is_shown(say: Answers):
    guides = engine.data()["guides"]
    safe = [
        *(" ".join(text.split()) for text in HARMLESS.split(",")),
        *(guide["title"] for guide in guides),
        *(name for guide in guides for name in guide.get("names", [])),
    ]
    safe += [text for one in WORDS["words"] for text in one["say"]]
    answers = say(safe)
    assert [text for text, answer in answers.items() if answer.alarms] == []


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_every_apostrophe_of_a_keyboard_is_understood(say: Answers, apostrophe: str):
    """Those of a wording that begins with "not" besides, since no wording of search.yaml holds one."""
    typed = [(sign, text.replace("'", apostrophe)) for sign, texts in TYPED.items() for text in texts if "'" in text]
    typed += [(sign, f"can{apostrophe}t {text[4:]}") for sign, text in WORDINGS if text.startswith("not ")]
    assert len(typed) > 50
    assert _missed(say, typed) == []


def test_no_guide_can_switch_a_warning_off_or_on(node: Path, tmp_path: Path):
    slipped = [(sign, " ".join(map(_swapped, text.split()))) for sign, text in WORDINGS]
    words = " ".join({word for _sign, text in slipped for word in text.split()})
    guides = [{"href": "x", "kind": "Guide", "title": title} for title in ("Bladders and backs", words)]
    more = _data_with(tmp_path, *guides)
    texts = [
        "bladders",
        *TYPED_TEXTS,
        *(text for _sign, text in slipped),
        *(" ".join(one.split()) for one in HARMLESS.split(",")),
    ]
    before, after = ask(node, texts), ask(node, texts, more)
    assert [text for text in texts if before[text].signs != after[text].signs] == []
    assert before["bladders"].alarms


def test_the_gravest_sign_comes_first_and_no_exercise_is_offered_by_a_shared_word(say: Answers):
    answer = say(["lost weight and I can't pee"])["lost weight and I can't pee"]
    levels = [level for level, _sign in answer.signs]
    assert levels == sorted(levels, key=["emergency", "urgent", "soon"].index)
    assert levels[0] == "emergency"
    assert "soon" not in levels
    assert len(set(levels)) == 2
    assert answer.guides == ()
