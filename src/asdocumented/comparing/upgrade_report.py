"""All that is known of an upgrade, and the decision on it."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import field, structs

from asdocumented.comparing.accepted import StaleWaiver, WaiversOfToday, accept
from asdocumented.comparing.upgrade_judgement import UpgradeJudgement, Verdict
from asdocumented.comparing.upgrade_map import Lost, Mapped, UpgradeMap
from asdocumented.comparing.upgrade_proposals import Proposal
from asdocumented.contracts.model import NotJudged
from asdocumented.errors import ExitCode
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.part import Part

Outcome: TypeAlias = Literal["passes", "fails", "inconclusive"]

HEADLINES: Mapping[Outcome, str] = {
    "passes": "Breaks no client",
    "fails": "Breaks a client",
    "inconclusive": "Inconclusive",
}
CODES: Mapping[Outcome, ExitCode] = {
    "passes": ExitCode.AS_DOCUMENTED,
    "fails": ExitCode.DRIFT,
    "inconclusive": ExitCode.INCONCLUSIVE,
}


class UpgradeReport(Part, frozen=True):
    """All that is known of an upgrade: the map, what each evidence set says of it, proposals.

    `evidence_named` tells whether evidence was asked for, `not_compared` what of it could not be
    read. `accepted` are the terms of waivers by fingerprint, `expired` and `stale` are waivers that
    accept nothing any more.
    """

    upgrade: UpgradeMap
    judgements: dict[str, UpgradeJudgement] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    evidence_named: bool = False
    accepted: dict[str, WaiverTerms] = field(default_factory=dict)
    expired: tuple[str, ...] = ()
    stale: tuple[StaleWaiver, ...] = ()
    not_compared: tuple[NotJudged, ...] = ()

    @property
    def compared(self) -> tuple[str, str]:
        """The names of both sides."""
        return self.upgrade.old.operand, self.upgrade.new.operand

    @property
    def contradicted(self) -> tuple[Mapped, ...]:
        """The mappings that some answers contradict."""
        return self.mappings("contradicted")

    def mappings(self, verdict: Verdict) -> tuple[Mapped, ...]:
        """Return the mappings that some evidence set has this verdict on."""
        judged = [mapping for one in self.judgements.values() for mapping in one.mappings]
        found = {one.old for one in judged if one.verdict == verdict}
        return tuple(one for one in self.upgrade.mapped if one.old in found)

    @property
    def failing(self) -> tuple[Lost | Mapped, ...]:
        """What is lost or contradicted, and nobody accepted."""
        both: tuple[Lost | Mapped, ...] = (*self.upgrade.lost, *self.contradicted)
        return tuple(one for one in both if one.fingerprint not in self.accepted)

    @property
    def outcome(self) -> Outcome:
        """The decision; inconclusive where a field is told by no map, or evidence judges none."""
        if self.failing:
            return "fails"
        judged = any(one.verdict != "not shown" for one in self.judgements.values())
        if self.upgrade.open_old or (self.evidence_named and not judged):
            return "inconclusive"
        return "passes"

    @property
    def decision(self) -> str:
        """Why the decision is what it is, in one line."""
        return "; ".join([*self._fields(), self._evidence()])

    def _fields(self) -> Iterator[str]:
        lost, open_ones = self.upgrade.lost, self.upgrade.open_old
        if lost:
            accepted = sum(one.fingerprint in self.accepted for one in lost)
            more = f", {accepted} accepted" if accepted else ""
            yield f"{_fields(len(lost))} lost{more}"
        if open_ones:
            yield f"{_fields(len(open_ones))} told by no map"
        if not (lost or open_ones):
            yield "nothing is lost"

    def _evidence(self) -> str:
        found = self.contradicted
        if any(one.fingerprint not in self.accepted for one in found):
            return "recordings contradict the map"
        if found:
            return "recordings contradict the map, which is accepted"
        if any(one.verdict == "confirmed" for one in self.judgements.values()):
            return "what recordings show is as the map says"
        return "no recording judged the map"


def with_waivers(
    report: UpgradeReport, whole: UpgradeMap, waivers: WaiversOfToday
) -> UpgradeReport:
    """Return a report with what waivers accept.

    A waiver of a field that the client does not read, or of a mapping that nothing judged, is not
    stale: `whole` is the map of all fields.
    """
    places = {one.fingerprint: f"{one.old} is lost" for one in whole.lost}
    places |= {one.fingerprint: f"{one.old} is contradicted" for one in report.contradicted}
    confirmed = report.mappings("confirmed")
    unjudged = {one.fingerprint for one in whole.mapped if one not in confirmed} - places.keys()
    found = accept(places, waivers.without(unjudged), report.compared)
    return structs.replace(
        report,
        accepted=dict(found.terms),
        expired=tuple(found.expired),
        stale=tuple(found.stale),
    )


def _fields(count: int) -> str:
    return "1 field is" if count == 1 else f"{count} fields are"
