"""What MkDocs does not know of a site by itself: words, cards of other guides, and lists of them.

Law: all of it is gathered once, before the first page is rendered.
"""

from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Gives templates the words, every guide by its id, and the lists that index pages show."""
    guides = {file.src_uri.removesuffix(".md"): file.page for file in files.documentation_pages()}
    by_folder: dict[str, list[Any]] = defaultdict(list)
    for name, page in guides.items():
        if "/" in name and not name.endswith("/index"):
            by_folder[name.partition("/")[0]].append(page)
    for pages in by_folder.values():
        pages.sort(key=lambda page: (page.meta["weight"], page.meta["title"]))
    words = yaml.safe_load(Path(config.config_file_path).with_name("words.yaml").read_bytes())
    env.globals.update(
        words=words,
        guides=guides,
        folders=by_folder,
        listed=_listed(by_folder),
        letters=_letters(page for pages in by_folder.values() for page in pages),
        series=_grouped(by_folder["guides"], lambda page: page.meta["series"]["id"]),
        topics=_grouped(by_folder["guides"], lambda page: page.meta["topic"]),
        day=lambda date: f"{date.day} {date:%B %Y}",
    )
    return env


def _listed(by_folder: Any) -> dict[str, Any]:
    """By area: the exercises, routines and conditions that it lists."""
    found: dict[str, Any] = defaultdict(lambda: defaultdict(list))
    for folder in ("exercises", "routines", "conditions"):
        for page in by_folder[folder]:
            meta = page.meta
            for area in meta.get("areas") or [meta["area"], *meta.get("also_for", [])]:
                found[area][folder].append(page)
    return found


def _letters(pages: Any) -> list[tuple[str, list[Any]]]:
    ordered = sorted(pages, key=lambda page: page.meta["title"])
    return [(letter, list(same)) for letter, same in groupby(ordered, key=lambda page: page.meta["title"][0])]


def _grouped(pages: Any, key: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for page in pages:
        found[key(page)].append(page)
    return found
