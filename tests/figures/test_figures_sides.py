"""The side that a figure begins with: one side alone, in the order of its moves."""

from collections.abc import Mapping

import pytest

from kinesite.figures import Figure, Sides, parse, sides


def _sides(*moves: Mapping[str, object], posture: str = "standing", start: Mapping[str, object] | None = None) -> Sides:
    figure = parse({"posture": posture, "start": dict(start or {}), "moves": [dict(move) for move in moves]})
    assert isinstance(figure, Figure), figure
    return sides(figure)


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_first_move_of_one_side_counts(side: str):
    other = "right" if side == "left" else "left"
    first = {"planted": [], f"{side} knee": "flexion 30"}
    then = {f"{other} knee": "flexion 30"}
    assert _sides(first, then) == Sides(leg=side)
    assert _sides({f"{side} shoulder": "flexion 90"}, first) == Sides(arm=side, leg=side)
    assert _sides({f"{side} hand": "on belly"}).arm == side


def test_both_sides_at_once_say_nothing():
    assert _sides({"shoulders": "flexion 90"}, {"left shoulder": "flexion 20"}) == Sides()


def test_the_start_is_no_movement():
    assert _sides({"shoulders": "flexion 20"}, start={"left knee": "flexion 30"}) == Sides()


@pytest.mark.parametrize(("degrees", "way"), [("left rotation 30", "left"), ("right rotation 30", "right")])
def test_the_body_goes_where_its_first_turn_goes(degrees: str, way: str):
    assert _sides({"neck": degrees}).body == way
