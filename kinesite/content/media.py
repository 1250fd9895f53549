"""Whose a picture is, and what it shows: content/media/<name>.yaml."""

import kinesite.content.schema as s
from kinesite.content.schema import Model, about

_RIGHTS = "Nobody may publish a picture whose owner or terms are unknown."


class MediaNote(Model):
    """The rights of a picture and its words."""

    licence: s.Text = about("The licence under which it may be used", why=_RIGHTS, example="CC BY 4.0")
    author: s.Text = about("Who made it", why=_RIGHTS, example="A. Maker")
    source: s.Text = about("Where it comes from", why=_RIGHTS, example="https://example.org/picture")
    alt: s.Text = about(
        "What it shows, for those who cannot see it",
        why="A reader who cannot see gets nothing else.",
        example="A chair.",
    )
