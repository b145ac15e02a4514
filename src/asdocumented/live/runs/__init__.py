"""Runs: the journal, one target asked, cassettes written."""
