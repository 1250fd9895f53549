"""Writes the lower half of docs/figures.md and the pictures of docs/figures.md. Run by `make docs`.

Law: the lists come from the code of the figures, and every picture from the example above it or from a posture, so
that neither can lag behind; the text above the mark stays.
"""  # noqa: INP001 - a folder of documents, not a package

import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from kinesite.figures import Figure, draw, language, parse
from kinesite.figures.joints import JOINTS, PAIRS
from kinesite.figures.landmarks import LANDMARKS, RESTS
from kinesite.figures.phrases import unit_of
from kinesite.figures.postures import POSTURES
from kinesite.figures.props import PREPOSITIONS, PROPS
from kinesite.figures.views import CAMERAS

PATH = Path(__file__).parent / "figures.md"
PICTURES = Path(__file__).parent / "pictures"
MARK = "<!-- Everything below is written by `make docs`. -->\n"
EXAMPLE = re.compile(r"```yaml\n(.*?)```\n\n!\[[^\]]*\]\(pictures/([a-z-]+)\.svg\)", re.DOTALL)
PROPS_OF: Mapping[str, str] = {"sitting": "chair", "cycling": "bike", "swimming": "water at low back"}
"""What a posture needs, where it is not a mat or nothing."""
ON_THE_FLOOR = ("lying", "kneeling", "side", "all", "crook", "fore", "half", "sitting-f")
"""How the names begin of postures that have a mat."""


def picture(mapping: object) -> str:
    """The text of an SVG file that shows a figure; a mistake in it ends it all."""
    figure = parse(mapping)
    if isinstance(figure, Figure):
        return draw(figure).thumbnail
    raise SystemExit("; ".join(problem.message for problem in figure))


def _above() -> str:
    return PATH.read_text("utf-8").partition(MARK)[0]


def _posture(name: str) -> dict[str, object]:
    prop = PROPS_OF.get(name) or ("mat" if name.startswith(ON_THE_FLOOR) else None)
    view = "raised" if name == "side-lying" else "side"
    return {"posture": name, "view": view, "props": [prop] if prop else [], "moves": []}


def pictures() -> dict[str, str]:
    """File name → text, of every picture: one for each example above the mark, one for each posture."""
    examples = {name: picture(yaml.safe_load(text)) for text, name in EXAMPLE.findall(_above())}
    postures = {f"posture-{name}": picture(_posture(name)) for name in POSTURES}
    return {f"{name}.svg": text for name, text in (examples | postures).items()}


def _postures() -> Iterator[str]:
    for name, posture in POSTURES.items():
        planted = ", ".join(posture.planted) or "nothing"
        image = f'<img src="pictures/posture-{name}.svg" width="160" alt="">'
        yield f"| `{name}` | {image} | `{posture.position}` | {planted} |"


def _motions(joint: str) -> str:
    unit = "°" if unit_of(joint) == "degrees" else " mm"
    return ", ".join(f"{motion} {most:g}{unit}" for motion, most in JOINTS[joint].items())


def _joints() -> Iterator[str]:
    for joint in JOINTS:
        if joint.startswith("right "):
            continue
        both = next((pair for pair, joints in PAIRS.items() if joint in joints), "")
        names = f"`{joint}`, `{joint.replace('left', 'right')}`, `{both}`" if both else f"`{joint}`"
        yield f"| {names} | {_motions(joint)} |"


def _listed(names: Mapping[str, object] | tuple[str, ...]) -> str:
    """Names in a row; a left one stands for both."""
    words = (name.replace("left ", "left or right ") for name in names if not name.startswith("right "))
    return ", ".join(f"`{word}`" for word in words)


def reference() -> str:
    """The part of docs/figures.md below the mark."""
    told = inspect.cleandoc(language.__doc__ or "").partition("\n\n")[2].partition("\nWhat a move")[0]
    shape = "\n".join(line.removeprefix("    ") for line in told.splitlines())
    blocks = [
        "## Everything at a glance\n",
        f"```\n{shape.strip()}\n```\n",
        "### Postures\n",
        "| `posture:` | | The guide's `position` | Planted |\n|---|---|---|---|",
        "\n".join(_postures()),
        "\n### Joints\n",
        "How far each goes at most; a guide's figure stays well inside.\n",
        "| Joint | Motions |\n|---|---|",
        "\n".join(_joints()),
        f"\n### Props\n\n{_listed(PROPS)}, alone or with {_listed(PREPOSITIONS)} and a place.\n",
        f"### Places\n\nTo hold, to point out, to put a prop at: {_listed(LANDMARKS)}.\n",
        f"### What can be planted\n\n{_listed(RESTS)}.\n",
        f"### Views\n\n{_listed(CAMERAS)}. `detail:` {_listed(language.DETAILS)}.",
    ]
    return "\n".join(blocks) + "\n"


def page() -> str:
    """The whole text of docs/figures.md: what people wrote, the mark, the reference."""
    return f"{_above()}{MARK}\n{reference()}"


if __name__ == "__main__":
    PATH.write_text(page(), "utf-8")
    for old in PICTURES.glob("*.svg"):
        old.unlink()
    for file_name, text in pictures().items():
        (PICTURES / file_name).write_text(text, "utf-8")
