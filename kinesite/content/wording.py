"""What the checks of wording know of one language; a file that a language may go without.

Law: words are content. A language without this file is not judged by the words of another.
"""

import kinesite.content.schema as s
from kinesite.content.schema import Model, about

FILE = "wording"
"""Its name in the folder of a language, without its ending."""


class Wording(Model):
    """The words of a language that the checks of wording look for."""

    plain_words: s.Many[s.Text] = about(
        "Long words that readers of this site know, such as parts of the body: the coach counts them as short",
        example="[shoulder, tailbone]",
        default=(),
    )
    overclaims: s.Many[s.Text] = about(
        "Words and phrases that promise too much, in each of their forms", example="[cure, cures, miracle]", default=()
    )
    denials: s.Many[s.Text] = about(
        "Words that, close by, turn such a promise into an honest sentence", example="[not, never]", default=()
    )
    denials_before: s.Many[s.Text] = about(
        "Words that do so only before it: a cure without surgery is still a cure",
        example="[no, nobody, without]",
        default=(),
    )
    no_denials: s.Many[s.Text] = about(
        "Phrases that look like a denial and are none", example="[not only, no doubt]", default=()
    )
