"""Comparisons before an upgrade: two editions of a page, two operations, two reports."""
