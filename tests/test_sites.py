"""The minimal site is the ground that other tests stand on."""

from pathlib import Path

from tests.sites import tiny_site


def test_the_minimal_site_has_no_mistake(tmp_path: Path):
    built = tiny_site(tmp_path).build()
    assert built.diagnostics == ()
    assert built.publishable
