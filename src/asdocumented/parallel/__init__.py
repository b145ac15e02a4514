"""Judges parts of evidence in several processes, or on several machines, and adds them up."""
