"""The set-up: what a newcomer, a continuous-integration machine and a bare Python meet."""

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
IMPORTED_AS = {"pyyaml": "yaml", "pillow": "PIL"}


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command without what this run's coverage and make would tell it."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("COV", "MAKE", "MFLAGS", "STRICT"))
    }
    return subprocess.run(
        command,
        cwd=folder,
        env={**inherited, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~! ]", requirement)[0].lower() for requirement in requirements}


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", lock.read_text("utf-8"), re.MULTILINE))


# Locked versions


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: Path):
    line = re.compile(r"[\w.-]+(\[[\w,-]+\])?==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    strange = [text for text in lock.read_text("utf-8").splitlines() if not line.fullmatch(text)]
    assert strange == []


def test_locks_hold_what_the_project_asks_for():
    groups = PROJECT["dependency-groups"]
    run_time, development = pins(ROOT / "requirements/run.txt"), pins(ROOT / "requirements/dev.txt")
    assert names(PROJECT["project"]["dependencies"]) <= run_time.keys()
    assert names(groups["dev"]) <= development.keys()
    assert names(groups["node"]) == pins(ROOT / "requirements/node.txt").keys()
    publishing = pins(ROOT / "requirements/publish.txt")
    extras = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
    assert names(extras) <= publishing.keys()
    assert run_time.items() <= publishing.items() <= development.items()
    peers = pins(ROOT / "requirements/peers.txt")
    assert names(groups["peers"]) <= peers.keys()
    clash = {name for name, version in peers.items() if development.get(name, version) != version}
    assert not clash, "the peers live in the same environment"
    assert run_time.items() <= development.items(), "tests run with the versions that builds run with"


def test_the_node_lock_holds_versions_and_hashes_and_no_address():
    text = (ROOT / "tests/tools/package-lock.json").read_text("utf-8")
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    for package in packages.values():
        package.pop("funding", None)  # the authors' own sites
    assert "resolved" not in text
    assert "://" not in json.dumps(packages)


def test_node_packages_are_asked_for_by_exact_version():
    asked = json.loads((ROOT / "tests/tools/package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "pyproject.toml", "tests/tools/.npmrc"])
def test_the_set_up_names_no_host(name: str):
    assert "://" not in (ROOT / name).read_text("utf-8")


# build.py


def test_build_py_knows_every_library():
    asked = names(PROJECT["project"]["dependencies"])
    libraries = runpy.run_path(str(ROOT / "build.py"))["LIBRARIES"]
    assert set(libraries) == {IMPORTED_AS.get(name, name) for name in asked}


def test_build_py_can_be_read_by_an_older_python():
    ast.parse((ROOT / "build.py").read_text("utf-8"), feature_version=(3, 6))


def test_build_py_without_the_set_up_says_in_one_line_what_to_run(tmp_path: Path):
    shutil.copy(ROOT / "build.py", tmp_path)
    result = run(sys.executable, "-I", "-S", "build.py", "--help", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr == f"Kinesite is not set up yet: run `make site` in {tmp_path.resolve()}\n"
    assert result.stdout == ""


def test_build_py_tells_an_older_python_what_it_needs(monkeypatch: pytest.MonkeyPatch):
    obstacle = runpy.run_path(str(ROOT / "build.py"))["obstacle"]
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    assert obstacle() == "Kinesite needs Python 3.11 or newer, and this is 3.8"


@pytest.mark.skipif(os.name != "posix", reason="stands in for Python with a shell script")
def test_build_py_hands_over_to_the_python_of_the_set_up(tmp_path: Path):
    shutil.copy(ROOT / "build.py", tmp_path)
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"\nexit 7\n')
    python.chmod(0o755)
    result = run(sys.executable, tmp_path / "build.py", "new", "a b", folder=ROOT)
    assert (result.returncode, result.stderr) == (7, "")
    assert result.stdout == f"{tmp_path.resolve()}/build.py|new|a b|"


# make and continuous integration


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = " ".join(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE))
    listed = re.findall(r"^make (\w+) +\S", run("make", folder=ROOT).stdout, re.MULTILINE)
    assert sorted(listed) == sorted(targets.split())


def test_make_says_what_to_do_without_a_python(tmp_path: Path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/run.txt").touch()
    result = run("make", "site", "PYTHON=", folder=tmp_path)
    assert result.returncode
    assert "Kinesite needs Python 3.11 or newer: install it" in result.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_says_what_to_install_when_the_venv_module_is_missing(tmp_path: Path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").symlink_to(ROOT / "requirements")
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    result = run("make", "site", f"PYTHON={sys.executable}", folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert result.returncode
    assert "install it (Debian and Ubuntu: apt install python3-venv)" in result.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("link", [False, True], ids=["a folder", "a link"])
def test_make_leaves_an_environment_alone_that_it_did_not_make(tmp_path: Path, *, link: bool):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements", "build.py", "kinesite", "tests", "bench"):
        (tmp_path / name).symlink_to(ROOT / name)
    own = tmp_path / ("elsewhere" if link else ".venv")
    own.mkdir()
    (own / "begun" if link else own / "kept").touch()
    if link:
        (tmp_path / ".venv").symlink_to(own)
    result = run("make", "site", folder=tmp_path)
    assert result.returncode
    assert "make did not make it" in result.stderr
    assert list(own.iterdir()) == [own / ("begun" if link else "kept")]


def test_the_ci_command_runs_the_tests_strictly_and_fails_with_them(tmp_path: Path):
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    (tmp_path / "Makefile").write_text('test:\n\t@echo "STRICT=$$STRICT"; exit $(CODE)\n')
    passed, failed = (run(tmp_path / ".ci/run", folder=ROOT, CODE=code) for code in ("0", "1"))
    assert (passed.returncode, passed.stdout) == (0, "STRICT=1\n")
    assert failed.returncode


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_actions_are_pinned_by_hash(workflow: Path):
    used = re.findall(r"uses: (.*)", workflow.read_text("utf-8"))
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


# What a missing tool does to the tests that need it


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project with one test, which needs Java."""
    (tmp_path / "tests/tools").mkdir(parents=True)
    for name in ("pyproject.toml", "tests/conftest.py", "tests/tools/machine.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests/test_java.py").write_text("def test_needs_java(java): pass\n")
    return tmp_path


def test_a_test_that_cannot_run_is_named_with_its_reason(bare: Path):
    result = run(sys.executable, "-m", "pytest", folder=bare, PATH=str(bare))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "tests/test_java.py::test_needs_java: Java is missing: " in result.stdout
    assert result.stdout.splitlines()[-1].strip("= ").startswith("1 skipped")


def test_under_strict_a_test_that_cannot_run_fails(bare: Path):
    result = run(sys.executable, "-m", "pytest", folder=bare, PATH=str(bare), STRICT="1")
    assert result.returncode == 1
    assert "Java is missing: " in result.stdout
