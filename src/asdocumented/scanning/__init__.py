"""Looks through evidence for what should not stand in it."""
