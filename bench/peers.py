"""The made-up site again, as Hugo and as MkDocs want it: `python bench/peers.py hugo FOLDER NUMBER`.

Law: each says on its pages what Kinesite's say, from the same texts and the same fields, with templates of its own
kind (`sites/`). What cannot be made alike is told in docs/speed.md.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.corpus import LANGUAGE, front_matter, picture, put  # noqa: E402 - found from this folder too
from bench.guides import PICTURE, Guide, Site  # noqa: E402 - same

SITES = ROOT / "bench" / "sites"
LISTS = {"exercises": "Exercises", "routines": "Routines", "conditions": "Conditions", "guides": "Guides"}
"""The kinds that have an index page, with its title; areas have one besides."""
WORDS = ("contraindications", "equipment", "muscles", "positions", "kinds", "difficulties", "levels")
"""What templates look up in the vocabulary."""


def words() -> dict[str, Any]:
    """All that templates say and no guide does, from the shipped files."""
    known = {name: yaml.safe_load((ROOT / LANGUAGE / f"{name}.yaml").read_bytes()) for name in _FILES}
    site = yaml.safe_load((ROOT / "content" / "site.yaml").read_bytes())
    safety = known["safety"]
    return {
        "description": site["description"],
        "licence": site["licence"],
        "emergency_numbers": site["emergency_numbers"],
        "emergency": {
            **safety["levels"]["emergency"],
            "signs": [sign["short"] for sign in safety["signs"] if sign.get("short")],
        },
        "stop_rule": safety["stop_rule"],
        "disclaimers": known["disclaimers"],
        **{name: known["vocabulary"][name] for name in WORDS},
    }


_FILES = ("vocabulary", "safety", "disclaimers")


def write_hugo(folder: Path, number: int) -> None:
    """Write the site for Hugo."""
    shutil.copytree(SITES / "hugo", folder)
    _shared(folder / "data" / "words.yaml", folder / "static")
    content = folder / "content"
    for kind, title in {**LISTS, "areas": "Areas"}.items():
        put(content / kind / "_index.md", _page({"title": title}))
    put(content / "a-z.md", _page({"title": "All guides A to Z", "layout": "a-z"}))
    for guide in Site(number).guides():
        name = f"{guide.slug}/_index.md" if guide.folder == "areas" else f"{guide.slug}.md"
        put(content / guide.folder / name, _page(_for_hugo(guide), guide.body))


def _for_hugo(guide: Guide) -> dict[str, Any]:
    """The fields under names that mean nothing else to Hugo; areas are a taxonomy."""
    fields = _fields(guide)
    if guide.folder == "exercises":
        fields["exercise_kind"] = fields.pop("kind")
        fields["areas"] = [fields.pop("area"), *fields.pop("also_for")]
    return fields


def _fields(guide: Guide) -> dict[str, Any]:
    """The fields, with a weight; "on" is true to many readers of YAML, so that the day of a change is called so."""
    history = [{"day": change["on"], "note": change["note"]} for change in guide.fields["history"]]
    return {**guide.fields, "history": history, "weight": weight(guide)}


def weight(guide: Guide) -> int:
    """Where it stands in a list: exercises from easy to hard."""
    ranks = {"easy": 1, "moderate": 2, "hard": 3}
    return ranks[guide.fields["difficulty"]] if guide.folder == "exercises" else int(guide.fields.get("order", 1))


def write_mkdocs(folder: Path, number: int) -> None:
    """Write the site for MkDocs."""
    shutil.copytree(SITES / "mkdocs", folder, ignore=shutil.ignore_patterns("__pycache__"))
    docs = folder / "docs"
    _shared(folder / "words.yaml", docs)
    put(docs / "index.md", _page({"title": "Home", "template": "home.html"}))
    put(docs / "a-z.md", _page({"title": "All guides A to Z", "template": "a-z.html"}))
    for kind, title in {**LISTS, "areas": "Areas"}.items():
        put(docs / kind / "index.md", _page({"title": title, "template": "list.html"}))
    for guide in Site(number).guides():
        fields = {**_fields(guide), "template": _TEMPLATES.get(guide.folder, "article.html")}
        put(docs / guide.folder / f"{guide.slug}.md", _page(fields, guide.body))


_TEMPLATES = {
    "areas": "area.html",
    "conditions": "condition.html",
    "exercises": "exercise.html",
    "routines": "routine.html",
}


def _shared(data: Path, static: Path) -> None:
    """The words, the style and the picture, which are the same for both."""
    put(data, yaml.safe_dump(words(), sort_keys=False, allow_unicode=True).encode())
    put(static / PICTURE, picture())
    for name in ("base.css", "favicon.svg"):
        put(static / name, (ROOT / "static" / name).read_bytes())


def _page(fields: Mapping[str, Any], body: str = "") -> bytes:
    return (front_matter(fields) + body).encode()


WRITERS: Mapping[str, Callable[[Path, int], None]] = {"hugo": write_hugo, "mkdocs": write_mkdocs}
"""What writes the site of each peer."""


def main() -> None:
    """Write the site that the command names."""
    if len(sys.argv) != 4 or sys.argv[1] not in WRITERS or not sys.argv[3].isdecimal():  # noqa: PLR2004 - its words
        raise SystemExit("python bench/peers.py hugo|mkdocs FOLDER NUMBER")
    WRITERS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))


if __name__ == "__main__":
    main()
