"""A picture that stands alone: one frame with its colours as attributes, on a panel that stays light.

Law: whatever the page around it looks like, a thumbnail looks the same; the palette is its own.
"""

import re
from collections.abc import Mapping

LINE = "#16303e"
PANEL = "#f6f2e8"
PALETTE: Mapping[str, str] = {
    "skin": 'fill="#c98d66"',
    "skin far": 'fill="#ab7350"',
    "hair": 'fill="#43302a"',
    "eye": 'fill="#2b1d18" stroke="none"',
    "face": 'fill="none" stroke="#43302a"',
    "water": 'fill="#4f9fbf" fill-opacity=".4" stroke="none"',
    "water near": 'fill="#4f9fbf" fill-opacity=".18" stroke="none"',
    "top": 'fill="#2f8f88"',
    "top far": 'fill="#24726d"',
    "legs": 'fill="#27485c"',
    "legs far": 'fill="#47708a"',
    "prop": 'fill="#d9d0bb"',
    "top bare": 'fill="#2f8f88" stroke="none"',
    "top bare far": 'fill="#24726d" stroke="none"',
    "skin bare": 'fill="#c98d66" stroke="none"',
    "seam": 'fill="none" stroke-width="2.5"',
    "floor": 'stroke="#b9b09a" stroke-width="6"',
    "pedals": 'fill="none" stroke-width="16"',
    "strap": 'fill="none" stroke="#a87b2c" stroke-width="9"',
    "ghost": 'opacity=".25"',
    "feel": 'fill="#f2932a" fill-opacity=".5" stroke="none"',
    "line": 'fill="none" stroke="#cf4a14" stroke-width="5" stroke-dasharray="14 10"',
    "arrow": 'fill="none" stroke="#cf4a14" stroke-width="10"',
}
"""What each class of shape looks like; the words after the first may add what is special."""
_CLASS = re.compile(r'class="([a-z ]+)"')


WIDTH, HEIGHT = 320, 200
"""Size of a thumbnail in pixels: that of the picture on a card."""


def wide(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A view box widened or heightened to the shape of a thumbnail, what it holds in the middle."""
    left, top, width, height = box
    across, down = max(width, -(-height * WIDTH // HEIGHT)), max(height, -(-width * HEIGHT // WIDTH))
    return left - (across - width) // 2, top - (down - height) // 2, across, down


def thumbnail(box: tuple[int, int, int, int], picture: str) -> str:
    """The text of an SVG file that shows one frame on a panel without edges; the view box has its shape."""
    x, y, width, height = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="{x} {y} {width} {height}">'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{PANEL}"/>'
        f'<g stroke="{LINE}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round" '
        'paint-order="stroke">'
        f"{_CLASS.sub(_coloured, picture)}</g></svg>"
    )


def _coloured(match: re.Match[str]) -> str:
    names = match[1]
    return PALETTE.get(names) or PALETTE[names.partition(" ")[0]]
