"""The files that the live preview adds to pages in the browser."""
