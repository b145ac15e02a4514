"""Exploring: generated requests, and the smallest one that shows each new drift."""
