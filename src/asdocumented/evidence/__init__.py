"""Evidence: interactions, and the readers of every origin."""
