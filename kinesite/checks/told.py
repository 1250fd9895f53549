"""Every rule without which nothing is published, by the name under which a page tells readers of it.

Law: what stands here runs in every build and is an error where it is broken, so no page can claim a check that does
not exist. Rules that only warn are not told.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kinesite.checks import clinical, doses, links, page, pictured, styles, summaries
from kinesite.content.validation import validated

_TABLES: tuple[Callable[..., Any], ...] = (*page.CHECKS, *clinical.RULES)

RULES: Mapping[str, Callable[..., Any]] = {
    **{rule.__name__.strip("_"): rule for rule in _TABLES},
    "fields": validated,
    "position": pictured.elsewhere,
    "doses": doses.judged,
    "summaries": summaries.twice,
    "links": links.check,
    "styles": styles.elsewhere,
}
"""A rule of the tables `page.CHECKS` and `clinical.RULES` is named as its function is."""
