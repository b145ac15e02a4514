"""An upgrade as data: what its JSON output holds. The JSON Schema is generated from it."""

from typing import Literal

import msgspec

from asdocumented.comparing.accepted import StaleWaiver
from asdocumented.comparing.upgrade_judgement import UpgradeJudgement
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_proposals import Proposal
from asdocumented.comparing.upgrade_report import Outcome, UpgradeReport
from asdocumented.contracts.model import NotJudged
from asdocumented.formats.type_schema import schema_of
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.part import Part

FORMAT: Literal[1] = 1
"""The number of the format; it grows when a key changes its meaning or goes."""


class UpgradeOutput(Part, frozen=True, kw_only=True):
    """The map, what each evidence set says of it, and the decision with its reason.

    `accepted` are the terms of waivers by fingerprint, `expired` are waivers that no longer accept
    anything, `stale` those that nothing needs, and `not_compared` is what of the evidence could not
    be read.
    """

    format: Literal[1]
    kind: Literal["operations"]
    outcome: Outcome
    decision: str
    upgrade: UpgradeMap
    judgements: dict[str, UpgradeJudgement]
    proposals: tuple[Proposal, ...]
    accepted: dict[str, WaiverTerms]
    expired: tuple[str, ...]
    stale: tuple[StaleWaiver, ...]
    not_compared: tuple[NotJudged, ...]


def render_json(report: UpgradeReport) -> str:
    """Return an upgrade as JSON."""
    output = UpgradeOutput(
        format=FORMAT,
        kind="operations",
        outcome=report.outcome,
        decision=report.decision,
        upgrade=report.upgrade,
        judgements=report.judgements,
        proposals=report.proposals,
        accepted=report.accepted,
        expired=report.expired,
        stale=report.stale,
        not_compared=report.not_compared,
    )
    return msgspec.json.format(msgspec.json.encode(output), indent=2).decode() + "\n"


def upgrade_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the JSON output, as these types say it."""
    title = "upgrade.json: what became of each field of one operation on another one"
    return schema_of(UpgradeOutput, "upgrade", title)
