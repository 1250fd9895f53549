"""Publishing to a place that takes one file after another: a host, a bucket.

Law: what is about to be put is listed before the first byte, and what is there stays listed until it is gone. So a
run that was killed leaves nothing that the next one does not know, and no page without what it needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kinesite.pipeline import manifest
from kinesite.pipeline.manifest import UNKNOWN, File
from kinesite.pipeline.output import MANIFEST, UNFINISHED
from kinesite.publish.plan import Plan
from kinesite.publish.refusals import Refused
from kinesite.publish.stage import Stage

BEGUN = f"{UNFINISHED}/list.json"
"""The list of what is about to be put; it is there only while a run is under way, and after one that was killed."""


class Place(Protocol):
    """What such a place can do. Each raises `Refused`."""

    def put(self, stage: Stage, paths: tuple[str, ...]) -> None:
        """Puts files there, each whole at once, in any order."""

    def delete(self, stage: Stage, paths: tuple[str, ...]) -> None:
        """Deletes files, in any order; one that is not there is none to be missed."""

    def note(self, name: str, text: bytes) -> None:
        """Writes one of the two lists."""

    def facts(self, path: str, file: File) -> File:
        """What the list says of a file that is there."""

    def finish(self) -> None:
        """Takes away what only a run under way needs."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What the two lists of a place say."""

    files: Mapping[str, File]
    """What is known of Kinesite's files; nothing of those that may hold anything."""
    begun: frozenset[str] | None
    """What the second list holds; None where there is none."""


def listed(mine: bytes | None, begun: bytes | None) -> Lists:
    """The two lists from their texts."""
    if begun is None:
        return Lists(manifest.parsed(mine or b""), None)
    paths = manifest.parsed(begun)
    return Lists(manifest.parsed(mine or b"") | dict.fromkeys(paths, UNKNOWN), frozenset(paths))


def carried_out(place: Place, plan: Plan, stage: Stage) -> None:
    """Makes a place as it is planned."""
    coming = {*plan.added, *plan.changed, *(plan.begun or ())}
    place.note(BEGUN, manifest.written(dict.fromkeys(coming, UNKNOWN)))
    try:
        for paths in plan.puts:
            place.put(stage, paths)
        for paths in plan.deletions:
            place.delete(stage, paths)
        place.note(MANIFEST, manifest.written({path: place.facts(path, file) for path, file in stage.files.items()}))
        place.finish()
    except Refused as refused:
        raise refused.midway() from None
