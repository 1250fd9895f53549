"""Rules on finished pages and on relations; nothing here writes."""
