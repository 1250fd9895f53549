"""What the measuring keeps, and where it writes."""

from pathlib import Path

import pytest

from bench import plot, speed
from bench.process import Taken

FACTS = {"Digest of the code": "0a", "Hugo": "0.1"}
FOUND = {"Kinesite cold": Taken(2.0, 1.5, 100.0), "Hugo cold": Taken(1.0)}


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bench" / "results").mkdir(parents=True)
    monkeypatch.setattr(speed, "ROOT", tmp_path)
    monkeypatch.setattr(speed, "KEPT", tmp_path / "bench/results/speed.json")


def keep(*sizes: int, rounds: int = speed.ROUNDS, facts: dict[str, str] = FACTS):
    for size in sizes:
        speed.keep(size, FOUND, facts, rounds)
    speed.written()


def test_sizes_of_several_runs_come_together(tmp_path: Path):
    keep(100, 1000)
    assert not (tmp_path / "bench/RESULTS.md").exists()
    assert "### 1,000 guides" in (tmp_path / "bench/results/RESULTS.md").read_text("utf-8")
    keep(10_000)
    text = (tmp_path / "bench/RESULTS.md").read_text("utf-8")
    assert [text.count(f"### {size:,} guides") for size in speed.SIZES] == [1, 1, 1]
    for name in plot.PLOTS:
        assert (tmp_path / "bench" / name).is_file()


@pytest.mark.parametrize(
    ("rounds", "facts"), [(speed.ROUNDS - 1, FACTS), (speed.ROUNDS, {"Digest of the code": "0a"})], ids=["few", "alone"]
)
def test_too_few_rounds_or_no_peers_give_no_table_to_show(tmp_path: Path, rounds: int, facts: dict[str, str]):
    keep(*speed.SIZES, rounds=rounds, facts=facts)
    assert not (tmp_path / "bench/RESULTS.md").exists()


def test_numbers_of_other_code_are_never_mixed_in(tmp_path: Path):
    keep(100, 1000)
    keep(10_000, facts={**FACTS, "Digest of the code": "0b"})
    assert list(speed.kept()["sizes"]) == ["10000"]
    assert not (tmp_path / "bench/RESULTS.md").exists()


def test_another_line_of_code_has_another_digest(tmp_path: Path):
    code = tmp_path / "kinesite" / "one.py"
    code.parent.mkdir()
    code.write_text("a = 1\n")
    before = speed.digest()
    assert speed.digest() == before
    code.write_text("a = 2\n")
    assert speed.digest() != before
