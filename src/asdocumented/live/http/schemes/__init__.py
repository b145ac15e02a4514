"""The general authentication schemes, one a file, each named after its file."""
