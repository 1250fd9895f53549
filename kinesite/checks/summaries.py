"""The rule that no two guides of a language have the same summary."""

from collections.abc import Iterator, Mapping

from kinesite.content.documents import Problem


def twice(summaries: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """(entry id, what is wrong in its front matter) for each summary that an earlier entry has; empty ones are none."""
    first: dict[str, str] = {}
    for entry_id, text in summaries.items():
        if text and text in first:
            message = f"{entry_id} and {first[text]} have the same summary"
            why = "A reader could not tell the two apart in a list or in search results."
            fix = "Say in one of them what the other does not do."
            yield entry_id, Problem(("summary",), "C610", message, why, fix)
        first.setdefault(text, entry_id)
