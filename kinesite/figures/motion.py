"""From moves to poses, and every moment between two poses.

Law: what a move does not say stays as it was, and what two neighbouring poses both plant or hold
stays planted and held at every moment between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kinesite.figures.body import Skeleton
from kinesite.figures.joints import SIDES, Angle, Angles
from kinesite.figures.limbs import ARM, bring_to
from kinesite.figures.phrases import Motion, motions
from kinesite.figures.plants import Pose, plant, resting, settle
from kinesite.figures.postures import Posture
from kinesite.figures.space import ORIGIN, UP, add, distance, mix, scale


@dataclass(frozen=True, slots=True)
class Move:
    """What one frame says, before it is solved."""

    neutral: tuple[str, ...] = ()
    """Joints that go back to the fundamental position."""
    motions: tuple[Motion, ...] = ()
    holds: tuple[tuple[str, str | None], ...] = ()
    """A hand and the place it goes to; None lets it go."""
    planted: tuple[str, ...] | None = None
    """What stays where it is; None for the same as before."""
    arrow: tuple[str, ...] = ()
    """Places whose way from the last frame is drawn as an arrow."""
    feel: tuple[str, ...] = ()
    """Places where the movement is felt."""
    line: tuple[str, ...] = ()
    """What to keep straight, from the first place to the last."""
    ghost: bool = False
    """Whether the frame before shows faintly behind."""

    @property
    def marks(self) -> int:
        """How much is pointed out."""
        return len(self.arrow) + len(self.feel) + bool(self.line)


HAND = 0.1
"""From the wrist to the fingertips."""
AXES = ("flexion", "abduction", "rotation")
FAR = 90
"""Degrees of one move within which no shorter way is looked for."""
CLEARANCE = 0.012
"""How far above the floor a hand passes that moves along it."""
RELAXES = {
    f"{side} {point}": f"{side} {joint}" for side in SIDES for point, joint in (("hand", "wrist"), ("foot", "ankle"))
}
"""A planted point → the joint that relaxes when it is lifted."""


def poses_of(posture: Posture, moves: Sequence[Move]) -> tuple[Pose, ...]:
    """One solved pose for each move; the first move shapes the start posture."""
    poses: list[Pose] = []
    for move in moves:
        poses.append(_moved(poses[-1], move) if poses else _started(posture, move))
    return tuple(poses)


def _started(posture: Posture, move: Move) -> Pose:
    """The posture with the start's changes; what it plants comes to rest where it then is."""
    said = [motion for joint, phrase in posture.joints.items() for motion in motions((), joint, phrase)[0]]
    angles = {motion.angle: motion.value for motion in said}
    bare = Pose(angles, (0.0, posture.height, 0.0))
    return _moved(bare, move if move.planted is not None else _planting(move, posture.planted))


def _planting(move: Move, points: tuple[str, ...]) -> Move:
    return replace(move, planted=points)


def _moved(before: Pose, move: Move) -> Pose:
    holds = dict(before.holds)
    for hand, mark in move.holds:
        holds.pop(hand, None)
        if mark:
            holds[hand] = mark
    planted_before = [planted.point for planted in before.plants]
    wanted = planted_before if move.planted is None else move.planted
    relaxed = {RELAXES[point] for point in planted_before if point not in wanted and point in RELAXES}
    angles = {angle: value for angle, value in before.angles.items() if angle[0] not in {*move.neutral, *relaxed}}
    angles |= {motion.angle: motion.value for motion in move.motions}
    kept = {planted.point: planted for planted in before.plants if planted.point in wanted}
    pose = settle(Pose(angles, before.root, tuple(kept.values()), tuple(holds.items())))
    moved = {motion.joint for motion in move.motions}
    new = {
        point: plant((before if resting(before.bones, point) and not moved & _joints(point) else pose).bones, point)
        for point in wanted
        if point not in kept
    }
    if not new:
        return pose
    plants = {**kept, **new}
    return settle(replace(pose, plants=tuple(plants[point] for point in wanted)))


