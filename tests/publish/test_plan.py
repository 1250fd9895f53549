"""What publishing changes, and in which order."""

import hypothesis.strategies as st
from hypothesis import given

from kinesite.publish.plan import Found, plan

PATHS = ("index.html", "a/index.html", "a/index.html.br", "search/latest.js", "assets/1/s.css", "assets/2/s.css.gz")
SETS = st.frozensets(st.sampled_from([*PATHS, "media/p.1.webp", "robots.txt", "assets/2/old.html"]))


@given(wanted=SETS, ours=SETS, there=SETS, same=SETS)
def test_every_file_is_in_one_part_and_none_of_others_is_deleted(
    wanted: frozenset[str], ours: frozenset[str], there: frozenset[str], same: frozenset[str]
):
    found = Found(ours, wanted & there, wanted & there & same)
    made = plan(wanted, found)
    parts = (made.added, made.changed, made.kept)
    assert sorted(path for part in parts for path in part) == sorted(wanted)
    assert set(made.added) == wanted - there
    assert set(made.deleted) == ours - wanted
    assert made.idle == (wanted <= there & same and ours <= wanted)


@given(wanted=SETS, there=SETS)
def test_a_new_page_is_put_before_a_page_that_stays(wanted: frozenset[str], there: frozenset[str]):
    made = plan(wanted, Found(frozenset(), wanted & there, frozenset()))
    order = [(kind(path), path in there) for paths in made.puts for path in paths]
    assert order == sorted(order)
    assert all(len({(kind(path), path in there) for path in paths}) == 1 for paths in made.puts)


@given(wanted=SETS, ours=SETS)
def test_what_a_page_needs_is_put_before_it_and_deleted_after_it(wanted: frozenset[str], ours: frozenset[str]):
    made = plan(wanted, Found(ours, frozenset(), frozenset()))
    puts = [path for paths in made.puts for path in paths]
    deletions = [path for paths in made.deletions for path in paths]
    assert sorted(puts) == sorted(wanted)
    assert sorted(deletions) == sorted(ours - wanted)
    assert [kind(path) for path in puts] == sorted(map(kind, puts))
    assert [kind(path) for path in deletions] == sorted(map(kind, deletions), reverse=True)


def kind(path: str) -> int:
    """0 for what never changes, 1 for what keeps its address, 2 for pages; a compressed form goes with its file."""
    return 0 if path.startswith(("assets/", "media/")) else 2 if ".html" in path else 1


def test_rounds_do_not_overlap():
    made = plan(PATHS, Found(frozenset(), frozenset(), frozenset()))
    assert made.puts == (
        ("assets/1/s.css", "assets/2/s.css.gz"),
        ("search/latest.js",),
        ("a/index.html", "a/index.html.br", "index.html"),
    )


def test_what_is_left_of_an_interrupted_run_is_something_to_do():
    everything = frozenset(PATHS)
    assert plan(PATHS, Found(everything, everything, everything)).idle
    assert not plan(PATHS, Found(everything, everything, everything, begun=frozenset())).idle
