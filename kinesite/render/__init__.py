"""Entries and the site graph become HTML text."""
