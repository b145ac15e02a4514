"""Writes `waivers.toml`: entries are added, renewed and dropped; comments and order survive."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import msgspec
import tomlkit
from tomlkit.items import AoT, Table

from asdocumented.errors import Fault
from asdocumented.formats.file_writing import write_whole
from asdocumented.gate.judged_places import shown_in
from asdocumented.gate.waivers import Waiver, WaiverFile, describe_drift
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.model import Drift

_KEY = "waiver"
_HEAD = "Accepted drifts: `asdocumented waive` adds them, and people edit them."


Kind: TypeAlias = Literal["drift", "change"]


class AcceptedChange(NamedTuple):
    """A change that is accepted: its place, what it is in words, and which two sides differ."""

    fingerprint: str
    between: tuple[str, str]
    location: str
    words: str


class _Entry(NamedTuple):
    """What an entry says beside its terms."""

    fingerprint: str
    facts: Mapping[str, str | list[str]]


class Written(msgspec.Struct, frozen=True):
    """What became of the entries of the file: how many are new, renewed and dropped."""

    added: int = 0
    renewed: int = 0
    dropped: int = 0


def add_waivers(
    path: Path, file: WaiverFile, drifts: Sequence[Drift], terms: WaiverTerms
) -> Written:
    """Accept drifts: an entry of the same fingerprint and evidence set is renewed, others are new.

    Args:
        path: the file; it is created where there is none.
        file: what it holds, as read.
        drifts: what is accepted, one entry each.
        terms: under what terms.

    Raises:
        Fault: the file cannot be written.

    """
    return _add(path, file, "drift", [_of_drift(one) for one in drifts], terms)


def add_change_waivers(
    path: Path, file: WaiverFile, changes: Sequence[AcceptedChange], terms: WaiverTerms
) -> Written:
    """Accept changes, as `add_waivers` accepts drifts; raise Fault where nothing can be written."""
    return _add(path, file, "change", [_of_change(one) for one in changes], terms)


def _add(
    path: Path, file: WaiverFile, kind: Kind, accepted: Sequence[_Entry], terms: WaiverTerms
) -> Written:
    document = _document(path, file)
    entries = _entries(document)
    known = {(one.fingerprint, one.set): place for place, one in _of_kind(file, kind)}
    renewed, before = 0, len(entries)
    for one in accepted:
        place = known.get((one.fingerprint, terms.set))
        if place is None:
            if entries and len(entries) == before:  # tomlkit parts those that are appended later
                entries[-1].add(tomlkit.nl())
            entries.append(_entry(kind, one, terms))
        else:
            _set_terms(entries[place], terms)
            renewed += 1
    _write(path, document)
    return Written(added=len(accepted) - renewed, renewed=renewed)


def drop_waivers(
    path: Path,
    file: WaiverFile,
    dropped: Collection[tuple[str, str | None]],
    kind: Kind = "drift",
) -> Written:
    """Drop the entries of a kind with these fingerprints and evidence sets.

    Raises Fault where the file cannot be written. Without any to drop, it stays as it is.
    """
    places = [place for place, one in _of_kind(file, kind) if (one.fingerprint, one.set) in dropped]
    if places:
        document = _document(path, file)
        entries = _entries(document)
        for place in reversed(places):
            del entries[place]
        _write(path, document)
    return Written(dropped=len(places))


def _of_kind(file: WaiverFile, kind: Kind) -> list[tuple[int, Waiver]]:
    return [(place, one) for place, one in enumerate(file.waivers) if one.kind == kind]


def _document(path: Path, file: WaiverFile) -> tomlkit.TOMLDocument:
    if file.name is not None:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    return document


def _entries(document: tomlkit.TOMLDocument) -> AoT:
    """Return the array of tables, which is added where there is none."""
    if _KEY not in document:
        document.add(tomlkit.nl())
        document.append(_KEY, tomlkit.aot())
    found = document[_KEY]
    if not isinstance(found, AoT):  # `waiver = []`, which holds none
        document[_KEY] = found = tomlkit.aot()
    return found


def _of_drift(drift: Drift) -> _Entry:
    facts: dict[str, str | list[str]] = {
        "check": drift.check,
        "operation": drift.operation,
        "edition": drift.edition,
        "location": drift.location,
        "observed": drift.observed_class,
        "seen_in": shown_in(drift),
        "drift": describe_drift(drift),
    }
    return _Entry(drift.fingerprint, facts)


def _of_change(change: AcceptedChange) -> _Entry:
    facts: dict[str, str | list[str]] = {
        "between": [*change.between],
        "location": change.location,
        "drift": change.words,
    }
    return _Entry(change.fingerprint, facts)


def _entry(kind: Kind, accepted: _Entry, terms: WaiverTerms) -> Table:
    table = tomlkit.table()
    table.add("fingerprint", accepted.fingerprint)
    table.add("kind", kind)
    _set_terms(table, terms)
    for key, value in accepted.facts.items():
        table.add(key, value)
    return table


def _set_terms(table: Table, terms: WaiverTerms) -> None:
    """Give an entry its terms; what they leave open, such as an expiry of before, goes."""
    values = {
        "reason": terms.reason,
        "ticket": terms.ticket,
        "owner": terms.owner,
        "since": terms.since and date.fromisoformat(terms.since),
        "expires": terms.expires and date.fromisoformat(terms.expires),
        "set": terms.set,
    }
    for key, value in values.items():
        if isinstance(value, str) and value:
            table[key] = value.encode("utf-8", "backslashreplace").decode()
        elif value:
            table[key] = value
        elif key in table:
            del table[key]


def _write(path: Path, document: tomlkit.TOMLDocument) -> None:
    try:
        write_whole(path, tomlkit.dumps(document).encode("utf-8"))
    except OSError as error:
        remedy = "name a file that can be written: --waivers"
        raise Fault(str(path), error.strerror or str(error), remedy) from error
