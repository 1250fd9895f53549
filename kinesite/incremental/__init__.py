"""Tasks, traces and what is stale; knows nothing of sites."""
