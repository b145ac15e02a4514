"""Secrets planted in every position and clothing, and the search for them in what is written."""
