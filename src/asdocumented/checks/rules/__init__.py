"""The checks, one a file: the file's name is the check's id with underscores."""
