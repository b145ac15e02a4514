"""The gate: policy, waivers, earlier runs, and the decision."""
