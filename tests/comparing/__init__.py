"""Comparisons of editions, of operations and of reports."""
