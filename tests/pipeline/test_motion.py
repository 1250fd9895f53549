"""The movement of a figure as a file: published for pages that play it, and made again only when the figure changes."""

import gzip
from pathlib import Path

from kinesite.pipeline.planning import content_of
from kinesite.render.material import Motion
from tests import samples, shipped
from tests.edited import Edited
from tests.sites import tiny_site

PAGE = "exercises/pelvic-tilt/index.html"
FIGURE = "content/figures/pelvic-tilt.yaml"
GUIDE = "content/en/exercises/pelvic-tilt.md"
SHOWN = "{% if page.figure %}"
MARK = '{% if page.figure and page.figure.motion %}<b data-src="{{ page.figure.motion.src }}"></b>{% endif %}'


def _movements(site: Edited) -> dict[str, bytes]:
    found = sorted((site.output / "media" / "figures").glob("*.js"))
    return {path.name: path.read_bytes() for path in found}


def test_a_movement_is_a_script_that_gives_it_to_the_player(site: Edited):
    site.build()
    [name] = [name for name in _movements(site) if name.startswith("pelvic-tilt.")]
    text = _movements(site)[name].decode()
    assert text.startswith('movement({"box":')
    assert text.endswith("});\n")


def test_the_page_says_where_it_is(site: Edited):
    layout = "templates/layouts/exercise.html"
    site.put(layout, site.text(layout).replace(SHOWN, MARK + SHOWN))
    site.build()
    address = (site.output / PAGE).read_text("utf-8").partition('data-src="')[2].partition('"')[0]
    assert (site.output / PAGE).parent.joinpath(address).is_file()


def test_only_an_edited_figure_makes_its_movement_again(site: Edited):
    site.build()
    before = _movements(site)
    site.put(GUIDE, site.text(GUIDE).replace("A first movement", "Some first movement"))
    assert not [key for key in site.build().ran if key.startswith("motion ")]
    site.put(FIGURE, site.text(FIGURE).replace("posterior tilt 14", "posterior tilt 10"))
    assert [key for key in site.build().ran if key.startswith("motion ")] == ["motion pelvic-tilt"]
    after = _movements(site)
    assert len(after) == len(before)
    assert {name.partition(".")[0] for name in after.keys() - before.keys()} == {"pelvic-tilt"}


def test_what_goes_on_for_minutes_is_not_played(site: Edited):
    text = site.text(GUIDE)
    dose = next(line for line in text.splitlines() if line.startswith("dose:"))
    site.put(GUIDE, text.replace(dose, "dose: {minutes: 5}"))
    site.build()
    assert not [name for name in _movements(site) if name.startswith("pelvic-tilt.")]


def test_the_tempo_is_the_dose_s_own(tmp_path: Path):
    minimal = tiny_site(tmp_path)
    text = (minimal.folder / GUIDE).read_text("utf-8")
    dose = next(line for line in text.splitlines() if line.startswith("dose:"))
    minimal.change(GUIDE, dose, "dose: {reps: 5, hold: 7-9 s}")
    figure = samples.view(minimal, "/exercises/pelvic-tilt/").figure
    assert (figure.motion.move, figure.motion.hold, figure.motion.back) == (2, 7, 2)


def test_its_bytes_are_its_text():
    assert content_of(Motion("/x.js", "movement(1);\n"), "x") == b"movement(1);\n"


def test_every_published_movement_is_light():
    files = list((shipped.folder() / "media" / "figures").glob("*.js"))
    assert len(files) > 40
    assert max(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files) <= 8_000
