"""Generated requests, and the smallest one that shows each drift."""
