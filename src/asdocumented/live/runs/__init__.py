"""Runs: the journal, the run of one target, recordings as cassettes."""
