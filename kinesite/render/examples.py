"""What the folder of a component says of it: what its macros take, and examples of calling them.

Law: an example's arguments are views and plain data of the declared types, whole; what does not fit is a problem that
knows its keys, never an exception.
"""

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache

from kinesite.content.documents import KeyPath, Problem
from kinesite.content.schema import Many, Model, about, described
from kinesite.diagnostics import did_you_mean
from kinesite.render import views
from kinesite.render.templating import Html, Signature

WHY = "Whoever copies this call into a template would meet the mistake there."
PLAIN: Mapping[str, object] = {
    "text": str,
    "number": int,
    "boolean": bool,
    "markup": Html,
    "pair": tuple[str, str],
}
"""Types of parameters that are no views."""
_LIST = "list of "


class Parameter(Model):
    """A row of params.yaml."""

    name: str = about("What the macro calls it.", why=WHY, example="card")
    type: str = about("A view, or text, number, boolean, markup, pair, or a list of one.", why=WHY, example="Card")
    required: bool = about("Whether every call must give it.", why=WHY, example="true")
    description: str = about("What it is for.", why=WHY, example="What the card shows.")


class Declared(Model):
    """The file params.yaml: the parameters of each macro, in order."""

    macros: Mapping[str, Many[Parameter]]


class Example(Model):
    """A row of examples.yaml."""

    name: str = about("What it shows.", why=WHY, example="A card without a picture")
    macro: str = about("The macro that it calls.", why=WHY, example="card")
    arguments: Mapping[str, typing.Any] = about("What it passes, by parameter.", why=WHY, example="{}")


class Examples(Model):
    """The file examples.yaml."""

    examples: Many[Example]


@dataclass(frozen=True, slots=True)
class Shown:
    """An example, rendered."""

    name: str
    call: str
    html: str


@dataclass(frozen=True, slots=True)
class Showcase:
    """A component with its examples, rendered."""

    name: str
    about: str
    macros: Mapping[str, tuple[Parameter, ...]]
    examples: tuple[Shown, ...]


def kind_of(name: str) -> object | None:
    """The type that params.yaml names: a view, plain data, or a list of one; None for any other word."""
    if name.startswith(_LIST):
        inner = kind_of(name.removeprefix(_LIST))
        return tuple.__class_getitem__((inner, ...)) if inner else None
    return PLAIN.get(name) or (getattr(views, name) if name in views.__all__ else None)


def declaration_problems(declared: Declared, macros: Mapping[str, Signature]) -> Iterator[Problem]:
    """Where params.yaml and the macros themselves differ, and types that do not exist."""
    for name, signature in macros.items():
        if name not in declared.macros:
            yield _misdeclared((), f'the macro "{name}" has no parameters here', f'Add "{name}: []" or its parameters.')
            continue
        rows = declared.macros[name]
        if tuple(row.name for row in rows) != signature.names:
            wanted = ", ".join(signature.names) or "nothing"
            yield _misdeclared((name,), f'the macro "{name}" takes other parameters', f"Declare, in order: {wanted}.")
        elif tuple(row.name for row in rows if row.required) != signature.needed:
            wanted = ", ".join(signature.needed) or "none"
            yield _misdeclared((name,), f'others are required by the macro "{name}"', f"Required are: {wanted}.")
        for number, row in enumerate(rows):
            if kind_of(row.type) is None:
                known = (*PLAIN, *views.__all__)
                message = f'unknown type "{row.type}"{did_you_mean(row.type, known)}'
                yield _misdeclared((name, number, "type"), message, 'Name a view, plain data, or a "list of" one.')
    for name in declared.macros.keys() - macros.keys():
        message = f'there is no macro "{name}"{did_you_mean(name, macros)}'
        yield _misdeclared((name,), message, "Correct the name, or delete it.")


def _misdeclared(where: KeyPath, message: str, fix: str) -> Problem:
    return Problem(("macros", *where), "T408", message, WHY, fix, at_key=True)


def calls(
    listed: Examples, declared: Declared
) -> tuple[tuple[tuple[Example, dict[str, typing.Any]], ...], tuple[Problem, ...]]:
    """Each example with its arguments ready to be passed; and what is wrong with any of them."""
    found, problems = [], []
    names: set[str] = set()
    for number, example in enumerate(listed.examples):
        given, mistakes = _arguments(example, declared, ("examples", number))
        problems += mistakes
        if example.name in names:
            fix = "Say what is different in this one."
            problems.append(_unfit(("examples", number, "name"), f'"{example.name}" is here twice', fix))
        names.add(example.name)
        found.append((example, given))
    return tuple(found), tuple(problems)


