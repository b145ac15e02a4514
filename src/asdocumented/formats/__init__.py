"""Formats of bytes and texts: JSON, dates, URLs, HTTP messages, files."""
