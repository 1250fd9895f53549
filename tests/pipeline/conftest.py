"""A site that was built once, for tests that go on from there."""

from pathlib import Path

import pytest

from tests.edited import Edited, edited


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """The minimal site, its output and its store; tests take copies."""
    made = edited(tmp_path_factory.mktemp("built"))
    assert made.build().diagnostics == ()
    return made


@pytest.fixture
def site(built: Edited, tmp_path: Path) -> Edited:
    """A copy of the built site that a test may change."""
    return built.copied(tmp_path / "root")
