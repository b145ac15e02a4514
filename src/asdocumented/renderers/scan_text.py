"""A scan in words: one line for each find, and a summary."""

from collections.abc import Iterator

from asdocumented.scanning.model import RANKS, Find, Scan

_PLURALS = {"credential": "credentials", "personal": "personal data", "redactable": "redactable"}


def render(scan: Scan) -> str:
    """Return a line for each find, one for each file that was not read, and the summary."""
    return "\n".join([*map(describe, scan.finds), *_not_read(scan), summary(scan)])


def describe(find: Find) -> str:
    """Return a find in one line."""
    where = find.file if find.interaction is None else f"{find.file}#{find.interaction}"
    line = f":{find.line}" if find.line is not None and find.interaction is None else ""
    more = f" and {find.count - 1} more" if find.count > 1 else ""
    return f"{where}{line}{more}: {find.rank}: {what(find)}"


def what(find: Find) -> str:
    """Return kind, place and excerpt of a find."""
    spelling = f", {find.spelling}" if find.spelling else ""
    excerpt = f": {find.excerpt}" if find.excerpt else ""
    return f"{find.kind}{spelling}, in {find.place}{excerpt}"


def summary(scan: Scan) -> str:
    """Return how many files and finds there are."""
    counts = ", ".join(f"{_PLURALS[rank]}: {scan.count(rank)}" for rank in RANKS)
    return f"files: {scan.files}, {counts}, not read as a whole: {len(scan.not_read)}"


def _not_read(scan: Scan) -> Iterator[str]:
    return (f"{one.file}: not read as a whole: {one.reason}" for one in scan.not_read)
