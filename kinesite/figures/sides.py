"""Which side a movement begins with, so that a text about it can be compared with its picture.

Law: a side is told only where one side alone begins; a movement of both sides says nothing.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinesite.figures.events import told
from kinesite.figures.language import Figure
from kinesite.figures.motion import Move
from kinesite.figures.plants import Pose

ARM = ("shoulder", "scapula", "elbow", "forearm", "wrist", "hand")
LEG = ("hip", "knee", "ankle", "toes", "foot")


@dataclass(frozen=True, slots=True)
class Sides:
    """The side that moves first: `left`, `right`, or nothing where both do or none does."""

    arm: str = ""
    leg: str = ""
    body: str = ""
    """Where trunk or head turn, bend or roll to."""


def sides(figure: Figure) -> Sides:
    """The side that each part of the body begins with; the start posture is no movement."""
    moves = figure.moves[1:]
    return Sides(arm=_first(moves, ARM), leg=_first(moves, LEG), body=_first_way(figure.poses))


def _first(moves: Iterable[Move], parts: tuple[str, ...]) -> str:
    for move in moves:
        moved = {side for side, _, part in (name.partition(" ") for name in _named(move)) if part in parts}
        if moved:
            return moved.pop() if len(moved) == 1 else ""
    return ""


def _named(move: Move) -> Iterator[str]:
    """The joints and hands that a move says something of."""
    yield from move.neutral
    yield from (motion.joint for motion in move.motions)
    yield from (hand for hand, _ in move.holds)


def _first_way(poses: tuple[Pose, ...]) -> str:
    for before, after in itertools.pairwise(poses):
        for side, event in told(before, after):
            way = event.rpartition(" ")[2]
            if not side and way in ("left", "right"):
                return way
    return ""
