"""The gate: what must hold for green, and the decision."""
