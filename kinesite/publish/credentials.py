"""Secrets: they come from the environment, go to the program that needs them, and to nobody else.

Law: no text that leaves this floor holds one.
"""

import base64
import os
from collections.abc import Mapping

from kinesite.diagnostics import masked

GIT_TOKEN = "KINESITE_GIT_TOKEN"  # noqa: S105 - the name of the variable
"""A token for a repository over https, where git knows none itself."""
BUCKET = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
SESSION = "AWS_SESSION_TOKEN"
RSYNC = "RSYNC_PASSWORD"
_SECRET = (GIT_TOKEN, *BUCKET, SESSION, RSYNC)
_HIDDEN = "•••"


def given(name: str) -> str:
    """The value of a variable of the environment; empty where there is none."""
    return os.environ.get(name, "")


def basic(token: str) -> str:
    """A token as hosts of repositories take it over https."""
    return base64.b64encode(f"x-access-token:{token}".encode()).decode()


def scrubbed(text: str) -> str:
    """A text without any secret of the environment, and without what stands before the host of an address."""
    for name in _SECRET:
        if value := given(name):
            text = text.replace(basic(value), _HIDDEN).replace(value, _HIDDEN)
    return masked(text)


def environment(**more: str) -> Mapping[str, str]:
    """The environment for a program: it speaks English, tells nobody what it sends, and holds no secret but those that
    are given as `more`.
    """
    loud = ("GIT_TRACE", "GIT_CURL")
    kept = {name: value for name, value in os.environ.items() if name not in _SECRET and not name.startswith(loud)}
    return {**kept, "LC_ALL": "C.UTF-8", **more}
