"""What the search is told."""

import json
from dataclasses import replace

from kinesite.content.finding import SearchWords
from kinesite.render.search import data
from tests import samples

WORDS = samples.words()


def test_the_gravest_level_comes_first_whatever_the_order_of_the_file():
    turned = WORDS.safety.but(levels=dict(reversed(WORDS.safety.levels.items())))
    for safety in (WORDS.safety, turned):
        text = data([], SearchWords(emergency={}), replace(WORDS, safety=safety), {})
        found = json.loads(text.partition(" = ")[2].rstrip().removesuffix(";"))
        assert list(found["levels"]) == ["emergency", "urgent", "soon"]
