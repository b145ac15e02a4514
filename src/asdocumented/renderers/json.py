"""`drift.json`: the report itself."""

import msgspec

from asdocumented.report.model import Report


def render(report: Report) -> str:
    """Return the report as indented JSON; its schema is `schemas/drift.schema.json`."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"
