"""Redaction: what must not be written is replaced or removed, before anything is written."""

KEY_VARIABLE = "ASDOCUMENTED_REDACTION_KEY"
"""The environment variable that holds the redaction key."""
