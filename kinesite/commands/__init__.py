"""Arguments, printing, the clock and the preview."""
