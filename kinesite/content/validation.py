"""From parsed data to typed values, or to every mistake at once; and what is known of each field.

Law: a value is whole or it is not there; each mistake names its keys, says why the field matters to a reader, and
how to mend it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from kinesite.content import schema
from kinesite.content.documents import KeyPath, Problem
from kinesite.content.schema import WHY, FieldInfo, Invalid, Known, Model, Reference, shown
from kinesite.diagnostics import MOST, did_you_mean, nearest


def validated(model: type[Model], data: Mapping[str, Any], known: Known) -> Any:
    """An instance of `model`, or a tuple of every problem in `data`, up to `MOST`."""
    try:
        return model.model_validate(data, context=known)
    except Invalid as failure:
        mistakes = failure.errors(include_url=False)[:MOST]
    misspelt = {name for mistake in mistakes if (name := _meant(model, mistake))}
    return tuple(
        _problem(model, mistake)
        for mistake in mistakes
        if not (mistake["type"] == "missing" and tuple(mistake["loc"]) in misspelt)
    )


def _meant(model: type[Model], mistake: Any) -> KeyPath | None:
    """The keys that an unknown field most likely stands for: that field is not missing, it is misspelt."""
    if mistake["type"] != "extra_forbidden":
        return None
    *above, name = mistake["loc"]
    owner, _info = _field(model, tuple(mistake["loc"]))
    match = nearest(str(name), _fields(owner))
    return (*above, match) if match else None


def _problem(model: type[Model], mistake: Any) -> Problem:
    where: KeyPath = tuple(mistake["loc"])
    owner, info = _field(model, where)
    extra = info.json_schema_extra if info else None
    why = str(extra.get("why", WHY)) if isinstance(extra, dict) else WHY
    code, message, fix = _TRANSLATED.get(mistake["type"], _other)(mistake, where, owner, info)
    return Problem(where, code, message, why, fix, at_key=code == "S102")


_KEY = "[key]"
"""What stands last in the keys of a mistake when a key of a mapping is wrong, not its value."""


def _field(model: type[Model], where: KeyPath) -> tuple[type[Model], FieldInfo | None]:
    """(the model that owns the last key, the description of that field or None) for the keys of a mistake."""
    owner, info = model, None
    for position, key in enumerate(where):
        if not isinstance(key, str) or key == _KEY:
            continue
        info = _fields(owner).get(key, info if where[-1] == _KEY else None)
        inner = next(_models(info.annotation), None) if info else None
        if inner is not None and position < len(where) - 1:
            owner = inner
    return owner, info


def _fields(model: type[Model]) -> dict[str, FieldInfo]:
    """The fields of a model by the names that the file gives them."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[Model]]:
    """The models named anywhere in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _name(where: KeyPath) -> str:
    """The field as a message names it; an item of a list is counted from 1."""
    keys = [key for key in where if key != _KEY]
    if keys and isinstance(keys[-1], int):
        return f"item {keys[-1] + 1} of {_name(tuple(keys[:-1]))}"
    return f'"{keys[-1]}"' if keys else "the whole"


def _example(info: FieldInfo | None, where: KeyPath) -> str:
    """How the value at a path is written: a line of the file."""
    example = str(info.examples[0]) if info and info.examples and info.examples[0] else "…"
    if isinstance(where[-1], int):
        inner = next(_models(info.annotation), None) if info else None
        return f"- {_filled(inner)}" if inner else f"- {example.strip('[]').partition(',')[0]}"
    return f"{where[-1]}: {example}"


def _filled(model: type[Model]) -> str:
    """An example of a model: its required fields, or its first."""
    fields = _fields(model)
    shown_fields = [name for name, info in fields.items() if info.is_required()] or list(fields)[:1]
    return "{" + ", ".join(_example(fields[name], (name,)) for name in shown_fields) + "}"


def _missing(_mistake: Any, where: KeyPath, _owner: Any, info: Any) -> tuple[str, str, str]:
    return "S101", f"missing field {_name(where)}", f'Add a line such as "{_example(info, where)}".'


def _unknown(_mistake: Any, where: KeyPath, owner: Any, _info: Any) -> tuple[str, str, str]:
    match = nearest(str(where[-1]), _fields(owner))
    fix = f"Write {match}." if match else f"Delete the line; known are {', '.join(_fields(owner))}."
    return "S102", f"unknown field {_name(where)}{did_you_mean(str(where[-1]), _fields(owner))}", fix


def _choice(mistake: Any, where: KeyPath, _owner: Any, info: Any) -> tuple[str, str, str]:
    choices = _literals(info.annotation) if info else []
    given = mistake["input"]
    fix = f"Write {' or '.join(part for part in (', '.join(choices[:-1]), choices[-1]) if part)}."
    if given is None:
        return "S105", f"{_name(where)} is empty", fix
    if not isinstance(given, str):
        return "S104", f"{_name(where)} must be a word, not {schema.described(given)}", fix
    noun = f"key of {_name(where[:-2])}" if where[-1] == _KEY else where[-1]
    return "S103", f"unknown {noun} {shown(given)}{did_you_mean(given, choices)}", fix


def _literals(annotation: Any) -> list[str]:
    """The choices of the literal in an annotation."""
    found = [argument for argument in get_args(annotation) if isinstance(argument, str)]
    return found or [text for argument in get_args(annotation) for text in _literals(argument)]


def _own(mistake: Any, where: KeyPath, _owner: Any, _info: Any) -> tuple[str, str, str]:
    context = mistake["ctx"]
    return context["code"], context["message"].replace("{field}", _name(where), 1), context["fix"]


_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "fields of its own",
    "dict_type": "fields of its own",
    "mapping_type": "fields of its own",
}


def _other(mistake: Any, where: KeyPath, _owner: Any, info: Any) -> tuple[str, str, str]:
    value = mistake["input"]
    if value is None:
        needed = info is not None and info.is_required()
        fix = f'Write it like this: "{_example(info, where)}".' if needed else "Write a value, or delete the line."
        return "S105", f"{_name(where)} is empty", fix
    expected = _EXPECTED.get(mistake["type"])
    if expected is None:
        return "S106", f"{_name(where)}: {mistake['msg']}", f'Write it like this: "{_example(info, where)}".'
    fix = f'Write it like this: "{_example(info, where)}".'
    if expected == "text" and isinstance(value, int | float):
        fix = f"Put it in quotation marks: {shown(value)}."
    return "S104", f"{_name(where)} must be {expected}, not {schema.described(value)}", fix


def _long(_mistake: Any, where: KeyPath, _owner: Any, _info: Any) -> tuple[str, str, str]:
    return "S160", f"{_name(where)} has more than {schema.MAX_ITEMS} items", "Take out what nobody needs."


_TRANSLATED = {
    "too_long": _long,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "kinesite": _own,
}


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a field of a model, for those who explain it to editors."""

    name: str
    description: str
    why: str
    example: str
    required: bool
    needed: str
    """When a field that may be left out is needed all the same."""
    many: bool
    choices: tuple[str, ...]
    """The words that may stand there, when they are fixed."""
    names: str
    """What its ids name, such as `area`; empty for a field that holds none."""


