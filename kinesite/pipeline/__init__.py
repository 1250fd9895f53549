"""The order of the work, and the only writes under the output."""
