"""The search of the shipped site, asked outside a browser: the same files, run by Node."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests import shipped

_PROGRAM = """
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");
const [, ...scripts] = process.argv;
globalThis.MiniSearch = require(scripts[0]);
for (const script of scripts.slice(1)) runInThisContext(readFileSync(script, "utf8"), script);
const find = kinesiteSearcher(kinesiteSearch);
const answers = JSON.parse(readFileSync(0, "utf8")).map((query) => {
  const { signs, guides } = find(query);
  return { signs: signs.map((sign) => [sign.level, sign.sign]), guides };
});
console.log(JSON.stringify(answers));
"""


@dataclass(frozen=True)
class Answer:
    """What the search says to one text."""

    signs: tuple[tuple[str, str], ...]
    """(level, the sign's own words), in the order in which they are shown."""
    guides: tuple[dict[str, Any], ...]

    @property
    def alarms(self) -> bool:
        """Whether the emergency card is shown."""
        return any(level == "emergency" for level, _sign in self.signs)

    @property
    def titles(self) -> list[str]:
        """The titles of the guides, best first."""
        return [guide["title"] for guide in self.guides]


def data_file() -> Path:
    """The data of the built site."""
    return next((shipped.folder() / "media/search").glob("en.*.js"))


@cache
def data() -> Any:
    """What the data says."""
    text = data_file().read_text("utf-8")
    return json.loads(text.removeprefix("var kinesiteSearch = ").rstrip().removesuffix(";"))


def ask(node: Path, queries: Iterable[str], asked_of: Path | None = None) -> dict[str, Answer]:
    """The answer to each text, by the data of the built site unless other data is given."""
    asked = list(dict.fromkeys(queries))
    static = next((shipped.folder() / "assets").iterdir()) / "search"
    scripts = [static / "minisearch.js", static / "finding.js", asked_of or data_file()]
    result = subprocess.run(
        [node, "-e", _PROGRAM, *scripts],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    answers = json.loads(result.stdout)
    return {
        query: Answer(tuple((level, sign) for level, sign in one["signs"]), tuple(one["guides"]))
        for query, one in zip(asked, answers, strict=True)
    }
