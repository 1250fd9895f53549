"""What a whole process takes."""

import sys
from pathlib import Path

import pytest

from bench.process import PROC, Failed, Taken, median, process

HOLD = "held = bytes(range(256)) * 4 * 40_000; import time; time.sleep({})"


def test_time_that_is_slept_is_no_work():
    taken = process(sys.executable, "-c", "import time; time.sleep(0.3)")
    assert taken.wall >= 0.3
    assert taken.processor is not None
    assert taken.processor < taken.wall


@pytest.mark.skipif(not (PROC / "self" / "smaps_rollup").is_file(), reason="the system does not tell")
def test_memory_counts_what_a_process_started():
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD.format(1)!r}])"
    taken = process(sys.executable, "-c", child, memory=True)
    assert taken.memory is not None
    assert 40 < taken.memory < 90


def test_a_process_that_fails_is_no_measurement():
    with pytest.raises(Failed, match="no such thing"):
        process(sys.executable, "-c", "raise SystemExit('no such thing')")


def test_a_median_takes_the_middle_of_times_and_the_most_of_memory():
    assert median([Taken(1, 3, 10), Taken(9, 1, 30), Taken(2, 2, None)]) == Taken(2, 2, 30)
    assert median([Taken(1)]) == Taken(1, None, None)


def test_a_process_runs_where_it_is_told(tmp_path: Path):
    process(sys.executable, "-c", "open('here', 'w')", folder=tmp_path)
    assert (tmp_path / "here").is_file()
