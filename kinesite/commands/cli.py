"""The command line.

Law: a decision that a test cannot reach is not made here; exit 0 means clean, 1 mistakes, 2 wrong usage.
"""

import argparse
import atexit
import gc
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

CLEAN, MISTAKES, USAGE = 0, 1, 2

FORMATS = ("text", "json", "github")
"""The names of `diagnostics.FORMATS`, repeated so that `--help` need not load it (a test compares them)."""


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)"
    )
    common.add_argument("--drafts", action="store_true", help="include drafts; they are not put into site/")
    common.add_argument("--strict", action="store_true", help="warnings stop the build too")
    common.add_argument("--format", choices=FORMATS, default="text", help="how mistakes are shown (default: text)")
    common.add_argument(
        "--base-url", type=_web_address, metavar="URL", help="where the site will stand; overrides site.yaml"
    )
    common.add_argument("--no-cache", action="store_true", help="forget earlier builds and do everything anew")
    common.add_argument("--jobs", type=int, default=0, metavar="N", help="processes at most (default: one a core)")
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Kinesite turns Markdown exercise guides into a static website.",
        epilog="Without a command, build.py builds the site.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    build = commands.add_parser("build", parents=[common], help="build the site (the default)")
    build.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="where to put it (default: ROOT/site; with --drafts ROOT/.kinesite/drafts)",
    )
    serve = commands.add_parser("serve", help="show the site while you write; drafts and mistakes too")
    serve.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)")
    serve.add_argument("--host", default="127.0.0.1", help="the address to serve at (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="the port to serve at (default: 8000)")
    explain = commands.add_parser("explain", help="say what a file needs, who needs it, and why it was made anew")
    explain.add_argument("path", metavar="PATH", help="a source, a template or a page, such as content/site.yaml")
    explain.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)"
    )
    check = commands.add_parser("check", parents=[common], help="find mistakes, overdue reviews among them")
    check.add_argument(
        "--against", type=Path, metavar="OLD", help="tell what has changed since an earlier build: its folder"
    )
    _add_publish(commands)
    new = commands.add_parser("new", help="write a commented draft to start from")
    new.add_argument("kind", metavar="KIND", help="exercise, routine, condition, guide, page, area or figure")
    new.add_argument("title", metavar="TITLE", help='what it is called, such as "Bird dog"')
    new.add_argument("--area", metavar="ID", help="the area of the body, such as lower-back")
    new.add_argument("--like", metavar="ID", help="for a figure: the figure or the posture to start from")
    new.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)")
    return parser


def _add_publish(commands: Any) -> None:
    """`publish` has no `--strict` and no `--drafts`: it is always strict, and no draft goes out."""
    publish = commands.add_parser("publish", help="build, and bring the site to a target that site.yaml declares")
    publish.add_argument("target", metavar="TARGET", help="its name in content/site.yaml, such as pages")
    publish.add_argument("--dry-run", action="store_true", help="only say what would be added, changed and deleted")
    publish.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: this one)"
    )
    publish.add_argument("--format", choices=FORMATS, default="text", help="how mistakes are shown (default: text)")
    publish.add_argument(
        "--base-url", type=_web_address, metavar="URL", help="where the site will stand; overrides site.yaml"
    )
    publish.add_argument("--no-cache", action="store_true", help="forget earlier builds and do everything anew")
    publish.add_argument("--jobs", type=int, default=0, metavar="N", help="processes at most (default: one a core)")


def _web_address(text: str) -> str:
    """An address with a scheme and a host, as site.yaml asks for."""
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a web address such as https://example.org/back/")
    return text


def _with_default(arguments: list[str]) -> list[str]:
    """`build` stands in for a missing command, so that `build.py --strict` works."""
    if arguments and (arguments[0] in ("-h", "--help") or not arguments[0].startswith("-")):
        return arguments
    return ["build", *arguments]


def _build(options: argparse.Namespace) -> int:
    from kinesite.commands.building import Streams, build_site  # noqa: PLC0415 - `--help` loads no generator

    return build_site(options, Streams(sys.stdout, sys.stderr))


def _check(options: argparse.Namespace) -> int:
    from kinesite.commands.building import Streams, check_site  # noqa: PLC0415 - same

    return check_site(options, Streams(sys.stdout, sys.stderr))


def _new(options: argparse.Namespace) -> int:
    from kinesite.commands.scaffold import new, new_figure  # noqa: PLC0415 - same

    if options.kind == "figure":
        return new_figure(options.root, options.title, options.like, sys.stdout)
    return new(options.root, options.kind, options.title, options.area, sys.stdout)


def _serve(options: argparse.Namespace) -> int:
    from kinesite.commands.serve import serve_site  # noqa: PLC0415 - same

    return serve_site(options, sys.stdout)


def _explain(options: argparse.Namespace) -> int:
    from kinesite.commands.explaining import explain  # noqa: PLC0415 - same

    return explain(options.root, options.path, sys.stdout)


def _publish(options: argparse.Namespace) -> int:
    from kinesite.commands.building import Streams  # noqa: PLC0415 - same
    from kinesite.commands.publishing import publish_site  # noqa: PLC0415 - same

    return publish_site(options, Streams(sys.stdout, sys.stderr))


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "explain": _explain,
    "new": _new,
    "publish": _publish,
    "serve": _serve,
}
"""Every command, by the name that is typed."""


def _run(given: list[str]) -> int:
    """Parses and runs; the parser's own way out, after help or wrong usage, becomes a status too."""
    try:
        options = _parser().parse_args(given)
        return COMMANDS[options.command](options)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE


LASTING = "serve"
"""The command that goes on until it is stopped; the process of every other ends with its work."""


def _keep_garbage() -> None:
    """No search for garbage in this process, not even a last one: its work makes little that counting does not free,
    and each look through the growing memory of it costs as much as some pages.
    """
    gc.disable()
    atexit.register(gc.freeze)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command and gives its exit status: 0 clean, 1 mistakes, 2 wrong usage.

    Without `arguments`, those of the process are taken, which ends with the command.
    """
    given = _with_default(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and given[0] != LASTING:
        _keep_garbage()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # Windows consoles begin otherwise
    status = CLEAN
    try:
        status = _run(given)
        sys.stdout.flush()  # here, not when Python ends: only here can a closed pipe be met without a complaint
    except KeyboardInterrupt:
        return 128 + 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: end without a complaint
    return status
