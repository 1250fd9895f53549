"""The template engine that the tests of templates share."""

import jinja2
import pytest

from tests.templates.gallery import environment


@pytest.fixture(scope="session")
def engine() -> jinja2.Environment:
    """One engine for all tests: it holds no state of a page."""
    return environment()
