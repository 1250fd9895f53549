"""The plan of the house, as laws that a change can break."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kinesite"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each third-party library has one importing module, so that replacing it is one change.
OWNERS = {
    "yaml": {"kinesite/content/documents.py"},
    "pydantic": {"kinesite/content/schema.py", "kinesite/content/canonical.py", "kinesite/content/machines.py"},
    "pydantic_core": {"kinesite/content/schema.py", "kinesite/content/canonical.py"},
    "markdown": {"kinesite/render/converter.py"},
    "nh3": {"kinesite/render/markup.py"},
    "jinja2": {"kinesite/render/templating.py", "kinesite/render/environment.py"},
    "markupsafe": {"kinesite/render/templating.py", "kinesite/render/environment.py"},
    "lxml": {"kinesite/checks/html.py"},
    "pyphen": {"kinesite/checks/prose.py"},
    "PIL": {"kinesite/pipeline/assets.py"},
    "livereload": {"kinesite/commands/serve.py"},
    "tornado": {"kinesite/commands/serve.py"},
    "watchfiles": {"kinesite/commands/serve.py"},
    "brotli": {"kinesite/publish/compression.py"},
    "ghp_import": {"kinesite/publish/git.py"},
    "obstore": {"kinesite/publish/bucket.py"},
}
# Effects stay at the rim: who may open, write or delete files, look at the clock, or print.
EFFECTS = {
    "read": (
        {"read_bytes", "read_text", "open", "iterdir", "scandir", "rglob", "glob", "walk"},
        {
            "kinesite/content/sources.py",
            "kinesite/pipeline/output.py",
            "kinesite/pipeline/memory.py",  # reads the package's own source, for the salt
            "kinesite/publish/stage.py",  # what the build left
            "kinesite/publish/compression.py",  # its own folder
            "kinesite/commands/scaffold.py",
            "kinesite/commands/against.py",  # reads an earlier build
            "kinesite/commands/previewing.py",  # serves what it built
            "kinesite/commands/serve.py",
        },
    ),
    "write": (
        {"write_bytes", "write_text", "unlink", "rmdir", "rename", "replace_file", "mkdir", "makedirs"},
        {
            "kinesite/pipeline/output.py",
            "kinesite/incremental/store.py",  # its own file
            "kinesite/publish/stage.py",  # a folder of its own
            "kinesite/publish/compression.py",  # same
            "kinesite/commands/scaffold.py",
        },
    ),
    "clock": ({"today", "now", "time", "monotonic", "perf_counter"}, {"kinesite/commands/*"}),
    "print": ({"print"}, {"kinesite/commands/*"}),
}

# Calls whose names alone look like an effect: pictures are decoded from bytes, the null device is no file.
HARMLESS = {"Image.open", "os.open"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_floors_keep_to_the_import_contract():
    command = [sys.executable, "-m", "importlinter.cli", "lint", "--no-cache"]
    code = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    result = subprocess.run(
        [command[0], "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_stay_small(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= 300, "which noun is missing?"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_stay_small(path: Path):
    for function in _functions(path):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= 50, f"{function.name} has {lines} lines"
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        named = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
        assert len(named) <= 5, f"{function.name} takes {len(named)} parameters"


def test_most_functions_are_short():
    lengths = sorted(
        (function.end_lineno or 0) - function.lineno + 1 for path in MODULES for function in _functions(path)
    )
    if lengths:
        assert lengths[int(len(lengths) * 0.9)] <= 25


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_say_their_purpose(path: Path):
    assert ast.get_docstring(_tree(path)), "a module says its purpose and the law it keeps"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_import_is_hidden_from_running_code(path: Path):
    assert "TYPE_CHECKING" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_library_has_one_importing_module(path: Path):
    for library in _imports(path) & OWNERS.keys():
        assert _name(path) in OWNERS[library], f"{library} belongs to {OWNERS[library]}"


def test_every_dependency_has_an_owner():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    modules = {"pyyaml": "yaml", "pillow": "PIL", "ghp-import": "ghp_import"}
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    for requirement in [*project["dependencies"], *extras]:
        package = requirement.split(">")[0].strip()
        assert modules.get(package, package) in OWNERS


@pytest.mark.parametrize("effect", EFFECTS)
def test_effects_stay_at_the_rim(effect: str):
    names, owners = EFFECTS[effect]
    for path in MODULES:
        if any(path.match(owner) for owner in owners):
            continue
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) not in HARMLESS:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                assert called not in names, f"{_name(path)}:{node.lineno} calls {called}: {effect} is not its work"
