"""Problems: the drifts that one correction of the page, or of the server, would mend.

Each check says how its drifts are grouped (`Check.grouping`) and what its problems are called.
No rule knows an API.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from asdocumented.checks.check import Check
from asdocumented.contracts.model import SEVERITIES
from asdocumented.formats.json_path import parent, printable
from asdocumented.report.model import Drift, Problem

_MOST_NAMES = 4
_LAST_NAME = re.compile(
    r'(?:\.(?P<plain>[^.\[\]"]+)|\[(?P<quoted>"(?:[^"\\]|\\.)*")\])(?:\[\*\])*$'
)


class _Group(NamedTuple):
    """What the drifts of one problem have in common."""

    rule: str
    operation: str
    edition: str
    place: str

    @property
    def id(self) -> str:
        """An identity that stays when one drift joins or leaves."""
        return sha256("\0".join(self).encode("utf-8", "backslashreplace")).hexdigest()[:10]


def group_problems(drifts: Iterable[Drift], checks: Iterable[Check]) -> list[Problem]:
    """Return the problems behind drifts, the worst first, then by operation, edition and size.

    Args:
        drifts: of any number of operations; their order does not matter.
        checks: all that may have found one of them.

    """
    known = {check.id: check for check in checks}
    groups: dict[_Group, list[Drift]] = {}
    for drift in drifts:
        groups.setdefault(_group(drift, known[drift.check]), []).append(drift)
    problems = [_problem(group, found, known) for group, found in groups.items()]
    return sorted(problems, key=_order)


def _group(drift: Drift, check: Check) -> _Group:
    places = {
        "drift": f"{drift.location} {drift.observed_class}",
        "object": parent(drift.location),
        "table": drift.citation.table or "",
        "habit": drift.observed_class,
        "cited row": f"{drift.citation.table or ''} {drift.citation.row or ''}",
        "operation": "",
        "values": drift.location,
    }
    rule = check.group if check.grouping == "values" else check.id
    return _Group(rule, drift.operation, drift.edition, places[check.grouping])


def _problem(group: _Group, drifts: Sequence[Drift], checks: Mapping[str, Check]) -> Problem:
    found = sorted(drifts, key=_drift_order)
    first = found[0]
    check = checks[first.check]
    words = _words(found)
    return Problem(
        id=group.id,
        title=check.title.format_map(words),
        severity=first.severity,
        operation=group.operation,
        edition=group.edition,
        drifts=[drift.fingerprint for drift in found],
        what_to_do=check.mend.format_map(words),
    )


def _words(drifts: Sequence[Drift]) -> dict[str, str]:
    """Return what a title and an advice may name: members, rows, and the first drift's words."""
    first = drifts[0]
    names = list(dict.fromkeys(_name(drift).strip("`") for drift in drifts))
    cited = [drift.citation for drift in drifts]
    rows = sorted({(one.table or "", one.row) for one in cited if one.row is not None})
    return {
        "name": names[0],
        "names": _listed([f"`{name}`" for name in names]),
        "are": "is" if len(names) == 1 else "are",
        "fields": "field" if len(names) == 1 else "fields",
        "them": "it" if len(names) == 1 else "them",
        "have": "has" if len(names) == 1 else "have",
        "rows": _rows(rows) or "the page",
        "table": first.citation.table or "the page",
        "parent": _name_of(parent(first.location)),
        "location": first.location,
        "documented": first.documented or first.follows_from,
        "observed": first.observed,
        "datatype": first.citation.datatype or "no datatype",
    }


def _name(drift: Drift) -> str:
    return _name_of(drift.location)


def _name_of(location: str) -> str:
    """Return how a reader calls a place: its last member's name, or the body."""
    found = _LAST_NAME.search(location)
    if found is None:
        return "the body"
    return f"`{found['plain'] or printable(json.loads(found['quoted']))}`"


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        return f"{', '.join(shown)} and {len(names) - _MOST_NAMES} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _rows(rows: Sequence[tuple[str, int | None]]) -> str:
    numbers = [str(row) for _, row in rows]
    if not numbers:
        return ""
    shown = _listed(numbers)
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}"


def _drift_order(drift: Drift) -> tuple[int, str, str, str]:
    return SEVERITIES.index(drift.severity), drift.check, drift.location, drift.observed


def _order(problem: Problem) -> tuple[int, str, str, int, str, str]:
    severity = SEVERITIES.index(problem.severity)
    size = -len(problem.drifts)
    return severity, problem.operation, problem.edition, size, problem.title, problem.id
