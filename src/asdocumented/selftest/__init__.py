"""The suite put to the test: faults in conforming evidence, and how many of them it finds."""
