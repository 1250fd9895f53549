"""A branch of a git repository.

Law: a branch changes as a whole or not at all, and only by a commit upon what it held; files of others stay. The
repository that the site lies in is never touched: the commit is made in one of our own, which is thrown away.
"""

import hashlib
import importlib.util
import sys
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from kinesite.pipeline import manifest
from kinesite.pipeline.output import MANIFEST
from kinesite.publish import credentials, refusals
from kinesite.publish.plan import Found, Plan, folders_round
from kinesite.publish.programs import Program
from kinesite.publish.stage import Stage, emptied

BRANCH = "gh-pages"
_PLAIN = "100644"
"""How git marks a plain file."""
_NO_SUCH_BRANCH = 2
"""How `git ls-remote --exit-code` says so."""
_MESSAGE = "Publish the site"


class Git:
    """A target that is a branch."""

    def __init__(self, place: str, branch: str, root: Path, scratch: Path) -> None:
        self.name = f"{place} ({branch})"
        self._branch, self._ref = branch, f"refs/heads/{branch}"
        self._folder = emptied(scratch / "repository")
        here = Program(("git",), self.name, _environment(), root)
        self._address = _address(place, here)
        self._git = replace(here, folder=self._folder, environment={**here.environment, **_authority(self._address)})
        self._committer = {
            "GIT_COMMITTER_NAME": _configured(here, "user.name") or "Kinesite",
            "GIT_COMMITTER_EMAIL": _configured(here, "user.email") or "kinesite@localhost",
        }
        self._there: dict[str, tuple[str, str]] = {}
        """Path to the mode and the digest of what the branch holds."""

    def found(self, stage: Stage) -> Found:
        """What the branch holds, beside the files that should."""
        self._git.run("init", "--quiet", "--bare", f"--initial-branch={self._branch}")
        self._git.run("config", "core.autocrlf", "false")
        for name, value in (("url", self._address), ("promisor", "true"), ("partialclonefilter", "blob:none")):
            self._git.run("config", f"remote.origin.{name}", value)
        status, _said = self._git.run("ls-remote", "--exit-code", "origin", self._ref, fine=(0, _NO_SUCH_BRANCH))
        if status != _NO_SUCH_BRANCH:
            how = ("--quiet", "--depth=1", "--no-tags", "--filter=blob:none")
            self._git.run("fetch", *how, "origin", f"+{self._ref}:{self._ref}")
            self._there = self._held()
        paths = frozenset(stage.files)
        there = paths & self._there.keys()
        same = frozenset(path for path in there if self._there[path] == (_PLAIN, _digest(stage.data(path))))
        ours = frozenset(manifest.parsed(self.read(MANIFEST) or b"")) & self._there.keys()
        self._refuse_others({*paths, MANIFEST}, self._there.keys() - ours - paths - {MANIFEST})
        return Found(ours, there, same)

    def read(self, path: str) -> bytes | None:
        """The bytes of one file of the branch."""
        if path not in self._there:
            return None
        return self._git.run("cat-file", "blob", f"{self._ref}:{path}")[1]

    def apply(self, plan: Plan, stage: Stage) -> None:
        """Makes the branch as it is planned, in one commit."""
        if importlib.util.find_spec("ghp_import") is None:
            fix = "Run `make publish TARGET=…`, which installs it, or `pip install 'kinesite[git]'`."
            raise refusals.lacking("ghp-import", fix)
        others = {one: self._there[one] for one in self._there.keys() - stage.files.keys() - {*plan.deleted, MANIFEST}}
        self._take_over(sorted(others), stage)
        stage.add(MANIFEST, manifest.written(stage.files))
        wanted = others | {path: (_PLAIN, _digest(stage.data(path))) for path in stage.files}
        command, environment = (sys.executable, "-m", "ghp_import"), {**self._git.environment, **self._committer}
        committer = replace(self._git, command=command, environment=environment)
        committer.run(f"--branch={self._branch}", f"--message={_MESSAGE}", str(stage.folder))
        lost = {path for path, _held in self._held().items() ^ wanted.items()}
        if lost:
            reason = f"holds {min(lost)}, which is no plain file and would be changed"
            raise refusals.unsafe(self.name, reason, "Publish to a branch of its own.")
        self._git.run("push", "--quiet", "origin", f"{self._ref}:{self._ref}")

    def _refuse_others(self, wanted: AbstractSet[str], others: AbstractSet[str]) -> None:
        """A file or a link of others in the place of a folder of the site, a folder of theirs in that of a file, and a
        name that ghp-import cannot carry over.
        """
        folders = {folder for path in wanted for folder in folders_round(path)}
        crossing = {path for path in others if path in folders or not wanted.isdisjoint(folders_round(path))}
        if crossing:
            raise refusals.in_the_way(self.name, crossing)
        for path in sorted(others):
            name = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
            if name != path:
                reason = f"holds {name}, whose name is not UTF-8 text, so that the file would be lost"
                raise refusals.unsafe(self.name, reason, "Rename it there, or publish to a branch of its own.")

    def _take_over(self, paths: list[str], stage: Stage) -> None:
        """Puts files of others beside the staged ones: a commit of ghp-import holds what is in one folder."""
        if paths:
            listed = "\0".join(paths).encode()
            self._git.run(
                "--literal-pathspecs",
                f"--work-tree={stage.folder}",
                *("checkout", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul", self._ref),
                given=listed,
            )

    def _held(self) -> dict[str, tuple[str, str]]:
        """Path to mode and digest of all that the branch holds."""
        _status, listed = self._git.run("ls-tree", "-r", "-z", "--full-tree", self._ref)
        rows = (row.partition("\t") for row in listed.decode(errors="surrogateescape").split("\0") if row)
        return {path: (facts.split()[0], facts.split()[2]) for facts, _tab, path in rows}


def _environment() -> dict[str, str]:
    """What git is told: nobody is there to be asked, and none of the repositories around is meant."""
    told = credentials.environment(
        GIT_TERMINAL_PROMPT="0",
        GIT_ASKPASS="",  # not left out: git would then ask by core.askPass, or by SSH_ASKPASS
        GIT_SSH_COMMAND=credentials.given("GIT_SSH_COMMAND") or "ssh -o BatchMode=yes -o ConnectTimeout=30",
    )
    around = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
    return {name: value for name, value in told.items() if name not in around}


def _authority(address: str) -> dict[str, str]:
    """The token of the environment, for one address alone; git takes it without anybody seeing it among its words."""
    token = credentials.given(credentials.GIT_TOKEN)
    if not (token and address.startswith("https://")):
        return {}
    before = credentials.given("GIT_CONFIG_COUNT")
    number = int(before) if before.isdecimal() else 0
    return {
        "GIT_CONFIG_COUNT": f"{number + 1}",
        f"GIT_CONFIG_KEY_{number}": f"http.{address}.extraHeader",
        f"GIT_CONFIG_VALUE_{number}": f"Authorization: Basic {credentials.basic(token)}",
    }


def _configured(git: Program, name: str) -> str:
    """A value of the configuration that holds for the site's folder; empty where there is none."""
    return git.run("config", "--get", name, fine=(0, 1))[1].decode(errors="replace").strip()


def _address(place: str, git: Program) -> str:
    """The address of a repository: as it is written, a folder from the root, or that of a remote with this name."""
    address = place if ":" in place or "/" in place else _configured(git, f"remote.{place}.url") or place
    if ":" in address:
        return address
    folder = git.folder / address
    if not folder.exists():
        raise refusals.unreachable(place, "there is no such folder, and no such remote of this repository")
    return str(folder.resolve())


def _digest(data: bytes) -> str:
    """The name of a content in git."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
