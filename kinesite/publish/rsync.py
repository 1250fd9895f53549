"""A folder, here or on a host, that rsync writes to.

Law: rsync compares contents, never times; each file is written beside its place and renamed into it.
"""

from collections.abc import Iterable
from pathlib import Path

from kinesite.pipeline.manifest import File
from kinesite.pipeline.output import MANIFEST, UNFINISHED
from kinesite.publish import credentials, refusals, steps
from kinesite.publish.plan import Found, Plan, folders_round
from kinesite.publish.programs import Program
from kinesite.publish.stage import Stage, emptied
from kinesite.publish.steps import BEGUN


def is_here(place: str) -> bool:
    """Whether a place is a folder of this machine, by rsync's own rule: no colon before the first slash."""
    return ":" not in place.partition("/")[0]


class Rsync:
    """A target that is a folder."""

    def __init__(self, place: str, root: Path, scratch: Path) -> None:
        here = is_here(place)
        self.name = place
        self._place = f"{root / place if here else place}".rstrip("/") + "/"
        self._folder = Path(self._place) if here else None
        self._site = root
        self._scratch = scratch
        ssh = {"RSYNC_RSH": credentials.given("RSYNC_RSH") or "ssh -o BatchMode=yes -o ConnectTimeout=30"}
        password = {credentials.RSYNC: credentials.given(credentials.RSYNC)}  # even an empty one: nobody is asked
        self._rsync = Program(
            ("rsync", "--timeout=60", "--from0", "--8-bit-output"),
            place,
            credentials.environment(**ssh, **password),
            root,
            keeps_lock=True,
        )

    def found(self, stage: Stage) -> Found:
        """What stands there, beside the files that should. A folder or a link in the place of a file counts, too."""
        self._refuse_sources()
        got = self._got(MANIFEST, BEGUN)
        lists = steps.listed(*(got.data(name) if got.holds(name) else None for name in (MANIFEST, BEGUN)))
        lacking, differing = (self._differing(stage, *more) for more in (("--ignore-existing",), ()))
        paths = frozenset(stage.files)
        return Found(frozenset(lists.files), paths - lacking, paths - differing, lists.begun)

    def read(self, path: str) -> bytes | None:
        """The bytes of one file there."""
        got = self._got(path)
        return got.data(path) if got.holds(path) else None

    def apply(self, plan: Plan, stage: Stage) -> None:
        """Makes it as it is planned."""
        steps.carried_out(self, plan, stage)

    def put(self, stage: Stage, paths: tuple[str, ...]) -> None:
        """Puts files there."""
        self._send(stage.folder, paths, f"--temp-dir={UNFINISHED}")

    def delete(self, stage: Stage, paths: tuple[str, ...]) -> None:
        """Deletes files and the folders that are empty then; all else is protected from rsync.

        What protects is said in the command itself, not in a list that rsync reads: half a list deletes less, never
        more.
        """
        folders = {f"{folder}/" for path in paths for folder in folders_round(path)}
        rules = self._written(f"R /{_literal(path)}" for path in (*paths, *sorted(folders)))
        how = (f"--filter=merge {rules}", "--filter=P *", "--existing", "--ignore-existing")
        self._rsync.run("--recursive", "--delete", *how, f"{stage.folder}/", self._place)

    def note(self, name: str, text: bytes) -> None:
        """Writes one of the two lists; the first makes the folder that other files are renamed from."""
        lists = Stage(emptied(self._scratch / "lists"))
        lists.add(name, text)
        self._send(lists.folder, lists.files, *(() if name == BEGUN else (f"--temp-dir={UNFINISHED}",)))

    def facts(self, _path: str, file: File) -> File:
        """What the list says of a file that is there."""
        return file

    def finish(self) -> None:
        """Takes the folder away that files were renamed from."""
        how = (f"--filter=+ /{UNFINISHED}/***", "--filter=- *")
        self._rsync.run("--recursive", "--delete", *how, f"{emptied(self._scratch / 'empty')}/", self._place)

    def _got(self, *paths: str) -> Stage:
        """Some files from there, as far as they are there."""
        got = Stage(emptied(self._scratch / "got"))
        how = (f"--files-from={self._written(paths)}", "--ignore-missing-args")
        self._rsync.run(*how, self._place, f"{got.folder}/")
        return got

    def _differing(self, stage: Stage, *options: str) -> set[str]:
        """The files that rsync would send."""
        _status, said = self._send(stage.folder, stage.files, "--dry-run", "--out-format=%n", *options)
        return set(said.decode().split("\n"))  # a name may hold what else ends a line

    def _send(self, folder: Path, paths: Iterable[str], *options: str) -> tuple[int, bytes]:
        """Sends some files of a folder, as far as they differ."""
        how = ("--checksum", "--keep-dirlinks", "--chmod=D755,F644", f"--files-from={self._written(paths)}", *options)
        return self._rsync.run(*how, f"{folder}/", self._place)

    def _written(self, lines: Iterable[str]) -> Path:
        """A file of texts, as rsync takes them when they may hold anything; it is whole before rsync begins."""
        said = Stage(emptied(self._scratch / "said"))
        said.add("lines", b"".join(line.encode() + b"\0" for line in sorted(lines)))
        return said.folder / "lines"

    def _refuse_sources(self) -> None:
        """Publishing into the site's own folders would mix them with what is made from them."""
        if self._folder is None:
            return
        wanted = self._folder.resolve()
        for name in ("content", "templates", "static", "site", ".kinesite"):
            own = (self._site / name).resolve()
            if wanted == own or own in wanted.parents or wanted in own.parents:
                raise refusals.unsafe(self.name, f"would mix the site with {name}/", "Choose a folder elsewhere.")


def _literal(path: str) -> str:
    """A path as a pattern that fits nothing else."""
    if not any(mark in path for mark in "*?["):
        return path
    return "".join("\\" + one if one in "\\*?[" else one for one in path)
