"""Comparisons of editions and of reports."""
