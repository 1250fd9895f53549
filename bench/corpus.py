"""Writes a made-up site of any size to measure with: `python bench/corpus.py FOLDER NUMBER`.

Law: the same number gives the same bytes, and Kinesite builds the site without a mistake. Templates, static files and
words are the shipped ones; the guides are made up, see `guides`.
"""

import datetime as dt
import shutil
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.guides import PICTURE, Guide, Site  # noqa: E402 - found from this folder too

LANGUAGE = Path("content") / "en"
COPIED = (
    "site.yaml",
    "en/vocabulary.yaml",
    "en/strings.yaml",
    "en/safety.yaml",
    "en/wording.yaml",
    "en/disclaimers.yaml",
)
SHORTENED = (
    ("layouts/list.html", "card_list(cards)", "card_list(cards[:[150 // (page.groups|length), 1]|max])"),
    ("layouts/list.html", "card_list(cards, level=2)", "card_list(cards[:150], level=2)"),
    ("layouts/home.html", "card_list(page.routines)", "card_list(page.routines[:12])"),
    ("layouts/home.html", "link_list(page.conditions)", "link_list(page.conditions[:60])"),
    ("layouts/home.html", "link_list(page.guides)", "link_list(page.guides[:60])"),
    ("components/alphabet/macro.html", "in letter.names", "in letter.names[:20]"),
    ("components/trust/macro.html", "in group.statements", "in group.statements[:150]"),
    ("components/finder/macro.html", "in group.items", "in group.items[:[150 // (page.groups|length), 1]|max]"),
)
"""Template, what it says, and what it says here. The shipped templates list every guide on one page, and the budget of
a page (K540) rightly refuses that from about four hundred guides on. Here such a page shows the first of each group;
all of them stand on the pages of their areas."""
PICTURE_NOTE = """licence: CC0 1.0
author: The Kinesite project
source: https://example.org/movement
alt: A grey field in place of a photograph.
"""


def front_matter(fields: Mapping[str, object]) -> str:
    """Fields as an editor writes them: one a line, lists of parts in blocks, all else in brackets."""
    lines = []
    for key, value in fields.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping) and key != "history":
            lines += [f"{key}:", *(line for part in value for line in _block(part, "  "))]
        elif value != []:
            lines.append(f"{key}: {_flow(value)}")
    return "---\n" + "\n".join(lines) + "\n---\n"


def _block(part: Mapping[str, object], indent: str) -> list[str]:
    """One part of a list, over several lines."""
    lines = []
    for key, value in part.items():
        if key == "steps" and isinstance(value, list):
            lines += [f"{indent}  {key}:", *(line for one in value for line in _block(one, indent + "    "))]
        else:
            lines.append(f"{indent}  {key}: {_flow(value)}")
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _flow(value: object) -> str:
    """A value on one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case bool():
            return str(value).lower()
        case dt.date():
            return value.isoformat()
    text = str(value)
    return f"'{text}'" if ": " in text or "," in text else text


def text_of(guide: Guide) -> str:
    """The file of a guide."""
    return front_matter(guide.fields) + guide.body


def picture() -> bytes:
    """A small grey PNG, not compressed, so that its bytes depend on no library's version."""
    width, height = 320, 200
    rows = b"".join(b"\0" + bytes([200]) * width for _ in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def write(folder: Path, number: int) -> int:
    """Write a site of so many guides into a folder that is empty or not there; how many there are."""
    for part in ("templates", "static"):
        shutil.copytree(ROOT / part, folder / part)
    for name, said, says in SHORTENED:
        _replace(folder / "templates" / name, said, says)
    for name in COPIED:
        put(folder / "content" / name, (ROOT / "content" / name).read_bytes())
    put(folder / LANGUAGE / "search.yaml", _search_words().encode())
    put(folder / "content" / "media" / PICTURE, picture())
    put(folder / "content" / "media" / f"{Path(PICTURE).stem}.yaml", PICTURE_NOTE.encode())
    guides = list(Site(number).guides())
    for guide in guides:
        put(folder / LANGUAGE / guide.folder / f"{guide.slug}.md", text_of(guide).encode())
    return len(guides)


def _search_words() -> str:
    """The shipped words of the search, without those that lead to shipped guides."""
    known = yaml.safe_load((ROOT / LANGUAGE / "search.yaml").read_bytes())
    del known["words"]
    text: str = yaml.safe_dump(known, sort_keys=False, allow_unicode=True)
    return text


def _replace(path: Path, said: str, says: str) -> None:
    """Say something else in a template; raises when it does not say so, and says it once."""
    text = path.read_text("utf-8")
    if text.count(said) != 1:
        raise ValueError(f"{path.name} does not say {said} once: correct SHORTENED")
    path.write_text(text.replace(said, says), "utf-8")


def put(path: Path, data: bytes) -> None:
    """Write a file; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    """Write the site that the command names."""
    if len(sys.argv) != 3 or not sys.argv[2].isdecimal():  # noqa: PLR2004 - the command and its two words
        raise SystemExit("python bench/corpus.py FOLDER NUMBER")
    print(f"{write(Path(sys.argv[1]), int(sys.argv[2]))} guides in {sys.argv[1]}")


if __name__ == "__main__":
    main()
