"""The report: the model of `drift.json`, and how it is built from judged evidence."""
