"""Vectors and turns in three dimensions: the arithmetic below the body.

A frame is three unit vectors: where the body part's forward, up and right point to. In the neutral
standing body these are the world's x, y and z; z points at the reader of a side view. Angles are in
degrees and lengths in statures everywhere. Law: values only; nothing here knows what a limb is.
"""

from math import asin, atan2, cos, degrees, radians, sin, sqrt

Vector = tuple[float, float, float]
Turn = tuple[Vector, Vector, Vector]

ORIGIN: Vector = (0.0, 0.0, 0.0)
FORWARD: Vector = (1.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
RIGHT: Vector = (0.0, 0.0, 1.0)
NO_TURN: Turn = (FORWARD, UP, RIGHT)


NOTHING = 1e-9
"""A shorter vector has no direction."""


def add(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def subtract(a: Vector, b: Vector) -> Vector:
    """The way from `b` to `a`."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scale(a: Vector, factor: float) -> Vector:
    """The vector made `factor` times as long."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def mix(a: Vector, b: Vector, share: float) -> Vector:
    """The point `share` of the way from `a` to `b`."""
    return add(scale(a, 1 - share), scale(b, share))


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    """How long a vector is."""
    return sqrt(dot(a, a))


def distance(a: Vector, b: Vector) -> float:
    """How far apart two points are."""
    return length(subtract(a, b))


def unit(a: Vector, otherwise: Vector = FORWARD) -> Vector:
    """The same direction, one long; `otherwise` where there is no direction."""
    size = length(a)
    return scale(a, 1 / size) if size > NOTHING else otherwise


def turned(sagittal: float, lateral: float = 0.0, axial: float = 0.0) -> Turn:
    """The frame after a turn about its own length, then a swing to the side, then one forward.

    What points forward turns left (`axial`); then what hangs down swings to the left (`lateral`),
    and at last forward (`sagittal`): rotation, abduction and flexion of a hanging limb.
    """
    cs, ss = cos(radians(sagittal)), sin(radians(sagittal))
    if not lateral and not axial:
        return (cs, ss, 0.0), (-ss, cs, 0.0), RIGHT
    cl, sl = cos(radians(lateral)), sin(radians(lateral))
    ca, sa = cos(radians(axial)), sin(radians(axial))
    return (
        (cs * ca - ss * sa * sl, ss * ca + cs * sa * sl, -sa * cl),
        (-ss * cl, cs * cl, sl),
        (cs * sa + ss * ca * sl, ss * sa - cs * ca * sl, ca * cl),
    )


def apply(turn: Turn, a: Vector) -> Vector:
    """A vector given in a frame, as the world sees it."""
    x, y, z = a
    (fx, fy, fz), (ux, uy, uz), (rx, ry, rz) = turn
    return fx * x + ux * y + rx * z, fy * x + uy * y + ry * z, fz * x + uz * y + rz * z


def local(turn: Turn, a: Vector) -> Vector:
    """A vector of the world, as a frame sees it: the inverse of `apply`."""
    return dot(turn[0], a), dot(turn[1], a), dot(turn[2], a)


def compose(outer: Turn, inner: Turn) -> Turn:
    """The frame of a part that is turned by `inner` inside the frame `outer`."""
    if inner is NO_TURN:
        return outer
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = outer
    (fx, fy, fz), (ux, uy, uz), (rx, ry, rz) = inner
    return (
        (ax * fx + bx * fy + cx * fz, ay * fx + by * fy + cy * fz, az * fx + bz * fy + cz * fz),
        (ax * ux + bx * uy + cx * uz, ay * ux + by * uy + cy * uz, az * ux + bz * uy + cz * uz),
        (ax * rx + bx * ry + cx * rz, ay * rx + by * ry + cy * rz, az * rx + bz * ry + cz * rz),
    )


def inverse(turn: Turn) -> Turn:
    """The turn that undoes a turn."""
    f, u, r = turn
    return (f[0], u[0], r[0]), (f[1], u[1], r[1]), (f[2], u[2], r[2])


def angles_of(turn: Turn) -> Vector:
    """The sagittal, lateral and axial angles that make a turn: the inverse of `turned`."""
    forward, up, right = turn
    lateral = degrees(asin(max(-1.0, min(1.0, up[2]))))
    return degrees(atan2(-up[0], up[1])), lateral, degrees(atan2(-forward[2], right[2]))
