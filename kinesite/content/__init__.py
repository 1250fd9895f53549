"""Source files become typed entries, or mistakes with a line and a column."""
