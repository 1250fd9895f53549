"""Writes docs/fields.md: every field of every kind of entry and of every data file. Run by `make docs`.

Law: names, meanings, forms and examples come from the models; only what binds several fields is told in `RULES`.
"""  # noqa: INP001 - a folder of documents, not a package

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import kinesite.content.schema as s
from kinesite.content.doses import Dose, StatedDose
from kinesite.content.entries import KINDS, Condition, Routine
from kinesite.content.entry import Review
from kinesite.content.exercise import Exercise, Rung
from kinesite.content.finding import SearchWords
from kinesite.content.media import MediaNote
from kinesite.content.schema import Model
from kinesite.content.settings import Settings
from kinesite.content.targets import Target
from kinesite.content.validation import Described, described
from kinesite.content.vocabulary import SHORT_SIGNS, Disclaimer, Safety, Vocabulary
from kinesite.content.wording import Wording

PATH = Path(__file__).parent / "fields.md"

TOP = """# Fields

Every field of every kind of file, with what may stand in it. This page is written by `make docs` from the models that
check the files, so it cannot lag behind them. [editing.md](editing.md) explains the same by example.

How values are written:

- **Text** is one paragraph. Put it in quotation marks if it holds a colon and a space, or begins with a mark such as
  `[`, `{`, `*`, `&`, `!`, `#`, `@` or `"`.
- **A number or a range** is `6` or `6-10`. **Seconds** carry their unit: `5 s` or `5-10 s`.
- **A day** is written year-month-day: `2026-11-22`.
- **A list** is `[mat, chair]`, or one item a line, each after a hyphen.
- Only `true`, `false` and numbers are more than text. Text that looks like one of them needs quotation marks: `'999'`.

A translation writes the fields again that are marked under "Words"; all others come from the original.
"""

DATA_FILES: tuple[tuple[str, str, type[Model]], ...] = (
    ("content/site.yaml", "What holds for the whole site.", Settings),
    ("content/&lt;language&gt;/vocabulary.yaml", "Every id that a guide may use, with its words.", Vocabulary),
    ("content/&lt;language&gt;/safety.yaml", "Warning signs and stop rules.", Safety),
    (
        "content/&lt;language&gt;/disclaimers.yaml",
        "Disclaimers by their ids; each holds these fields.",
        Disclaimer,
    ),
    (
        "content/&lt;language&gt;/wording.yaml",
        "What the checks of wording look for; a language may go without it.",
        Wording,
    ),
    (
        "content/&lt;language&gt;/search.yaml",
        "What readers type and guides do not say; see [editing.md](editing.md#what-the-search-knows).",
        SearchWords,
    ),
    ("content/media/&lt;name&gt;.yaml", "Whose a picture is, and what it shows.", MediaNote),
)
"""(path, what it is for, the model that checks it)."""

RULES: dict[type[Model], str] = {
    Exercise: (
        "An exercise to do needs `dose` and `feel`. One to leave says `advice: leave` and needs `why_not` and "
        "`instead`; `dose`, `easier` and `harder` do not go with it. Each has `figure` or `picture`, not both. "
        "`contraindications` is a list, or the words `none-known`."
    ),
    Routine: "Each stage has at least one step.",
    Condition: "An exercise that `suits` may not have the level `avoid` for anything that the condition `implies`.",
    StatedDose: "At least one of them.",
    Dose: "Exactly one of `reps`, `minutes` and `breaths`. A week has seven days.",
    Rung: "Either `id` or `do`. Steps never lead in a circle, and never up to an easier exercise.",
    Review: "`reviewed` needs all the others; `unreviewed` needs none of them. `next` comes after `on`.",
    Safety: f"One to {SHORT_SIGNS} signs are `short`. All three levels have their words.",
    Target: (
        "Exactly one of `git`, `rsync` and `s3`. `branch` goes with `git`; `endpoint`, `region` and `prefix` go with "
        "`s3`; `compress` goes with `rsync` and `s3`. Passwords and keys come from the environment, never from here."
    ),
    Settings: "`source_language` is one of `languages`. There is at least one emergency number.",
}
"""What binds several fields together, by model."""

