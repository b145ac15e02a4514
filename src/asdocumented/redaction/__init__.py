"""Redaction: what must not be written is replaced or removed, before anything is written."""
