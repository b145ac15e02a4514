"""Planning: which requests a live run sends."""
