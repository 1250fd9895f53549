"""The one door to the template engine."""

from markupsafe import Markup as Html

__all__ = ["Html"]
