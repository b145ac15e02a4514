"""Contracts as files: read, refused where at fault, and handed on as frozen values."""