def described(model: type[Model]) -> Iterator[Described]:
    """The fields of a model in their order."""
    for name, info in _fields(model).items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        kinds = _references(info)
        yield Described(
            name,
            info.description or "",
            str(extra.get("why", WHY)),
            str(info.examples[0]) if info.examples and info.examples[0] else "",
            info.is_required(),
            str(extra.get("needed", "")),
            any(get_origin(part) is tuple for part in _parts(info.annotation)),
            tuple(_literals(info.annotation)),
            kinds[0] if kinds else "",
        )


def _references(info: FieldInfo) -> list[str]:
    """What the ids of a field name: its own, or those of the models inside it."""
    own = [part.kind for part in _metadata(info) if isinstance(part, Reference)]
    fields = [field for model in _models(info.annotation) for field in _fields(model).values()]
    inner = [kind for field in fields for kind in _references(field)]
    return own or inner


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and everything named inside it."""
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _metadata(info: FieldInfo) -> Iterator[Any]:
    yield from info.metadata
    for part in _parts(info.annotation):
        yield from getattr(part, "__metadata__", ())


def spoken(model: type[Model], data: Any, where: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """(keys, text) of everything in the data of a model that readers are told in words, right or wrong as it is."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from spoken(model, item, (*where, number))
    if not isinstance(data, Mapping):
        return
    for name, info in _fields(model).items():
        extra, inner = info.json_schema_extra, next(_models(info.annotation), None)
        if isinstance(extra, dict) and extra.get("words"):
            yield from texts(data.get(name), (*where, name))
        elif inner is not None:
            yield from spoken(inner, data.get(name), (*where, name))


def texts(data: Any, where: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """(keys, text) of every text in parsed data."""
    if isinstance(data, str):
        yield where, data
    elif isinstance(data, Mapping | list):
        for key, value in data.items() if isinstance(data, Mapping) else enumerate(data):
            yield from texts(value, (*where, key))
