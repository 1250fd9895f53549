"""Measures five pages of Steady Back with Lighthouse as on a phone, three times each, and prints the medians.

Law: the page travels as a real host sends it, compressed; a median below its mark is a failure. Lighthouse stands
outside the locked packages (its own lock cannot be installed): its version is fixed here, its folder is ignored.
Run by `make lighthouse`.
"""

import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import shipped
from tests.tools import install, machine

VERSION = "12.8.2"
FOLDER = Path(__file__).parents[2] / ".lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {
    "home": "index.html",
    "area": "areas/lower-back/index.html",
    "exercise": "exercises/bird-dog/index.html",
    "routine": "routines/morning-gentle/index.html",
    "finder": "finder/index.html",
}
"""The pages to measure; one that the site does not have is left out."""
MARKS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The least that each category may have."""
TIMES = 3
BROWSER = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
COMPRESSED = (".html", ".css", ".js", ".svg")


class _Host(http.server.SimpleHTTPRequestHandler):
    """Sends files as hosts do: text compressed, connections kept."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            data = gzip.compress(data, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if "assets" in path.parts else "no-cache")
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine; it ends in a slash."""
    handler = functools.partial(_Host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def installed() -> str:
    """Gets Lighthouse into its own folder; gives nothing, or why it could not be had."""
    package = PROGRAM.parents[1] / "package.json"
    if package.exists() and json.loads(package.read_text("utf-8"))["version"] == VERSION:
        return ""
    if not machine.npm():
        return "npm is missing"
    FOLDER.mkdir(exist_ok=True)
    options = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    return install.attempt(*machine.npm(), "install", *options, f"lighthouse@{VERSION}", folder=FOLDER)


def measured(address: str, chromium: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """(points by category, what cost points by category) of one run on a page."""
    command = [
        *(str(machine.node()), str(PROGRAM), address, "--quiet", "--output=json", "--output-path=stdout"),
        *(f"--only-categories={','.join(MARKS)}", f"--chrome-flags={BROWSER}"),
    ]
    environment = {**os.environ, "CHROME_PATH": str(chromium)}
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=180, env=environment, check=False)
    if result.returncode:
        raise RuntimeError(result.stderr.strip().splitlines()[-1] if result.stderr.strip() else "no message")
    report = json.loads(result.stdout)
    points, lost = {}, {}
    for name in MARKS:
        category = report["categories"][name]
        points[name] = round(100 * (category["score"] or 0))
        audits = [report["audits"][one["id"]] for one in category["auditRefs"] if one["weight"]]
        lost[name] = [one["title"] for one in audits if one["score"] is not None and one["score"] < 1]
    return points, lost


def main() -> int:
    """Measure all pages and print the table; 1 when a median is below its mark."""
    chromium = machine.chromium()
    reason = "Chromium is missing" if chromium is None else installed()
    if chromium is None or reason:
        print(f"Lighthouse cannot run: {reason}")
        return 1
    failed = False
    print(f"{'page':10}" + "".join(f"{name:>16}" for name in MARKS))
    with hosted(shipped.folder()) as address:
        for name, path in PAGES.items():
            if not (shipped.folder() / path).exists():
                continue
            runs = [measured(address + path, chromium) for _ in range(TIMES)]
            medians = {mark: statistics.median(points[mark] for points, _lost in runs) for mark in MARKS}
            print(f"{name:10}" + "".join(f"{median:16}" for median in medians.values()), flush=True)
            for mark, least in MARKS.items():
                if medians[mark] < least:
                    failed = True
                    why = dict.fromkeys(title for _points, lost in runs for title in lost[mark])
                    print(f"  {mark} must be {least}: {'; '.join(why)}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
