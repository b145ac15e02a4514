"""What a live run sends."""
