"""The table of what was measured, and its plots, from made-up numbers."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from itertools import pairwise

import pytest

from bench import plot, report
from bench.process import Taken

FACTS = {"Processor cores": "2"}


def results(cold: float, **more: float) -> Mapping[int, Mapping[str, Taken]]:
    """Numbers of two sizes; the smaller takes a tenth."""
    named = {"Kinesite cold": cold, "Hugo cold": 5.0, "MkDocs cold": 40.0, **more}
    large = {name: Taken(seconds, seconds / 2, seconds * 10) for name, seconds in named.items()}
    return {1000: {name: Taken(one.wall / 10) for name, one in large.items()}, 10_000: large}


def row(text: str, name: str) -> list[str]:
    found = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
    assert found, name
    return [cell.strip() for cell in found[-1].strip("|").split("|")][1:]


def test_each_number_stands_beside_its_ratio_to_the_peers():
    text = report.text(results(8.0), FACTS, 3)
    assert row(text, "Kinesite cold") == ["8", "4", "80", "1.6", "0.2"]
    assert row(text, "Processor cores") == ["2"]
    assert "medians of 3 whole processes" in text


@pytest.mark.parametrize(("cold", "verdict"), [(8.0, "met"), (10.0, "met"), (12.5, "**missed**: 1.2 times that")])
def test_a_target_is_met_up_to_its_limit_and_else_told_how_far_it_is(cold: float, verdict: str):
    assert row(report.text(results(cold), FACTS, 3), "10,000 guides: cold, to Hugo")[-1] == verdict


def test_what_was_not_measured_is_not_called_met():
    text = report.text({}, FACTS, 3)
    for target in report.TARGETS:
        assert row(text, target.name)[1:] == ["not measured", ""]


def test_every_target_is_judged_from_its_own_numbers():
    more = {"no-op": 0.4, "body edit": 0.9, "title edit": 1.5, "template edit": 4.5, "save to page shown": 0.3}
    found = {**results(8.0, **{f"Kinesite {name}": seconds for name, seconds in more.items()})}
    found[100] = {"Kinesite cold": Taken(0.6), "Kinesite no-op": Taken(0.3)}
    measured = {target.name: target.measured(found) for target in report.TARGETS}
    assert list(measured.values()) == pytest.approx([1.6, 0.2, 0.08, 0.18, 0.3, 0.5625, 0.3, 80, 1.0, 0.6, 0.3])


def test_the_chapter_replaces_itself_and_leaves_others_alone():
    first = report.inserted("", report.text(results(8.0), FACTS, 3))
    assert first.startswith("# Results\n\n## Speed\n")
    other = first.replace("## Speed", "## Before\n\nOne.\n\n## Speed") + "\n## Crashes\n\nNone.\n"
    again = report.inserted(other, report.text(results(9.0), FACTS, 3))
    assert re.findall("^## .*", again, re.MULTILINE) == ["## Before", "## Speed", "## Crashes"]
    assert row(again, "Kinesite cold")[0] == "9"
    assert "None." in again
    assert report.inserted(again, report.text(results(9.0), FACTS, 3)) == again


def test_a_plot_has_a_line_with_its_name_for_all_that_was_measured():
    picture = plot.svg(results(8.0), ("Kinesite cold", "Hugo cold", "Kinesite no-op"))
    root = ET.fromstring(picture)  # noqa: S314 - our own
    lines = [one for one in root if one.tag.endswith("polyline")]
    words = [one.text or "" for one in root if one.tag.endswith("text")]
    assert len(lines) == 2
    assert "Kinesite cold, 8 s" in words
    assert "Hugo cold, 5 s" in words
    assert not any("no-op" in word for word in words)
    assert picture == plot.svg(results(8.0), ("Kinesite cold", "Hugo cold", "Kinesite no-op"))


def test_ten_times_the_time_and_the_size_are_as_far_apart_anywhere():
    frame = plot.Frame([(100, 0.1), (10_000, 100)])
    low, middle, high = (frame.at(point) for point in ((100, 0.1), (1000, 1), (10_000, 10)))
    assert middle[0] - low[0] == pytest.approx(high[0] - middle[0])
    assert low[1] - middle[1] == pytest.approx(middle[1] - high[1])
    assert low[1] > high[1]


def test_names_at_the_ends_of_lines_never_cover_each_other():
    picture = plot.svg(results(5.0, **{"Kinesite no-op": 5.0}), ("Kinesite cold", "Hugo cold", "Kinesite no-op"))
    heights = [float(y) for y in re.findall(r'y="([\d.]+)">\w+ [\w-]+, ', picture)]
    assert len(heights) == 3
    assert min(b - a for a, b in pairwise(heights)) >= plot.LINE


def test_the_longest_name_fits_beside_its_line():
    longest = max((name for names in plot.PLOTS.values() for name in names), key=len)
    letter = 7  # pixels on average, at 13 pixels of height
    assert 10 + letter * len(f"{longest}, 12.3 s") <= plot.RIGHT
