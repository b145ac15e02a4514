"""Targets asked over HTTP."""
