"""The scripts and styles of the site, judged by the checkers of their languages."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.templates.gallery import COMPONENTS, ROOT, SOURCES_OF_STYLE

SCRIPTS = sorted([*(ROOT / "static").glob("*.js"), ROOT / "static/search/finding.js", *COMPONENTS.glob("*/*.js")])
RULES = """
import js from "@eslint/js";
const names = %s;
export default [{ files: ["*.js"], ...js.configs.recommended }, {
  files: ["*.js"],
  languageOptions: { sourceType: "script", globals: Object.fromEntries(names.map((name) => [name, "readonly"])) },
}];
"""
BROWSER = (
    *("document", "window", "location", "history", "localStorage", "matchMedia", "Element", "HTMLElement"),
    *("HTMLDialogElement", "HTMLInputElement", "URL", "URLSearchParams", "MiniSearch"),
    *("IntersectionObserver", "performance", "requestAnimationFrame"),
)
"""What scripts may find in a browser."""


def _run(node: Path, *command: Path | str, folder: Path = ROOT) -> str:
    result = subprocess.run(
        [node, *command], cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    return (result.stdout + result.stderr).strip() if result.returncode else ""


def test_the_type_checker_finds_nothing(node: Path, node_tool: Callable[[str], Path]):
    options = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2023", "--moduleDetection", "legacy"]
    options += ["--lib", "es2023,dom,dom.iterable", "--types", ""]
    shared = ROOT / "tests/tools/globals.d.ts"
    assert _run(node, node_tool("typescript") / "bin/tsc", *options, shared, *SCRIPTS) == ""


def test_eslint_finds_nothing(node: Path, node_tool: Callable[[str], Path], tmp_path: Path):
    (tmp_path / "node_modules").symlink_to(node_tool("."), target_is_directory=True)
    (tmp_path / "eslint.config.mjs").write_text(RULES % json.dumps(BROWSER), "utf-8")
    for script in SCRIPTS:
        (tmp_path / f"{script.parent.name}-{script.name}").write_bytes(script.read_bytes())
    assert _run(node, node_tool("eslint") / "bin/eslint.js", ".", folder=tmp_path) == ""


def test_stylelint_finds_nothing(node: Path, node_tool: Callable[[str], Path], tmp_path: Path):
    rules = tmp_path / "stylelint.json"
    rules.write_text(json.dumps({"extends": str(node_tool("stylelint-config-standard") / "index.js")}), "utf-8")
    program = node_tool("stylelint") / "bin/stylelint.mjs"
    assert _run(node, program, "--config", rules, *SOURCES_OF_STYLE, ROOT / "static/design/design.css") == ""
