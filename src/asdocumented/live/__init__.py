"""Live runs: what is sent to a target over HTTP, and how a run is kept."""
