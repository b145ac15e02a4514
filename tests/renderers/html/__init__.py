"""What the page says, read from its parsed HTML."""
