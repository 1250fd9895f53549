"""`new`: a commented draft in the right place, which names every field and what may stand in it.

Law: the fields come from the models themselves, so the draft can never lag behind them; no file is overwritten.
"""

import json
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kinesite.content import addresses, validation
from kinesite.content.entries import BY_NAME, EntryKind
from kinesite.content.schema import Known
from kinesite.content.sources import Root, misnamed
from kinesite.diagnostics import Diagnostic, decoded, did_you_mean, encoded
from kinesite.figures import POSTURES
from kinesite.incremental.engine import Engine
from kinesite.incremental.trace import Codec, Key
from kinesite.pipeline import memory
from kinesite.pipeline.tasks import TASKS
from kinesite.pipeline.world import Options, world
from kinesite.structure.routes import address

CLEAN, MISTAKES, USAGE = 0, 1, 2

BODIES = {
    "exercise": (
        "… Why you would do it, in two or three sentences.\n\n## Get into position\n\n… How to begin.\n\n"
        "## Do it\n\n1. … First step.\n2. … Second step.\n3. … Third step.\n\n"
        "## Common mistakes\n\n- … One.\n- … Two.\n- … Three.\n"
    ),
    "routine": "… What this routine does for you, in two or three sentences.\n",
    "condition": (
        "## What it is\n\n…\n\n## How it usually feels\n\n…\n\n## How it usually goes\n\n…\n\n## What helps\n\n…\n"
    ),
    "area": "… What is there, and what usually hurts, in two or three sentences.\n",
}
"""Texts to write over: each begins with the mark that render.markup refuses to publish."""
_BODY = "… The first paragraph.\n\n## A heading\n\n… More.\n"


def slugged(title: str) -> str:
    """The file name of a title: `Bird dog` becomes `bird-dog`; letters with marks lose them."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def new(root: Path, kind_name: str, title: str, area: str | None, out: TextIO) -> int:
    """Writes a draft and says where. Gives the exit status; 2 for a kind, title or area that cannot be."""
    kind = BY_NAME.get(kind_name)
    if kind is None:
        out.write(f'"{kind_name}" is no kind of entry{did_you_mean(kind_name, BY_NAME)} Known: {", ".join(BY_NAME)}.\n')
        return USAGE
    tasks = {**world(Root(root), Options()), **TASKS}
    engine = Engine(tasks, memory.opened(root, cached=False), Codec(encoded, decoded))
    settings = engine.value(Key("settings"))
    if settings is None:
        out.write(f"There is no usable content/site.yaml in {root}; see --root, and `build.py check`\n")
        return USAGE
    slug = slugged(title)
    path = f"content/{settings.source_language}/{kind.folder}/{slug}.md"
    mistake = misnamed(path, slug)
    if mistake is not None:
        out.write(f"{mistake.message}. {mistake.fix}\n")
        return USAGE
    known = engine.value(Key("known"))
    if area is not None and area not in known["area"]:
        out.write(
            f'unknown area "{area}"{did_you_mean(area, known["area"])} Known: {", ".join(sorted(known["area"]))}.\n'
        )
        return USAGE
    how = "It is a draft: fill it in; `build.py check --drafts` tells what is missing; then remove `draft: true`."
    status = _written(root, path, draft(kind, " ".join(title.split()), area, known), how, out)
    if status == CLEAN:
        _list(root, address(kind.folder, slug), out)
    return status


FIGURE = """\
posture: {posture}
props: []
moves:                     # one picture each, after the start; what a move does not say stays as it was
  - neck: flexion 10       # joint: motion degrees
"""
"""A figure to start from where there is only a posture: it can be drawn as it stands."""


def new_figure(root: Path, title: str, like: str | None, out: TextIO) -> int:
    """Writes a figure to start from, a copy of another or a bare posture. Gives the exit status as `new` does.

    A figure is no draft: nobody meets it before a guide names it.
    """
    slug = slugged(title)
    path = f"content/figures/{slug}.yaml"
    mistake = misnamed(path, slug)
    if mistake is not None:
        out.write(f"{mistake.message}. {mistake.fix}\n")
        return USAGE
    sources = Root(root)
    there = sources.tree("content/figures").paths
    others = {posixpath.basename(one).removesuffix(".yaml"): one for one in there if one.endswith(".yaml")}
    known = (*others, *POSTURES)
    if like not in known:
        asked = f'there is no figure or posture "{like}"{did_you_mean(like, known)}' if like else "Add --like NAME."
        out.write(f"{asked} Figures: {', '.join(others)}. Postures: {', '.join(POSTURES)}.\n")
        return USAGE
    copied = sources.read(others[like]) if like in others else None
    if isinstance(copied, Diagnostic):
        out.write(f"{copied.message}. {copied.fix}\n")
        return MISTAKES
    text = copied.text if copied else FIGURE.format(posture=like)
    how = f"look at /figures/{slug}/ while you write (`build.py serve`); then name it in a guide: `figure: {slug}`"
    return _written(root, path, f"# {' '.join(title.split())}\n{text}", f"docs/figures.md tells the words; {how}.", out)


def _written(root: Path, path: str, text: str, how: str, out: TextIO) -> int:
    """Writes a file that is not there yet, and says how to go on."""
    target = root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        out.write(f"{path} is there already; nothing was changed\n")
        return MISTAKES
    except OSError as failure:
        out.write(f"{path} cannot be written: {failure.strerror}\n")
        return MISTAKES
    out.write(f"{path}\n{how}\n")
    return CLEAN


def _list(root: Path, place: str, out: TextIO) -> None:
    """Writes an address into the list of those ever published, where a site keeps one; all else in it stays.

    The whole new list is written beside the old one and then takes its place, so that nothing can cut it short.
    """
    if not Root(root).exists(addresses.PATH):
        return
    target = (root / addresses.PATH).resolve()
    beside = target.with_name(f".{target.name}.new")
    try:
        text = target.read_bytes().decode("utf-8-sig")
        more = addresses.with_address(text, place)
        if more != text:
            beside.write_bytes(more.encode())
            beside.replace(target)
            out.write(f"{addresses.PATH}: {place}\n")
    except (OSError, UnicodeDecodeError) as failure:
        beside.unlink(missing_ok=True)
        out.write(f"{addresses.PATH} cannot be written ({failure}); add {place} by hand.\n")


def draft(kind: EntryKind, title: str, area: str | None, known: Known) -> str:
    """The text of a draft: every field with what it means and what may stand in it.

    Fields are left empty: an example that was left standing could harm a reader.
    """
    given = {"area": area or "", "disclaimer": kind.name, "review": "{status: unreviewed}"}  # true of every draft
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "draft: true                # remove to publish"]
    for field in validation.described(kind.model):
        if field.name not in ("title", "draft"):
            lines += _field(field, given.get(field.name, ""), known)
    return "\n".join([*lines, "---", "", BODIES.get(kind.name, _BODY)])


def _field(field: validation.Described, value: str, known: Known) -> Iterator[str]:
    choices = field.choices or tuple(sorted(known.get(field.names or "", ())))
    needed = "" if field.required else f" Needed {field.needed}." if field.needed else " May be left out."
    yield f"# {field.description}.{needed}"
    if choices:
        yield f"#   {'some of' if field.many else 'one of'}: {', '.join(choices)}"
    if field.example:
        yield f"#   such as {field.name}: {field.example}"
    yield f"{'' if field.required else '# '}{field.name}: {value}".rstrip()
