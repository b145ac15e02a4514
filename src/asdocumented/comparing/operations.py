"""Compares two operations: the upgrade map, and what evidence of both says of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from asdocumented.comparing.accepted import WaiversOfToday
from asdocumented.comparing.upgrade_client import only_for, read_client
from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_judgement import UpgradeJudgement, judgement
from asdocumented.comparing.upgrade_load import upgrade_between
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_proposals import propose
from asdocumented.comparing.upgrade_report import UpgradeReport, with_waivers
from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.evidence.interaction import EvidenceSet, Interaction, name_sets


def compare_operations(
    root: Path,
    contracts: tuple[Contract, Contract],
    evidence: Iterable[Interaction] = (),
    client: Path | None = None,
    waivers: WaiversOfToday = WaiversOfToday(),  # noqa: B008  # it is frozen
) -> UpgradeReport:
    """Return what changes from one operation to another, and what evidence says of it.

    Args:
        root: the contract folder, which may have a map of this upgrade.
        contracts: those of the old and the new operation.
        evidence: redacted interactions of any operations and targets; each set is judged apart.
        client: a file of the fields that a client reads: only what concerns it is reported.
        waivers: those of changes, and the day by which they expire.

    Raises:
        Fault: the map, or the file of the client, is at fault.

    """
    upgrade = upgrade_between(root, *contracts)
    shown = upgrade if client is None else only_for(upgrade, read_client(client, *contracts))
    sides = _by_set(contracts, evidence)
    names = name_sets(sides)
    judged = {
        name: _limited(judge_upgrade(upgrade, contracts, sides[one].old, sides[one].new), shown)
        for one, name in names.items()
        if sides[one].old and sides[one].new
    }
    best = max(sides.values(), key=lambda one: len(one.old) * len(one.new), default=_Sides())
    report = UpgradeReport(shown, judged, propose(shown, contracts, best.old, best.new))
    return with_waivers(report, upgrade, waivers)


class _Sides(msgspec.Struct):
    """The interactions of both operations in one evidence set."""

    old: list[Interaction] = msgspec.field(default_factory=list)
    new: list[Interaction] = msgspec.field(default_factory=list)


def _by_set(
    contracts: tuple[Contract, Contract], evidence: Iterable[Interaction]
) -> Mapping[EvidenceSet, _Sides]:
    """Return the interactions of the two operations by evidence set."""
    found: dict[EvidenceSet, _Sides] = {}
    for one in evidence:
        contract = match(one.request.method, one.request.url, contracts)
        if contract is not None:
            sides = found.setdefault(one.evidence_set, _Sides())
            (sides.old if contract is contracts[0] else sides.new).append(one)
    return found


def _limited(found: UpgradeJudgement, upgrade: UpgradeMap) -> UpgradeJudgement:
    """Return what was judged of the mappings that a map has."""
    kept = {one.old for one in upgrade.mapped}
    return judgement(found.paired, [one for one in found.mappings if one.old in kept])
