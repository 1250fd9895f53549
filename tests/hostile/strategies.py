"""Hostile files: sound ones with something put in, taken out or swapped, and texts of dangerous pieces.

A file is a pure function of small numbers, which hypothesis draws, so that what fails shrinks to what matters.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

Input = tuple[str, bytes]
"""A path of the site, and what the file holds."""

VALUES = (
    *("", "~", "null", "true", "false", "yes", "no", "-1", "0", "-0", "5", "'5'", "999", "1000", "999999999999999"),
    *(
        "9999999999999999",
        "-999999999999999",
        "1e309",
        "-1e309",
        ".nan",
        ".inf",
        "-.inf",
        "1_000",
        "0x1F",
        "0o17",
        "017",
    ),
    *("1.5", "-0.0", "999999999999999.9", "0.000000000000001", "1:30", "1e3", "+5", "５", "٣", "1e-400"),
    *("2026-02-30", "2026-11-22", "0000-00-00", "9999-12-31", "0001-01-01", "2026-11-22T10:00:00Z", "=", "<<"),
    *("''", "' '", "[]", "{}", "[[]]", "[~]", "[{}]", "{a: b}", "{'': ''}", "[1, [2, [3]]]", "[a, a, a]", "{~: ~}"),
    *("&a x", "*a", "&a [*a, *a]", "{<<: {a: b}}", "{<<: *a}", "{a: 1, a: 2}", "{1: a}", "{[a]: b}", "? a", "- a"),
    *("!!python/object/apply:os.system [id]", "!!binary aGk=", "!!set {a}", "!x y", "!!str 5", "!!float .nan"),
    *(
        "|\n      a\n      b",
        ">-\n      a\n\n      b",
        "'it''s'",
        '"\\t\\n\\r"',
        '"\\u202e6-10"',
        '"\\0"',
        '"\\x07"',
        '"a\\0b"',
    ),
    *(
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '"\\uFEFF"',
        '"\\uFFFF"',
        '"\\U0010FFFF"',
        '"\\U00110000"',
        '"\\x85"',
        '"\\u2028"',
    ),
    *('"\\e[31m"', '"\\x7f"', '"\\u200b"', '"\\u2066a"', '"\\u200f"', '"\\xa0"', '"\\ufffd"', '"\\ufdd0"', '"\\x1f"'),
    *("5 s", "5-10 s", "6-10", "10-6", "000", "0-0", "1-999", "6–10", "6 - 10", "6-", "-6", "none-known", "leave"),
    *("unreviewed", "reviewed", "../../../etc/passwd", "/etc/passwd", "javascript:alert(1)", "https://example.org/"),
    *(
        "https://[",
        "https://[::1/",
        "'https://[a.b'",
        "https://a.b]/",
        "https://a.b:99999999/",
        "//x.y",
        "https://xn--.y/",
    ),
    *(
        "https://%00.org/",
        "https://a.b/%",
        "mailto:a@b.c",
        "https://a..b/",
        "https://a.b/\u202e",
        "https://a.b:x/",
        "http://a.b?",
    ),
    *(
        "'{{ site }}'",
        "'{% x %}'",
        "</script>",
        "'{n}'",
        "'{'",
        "'}'",
        "'{0}'",
        "'{n.__class__}'",
        "'{n!r:>9}'",
        "'{}'",
    ),
    *(
        "pelvic-tilt",
        "cat-cow",
        "lower-back",
        "wrist-pain",
        "mat",
        "en",
        "ar",
        "warning-signs",
        "chair.png",
        "con",
        "index",
    ),
    *(
        "/a/",
        "[/a/]",
        "[a]",
        "['/', '//', '/../']",
        "é",
        "e\u0301",
        "👩‍👩‍👧",
        "ﷺ",
        "שלום",
        "\u202eabc",
        "a\u200db",
        "İ",
        "ß",
        "ǆ",
    ),
)
"""What may stand in the place of any value, as it is written."""

PIECES = (
    *("a", "title", "dose", "reps", ": ", ":", "- ", "-", "[", "]", "{", "}", ",", "\n", "\n  ", "\n    ", "\t", "'"),
    *(
        '"',
        "|",
        ">",
        "&a ",
        "*a",
        "!!x ",
        "!",
        "%",
        "@",
        "`",
        "#",
        "? ",
        "---\n",
        "...\n",
        "~",
        "5",
        "1:30",
        "é",
        "\r\n",
    ),
    *(
        "\r",
        "\ufeff",
        "\x00",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u200b",
        "\u202e",
        "\u2066",
        "\ufffe",
        "\ufdd0",
        "\U000e0001",
    ),
    *(
        "<<: *a\n",
        "%YAML 1.1\n",
        "%TAG ! x:\n",
        "\n---\n",
        "\n- ",
        "\n? ",
        "&",
        "*",
        "=",
        "\\",
        "\\u202e",
        "\\0",
        "…",
        "- …",
    ),
)
"""What YAML is made of, and what it is not."""

MARKDOWN = (
    *(
        "a",
        "b ",
        "# ",
        "## ",
        "### ",
        "#### ",
        "\n",
        "\n\n",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "0. ",
        "99999999999. ",
        "    ",
    ),
    *(
        "> ",
        "[x](",
        "![](",
        "![x](",
        ")",
        "[",
        "]",
        "(",
        "<b>",
        "<",
        ">",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "**",
        "*",
        "_",
        "__",
    ),
    *(
        "|",
        "|-|-|\n",
        "| a | b |\n",
        "|:-:|\n",
        "===\n",
        "---\n",
        "***\n",
        "&#106;",
        "&#0;",
        "&#1;",
        "&#x202e;",
        "&#xd800;",
    ),
    *("&#1114112;", "&#55296;", "&bogus;", "&amp;", "&lt;", "javascript:", "data:", "\\", "&", '"', "'", "kinesite:9"),
    *(
        "kinesite:",
        "\x02",
        "\x03",
        "\x02wzxhzdk:0\x03",
        "\x02amp\x03",
        "é",
        "\u202e",
        "\t",
        "  \n",
        "\\\n",
        "[a]: b\n",
        "[a][b]",
    ),
    *(
        "[^1]",
        "{{ x }}",
        "{% x %}",
        "{: #id .c onclick=x}",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<!x",
        "</p>",
    ),
    *(
        "https://example.org",
        "<https://a.b>",
        "//[",
        "http://[",
        "//a]b",
        "#",
        "?",
        "%",
        "%00",
        "%zz",
        "#%",
        "../",
        "./",
        "/",
    ),
    *(
        "../exercises/cat-cow.md",
        "pelvic-tilt.md#do-it",
        "../../media/chair.png",
        "mailto:",
        "tel:",
        "ms-x:",
        "a:b",
        "…",
        "&Tab;",
    ),
    *(
        "![a](../../media/chair.png)",
        "[a](pelvic-tilt.md)",
        "[a](#do-it)",
        "[a](//[)",
        "[a](http://[)",
        "[a](#%ff)",
        "[a](?)",
    ),
    *(
        "# x\n",
        "## Do it\n\n",
        "1. One\n",
        "- \n",
        "-\n",
        "1.\n",
        "> > > ",
        "- - - ",
        "cure ",
        "left ",
        "right knee ",
        "no ",
    ),
)
"""What Markdown is made of, and what browsers make of it."""

FIGURES = (
    *(
        "posture: standing",
        "extension 2",
        "flexion 999",
        "flexion -1",
        "neutral",
        "left knee",
        "both knees",
        "planted: ",
    ),
    *("[left hand]", "arrow: ", "feel: ", "hold", "moves: ", "props: ", "mat", "chair", "wall", "view: front", "- "),
    *("flexion 1e9", "flexion 0.5", "rotation 90", "head: ", "spine: ", "pelvis: ", "lift ", "lean 45", "breathe"),
)
"""What figures are made of."""

TIMES = (1, 1, 1, 1, 1, 2, 3, 7, 39, 41, 99, 201, 999, 4_000)
"""How often a piece is repeated."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A value as it is written, right or wrong."""

    text: str