def _arguments(example: Example, declared: Declared, above: KeyPath) -> tuple[dict[str, typing.Any], list[Problem]]:
    """The arguments of an example, and what is wrong with them."""
    rows = {row.name: row for row in declared.macros.get(example.macro, ())}
    if example.macro not in declared.macros:
        message = f'there is no macro "{example.macro}"{did_you_mean(example.macro, declared.macros)}'
        return {}, [_unfit((*above, "macro"), message, "Name a macro of this component.")]
    kinds = {name: kind_of(row.type) for name, row in rows.items()}
    needed = [name for name, row in rows.items() if row.required]
    return _filled(kinds, needed, example.arguments, (*above, "arguments"))


def view_of(kind: object, data: object, where: KeyPath = ()) -> tuple[typing.Any, tuple[Problem, ...]]:
    """The view, or the plain value, that data stand for; and what is wrong with them."""
    problems: list[Problem] = []
    return _built(kind, data, where, problems), tuple(problems)


def _built(kind: object, data: object, where: KeyPath, problems: list[Problem]) -> typing.Any:
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        inner = next(one for one in typing.get_args(kind) if one is not type(None))
        return None if data is None else _built(inner, data, where, problems)
    if typing.get_origin(kind) is tuple:
        return _listed(typing.get_args(kind), data, where, problems)
    if isinstance(kind, type) and is_dataclass(kind):
        return _view(kind, data, where, problems)
    wanted = str if kind is Html else kind
    if type(data) is not wanted:
        noun = {str: "text", int: "a whole number", bool: "true or false"}.get(typing.cast("type", wanted), str(wanted))
        problems.append(_unfit(where, f"this must be {noun}, not {described(data)}", "Write it in that form."))
        return None
    return Html(data) if kind is Html else data


def _listed(kinds: tuple[object, ...], data: object, where: KeyPath, problems: list[Problem]) -> typing.Any:
    if not isinstance(data, list):
        problems.append(_unfit(where, f"this must be a list, not {described(data)}", "Write [], or items in brackets."))
        return None
    each: Sequence[object] = [kinds[0]] * len(data) if kinds[-1] is Ellipsis else kinds
    if len(each) != len(data):
        problems.append(_unfit(where, f"this must have {len(each)} items, not {len(data)}", "Write that many."))
        return None
    return tuple(
        _built(kind, one, (*where, number), problems) for number, (kind, one) in enumerate(zip(each, data, strict=True))
    )


def _view(kind: type, data: object, where: KeyPath, problems: list[Problem]) -> typing.Any:
    if not isinstance(data, Mapping):
        problems.append(_unfit(where, f"this must be a {kind.__name__}, not {described(data)}", "Write its fields."))
        return None
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    given, found = _filled(_hints(kind), needed, data, where)
    problems += found
    return None if found else kind(**given)


def _filled(
    kinds: Mapping[str, object], needed: Sequence[str], data: Mapping[str, object], where: KeyPath
) -> tuple[dict[str, typing.Any], list[Problem]]:
    """What belongs under each name, and what is wrong: names that nobody knows, names that are missing, values."""
    problems: list[Problem] = []
    given = {name: _built(kinds[name], one, (*where, name), problems) for name, one in data.items() if name in kinds}
    for name in data.keys() - kinds.keys():
        fix = f"Delete it; known are {', '.join(kinds)}." if kinds else "Delete it; nothing is taken here."
        problems.append(_unfit((*where, name), f'unknown name "{name}"{did_you_mean(name, kinds)}', fix, at_key=True))
    missing = (name for name in needed if name not in data)
    problems += (_unfit(where, f'"{name}" is missing', f'Add a line "{name}: …".') for name in missing)
    return given, problems


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return typing.get_type_hints(kind)


def _unfit(where: KeyPath, message: str, fix: str, *, at_key: bool = False) -> Problem:
    return Problem(where, "T409", message, WHY, fix, at_key=at_key)


def call_of(example: Example, declared: Declared) -> str:
    """How a template writes the call: required parameters in order, the others by name; a view is a variable."""
    rows = {row.name: row for row in declared.macros[example.macro]}
    parts = []
    for name, row in rows.items():
        if name in example.arguments:
            value = _literal(row, example.arguments[name])
            parts.append(value if row.required else f"{name}={value}")
    return "{{ " + f"{example.macro}({', '.join(parts)})" + " }}"


def _literal(row: Parameter, value: object) -> str:
    if row.type == "boolean":
        return "true" if value else "false"
    if row.type == "number":
        return str(value)
    return f'"{value}"' if row.type == "text" else row.name
