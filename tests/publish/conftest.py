"""A small built site, and real places on this machine to publish it to."""

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from kinesite.commands import cli
from tests.edited import Edited
from tests.places import KEYS, Branch, Bucket, Folder, Place, bucket_server
from tests.reliability.sites import grown


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """A server that speaks S3."""
    with bucket_server() as address:
        yield address


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A small site that is built already, so that publishing it does not wait for a build."""
    site = grown(tmp_path_factory.mktemp("ready") / "site", pages=2)
    site.put("content/site.yaml", site.text("content/site.yaml") + "publish: {}\n")
    assert site.run("build").returncode == 0
    return site


@dataclass
class Publisher:
    """A site and the command that publishes it."""

    site: Edited

    def declare(self, **places: str) -> None:
        """Writes targets into site.yaml."""
        before = self.site.text("content/site.yaml").partition("publish:")[0]
        rows = "".join(f"\n  {name}: {place}" for name, place in places.items())
        self.site.put("content/site.yaml", f"{before}publish:{rows or ' {}'}\n")

    def __call__(self, *arguments: str) -> tuple[int, str]:
        """(exit status, all that it said), in this process."""
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            status = cli.main(["publish", *arguments, "--root", str(self.site.folder)])
        return status, said.getvalue()


@pytest.fixture
def publish(ready: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """The command, for a copy of the small site."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(ready.folder, tmp_path / "root")
    return Publisher(Edited(tmp_path / "root"))


@pytest.fixture(params=["folder", "bucket", "branch"])
def place(request: pytest.FixtureRequest, publish: Publisher, tmp_path: Path) -> Place:
    """A target of each kind in turn, declared under the name `here`."""
    kinds: dict[str, Callable[[], Place]] = {
        "folder": lambda: request.getfixturevalue("rsync") and Folder(tmp_path / "www"),
        "bucket": lambda: Bucket(request.getfixturevalue("endpoint"), prefix=tmp_path.name),
        "branch": lambda: Branch(tmp_path / "bare.git"),
    }
    made = kinds[request.param]()
    publish.declare(here=made.declared)
    return made
