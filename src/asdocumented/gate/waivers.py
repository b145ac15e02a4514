"""Waivers: drifts that somebody accepted, as `waivers.toml` holds them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, structs

from asdocumented.config.file import read_table
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.toml_table import Schema, check_table, schema_of, where
from asdocumented.gate.judged_places import DriftPlace, JudgedPlaces, shown_in
from asdocumented.report.gate_model import WaiverReport, WaiverState, WaiverTerms
from asdocumented.report.model import Drift, Report

_TEXT = Meta(min_length=1, max_length=2000)
_STATES: tuple[WaiverState, ...] = ("expired", "lapsed", "stale", "not judged", "in force")
_MOST_BYTES = 2**24


_BETWEEN = "name the two sides that were compared, as compare prints them"
_DATE = "write a date such as 2027-01-31"
_Day: TypeAlias = Annotated[date, Meta(description=_DATE)]
_SetName: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^(example|cassette|har|live)([: ][^\u0000-\u001f]{1,200})?$(?!\n)",
        description='name an evidence set, such as "cassette:demo"',
    ),
]


class Waiver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One accepted drift; `check` to `observed` say where it stood and what was observed there.

    `drift` says it in words, `seen_in` names the evidence sets that showed it. `since` is the first
    day, `expires` the last one, in UTC. `set` names the only evidence set that the waiver holds
    for. A waiver of a change names `between` which two sides it is.
    """

    fingerprint: Annotated[
        str,
        Meta(
            pattern=r"^[0-9a-f]{16}$(?!\n)",
            description="write the 16 characters that `asdocumented check` shows in brackets",
        ),
    ]
    reason: Annotated[str, Meta(description="say why the drift is accepted"), _TEXT]
    kind: Annotated[Literal["drift", "change"], Meta(description='write "drift" or "change"')] = (
        "drift"
    )
    check: Annotated[str, _TEXT] | None = None
    operation: Annotated[str, _TEXT] | None = None
    edition: Annotated[str, _TEXT] | None = None
    location: Annotated[str, _TEXT] | None = None
    observed: Annotated[str, _TEXT] | None = None
    drift: Annotated[str, _TEXT] | None = None
    seen_in: tuple[_SetName, ...] = ()
    between: Annotated[tuple[str, str], Meta(description=_BETWEEN)] | None = None
    ticket: Annotated[str, _TEXT] | None = None
    owner: Annotated[str, _TEXT] | None = None
    since: _Day | None = None
    expires: _Day | None = None
    set: _SetName | None = None

    @property
    def terms(self) -> WaiverTerms:
        """What the report says of it."""
        return WaiverTerms(
            reason=self.reason,
            ticket=self.ticket,
            owner=self.owner,
            since=self.since.isoformat() if self.since else None,
            expires=self.expires.isoformat() if self.expires else None,
            set=self.set,
        )

    def has_expired(self, today: date) -> bool:
        """Tell whether its last day is over."""
        return self.expires is not None and today > self.expires

    def is_about(self, drift: Drift) -> bool:
        """Tell whether it was written about the place of a drift, whatever was observed there."""
        place = (drift.check, drift.operation, drift.edition, drift.location)
        return (self.check, self.operation, self.edition, self.location) == place


class WaiverFile(msgspec.Struct, frozen=True):
    """The waivers of one file; `name` is its path for messages, None where there is no file."""

    name: str | None = None
    waivers: tuple[Waiver, ...] = ()

    @property
    def of_drifts(self) -> tuple[Waiver, ...]:
        """The waivers that are judged with evidence."""
        return tuple(one for one in self.waivers if one.kind == "drift")


def read_waivers(path: Path, name: str) -> WaiverFile:
    """Return the waivers of a file; none where there is no file.

    Raises all faults of it at once: no TOML, an unknown key, a wrong date, two waivers for one
    drift and one evidence set.
    """
    values = read_table(path, name, _MOST_BYTES)
    if values is None:
        return WaiverFile()
    faults, found = FaultList(), []
    unknown = [key for key in values if key != "waiver"]
    faults.add(
        Fault(where(name, (key,)), "no such key", "write tables [[waiver]]") for key in unknown
    )
    entries = values.get("waiver", [])
    if not isinstance(entries, list):
        faults.add([Fault(where(name, ("waiver",)), "no array of tables", "write [[waiver]]")])
        entries = []
    schema = schema_of(Waiver)
    for index, entry in enumerate(entries):
        with faults:
            found.append(_waiver(entry, schema, name, index))
    faults.add(_faults(found, name))
    faults.raise_found()
    return WaiverFile(name, tuple(found))


