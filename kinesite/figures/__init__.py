"""Movements written as joint angles become pictures; a library that knows nothing of the site."""
