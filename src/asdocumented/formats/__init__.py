"""What bytes and texts spell: JSON, dates, URLs, HTTP, files."""
