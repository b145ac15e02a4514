"""A comparison that was saved as JSON: what can be accepted, and which waivers it does not need."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from asdocumented.comparing.accepted import StaleWaiver
from asdocumented.comparing.model import FORMAT, Comparison
from asdocumented.comparing.upgrade_output import UpgradeOutput
from asdocumented.errors import Fault, FaultList, suggestion
from asdocumented.formats.files import read_bytes
from asdocumented.gate.earlier import visible

_MOST_BYTES = 2**28
_FEWEST_CHARACTERS = 6
_REMEDY = "name what asdocumented compare wrote: --format json -o FILE"


class Acceptable(NamedTuple):
    """A change that can be accepted; `fails` where it breaks a client and nobody did."""

    fingerprint: str
    location: str
    words: str
    fails: bool


class SavedComparison(msgspec.Struct, frozen=True):
    """The names of both sides, what can be accepted, and the waivers that nothing needs."""

    compared: tuple[str, str]
    changes: tuple[Acceptable, ...]
    stale: tuple[StaleWaiver, ...]

    def find(self, ids: Iterable[str]) -> list[Acceptable]:
        """Return the changes that fingerprints name, by their first characters at least.

        Raises all that nothing has, or several have.
        """
        faults, wanted = FaultList(), set[str]()
        for one in ids:
            with faults:
                wanted.add(self._fingerprint(one))
        faults.raise_found()
        return [one for one in self.changes if one.fingerprint in wanted]

    def _fingerprint(self, wanted: str) -> str:
        known = [one.fingerprint for one in self.changes]
        if wanted in known:
            return wanted
        long_enough = len(wanted) >= _FEWEST_CHARACTERS
        beginning = [one for one in known if long_enough and one.startswith(wanted)]
        if len(beginning) == 1:
            return beginning[0]
        if beginning:
            what = f"{len(beginning)} changes begin so"
            raise Fault(wanted, what, f"name one of them: {', '.join(beginning)}")
        remedy = f"{suggestion(wanted, known)}compare shows each with its fingerprint in brackets"
        raise Fault(wanted, "no change of the comparison", remedy)


def read_comparison(path: Path, name: str) -> SavedComparison:
    """Return what a file has that `compare --format json` wrote.

    Raises Fault where it is none, is of another format, or compares two reports.
    """
    if not path.is_file():
        raise Fault(name, "no such file", _REMEDY)
    try:
        values = msgspec.json.decode(read_bytes(path, _MOST_BYTES))
        head = msgspec.convert(values, _Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Fault(name, "not a comparison", _REMEDY) from error
    if head.format != FORMAT:
        what = f"a comparison of format {head.format}, and this version reads format {FORMAT}"
        raise Fault(name, what, "compare again with this version")
    if head.kind == "reports":
        what = "it compares two reports, whose waivers are those of drifts"
        raise Fault(name, what, "name the second report: --report FILE")
    try:
        if head.kind == "operations":
            return _of_upgrade(msgspec.convert(visible(values), UpgradeOutput))
        return _of_comparison(msgspec.convert(visible(values), Comparison))
    except (msgspec.ValidationError, RecursionError) as error:
        raise Fault(name, f"not a whole comparison: {error}", _REMEDY) from error


class _Head(msgspec.Struct):
    format: int
    kind: str


def _of_comparison(found: Comparison) -> SavedComparison:
    changes = [
        Acceptable(one.fingerprint, one.location, f"{one.change} at {one.location}", one.fails)
        for one in found.changes
    ]
    return SavedComparison(found.compared, tuple(changes), tuple(found.stale))


def _of_upgrade(found: UpgradeOutput) -> SavedComparison:
    upgrade = found.upgrade
    compared = upgrade.old.operand, upgrade.new.operand
    return SavedComparison(compared, tuple(_acceptable(found)), found.stale)


def _acceptable(found: UpgradeOutput) -> Iterator[Acceptable]:
    mappings = [one for judged in found.judgements.values() for one in judged.mappings]
    contradicted = {one.old for one in mappings if one.verdict == "contradicted"}
    failing = [(one.fingerprint, one.old, f"{one.old} is lost") for one in found.upgrade.lost]
    failing += [
        (one.fingerprint, one.old, f"{one.old} is contradicted")
        for one in found.upgrade.mapped
        if one.old in contradicted
    ]
    for fingerprint, location, words in failing:
        yield Acceptable(fingerprint, location, words, fingerprint not in found.accepted)
