"""Writes `waivers.toml`: entries are added, renewed and dropped; comments and order survive."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.items import AoT, Table

from asdocumented.errors import Fault
from asdocumented.formats.files import write_whole
from asdocumented.gate.judged_places import shown_in
from asdocumented.gate.waivers import Waiver, WaiverFile, describe_drift
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.model import Drift

_KEY = "waiver"
_HEAD = "Accepted drifts: `asdocumented waive` adds them, and people edit them."


@dataclass(frozen=True, slots=True)
class Written:
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
    document = _document(path, file)
    entries = _entries(document)
    known = {(one.fingerprint, one.set): place for place, one in _drifts(file)}
    renewed, before = 0, len(entries)
    for drift in drifts:
        place = known.get((drift.fingerprint, terms.set))
        if place is None:
            if entries and len(entries) == before:  # tomlkit parts those that are appended later
                entries[-1].add(tomlkit.nl())
            entries.append(_entry(drift, terms))
        else:
            _set_terms(entries[place], terms)
            renewed += 1
    _write(path, document)
    return Written(added=len(drifts) - renewed, renewed=renewed)


def drop_waivers(
    path: Path, file: WaiverFile, dropped: Collection[tuple[str, str | None]]
) -> Written:
    """Drop the entries of drifts with these fingerprints and evidence sets.

    Raises Fault where the file cannot be written. Without any to drop, it stays as it is.
    """
    places = [place for place, one in _drifts(file) if (one.fingerprint, one.set) in dropped]
    if places:
        document = _document(path, file)
        entries = _entries(document)
        for place in reversed(places):
            del entries[place]
        _write(path, document)
    return Written(dropped=len(places))


def _drifts(file: WaiverFile) -> list[tuple[int, Waiver]]:
    return [(place, one) for place, one in enumerate(file.waivers) if one.kind == "drift"]


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


def _entry(drift: Drift, terms: WaiverTerms) -> Table:
    table = tomlkit.table()
    table.add("fingerprint", drift.fingerprint)
    table.add("kind", "drift")
    _set_terms(table, terms)
    table.add("check", drift.check)
    table.add("operation", drift.operation)
    table.add("edition", drift.edition)
    table.add("location", drift.location)
    table.add("observed", drift.observed_class)
    table.add("seen_in", shown_in(drift))
    table.add("drift", describe_drift(drift))
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
        if value:
            table[key] = value
        elif key in table:
            del table[key]


def _write(path: Path, document: tomlkit.TOMLDocument) -> None:
    try:
        write_whole(path, tomlkit.dumps(document).encode("utf-8"))
    except OSError as error:
        remedy = "name a file that can be written: --waivers"
        raise Fault(str(path), error.strerror or str(error), remedy) from error