class _Plain(yaml.SafeLoader):
    """Gives all scalars as text."""


_Plain.yaml_implicit_resolvers = {}


@cache
def _parsed(text: str) -> Any:
    return yaml.load(text, _Plain)  # noqa: S506 - a safe loader without types


def _written(value: Any, indent: int = 0) -> str:
    """YAML of plain data in blocks; `Raw` as it is."""
    margin = "  " * indent
    if isinstance(value, Raw):
        return f" {value.text}\n"
    if isinstance(value, dict) and value:
        lines = (f"{margin}{_key(key)}:{_written(inner, indent + 1)}" for key, inner in value.items())
        return ("\n" if indent else "") + "".join(lines)
    if isinstance(value, list) and value:
        return "\n" + "".join(f"{margin}-{_written(inner, indent + 1)}" for inner in value)
    return f" {value if isinstance(value, str) and value.isalnum() else json.dumps(value, ensure_ascii=False)}\n"


def _key(key: Any) -> str:
    return (
        key.text
        if isinstance(key, Raw)
        else json.dumps(key)
        if not key.replace("-", "").replace("_", "").isalnum()
        else key
    )


def _places(value: Any) -> list[tuple[Any, Any]]:
    """(container, key) of every value."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found.append((value, key))
            found += _places(value[key])
    return found


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


Step = tuple[int, int, int, int]
"""(what to do, where, with what, how often): numbers that are taken modulo what there is."""

_NUMBERS = st.integers(0, 9_999)
STEPS = st.lists(st.tuples(_NUMBERS, _NUMBERS, _NUMBERS, st.integers(0, len(TIMES) - 1)), min_size=1, max_size=4)


def swapped(text: str, steps: list[Step]) -> str:
    """YAML whose values were swapped, taken away, doubled, wrapped or renamed."""
    data = _copied(_parsed(text))
    for what, where, which, often in steps:
        places = _places(data)
        if not places:
            break
        container, key = places[where % len(places)]
        value, times = VALUES[which % len(VALUES)], TIMES[often]
        _OPERATIONS[what % len(_OPERATIONS)](container, key, value, times)
    return _written(data)


def _replace(container: Any, key: Any, value: str, times: int) -> None:
    container[key] = Raw(
        value if times < 999 or "\n" in value else f'"{value.strip(chr(34))} '.replace("'", "") * 1 + "x " * times + '"'
    )


def _nest(container: Any, key: Any, value: str, times: int) -> None:
    opened, closed = ("[", "]") if len(value) % 2 else ("{a: ", "}")
    container[key] = Raw(opened * times + value + closed * times)


def _rename(container: Any, key: Any, value: str, _times: int) -> None:
    if isinstance(container, dict):
        container[Raw(value if "\n" not in value else "a")] = container.pop(key)


def _remove(container: Any, key: Any, _value: str, _times: int) -> None:
    del container[key]


def _double(container: Any, key: Any, _value: str, times: int) -> None:
    if isinstance(container, list):
        container.extend([_copied(container[key])] * min(times, 300))
    else:
        container[Raw(f"{key} ")] = _copied(container[key])


def _move(container: Any, key: Any, _value: str, _times: int) -> None:
    container[key] = [container[key]]


def _odd_key(container: Any, key: Any, value: str, _times: int) -> None:
    container[key] = {Raw(value.replace("\n", "") or "a"): Raw("b")}


def _quote(container: Any, key: Any, value: str, times: int) -> None:
    """A text instead of whatever stood there: most of them may be published."""
    container[key] = json.dumps((value.strip("'\"") + " ") * min(times, 99), ensure_ascii=False)


def _speak(container: Any, key: Any, value: str, times: int) -> None:
    spoken = FIGURES if times in (1, 3) else MARKDOWN
    container[key] = spoken[hash_of(value) % len(spoken)] * min(times, 99)


def hash_of(text: str) -> int:
    """A number of a text, the same in every process."""
    return sum(place * ord(letter) for place, letter in enumerate(text, start=1))


_OPERATIONS: tuple[Callable[[Any, Any, str, int], None], ...] = (
    *(_replace, _replace, _replace, _quote, _quote, _speak, _nest, _rename, _remove, _double, _move, _odd_key),
)


def damaged(text: str, steps: list[Step], pieces: tuple[str, ...]) -> str:
    """A text with pieces put in, put in place of a part, or a part taken out, doubled or moved."""
    for what, where, which, often in steps:
        at = where * 7919 % (len(text) + 1)
        end = min(len(text), at + which % 40)
        piece = pieces[which % len(pieces)] * TIMES[often]
        text = (
            text[:at] + piece + text[at:],
            text[:at] + piece + text[end:],
            text[:at] + text[end:],
            text[:at] + text[at:end] * min(TIMES[often] + 1, 300) + text[end:],
            text[at:end] + text[:at] + text[end:],
        )[what % 5]
    return text


ENDS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252")


def encoded(text: str, how: int) -> bytes:
    """The bytes of a text, in one of the encodings and with one of the line ends that editors write."""
    ended = text.replace("\n", ("\n", "\n", "\n", "\r\n", "\r")[how % 5])
    return ended.encode(ENDS[how // 5 % len(ENDS)], "replace")


def bent(data: bytes, steps: list[Step]) -> bytes:
    """Bytes of which some were changed, taken out or put in."""
    for what, where, which, often in steps:
        at = where * 7919 % (len(data) + 1)
        byte = bytes([which % 256])
        data = (
            data[:at] + byte + data[at + 1 :],
            data[:at] + byte * TIMES[often] + data[at:],
            data[:at],
            data[:at] + data[at + which % 40 :],
        )[what % 4]
    return data


def assembled(pieces: tuple[str, ...], steps: list[tuple[int, int]]) -> str:
    """A text of pieces alone, each repeated."""
    return "".join(pieces[which % len(pieces)] * TIMES[often] for which, often in steps)


def _assembled(pieces: tuple[str, ...], most: int = 24) -> st.SearchStrategy[str]:
    times = st.integers(0, len(TIMES) - 1)
    return st.lists(st.tuples(_NUMBERS, times), max_size=most).map(lambda steps: assembled(pieces, steps))


_HOW = st.one_of(st.just(0), st.just(0), st.just(0), st.integers(0, 34))


def of_fields(path: str, sound: str) -> st.SearchStrategy[Input]:
    """Hostile forms of a YAML file, or of the fields of a guide."""
    head, body = _split(sound)
    texts = st.one_of(
        STEPS.map(lambda steps: _joined(swapped(head, steps), body)),
        STEPS.map(lambda steps: _joined(swapped(head, steps), body)),
        STEPS.map(lambda steps: damaged(sound, steps, (*PIECES, *VALUES))),
        _assembled((*PIECES, *FIGURES, *VALUES)).map(lambda text: _joined(text, body)),
    )
    return _inputs(path, sound, texts)


def of_text(path: str, sound: str) -> st.SearchStrategy[Input]:
    """Hostile forms of the Markdown of a guide."""
    head, body = _split(sound)
    texts = st.one_of(
        _assembled(MARKDOWN).map(lambda text: _joined(head, text)),
        _assembled(MARKDOWN).map(lambda text: _joined(head, body + text)),
        STEPS.map(lambda steps: _joined(head, damaged(body or "", steps, MARKDOWN))),
        st.text(max_size=120).map(lambda text: _joined(head, text)),
    )
    return _inputs(path, sound, texts)


def _inputs(path: str, sound: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Input]:
    return st.one_of(
        st.builds(encoded, texts, _HOW),
        st.builds(encoded, texts, _HOW),
        STEPS.map(lambda steps: bent(sound.encode(), steps)),
    ).map(lambda data: (path, data))


def _split(sound: str) -> tuple[str, str | None]:
    if not sound.startswith("---\n"):
        return sound, None
    head, _, body = sound[4:].partition("\n---\n")
    return head + "\n", body


def _joined(head: str, body: str | None) -> str:
    return head if body is None else f"---\n{head}---\n{body}"


Files = Mapping[str, bytes]


def _among(files: Files, start: str, form: Callable[[str, str], st.SearchStrategy[Input]]) -> st.SearchStrategy[Input]:
    found = [path for path in sorted(files) if path.startswith(start) and path.endswith((".md", ".yaml"))]
    return st.sampled_from(found).flatmap({path: form(path, files[path].decode()) for path in found}.__getitem__)


def _guides(files: Files, form: Callable[[str, str], st.SearchStrategy[Input]]) -> st.SearchStrategy[Input]:
    return _among({path: data for path, data in files.items() if path.endswith(".md")}, "content/", form)


def _words(files: Files) -> st.SearchStrategy[Input]:
    lists = {path: data for path, data in files.items() if path.count("/") == 2 and "figures" not in path}
    return _among(lists, "content/", of_fields)


PARTS: Mapping[str, tuple[float, Callable[[Files], st.SearchStrategy[Input]]]] = {
    "front matter": (0.30, lambda files: _guides(files, of_fields)),
    "Markdown": (0.30, lambda files: _guides(files, of_text)),
    "figures": (0.15, lambda files: _among(files, "content/figures/", of_fields)),
    "site.yaml": (0.08, lambda files: _among(files, "content/site.yaml", of_fields)),
    "words of a language": (0.165, _words),
    "whole sites": (0.005, lambda files: _among(files, "content/", of_fields) | _guides(files, of_text)),
}
"""What is fuzzed: the share of all inputs, and how they are made from the sound files."""
