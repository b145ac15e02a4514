"""Redaction: an HTTP exchange goes in, one that may be written comes out."""
