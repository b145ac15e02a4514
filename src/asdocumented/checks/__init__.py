"""Checks: each looks for one behaviour in evidence, and has a file in `rules/`."""
