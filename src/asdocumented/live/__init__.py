"""Requests to a target: plan, transport, journal, and cassettes as what is exported."""
