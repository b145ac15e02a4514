"""Checks: what is looked for in evidence, one behaviour a file in `rules/`."""
