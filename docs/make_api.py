"""Writes the lower half of docs/api.md: every field of the records. Run by `make docs`.

Law: the JSON Schemas that are published are the only source; the text above the mark stays.
"""  # noqa: INP001 - a folder of documents, not a package

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kinesite.render.api import schema_path
from kinesite.render.api.files import MODELS, schema_text

PATH = Path(__file__).parent / "api.md"
MARK = "<!-- Everything below is written by `make docs`. -->\n"
TYPES = {
    "string": "text",
    "date": "a day, such as `2026-11-22`",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "texts by id",
}

Schema = Mapping[str, Any]


def _form(field: Schema) -> str:
    """What a value may be, in words."""
    match field:
        case {"$ref": str(reference)}:
            name = reference.rpartition("/")[2]
            form = f"[{name}](#{name.lower()})"
        case {"const": value}:
            form = f"`{value}`"
        case {"enum": [*values]}:
            form = ", ".join(f"`{value}`" for value in values)
        case {"anyOf": [*choices]} | {"oneOf": [*choices]}:
            form = " or ".join(_form(one) for one in choices)
        case {"type": "array", "items": items}:
            form = f"list of {_form(items)}"
        case _:
            form = TYPES[field.get("format", field["type"])]
    return form


def _part(name: str, schema: Schema) -> Iterator[str]:
    yield f"#### {name}\n\n{schema['description']}\n\n| Key | Always there | Form | What it says |\n|---|---|---|---|\n"
    needed = schema.get("required", ())
    for key, field in schema["properties"].items():
        yield f"| `{key}` | {'yes' if key in needed else ''} | {_form(field)} | {field['description']}. |\n"
    yield "\n"


def page() -> str:
    """The whole document as it must be."""
    text, told = PATH.read_text("utf-8").partition(MARK)[0] + MARK, set()
    for name in MODELS:
        schema = json.loads(schema_text(name))
        text += f"\n### /{name}\n\nIts schema is `/{schema_path(name)}`.\n\n" + "".join(_part(schema["title"], schema))
        for title, part in schema["$defs"].items():
            if title not in told:
                text += "".join(_part(title, part))
                told.add(title)
    return text.rstrip("\n") + "\n"


if __name__ == "__main__":
    PATH.write_text(page(), "utf-8")
