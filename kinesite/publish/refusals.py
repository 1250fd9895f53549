"""What can keep a site from being published, as messages.

Law: each says in one line what is wrong, whether readers notice, and what to do; none holds a secret.
"""

from collections.abc import Collection

from kinesite.diagnostics import did_you_mean
from kinesite.publish.credentials import scrubbed

UNTOUCHED = "Nothing was published: readers find what they found before."
MIDWAY = "Readers may find some pages new and some old, each whole; the same command again completes it."
_FEW = 3
"""Paths that a message names before it counts."""


class Refused(Exception):  # noqa: N818 - it names what happened
    """The site cannot be published as it was asked."""

    def __init__(self, code: str, message: str, fix: str, why: str = UNTOUCHED) -> None:
        super().__init__(message)
        self.code, self.message, self.fix, self.why = code, scrubbed(message), fix, why

    def midway(self) -> "Refused":
        """The same, after the first change at the target."""
        return Refused(self.code, self.message, self.fix, MIDWAY)


def unknown(name: str, known: Collection[str]) -> Refused:
    """No target has this name."""
    if not known:
        fix = "Write, for example, publish: {pages: {git: origin, branch: gh-pages}}; docs/publishing.md has more."
        return Refused("H901", "no target is declared under publish", fix)
    return Refused("H901", f'there is no target "{name}"{did_you_mean(name, known)}', f"Known are {', '.join(known)}.")


def lacking(what: str, fix: str) -> Refused:
    """A program or a library is not installed here."""
    return Refused("H902", f"{what} is not installed, and this target needs it", fix)


def locked_out(names: Collection[str]) -> Refused:
    """The environment does not hold what the target asks for."""
    fix = f"Set {' and '.join(names)} in the environment of this command; never write them into a file of the site."
    return Refused("H903", f"the environment lacks {' and '.join(names)}", fix)


def unreachable(target: str, said: str) -> Refused:
    """The target, or the program that talks to it, says no."""
    fix = "Look whether the name is right, the place is there, it can be reached, and you may write to it."
    return Refused("H904", f"{target} refuses: {said}", fix)


def in_the_way(target: str, paths: Collection[str]) -> Refused:
    """Files that Kinesite did not put there stand where files of the site belong."""
    shown = ", ".join(sorted(paths)[:_FEW])
    more = f" and {len(paths) - _FEW} more" if len(paths) > _FEW else ""
    fix = "Take them away there if they are an old copy of the site, or publish to a place of its own."
    return Refused("H905", f"{shown}{more} at {target}: Kinesite did not put that there", fix)


def altered(path: str) -> Refused:
    """The output is not what the build left there."""
    fix = "Run the command again, with nothing else at work in the output; it builds first."
    return Refused("H906", f"{path} is not as the build left it", fix)


def unsafe(target: str, reason: str, fix: str) -> Refused:
    """Publishing there would lose something that is not Kinesite's."""
    return Refused("H907", f"{target} {reason}", fix)