def judge_waivers(file: WaiverFile, report: Report, today: date) -> list[WaiverReport]:
    """Return what became of each waiver of a drift: those that are not in force come first."""
    present = {drift.fingerprint: drift for drift in report.drifts}
    judged = JudgedPlaces(report)
    found = [_judge(one, present, judged, report.drifts, today) for one in file.of_drifts]
    return sorted(found, key=lambda one: (_STATES.index(one.state), one.drift, one.fingerprint))


def in_force(file: WaiverFile, today: date) -> dict[str, list[Waiver]]:
    """Return the waivers of drifts that have not expired, by fingerprint."""
    found: dict[str, list[Waiver]] = {}
    for one in file.of_drifts:
        if not one.has_expired(today):
            found.setdefault(one.fingerprint, []).append(one)
    return found


def with_terms(drift: Drift, waivers: Sequence[Waiver]) -> Drift:
    """Return a drift as waived where its waivers cover every evidence set that shows it."""
    covering = [next((w for w in waivers if w.set in (None, one)), None) for one in shown_in(drift)]
    first = next((one for one in covering if one is not None), None)
    if first is None or None in covering:
        return drift
    return structs.replace(drift, status="waived", waiver=first.terms)


def _judge(
    waiver: Waiver,
    present: Mapping[str, Drift],
    judged: JudgedPlaces,
    drifts: Sequence[Drift],
    today: date,
) -> WaiverReport:
    drift = present.get(waiver.fingerprint)
    if drift is not None and (waiver.set is None or waiver.set in shown_in(drift)):
        expired = waiver.has_expired(today)
        state: WaiverState = "expired" if expired else "in force"
        changed = f"it expired after {waiver.expires}, and the drift is still there"
        return _reported(waiver, state, changed if expired else "", drift)
    other = next((one for one in drifts if waiver.is_about(one)), None)
    if other is not None and drift is None:
        was = f"{waiver.observed} was accepted" if waiver.observed else "another was accepted"
        changed = f"{was}; now observed: {other.observed}, a drift of its own ({other.fingerprint})"
        return _reported(waiver, "lapsed", changed, None)
    if waiver.check is None or waiver.operation is None or waiver.edition is None:
        changed = "no drift has this fingerprint, and check, operation and edition are not told"
        return _reported(waiver, "stale", changed, None)
    sets = (waiver.set,) if waiver.set else waiver.seen_in
    place = DriftPlace(waiver.check, waiver.operation, waiver.edition, waiver.location or "$", sets)
    if why := judged.why_not(place):
        return _reported(waiver, "not judged", why, None)
    return _reported(waiver, "stale", "its place was judged, and the drift is not there", None)


def _reported(
    waiver: Waiver, state: WaiverState, changed: str, drift: Drift | None
) -> WaiverReport:
    words = waiver.drift or (describe_drift(drift) if drift else "a drift that nobody described")
    return WaiverReport(waiver.fingerprint, state, words, waiver.terms, changed)


def describe_drift(drift: Drift) -> str:
    """Return a drift in one line, without values: what a waiver says that it accepts."""
    expected = drift.documented or drift.follows_from
    place = f"{drift.operation} {drift.edition} {drift.location}"
    return f"{drift.check} at {place}: {expected}, observed {drift.observed_class}"


def _waiver(entry: object, schema: Schema, name: str, index: int) -> Waiver:
    """Return one table of the file as a waiver; raise Fault at what is wrong with it."""
    plain = _with_plain_dates(entry)
    check_table(plain, schema, name, ("waiver", index))
    try:
        return msgspec.convert(plain, Waiver)
    except msgspec.ValidationError as error:
        key = "expires" if "expires" in str(error) else "since"
        raise Fault(where(name, ("waiver", index, key)), "not a date", _DATE) from error


def _with_plain_dates(entry: object) -> object:
    """Return a table in which a TOML date is its text; a time of day stays, and is refused."""
    if not isinstance(entry, dict):
        return entry
    return {
        key: value.isoformat() if type(value) is date else value for key, value in entry.items()
    }


def _faults(waivers: Sequence[Waiver], name: str) -> Iterator[Fault]:
    """Yield what is wrong with waivers that are each right by themselves."""
    first: dict[tuple[str, str, str | None], int] = {}
    for index, one in enumerate(waivers):
        key = (one.kind, one.fingerprint, one.set)
        if key in first:
            what = f"accepted before, by waiver[{first[key]}]"
            remedy = "keep one of the two, or bind each to an evidence set of its own with set"
            yield Fault(where(name, ("waiver", index, "fingerprint")), what, remedy)
        first.setdefault(key, index)
        if one.since and one.expires and one.expires < one.since:
            what, remedy = "before since", "correct one of the two dates"
            yield Fault(where(name, ("waiver", index, "expires")), what, remedy)
