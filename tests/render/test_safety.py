"""What comes before the first step."""

import itertools

from kinesite.content.exercise import Caution
from kinesite.content.vocabulary import SHORT_SIGNS
from kinesite.render import safety
from kinesite.render.views import Link
from tests import samples

WORDS = samples.words()


def test_the_emergency_card_shows_the_short_signs_in_their_order():
    card = safety.emergency_card(WORDS, Link("More", "x/"))
    assert card.level == "emergency"
    assert card.signs == tuple(sign.short for sign in WORDS.safety.signs if sign.short)
    assert 0 < len(card.signs) <= SHORT_SIGNS
    level = WORDS.safety.levels["emergency"]
    assert (card.title, card.action, card.urgency) == (level.title, level.action, level.urgency)
    assert card.more == Link("More", "x/")


def test_all_cards_show_each_sign_once_the_most_urgent_first():
    cards = safety.all_cards(WORDS)
    assert [card.level for card in cards] == ["emergency", "urgent", "soon"]
    shown = [(card.level, sign) for card in cards for sign in card.signs]
    assert sorted(shown) == sorted((sign.level, sign.sign) for sign in WORDS.safety.signs)


def test_what_to_check_stands_with_the_gravest_first_whatever_the_order_it_was_written_in():
    given = [
        Caution(id="wrist-pain", level="adapt", note="Use your fists."),
        Caution(id="osteoporosis", level="avoid"),
        Caution(id="wrist-pain", level="ask-first"),
    ]
    for order in itertools.permutations(given):
        assert [caution.level for caution in safety.cautions(order, WORDS)] == ["avoid", "ask-first", "adapt"]
    shown = safety.cautions(given, WORDS)[-1]
    assert (shown.label, shown.why, shown.note) == ("Sore wrists", "Leaning on them can hurt.", "Use your fists.")
    assert shown.level_label == "Change it"


def test_a_routine_and_a_condition_take_the_usual_level():
    shown = safety.usual_cautions(["wrist-pain", "osteoporosis"], WORDS)
    assert [(caution.id, caution.level) for caution in shown] == [("osteoporosis", "avoid"), ("wrist-pain", "adapt")]
    assert safety.usual_cautions([], WORDS) == ()
