"""Evidence: interactions, and one reader for each origin."""
