"""Movements written as joint angles become pictures; a library that knows nothing of the site."""

from kinesite.figures.animation import film
from kinesite.figures.language import Figure, parse
from kinesite.figures.phrasebook import LANGUAGE, PHRASES
from kinesite.figures.phrases import Problem
from kinesite.figures.postures import POSTURES
from kinesite.figures.sides import Sides, sides
from kinesite.figures.svg import Drawing, Frame, draw
from kinesite.figures.words import describe

__all__ = [
    "LANGUAGE",
    "PHRASES",
    "POSTURES",
    "Drawing",
    "Figure",
    "Frame",
    "Problem",
    "Sides",
    "describe",
    "draw",
    "film",
    "parse",
    "sides",
]
