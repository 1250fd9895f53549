"""What publishing changes at a target, and in which order.

Law: what a page needs is there before the page, and goes after it; nothing that is not Kinesite's is touched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinesite.render.hosting import is_lasting

COMPRESSED = (".br", ".gz")
"""Endings of a compressed form that stands beside its file, and belongs to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a target, beside the files that should."""

    ours: frozenset[str]
    """What Kinesite put there, or was about to put there when it was interrupted."""
    there: frozenset[str]
    """Files of the site in whose place there is something."""
    same: frozenset[str]
    """Those of them that are as they should be."""
    begun: frozenset[str] | None = None
    """What it was about to put there when it was interrupted; None when it was not."""

    @property
    def foreign(self) -> frozenset[str]:
        """Files of the site in whose place there is something of somebody else."""
        return self.there - self.same - self.ours


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done; each part is sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that are as they should be."""
    begun: frozenset[str] | None = None
    """What a publishing that was interrupted had been about to put there."""

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.changed or self.deleted) and self.begun is None

    @property
    def puts(self) -> tuple[tuple[str, ...], ...]:
        """What is put there, in rounds: each is complete before the next begins. A new page is there before a page
        that stays leads to it.
        """
        added, changed = _rounds(self.added), _rounds(self.changed)
        return tuple(paths for pair in zip(added, changed, strict=True) for paths in pair if paths)

    @property
    def deletions(self) -> tuple[tuple[str, ...], ...]:
        """What is deleted, in rounds, the other way round."""
        return tuple(paths for paths in _rounds(self.deleted)[::-1] if paths)


def plan(wanted: Iterable[str], found: Found) -> Plan:
    """What makes a target hold the wanted files, and no other of Kinesite's."""
    paths = frozenset(wanted)
    return Plan(
        added=tuple(sorted(paths - found.there)),
        changed=tuple(sorted((paths & found.there) - found.same)),
        deleted=tuple(sorted(found.ours - paths)),
        kept=tuple(sorted(paths & found.same)),
        begun=found.begun,
    )


def _rounds(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Paths by what may be put at once: what never changes its address, other files, pages."""
    rounds: Mapping[int, list[str]] = {0: [], 1: [], 2: []}
    for path in sorted(paths):
        rounds[_round(path)].append(path)
    return tuple(map(tuple, rounds.values()))


def _round(path: str) -> int:
    plain = path.removesuffix(COMPRESSED[0]).removesuffix(COMPRESSED[1])
    return 0 if is_lasting(plain) else 2 if plain.endswith(".html") else 1


def folders_round(path: str) -> Iterable[str]:
    """The folders round a file."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
