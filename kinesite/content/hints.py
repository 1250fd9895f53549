"""What to do about a text that the YAML parser cannot read, told from the parser's words and the line itself.

Law: every message of the parser has a hint; the last row fits all.
"""

_QUOTE = "Put the text in quotation marks; it begins with a special character."
_HINTS = (
    ("tab", "Use spaces instead of the tab."),
    ("quoted scalar", "Close the quotation mark that is opened here."),
    ("flow", "Close the bracket that is opened here, and put commas between the values."),
    ("cannot start any token", _QUOTE),
    ("scanning an alias", _QUOTE),
    ("scanning an anchor", _QUOTE),
    ("scanning a tag", _QUOTE),
    ("another document", "Remove the second ---; a file holds one set of fields."),
    ("simple key", 'Put a colon and a space after the name of the field, such as "title: Bird dog".'),
    ("mapping values", "Look at the field above: this line begins in the same column, and that one has a colon."),
    ("", "Compare the line and the one above with another guide: indentation, colons, hyphens, quotation marks."),
)


def hint(words: str, before: str, after: str) -> str:
    """What to do about a problem of the parser, from its words and the line around its place."""
    if "\t" in before[len(before.rstrip()) :] + after[:1]:
        return _HINTS[0][1]
    if "mapping values" in words and ": " in before:
        return 'Put the whole text in quotation marks: a colon inside text needs them, "like: this".'
    return next(fix for part, fix in _HINTS if part in words)
