"""Configuration: the file, its rules, and the targets that it names."""
