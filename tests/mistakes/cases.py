"""The tables of mistakes: what is changed in the minimal site, and every message that must come of it.

A case of a table is a mapping:

    law       what holds, in words; the test's name
    in        a file of tests/roots/minimal
    change    what to replace in it: old text to new text, the first place each
    copy      other files of the minimal site: path to new path
    write     files to write: path to text
    also      more changes: path to {old text: new text}
    remove    files to take away
    expect    all messages, in order; none when the key is missing

and an expected message is a mapping:

    at        path:line:column
    error     its code (or `warning`)
    says      the message
    fix       a part of the fix
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kinesite.diagnostics import Diagnostic
from tests.sites import TinySite, tiny_site


@dataclass(frozen=True)
class Case:
    """One row of a table."""

    law: str
    expect: tuple[dict[str, str], ...] = ()
    change: dict[str, dict[str, str]] = field(default_factory=dict)
    copy: dict[str, str] = field(default_factory=dict)
    write: dict[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()

    def site(self, folder: Path) -> TinySite:
        """The minimal site with this mistake in it."""
        site = tiny_site(folder)
        for path, new_path in self.copy.items():
            site.put({new_path: (site.folder / path).read_bytes()})
        site.put({**self.write, **dict.fromkeys(self.remove)})
        for path, replaced in self.change.items():
            for old, new in replaced.items():
                site.change(path, old, new)
        return site


def cases(table: Path) -> Iterator[Case]:
    """The cases of a table. Raises TypeError for a key that no case has."""
    for row in yaml.safe_load(table.read_text("utf-8")):
        change: dict[str, Any] = dict(row.pop("also", {}))
        if "in" in row:
            change[row.pop("in")] = row.pop("change")
        expect, remove = tuple(row.pop("expect", ())), tuple(row.pop("remove", ()))
        yield Case(**row, expect=expect, change=change, remove=remove)


def mismatch(expected: dict[str, str], found: Diagnostic) -> str:
    """How a diagnostic differs from what was expected, or nothing."""
    seen = {
        "at": str(found.span),
        str(found.severity): found.code,
        "says": found.message,
        "fix": found.fix,
    }
    wrong = [
        f"{key}: expected {wanted!r}, found {seen.get(key)!r}"
        for key, wanted in expected.items()
        if not (wanted in seen.get(key, "") if key == "fix" else wanted == seen.get(key))
    ]
    return "; ".join(wrong)
