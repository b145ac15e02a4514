"""The outputs: each module renders the report as text, and uses nothing else."""
