"""What `drift.json` says of the gate: its rules, its decision, waivers, and earlier runs."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from asdocumented.contracts.model import Severity
from asdocumented.report.part import Day, Digest, Moment, Part, SetName

Decision: TypeAlias = Literal["passes", "fails", "inconclusive"]
Consequence: TypeAlias = Literal["fails", "inconclusive"]
SettingSource: TypeAlias = Literal["default", "configuration", "command line"]
WaiverState: TypeAlias = Literal["in force", "expired", "lapsed", "stale", "not judged"]


class RuleReport(Part, frozen=True):
    """One rule of the gate, with its limit and what was found.

    `rule` is the key that sets it, `source` where its limit comes from, `consequence` what the gate
    decides where the rule is broken, and `what_to_do` what helps then.
    """

    rule: str
    what: str
    limit: str
    actual: str
    passed: bool
    consequence: Consequence
    source: SettingSource
    what_to_do: str


class WaiverTerms(Part, frozen=True):
    """Under what terms somebody accepted a drift: for one evidence set, or (null) for all.

    `since` is the first day, `expires` the last one.
    """

    reason: str
    ticket: str | None = None
    owner: str | None = None
    since: Day | None = None
    expires: Day | None = None
    set: SetName | None = None

    @property
    def words(self) -> str:
        """All of them in one line."""
        parts = [
            self.reason,
            self.ticket,
            self.owner,
            f"since {self.since}" if self.since else None,
            f"until {self.expires}" if self.expires else None,
            f"in {self.set} only" if self.set else None,
        ]
        return "; ".join(part for part in parts if part)


class WaiverReport(Part, frozen=True):
    """One waiver and what became of it; `drift` is what it accepts, in words.

    A waiver is `in force` where it covers a drift, `expired` where it did, `lapsed` where another
    difference stands at the same place, `stale` where the place was judged and shows none, and
    `not judged` where it was not. `what_changed` says why a waiver is not in force.
    """

    fingerprint: str
    state: WaiverState
    drift: str
    terms: WaiverTerms
    what_changed: str


class GateReport(Part, frozen=True):
    """Every rule that was asked, and the decision.

    `why` is the decision in a sentence. `file` is the configuration that was read, `digest` that of
    its content, both null where the defaults decided; `waivers_file` is the file of the waivers,
    null where there is none. `left_out` are the evidence sets that the gate did not count.
    """

    decision: Decision = "inconclusive"
    why: str = "no gate was asked"
    file: str | None = None
    digest: Digest | None = None
    waivers_file: str | None = None
    rules: list[RuleReport] = field(default_factory=list)
    waivers: list[WaiverReport] = field(default_factory=list)
    left_out: list[SetName] = field(default_factory=list)


class EarlierRun(Part, frozen=True):
    """A report of an earlier run: its file, when it was made, and how many problems it had.

    `new` and `gone` count drifts against the runs before it. `contracts` holds the digest of each
    judged contract, by operation and edition; null where it is not known.
    """

    file: str
    finished: Moment
    version: str
    decision: Decision
    interactions: Annotated[int, Meta(ge=0)]
    problems: dict[Severity, int]
    drifts: Annotated[int, Meta(ge=0)]
    new: Annotated[int, Meta(ge=0)] = 0
    gone: Annotated[int, Meta(ge=0)] = 0
    contracts: dict[str, Digest | None] = field(default_factory=dict)


class EarlierDrift(Part, frozen=True):
    """A drift of an earlier run that this run does not show.

    `why` says why it was not judged this time; it is empty where it was judged and is gone.
    """

    fingerprint: str
    check: str
    severity: Severity
    operation: str
    edition: str
    location: str
    observed: str
    observed_class: str
    sets: list[SetName]
    first_seen: Moment
    last_seen: Moment
    why: str = ""


class History(Part, frozen=True):
    """The earlier runs that this one was held against, the oldest first.

    `gone` was judged again and is not there; `not_judged` was not judged again.
    """

    runs: list[EarlierRun] = field(default_factory=list)
    gone: list[EarlierDrift] = field(default_factory=list)
    not_judged: list[EarlierDrift] = field(default_factory=list)
