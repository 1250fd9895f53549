"""Where a site is published to: the targets that content/site.yaml declares.

Law: a target names exactly one place, and holds no secret; secrets come from the environment alone.
"""

import re
from collections.abc import Mapping
from typing import Annotated

import kinesite.content.schema as s
from kinesite.content.schema import Model, about
from kinesite.diagnostics import CREDENTIALS

WHY = "Readers see what reaches this place, and nothing else."
KINDS: Mapping[str, tuple[str, ...]] = {
    "git": ("branch",),
    "rsync": ("compress",),
    "s3": ("endpoint", "region", "prefix", "compress"),
}
"""Every kind of place, by its field, and the fields that go with it."""

_ALONE = re.compile(r"https?://", re.IGNORECASE)
"""Addresses in which even a name without a password is a token."""


def _holds_a_secret(text: str) -> bool:
    found = CREDENTIALS.search(text)
    return found is not None and (":" in found[0] or _ALONE.match(text) is not None)


def place(text: str) -> str:
    """An address, a folder or a name, as a program takes it. Raises the refusal of anything else."""
    if _holds_a_secret(text):
        fix = "Take it out, make a new one, and give that by the environment; docs/publishing.md says how."
        raise s.refused("S172", "{field} holds a password or a token, which everybody can read here", fix)
    if not re.fullmatch(r"[^\s\x00-\x1f-][^\s\x00-\x1f]*", text):
        raise s.refused("S171", f"{{field}} cannot be {s.shown(text)}", "Write an address or a folder without blanks.")
    return text


def _formed(pattern: str, form: str) -> object:
    """Accepts a text of one form."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise s.refused("S171", f"{{field}} cannot be {s.shown(text)}", f"Write {form}.")
        return text

    return s.after(check)


Place = Annotated[str, s.after(place)]
_NO_FOLDER = r"(?i:rsync)://[^/]*/*|[^/:\[]*(?:\[[^/\]]*\])?(?::|::/*)"
"""A host alone, or an rsync server without a module: what belongs there would go to some folder that nobody named."""
Folder = Annotated[
    str, s.after(place), _formed(rf"(?!(?:{_NO_FOLDER})$).+", "the folder, too, such as www@example.org:/srv/back/")
]
Branch = Annotated[str, _formed(r"(?!.*(?:\.\.|//|\.lock$|[./]$))[A-Za-z0-9_][\w./-]*", "a branch, such as gh-pages")]
Bucket = Annotated[str, _formed(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket, such as steady-back")]
Region = Annotated[str, _formed(r"[a-z0-9-]{1,40}", "a region, such as eu-west-1")]
Prefix = Annotated[str, _formed(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", "a folder inside the bucket, such as back")]
Host = Annotated[str, _formed(r"(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+", "a domain, such as back.example.org")]
"""A domain alone, without scheme and path."""


class Target(Model):
    """A place that the site is published to: exactly one of `git`, `rsync` or `s3`, and what goes with it."""

    git: Place | None = about(
        "A repository: its address, its folder, or the name of a remote of the repository that the site lies in",
        why=WHY,
        example="origin",
        default=None,
    )
    branch: Branch | None = about(
        "The branch of the repository; `gh-pages` without it", why=WHY, example="gh-pages", default=None
    )
    rsync: Folder | None = about(
        "A folder, here or on a host, as rsync takes it", why=WHY, example="www@example.org:/srv/back/", default=None
    )
    s3: Bucket | None = about("A bucket that speaks S3", why=WHY, example="steady-back", default=None)
    endpoint: s.Url | None = about(
        "Where the bucket is; Amazon without it", why=WHY, example="https://s3.example.org", default=None
    )
    region: Region | None = about("The region of the bucket", why=WHY, example="eu-west-1", default=None)
    prefix: Prefix | None = about(
        "The folder inside the bucket; its top without it", why=WHY, example="back", default=None
    )
    compress: bool | None = about(
        "Whether texts are compressed beforehand: in a bucket instead of the plain ones, over rsync beside them",
        why="Readers on a slow phone wait for every byte.",
        example="true",
        default=None,
    )

    @s.Check
    def _one_place_is_named(self) -> "Target":
        named = [kind for kind in KINDS if getattr(self, kind)]
        if len(named) != 1:
            message = f"{{field}} names {' and '.join(named) or 'no place'}, not exactly one of {', '.join(KINDS)}"
            raise s.refused("S170", message, "Write one of git, rsync or s3.")
        known = (named[0], *KINDS[named[0]])
        for field in type(self).model_fields:
            if getattr(self, field) is not None and field not in known:
                fix = f"Delete {field}; known are {', '.join(known)}."
                raise s.refused("S170", f"{{field}} names {named[0]}, and {field} does not go with it", fix)
        return self

    @property
    def kind(self) -> str:
        """Which of the places it names."""
        return next(kind for kind in KINDS if getattr(self, kind))
