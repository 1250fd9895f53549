"""Kinesite turns Markdown exercise guides into a static website.

`source files → typed entries → site graph → pages → checked pages → files`: each noun is a frozen
value, each arrow a floor of this package, and nothing flows back up.
"""

__version__ = "0.1.0"
"""As in pyproject.toml."""
