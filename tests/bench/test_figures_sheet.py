from pathlib import Path

import pytest

from bench import figures

CSS = figures.COLOURS.read_text("utf-8")


@pytest.fixture(scope="module")
def bridge() -> figures.Drawn:
    return figures.drawn(figures.FIGURES / "bridge.yaml")


def test_the_sheet_shows_each_figure_in_every_scheme_with_its_words(bridge: figures.Drawn):
    page = figures.page([bridge], CSS)
    stills = len(bridge.drawing.frames)
    assert page.count('<svg class="figure"') == 3 * stills
    for scheme in ("light", "dark", "paper"):
        assert f'<div class="row {scheme}">' in page
    assert page.count(bridge.captions[1]) == 3
    assert f"{bridge.size} bytes" in page


def test_the_same_figures_give_the_same_sheet(bridge: figures.Drawn):
    again = figures.drawn(figures.FIGURES / "bridge.yaml")._replace(milliseconds=bridge.milliseconds)
    assert figures.page([bridge], CSS) == figures.page([again], CSS)


def test_each_scheme_keeps_to_its_own_row():
    style = figures.colours(CSS)
    assert ":root" not in style
    assert ".paper .figure" in style.partition("@media all")[2]


def test_what_an_earlier_sheet_left_is_gone(bridge: figures.Drawn, tmp_path: Path):
    folder = tmp_path / "sheet"
    folder.mkdir()
    (folder / "gone.svg").write_text("", "utf-8")
    page = figures.write([bridge], folder)
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.svg", "index.html"]
    assert 'src="bridge.svg"' in page.read_text("utf-8")


def test_a_figure_with_a_mistake_ends_it_with_its_name(tmp_path: Path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("posture: upside-down\nmoves: []\n", "utf-8")
    with pytest.raises(SystemExit, match=r"wrong\.yaml: unknown posture"):
        figures.drawn(wrong)
