"""How long `build.py --help` takes, in seconds and beside a Python that does nothing.

Law: the two are started in turn, so that a busy machine slows both alike; medians leave out the odd hiccup.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 21
GOAL = 0.1
"""Seconds."""


def seconds(*arguments: str) -> float:
    """How long a Python with these arguments runs; raises when it fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, timeout=60, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio."""
    empty, answers = ("-c", "pass"), ("build.py", "--help")
    seconds(*answers)
    pairs = [(seconds(*empty), seconds(*answers)) for _ in range(ROUNDS)]
    bare, helped = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"build.py --help: {helped:.3f} s (goal {GOAL} s), {helped / bare:.1f} times a Python"
        f" that does nothing ({bare:.3f} s); medians of {ROUNDS}"
    )


if __name__ == "__main__":
    main()
