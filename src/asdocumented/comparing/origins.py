"""Tells a corrected page from a changed API, where the evidence of both editions allows it."""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec
from msgspec import structs

from asdocumented.comparing.behaviour import Behaviour
from asdocumented.comparing.change import Change, Origin
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction

_Told: TypeAlias = tuple[Origin, str]
_UNKNOWN: _Told = ("unknown", "")
_UNTOLD = (
    "type-told",
    "date-format-told",
    "time-unit-told",
    "values-listed",
    "example-values-told",
    "constraint-added",
    "row-added",
)
"""The classes whose first side promises nothing that an answer could depart from."""


class Proofs(msgspec.Struct, frozen=True):
    """How the answers of before and of after behaved, judged by the edition of before and of after.

    `old_by_new` are the answers of before as the edition of after sees them; `before` and `after`
    name the editions.
    """

    before: str
    after: str

    old_by_old: Behaviour
    old_by_new: Behaviour
    new_by_old: Behaviour
    new_by_new: Behaviour


def prove(
    before: Contract,
    after: Contract,
    old: Sequence[Interaction],
    new: Sequence[Interaction],
    clusters: Clusters,
) -> Proofs:
    """Judge the answers of both sides by both editions."""
    return Proofs(
        before.edition,
        after.edition,
        Behaviour(before, old, clusters),
        Behaviour(after, old, clusters),
        Behaviour(before, new, clusters),
        Behaviour(after, new, clusters),
    )


def with_origin(change: Change, proofs: Proofs) -> Change:
    """Return a change with what the evidence shows of its origin; unknown where it shows none."""
    origin, why = _origin(change, proofs)
    return structs.replace(change, origin=origin, why=why)


def _origin(change: Change, proofs: Proofs) -> _Told:
    location = change.location
    if location.startswith("$response."):
        return _of_status(location.removeprefix("$response."), change, proofs)
    if location.startswith("$request"):
        return _UNKNOWN
    if change.before is None or change.change in ("field-renamed", "field-moved"):
        return _of_new_name(change, proofs)
    if change.after is None:
        return _of_removed(location, proofs)
    if change.change == "promise-removed":
        missing = proofs.old_by_old.missing(change.before.location)
        told = f"the answers of {proofs.before} left it out in {_objects(missing)}"
        return ("page corrected", told) if missing else _UNKNOWN
    return _of_fact(change, proofs)


def _of_status(status: str, change: Change, proofs: Proofs) -> _Told:
    if change.before is None and (count := proofs.old_by_new.statuses.get(status, 0)):
        return "page corrected", f"{count} answers of {proofs.before} have this status"
    return _UNKNOWN


def _of_new_name(change: Change, proofs: Proofs) -> _Told:
    """Return the origin of a field that is new, or has a new name or place."""
    location, former = change.location, change.before
    before, after = proofs.old_by_new, proofs.new_by_new
    if change.change == "relation-added":
        return _UNKNOWN
    shown = former is not None and proofs.old_by_old.values(former.location) > 0
    if values := before.values(location):
        told = f"the answers of {proofs.before} show it already, {_times(values)}"
        return _UNKNOWN if shown else ("page corrected", told)
    if not after.values(location):
        return _UNKNOWN
    if shown:
        told = (
            f"the answers of {proofs.before} have the former, those of {proofs.after} the new one"
        )
        return "API changed", told
    if former is None and (missing := before.missing(location)):
        told = (
            f"missing in {_objects(missing)} of {proofs.before}, there in answers of {proofs.after}"
        )
        return "API changed", told
    return _UNKNOWN


def _of_removed(location: str, proofs: Proofs) -> _Told:
    before, after = proofs.old_by_old, proofs.new_by_old
    if before.values(location) and after.missing(location) and not after.values(location):
        missing = _objects(after.missing(location))
        told = f"there in answers of {proofs.before}, missing in {missing} of {proofs.after}"
        return ("API changed", told)
    if before.missing(location) and not before.values(location):
        never = _objects(before.missing(location))
        return "page corrected", f"the answers of {proofs.before} never had it, in {never}"
    return _UNKNOWN


def _of_fact(change: Change, proofs: Proofs) -> _Told:
    """Return the origin of what is said otherwise of a field that both editions have."""
    location = change.location
    former = change.before.location if change.before else location
    old_departs = proofs.old_by_old.departs(former)
    before, after = proofs.old_by_new, proofs.new_by_new
    values = before.values(location)
    if before.conforms(location) and (old_departs or change.change in _UNTOLD):
        told = f"the answers of {proofs.before} are as {proofs.after} says, {_times(values)}"
        return "page corrected", told
    if before.departs(location) and not old_departs:
        if after.conforms(location):
            return (
                "API changed",
                f"the answers of {proofs.before} depart from it, those of {proofs.after} do not",
            )
        if after.departs(location):
            return (
                "unknown",
                f"the answers of {proofs.before} depart from it, and those of {proofs.after}, too",
            )
        return (
            "unknown",
            f"the answers of {proofs.before} depart from it; none of {proofs.after} shows it",
        )
    return _UNKNOWN


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count:,} objects"