def _joints(point: str) -> set[str]:
    """The joints that put a point where it is, where it is part of a limb."""
    side, _, part = point.partition(" ")
    limb = ("shoulder", "elbow") if part in ("hand", "elbow") else ("hip", "knee")
    return {f"{side} {joint}" for joint in limb}


_ASIDE = (0.05, 0.05, 0.05)
"""A place beside a bone, by which its turning about itself is seen."""


def shift(before: Pose, after: Pose, *bones: str) -> float:
    """How far the bone moves that moves farthest, of these or of all, in statures; one that only turns moves too."""
    here, there = before.bones, after.bones
    pairs = [(here[name], there[name]) for name in bones or here]
    return max(distance(a.at(place), b.at(place)) for a, b in pairs for place in (ORIGIN, _ASIDE))


def between(before: Pose, after: Pose, share: float) -> Pose:
    """The pose `share` of the way from one pose to the next; what both plant or hold is kept."""
    reached = _nearest(before.angles, after.angles)
    angles = {angle: before.angles.get(angle, 0.0) * (1 - share) + value * share for angle, value in reached.items()}
    kept = tuple(planted for planted in after.plants if planted in before.plants)
    held = tuple(hold for hold in after.holds if hold in before.holds)
    pose = settle(Pose(angles, mix(before.root, after.root, share), kept, held))
    busy = {point for point, *_ in (*kept, *held)}
    loose = [side for side in SIDES if not busy & {f"{side} hand", f"{side} elbow"}]
    return _over_floor(pose, loose, (before, after))


def _nearest(before: Angles, after: Angles) -> dict[Angle, float]:
    """The angles of `after`, said so that none goes the long way round from `before`.

    A ball joint's turn can be said in two ways: beyond a right angle of abduction, (flexion, abduction, rotation) is
    also (flexion ± 180, 180 - abduction, rotation ± 180). What solved one pose and what an editor wrote for the next
    may have chosen differently, and half-way between the two lies a turn that is near to neither.
    """
    reached = {angle: after.get(angle, 0.0) for angle in dict.fromkeys((*before, *after))}
    for joint in dict.fromkeys(joint for joint, _ in reached):
        was = [before.get((joint, axis), 0.0) for axis in AXES]
        flexion, abduction, rotation = said = [reached.get((joint, axis), 0.0) for axis in AXES]
        if all(abs(value - start) <= FAR for value, start in zip(said, was, strict=True)):
            continue
        ways = said, (flexion + 180, 180 - abduction, rotation + 180)
        near = [[_round(value, start) for value, start in zip(way, was, strict=True)] for way in ways]
        best = min(near, key=lambda way: max(abs(value - start) for value, start in zip(way, was, strict=True)))
        reached |= {(joint, axis): value for axis, value in zip(AXES, best, strict=True)}
    return reached


def _round(value: float, start: float) -> float:
    """The same angle, less than a whole turn away from where it starts."""
    return start + (value - start + 180) % 360 - 180


def _lowest(bones: Skeleton, side: str) -> float:
    """How high the lower end of a hand is, wrist or fingertips."""
    hand = bones[f"{side} hand"]
    return min(hand.origin[1], hand.at((0.0, -HAND, 0.0))[1])


def _over_floor(pose: Pose, sides: Sequence[str], ends: tuple[Pose, Pose]) -> Pose:
    """The pose with the elbows bent so far that no hand dips into the floor on its way between the ends."""
    for side in sides:
        bones = pose.bones
        depth = CLEARANCE - _lowest(bones, side)
        if depth > 0 and min(_lowest(end.bones, side) for end in ends) >= 0:
            wrist = add(bones[f"{side} hand"].origin, scale(UP, depth))
            pose = replace(pose, angles={**pose.angles, **bring_to(bones, ARM, side, wrist)})
    return pose
