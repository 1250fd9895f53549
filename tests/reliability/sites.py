"""A small site whose pages name every kind of file, and what its output must be: whole, complete, old or new."""

import contextlib
import io
import json
import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from kinesite.commands import cli
from kinesite.pipeline.output import MANIFEST, UNFINISHED
from tests.edited import MINIMAL, Edited
from tests.samples import picture

Standing = dict[str, bytes | None]
"""Path to bytes, or to None for a folder: everything in a folder, dotfiles too."""

PAGES = 24
"""Pages besides those of the minimal site, so that writing takes a while."""
_NAMES = re.compile(r'(?:href|src|data-[\w-]+)="([^":#?]+)[^"]*"')
_LOADS = re.compile(r"url\([\"']?([^)\"':#?]+)")
_TEXT = "Rest, breathe out, and begin again when it feels right. " * 40


def grown(folder: Path, pages: int = PAGES) -> Edited:
    """The minimal site with more pages, a picture, scripts and an icon; its pages show thumbnails and movements."""
    shutil.copytree(MINIMAL, folder)
    site = Edited(folder)
    site.put("static/icons/leaf.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.put("static/theme.js", "// theme\n")
    site.put("templates/components/card/card.js", "// card\n")
    site.change("static/base.css", "\n", "\nbody { background: url(icons/leaf.svg) }\n")
    base = '<script src="{{ site.theme_script }}"></script>'
    scripts = '{% for one in site.scripts %}<script src="{{ one }}" defer></script>{% endfor %}'
    site.change("templates/layouts/base.html", "</head>", f"{base}{scripts}</head>")
    thumbnail = '{% if one.thumbnail %}<img src="{{ one.thumbnail }}" alt="">{% endif %}'
    site.change("templates/layouts/parts.html", "{{ one.title }}</a>", f"{{{{ one.title }}}}</a>{thumbnail}")
    motion = '{% if page.figure and page.figure.motion %}<div data-src="{{ page.figure.motion.src }}"></div>{% endif %}'
    site.change("templates/layouts/exercise.html", "{{ safety(page) }}", f"{{{{ safety(page) }}}}{motion}")
    show(site, (30, 20))
    signs = site.text("content/en/pages/warning-signs.md")
    site.put("content/en/pages/warning-signs.md", f"{signs}\n![A mat](../../media/mat.png)\n")
    for number in range(pages):
        front = f"title: Page {number}\nsummary: About thing {number}."
        site.put(f"content/en/pages/page-{number}.md", f"---\n{front}\n---\n{_TEXT}\n\n## What to do\n\nWait.\n")
    return site


def show(site: Edited, size: tuple[int, int]) -> None:
    """Puts a picture into the site, or another in its place."""
    site.put("content/media/mat.png", picture(size))
    site.put("content/media/mat.yaml", "licence: CC0\nauthor: Nobody\nsource: https://example.org/\nalt: A mat\n")


def rewritten(site: Edited) -> None:
    """Another style, figure, picture, title and text: every page changes, and so does everything that it names."""
    site.change("static/base.css", "\n", "\nmain { margin: 2rem }\n")
    site.change("content/figures/cat-cow.yaml", "lumbar: flexion 30", "lumbar: flexion 25")
    show(site, (40, 20))
    site.change("content/en/exercises/cat-cow.md", "title: ", "title: New ")
    site.change("content/en/pages/page-1.md", "Rest, ", "Pause, ")
    site.put("content/en/pages/another.md", "---\ntitle: Another\nsummary: One more.\n---\nText.\n")


def pruned(site: Edited) -> None:
    """Half of the pages, a condition, a picture, a script and an icon are taken away."""
    for number in range(0, PAGES, 2):
        site.path(f"content/en/pages/page-{number}.md").unlink(missing_ok=True)
    site.path("content/en/conditions/low-back-pain.md").unlink()
    site.change("content/en/pages/warning-signs.md", "![A mat](../../media/mat.png)", "")
    shutil.rmtree(site.path("content/media"))
    site.path("templates/components/card/card.js").unlink()
    site.path("static/icons/leaf.svg").unlink()
    site.change("static/base.css", "body { background: url(icons/leaf.svg) }\n", "")


def built(site: Edited, *arguments: str) -> tuple[int, str]:
    """(exit status, all that it said) of a build by the command line, in this process."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = cli.main(["build", "--root", str(site.folder), *arguments])
    return status, said.getvalue()


def clean(site: Edited) -> Standing:
    """What a build from nothing puts into an empty folder."""
    fresh = site.copied(site.folder.parent / "fresh", "content", "templates", "static")
    status, said = built(fresh)
    assert status == 0, said
    found = standing(fresh.output)
    shutil.rmtree(fresh.folder)
    return found


def standing(output: Path) -> Standing:
    """Everything that stands in an output; nothing where there is none."""
    return {
        path.relative_to(output).as_posix(): None if path.is_dir() else path.read_bytes() for path in output.rglob("*")
    }


def faults(found: Standing, *versions: Standing) -> list[str]:
    """What is wrong with an output that may be between these versions; nothing when it is sound."""
    said = [
        f"{path} is of no version: {len(data)} bytes"
        for path, data in found.items()
        if data is not None and _is_published(path) and data not in [one.get(path) for one in versions]
    ]
    always = set.intersection(*({path for path, data in one.items() if data} for one in versions))
    for path in found:
        if path.endswith(".html"):
            named = named_by(path, found)
            said += [
                f"{path} names {one}, which is not there"
                for one in named
                if not one.endswith(".html") and found.get(one) is None
            ]
            if path in always:
                said += [
                    f"{path} links to {one}, which is not there"
                    for one in named
                    if one.endswith(".html") and found.get(one) is None
                ]
    return said


def named_by(path: str, found: Mapping[str, bytes | None]) -> set[str]:
    """Every file of the site that a page names: itself, through its style, or through the address of the search."""
    folder = posixpath.dirname(path)
    text = (found[path] or b"").decode()
    named = {posixpath.normpath(posixpath.join(folder, one)).lstrip("/") for one in _NAMES.findall(text) if "." in one}
    for style in [one for one in named if one.endswith(".css")]:
        loads = _LOADS.findall((found.get(style) or b"").decode())
        named |= {posixpath.normpath(posixpath.join(posixpath.dirname(style), one)) for one in loads}
    latest = (found.get("search/latest.js") or b"").decode().partition("= ")[2].rstrip(";\n")
    data = json.loads(latest)["data"] if latest else "../nowhere.js"
    return named | {"search/latest.js", posixpath.normpath(posixpath.join("search", data))}


def _is_published(path: str) -> bool:
    return path != MANIFEST and not path.startswith(UNFINISHED)
