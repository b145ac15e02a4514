"""The outputs: each module renders the report, and nothing but the report, as text."""
