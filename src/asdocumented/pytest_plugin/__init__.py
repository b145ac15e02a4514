"""The pytest plugin: judging, live answers, redaction for vcrpy."""
