"""What the site says to machines: records of exercises, routines, conditions and warning signs, as JSON.

Law: where the records stand is known without loading what they are made of; most builds make none.
"""

VERSION = 1
"""Of the records. It grows when something that was there is gone or means something else."""

FOLDER = "api/"
EXERCISES, SAFETY = f"{FOLDER}exercises.json", f"{FOLDER}safety.json"


def schema_path(name: str) -> str:
    """The path of the schema of a file; there is one for all languages."""
    return name.removesuffix(".json") + ".schema.json"
