"""Who should leave a made-up exercise out, adapt it or ask first.

Law: the same number gives the same cautions, so that routines and conditions can tell what an exercise rules out.
"""

from bench.words import Prose

AVOID = ("osteoporosis", "spondylolisthesis", "hip-replacement", "neck-instability")
"""Contraindications that rule some exercises out."""
ASK = ("vertebral-fracture", "recent-spinal-surgery", "heart-or-lung-condition")
ADAPT = ("wrist-pain", "knee-pain", "shoulder-pain", "balance-problems", "cannot-get-to-floor", "acute-flare")


def cautions(number: int) -> list[dict[str, str]]:
    """The contraindications of an exercise; every fourth rules somebody out."""
    prose = Prose(f"cautions {number}")
    found = [{"id": one, "level": "adapt", "note": prose.short()} for one in prose.some(ADAPT, 3)]
    found.append({"id": prose.one(ASK), "level": "ask-first", "note": "Ask a physiotherapist or doctor first."})
    if number % 4 == 0:
        found.append({"id": AVOID[number // 4 % len(AVOID)], "level": "avoid", "note": prose.short()})
    return found


def avoided(number: int) -> str:
    """The contraindication that rules an exercise out, or nothing."""
    return next((one["id"] for one in cautions(number) if one["level"] == "avoid"), "")
