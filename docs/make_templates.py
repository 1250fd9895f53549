"""Writes the lower half of docs/templates.md: what layouts and components are given. Run by `make docs`.

Law: the views' own code and the components' own params.yaml are the only source; the text above the mark stays.
"""  # noqa: INP001 - a folder of documents, not a package

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

from kinesite.render import templating
from kinesite.render.pages import PAGES

ROOT = Path(__file__).parent.parent
PATH = Path(__file__).parent / "templates.md"
VIEWS = ("pages", "parts", "head", "finding", "news", "trust", "design")
MARK = "<!-- Everything below is written by `make docs`. -->\n"


def _classes(name: str) -> Iterator[ast.ClassDef]:
    tree = ast.parse((ROOT / f"kinesite/render/views/{name}.py").read_text("utf-8"))
    yield from (node for node in tree.body if isinstance(node, ast.ClassDef))


def _told(node: ast.stmt | None) -> str:
    """The text of a docstring under a field; empty for any other statement."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def _fields(view: ast.ClassDef) -> Iterator[str]:
    """A row for each field of a view."""
    for node, following in zip(view.body, [*view.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            kind = ast.unparse(node.annotation).replace("|", "or")
            yield f"| `{ast.unparse(node.target)}` | {kind} | {_told(following)} |"


def _view(view: ast.ClassDef) -> str:
    """A heading, a sentence and a table of a view's own fields."""
    bases = " and ".join(ast.unparse(base) for base in view.bases)
    also = f" Also all fields of {bases}." if bases else ""
    rows = "\n".join(["| Field | Form | |", "|---|---|---|", *_fields(view)])
    return f"### {view.name}\n\n{ast.get_docstring(view)}{also}\n\n{rows}\n"


def _layouts() -> str:
    """A table of the layouts, with the kinds of page that they show."""
    rows = [f"| {name} | `{templating.FOLDER}{kind.layout}` |" for name, kind in PAGES.items()]
    return "\n".join(["| Kind of page | Layout |", "|---|---|", *rows])


def _components() -> Iterator[str]:
    """A row for each macro of each component."""
    for path in sorted((ROOT / "templates/components").glob("*/params.yaml")):
        for macro, parameters in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            names = [f"`{one['name']}`{'' if one['required'] else ' (optional)'}" for one in parameters or ()]
            yield f"| {path.parent.name} | `{macro}` | {', '.join(names)} |"


def reference() -> str:
    """The part of docs/templates.md below the mark."""
    views = [_view(view) for name in VIEWS for view in _classes(name)]
    components = "\n".join(["| Component | Macro | Parameters |", "|---|---|---|", *_components()])
    blocks = ["## Layouts\n", _layouts(), "\n## Components\n", components, "\n## Views\n", *views]
    return "\n".join(blocks)


def page() -> str:
    """The whole text of docs/templates.md: what people wrote, the mark, the reference."""
    above = PATH.read_text("utf-8").partition(MARK)[0]
    return f"{above}{MARK}\n{reference()}"


if __name__ == "__main__":
    PATH.write_text(page(), "utf-8")