FORMS: tuple[tuple[Any, str], ...] = (
    (get_args(s.Seconds)[1], "seconds"),
    (s.Range, "a number or a range"),
    (get_args(s.Slug)[1], "an id"),
    (get_args(s.Url)[1], "a web address"),
    (dt.date, "a day"),
    (bool, "true or false"),
    (int, "a whole number"),
    (str, "text"),
)
"""How values are written, by type or by validator; the first that is found in an annotation counts."""


def fields(model: type[Model]) -> Iterator[tuple[Described, Any, bool]]:
    """(what is known of it, its annotation with its validators, whether it holds words) for each field of a model."""
    infos = {info.alias or name: info for name, info in model.model_fields.items()}
    for field in described(model):
        info = infos[field.name]
        extra = info.json_schema_extra
        yield field, (info.annotation, *info.metadata), isinstance(extra, dict) and bool(extra.get("words"))


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and everything named inside it."""
    yield annotation
    inner = annotation if isinstance(annotation, tuple) else get_args(annotation)
    for part in inner:
        yield from _parts(part)


def models(annotation: Any) -> list[type[Model]]:
    """The models named in an annotation, each once."""
    found = [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, Model)]
    return list(dict.fromkeys(found))


def nested(model: type[Model], seen: dict[type[Model], None]) -> None:
    """Adds every model that stands inside this one to `seen`, the outer ones first."""
    for _field, annotation, _words in fields(model):
        for inner in models(annotation):
            if inner not in seen:
                seen[inner] = None
                nested(inner, seen)


def _link(model: type[Model]) -> str:
    return f"[{model.__name__}](#{model.__name__.lower()})"


def _one_form(field: Described, annotation: Any) -> str:
    """What one value looks like."""
    inner = models(annotation)
    if inner:
        return " or ".join(map(_link, inner))
    if field.choices:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    if field.names:
        return "name of a picture's file" if field.names == "picture" else f"{field.names} id"
    known = list(_parts(annotation))
    return next((words for kind, words in FORMS if kind in known), "text")


def _form(field: Described, annotation: Any) -> str:
    """What the field looks like: one value, a list of them, or one for each id."""
    if "Mapping" in str(annotation):
        return f"id: {_one_form(field, annotation)}"
    return f"list: {_one_form(field, annotation)}" if field.many else _one_form(field, annotation)


def _row(field: Described, annotation: Any, words: bool) -> str:  # noqa: FBT001 - a row of `fields`
    """One line of a table."""
    why = "" if field.why == s.WHY else f" {field.why}"
    example = f"`{field.example}`" if field.example else ""
    need = "yes" if field.required else ""
    spoken = "yes" if words else ""
    cells = (f"`{field.name}`", need, f"{field.description}.{why}", _form(field, annotation), example, spoken)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table(model: type[Model]) -> str:
    """What binds the fields of a model together, then each of them."""
    head = ["| Field | Required | What it is | Form | Example | Words |", "|---|---|---|---|---|---|"]
    rows = [_row(*field) for field in fields(model)]
    rule = [RULES[model], ""] if model in RULES else []
    return "\n".join([*rule, *head, *rows])


def _summary(model: type[Model]) -> str:
    return (model.__doc__ or "").split("\n")[0]


def page() -> str:
    """The whole text of docs/fields.md."""
    parts: dict[type[Model], None] = {}
    blocks = [TOP, "## Kinds of entry\n"]
    for kind in KINDS:
        nested(kind.model, parts)
        place = f"Files: `content/<language>/{kind.folder}/<name>.md`."
        blocks.append(f"### {kind.name.capitalize()}\n\n{_summary(kind.model)} {place}\n\n{table(kind.model)}\n")
    blocks.append("## Data files\n")
    for path, purpose, model in DATA_FILES:
        nested(model, parts)
        blocks.append(f"### {path}\n\n{purpose}\n\n{table(model)}\n")
    blocks.append("## Parts\n\nWhat stands inside the fields above.\n")
    ordered = sorted(parts, key=lambda model: model.__name__)
    blocks += [f"### {part.__name__}\n\n{_summary(part)}\n\n{table(part)}\n" for part in ordered]
    return "\n".join(blocks)


if __name__ == "__main__":
    PATH.write_text(page(), "utf-8")
