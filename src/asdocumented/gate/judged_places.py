"""Which places a report judged, and in which evidence sets: what is not judged is not gone."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from asdocumented.report.model import Drift, Report


class DriftPlace(NamedTuple):
    """Where a drift was seen: its check, operation, edition and location, and the evidence sets.

    `sets` is None where nobody tells them; then it is enough that any of them was judged.
    """

    check: str
    operation: str
    edition: str
    location: str
    sets: Sequence[str] | None


def shown_in(drift: Drift) -> list[str]:
    """Return the evidence sets that show a drift; the page counts as its printed examples."""
    return [*drift.seen] or ["example"]


class JudgedPlaces:
    """Tells of a report which places it judged."""

    def __init__(self, report: Report) -> None:
        self._skipped = {*report.run.skipped}
        self._verdicts = {(one.id, one.edition): one.verdicts for one in report.operations}
        self._rows: Mapping[tuple[str, str, str], Mapping[str, str]] = {
            (one.operation, one.edition, _plain(one.location)): one.verdicts for one in report.rows
        }

    def why_not(self, place: DriftPlace) -> str:
        """Return why a place was not judged; "" where it was.

        It was judged where its check was asked, and where every evidence set that showed the drift
        has answers of the operation that show something, with a value at the place.
        """
        if place.check in self._skipped:
            return f"the check {place.check} was not asked"
        operation = f"{place.operation} {place.edition}"
        verdicts = self._verdicts.get((place.operation, place.edition))
        if verdicts is None:
            return f"{operation} was not judged"
        row = self._rows.get((place.operation, place.edition, _plain(place.location)), {})
        sets = place.sets or [name for name, one in verdicts.items() if one != "not shown"]
        if not sets:
            return f"no answer of {operation} shows anything"
        for name in sets:
            if verdicts.get(name, "not shown") == "not shown":
                return f"no answer of {operation} in {name}"
            if row.get(name) in ("unobserved", "absent"):
                return f"nothing in {name} shows {place.location} of {operation}"
        return ""


def _plain(location: str) -> str:
    """Return a location without array marks: an array may stand where an object is documented."""
    return location.replace("[*]", "")
