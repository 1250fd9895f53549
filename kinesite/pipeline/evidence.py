"""Tasks for the page of what has been checked: what each entry states of itself, and which rules a build keeps.

Law: it is read from the entries and from the table of rules, never written down a second time.
"""

from collections.abc import Iterable

from kinesite.checks.told import RULES
from kinesite.incremental.trace import Context
from kinesite.pipeline.entries import Read
from kinesite.pipeline.records import RECEIPT
from kinesite.render.material import Evidence, Stated
from kinesite.render.trust import stated


def statement(context: Context, entry_id: str) -> Stated | None:
    """What an entry states of itself; kept, so that other edits of it concern its own page alone."""
    read: Read = context.need("original", entry_id)
    return stated(read.entry) if read.entry else None


def evidence(context: Context, listed: Iterable[str]) -> Evidence:
    """The evidence for the entries that a page lists."""
    found: dict[str, Stated | None] = {one: context.need("statement", one) for one in listed}
    known = {one: said for one, said in found.items() if said is not None}
    return Evidence(known, tuple(RULES), f"/{RECEIPT}" if context.need("option", "receipt") else "")
