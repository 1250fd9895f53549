"""Every kind of target, and what publishing to any of them is.

Law: a dry run does all of it but the last step, and changes nothing.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from kinesite.content.targets import Target
from kinesite.publish import refusals
from kinesite.publish.bucket import Bucket
from kinesite.publish.compression import Compression
from kinesite.publish.git import BRANCH, Git
from kinesite.publish.plan import Found, Plan, plan
from kinesite.publish.rsync import Rsync
from kinesite.publish.stage import Stage


class Open(Protocol):
    """A target that can be looked at and changed. Everything raises `Refused`."""

    name: str
    """What people call it."""

    def found(self, stage: Stage) -> Found:
        """What stands there, beside the files that should; it is asked first."""

    def read(self, path: str) -> bytes | None:
        """The bytes of one file there, as its readers get them."""

    def apply(self, plan: Plan, stage: Stage) -> None:
        """Makes it as it is planned."""


KINDS: Mapping[str, Callable[[Target, Path, Path, Compression], Open]] = {
    "git": lambda target, root, scratch, _: Git(target.git or "", target.branch or BRANCH, root, scratch),
    "rsync": lambda target, root, scratch, _: Rsync(target.rsync or "", root, scratch),
    "s3": lambda target, _root, _scratch, compression: Bucket(target, compression),
}
"""How a target of each kind is opened: what is declared, the site's folder, a folder to work in, compressed forms."""


def planned(target: Open, stage: Stage) -> Plan:
    """What there is to do at a target. Raises `Refused` where files of others are in the way."""
    found = target.found(stage)
    if found.foreign:
        raise refusals.in_the_way(target.name, found.foreign)
    return plan(stage.files, found)
