"""The looks: no file is missing, nothing comes from elsewhere, and the page stays light."""

import gzip
import re
from pathlib import Path

import pytest

from tests.templates.gallery import COMPONENTS, ROOT, SOURCES_OF_STYLE

STATIC = ROOT / "static"
SHEETS = SOURCES_OF_STYLE
SCRIPTS = sorted([*STATIC.glob("*.js"), *COMPONENTS.glob("*/*.js")])


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _bare(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", SHEETS, ids=_name)
def test_a_stylesheet_refers_only_to_files_that_are_there(path: Path):
    for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", _bare(path)):
        assert (STATIC / address).is_file(), address
    assert "@import" not in _bare(path)


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=_name)
def test_nothing_comes_from_elsewhere(path: Path):
    assert "//" not in re.sub(r"(?m)^\s*//.*$", "", _bare(path))


@pytest.mark.parametrize("path", SHEETS, ids=_name)
def test_styles_know_no_left_or_right(path: Path):
    """Logical properties serve both directions of writing."""
    side = "(?:left|right)"
    physical = rf"(?<![\w-])(?:(?:margin|padding|border|inset)-)?{side}\s*:|text-align:\s*{side}"
    assert not re.findall(physical, _bare(path))


def test_both_dark_themes_are_the_same():
    text = (STATIC / "tokens.css").read_text("utf-8")
    device = re.search(r':root:not\(\[data-theme="light"\]\) {(.*?)}', text, flags=re.DOTALL)
    chosen = re.search(r'\n:root\[data-theme="dark"\] {(.*?)}', text, flags=re.DOTALL)
    assert device
    assert chosen
    assert device[1].split() == chosen[1].split()


def test_every_custom_property_is_defined():
    text = "".join(_bare(path) for path in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= defined, used - defined


def test_every_class_that_is_styled_is_used():
    templates = "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    for path in SHEETS:
        if path.name == "figure.css":
            continue
        for name in re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)|[\d.]+\w*", " ", _bare(path))):
            stem = name.rsplit("-", 1)[0]
            assert name in templates or f"{stem}-{{{{" in templates, f"{path.name}: .{name}"


def test_the_stylesheet_and_the_scripts_are_light():
    style = "".join(path.read_text("utf-8") for path in SHEETS)
    script = "".join(path.read_text("utf-8") for path in SCRIPTS)
    assert len(gzip.compress(style.encode())) <= 12_000
    assert len(gzip.compress(script.encode())) <= 10_000


def test_scripts_run_from_disk():
    """Classic scripts: no module, no request, nothing evaluated."""
    for path in SCRIPTS:
        assert not re.search(r"\b(?:import|export|fetch|eval|XMLHttpRequest)\b", _bare(path)), path.name


def test_the_font_comes_with_its_licence():
    fonts = {path.suffix for path in (STATIC / "fonts").iterdir()}
    assert fonts == {".woff2", ".txt"}
    licence = next((STATIC / "fonts").glob("*LICENSE.txt")).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
