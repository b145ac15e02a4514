"""The report: what `drift.json` holds. Its JSON Schema is generated from these types."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from asdocumented.contracts.model import Citation, NotJudged, Severity
from asdocumented.evidence.interaction import Origin
from asdocumented.evidence.unread import Unread
from asdocumented.formats.type_schema import schema_of
from asdocumented.report.gate_model import GateReport, History, WaiverTerms
from asdocumented.report.part import Day, Digest, Moment, Part, SetName

FORMAT: Literal[3] = 3
"""The number of the format; it grows when a key changes its meaning or goes."""

Verdict: TypeAlias = Literal["conforms", "drifts", "seen", "absent", "unobserved"]
OperationVerdict: TypeAlias = Literal["as documented", "drift", "not shown"]
Status: TypeAlias = Literal["new", "known", "waived"]
Cause: TypeAlias = Literal["page", "server", "stand-in"]


class Share(Part, frozen=True, gc=False):
    """In how many of the places that could show it something was seen."""

    count: Annotated[int, Meta(ge=0)]
    of: Annotated[int, Meta(ge=0)]


class SampleRequest(Part, frozen=True, gc=False):
    """The request of a sample: its method and its URL, as it was recorded.

    `sensitive` names the parameters of its query whose values are codes, a person's data or other
    secrets, `inferred` tells that no page prints it: it belongs to an answer without a request.
    """

    method: str
    url: str
    sensitive: list[str] = field(default_factory=list)
    inferred: bool = False


class OtherSample(Part, frozen=True):
    """What the answer has at the same place that another one was held against."""

    interaction: str
    pointer: str
    value: str | None
    request: SampleRequest | None = None
    surroundings: str | None = None
    replaced: bool = False


class Sample(Part, frozen=True, gc=False):
    """One value that shows a drift: in which interaction, where in its body, as JSON text.

    `value` is null where the drift is that there is no value. `surroundings` shows it among its
    neighbours as JSON text, or the object in which there is none. `replaced` tells that something
    stands for a code, a person's data or another secret. `other` shows the answer that it was held
    against, null where it stands alone.
    """

    set: SetName
    interaction: str
    pointer: str
    value: str | None
    request: SampleRequest | None = None
    surroundings: str | None = None
    replaced: bool = False
    other: OtherSample | None = None


class ContractPlace(Part, frozen=True, gc=False):
    """A line of a contract's file: that of the node which cites the row."""

    file: str
    line: Annotated[int, Meta(ge=1)]


class Drift(Part, frozen=True, gc=False):
    """All findings with one fingerprint.

    `documented` is what the cited row says; where nothing says it in so many words, it is empty,
    and `follows_from` says what follows from the row and the `sources`. `seen` is empty where the
    page alone shows the drift. `status` is "new" where no earlier run had the drift, and `fails`
    tells that the gate does not accept it. `waiver` holds the terms under which it is accepted,
    `cause` what is probably at fault, null where the evidence does not decide it.
    """

    fingerprint: Annotated[
        str,
        Meta(
            description="Of check, operation, edition, location, cited rows and class of what was "
            "observed; never of words, values, zones or counts."
        ),
    ]
    check: str
    severity: Severity
    operation: str
    edition: str
    location: str
    documented: str
    follows_from: str
    observed: str
    observed_class: str
    citation: Citation
    sources: list[Citation]
    seen: dict[SetName, Share]
    samples: list[Sample]
    place: ContractPlace | None = None
    cause: Cause | None = None
    status: Status = "new"
    first_seen: Moment | None = None
    last_seen: Moment | None = None
    waiver: WaiverTerms | None = None
    fails: bool = False


class Problem(Part, frozen=True):
    """The drifts that one correction would mend, by fingerprint, and what that correction is.

    `id` stays when one drift joins or leaves.
    """

    id: str
    title: str
    severity: Severity
    operation: str
    edition: str
    drifts: Annotated[list[str], Meta(min_length=1)]
    what_to_do: str


class EvidenceReport(Part, frozen=True):
    """One evidence set; a stand-in is not the documented server.

    `first` and `last` tell when the interactions were recorded, of which `undated` do not say so,
    `deviations` in what the stand-in was made to depart from the pages.
    """

    set: SetName
    origin: Origin
    target: str | None
    zone: Annotated[str | None, Meta(description="IANA id; null where nobody names it.")]
    stand_in: bool
    deviations: list[str]
    interactions: Annotated[int, Meta(ge=1)]
    first: Moment | None
    last: Moment | None
    undated: int = 0


class OperationReport(Part, frozen=True):
    """One edition of one operation: its page, its interactions and its verdict by evidence set.

    `newest` tells that no later edition of the operation was judged. `title` is the heading of the
    page, `address` where it is published, `retrieved` when it was read; null where unknown.
    `digest` is that of the contract's files.
    """

    id: str
    edition: str
    newest: bool
    method: str
    path: str
    page: str
    title: str | None
    address: str | None
    retrieved: Day | None
    interactions: dict[SetName, int]
    verdict: OperationVerdict
    verdicts: dict[SetName, OperationVerdict]
    digest: Digest | None = None


class RowReport(Part, frozen=True):
    """One documented row, where it lies in the traffic, and its verdict in each evidence set.

    `severities` holds the worst severity in the sets in which the row drifts.
    """

    operation: str
    edition: str
    table: str
    row: Annotated[int, Meta(ge=1)]
    location: str
    name: str
    datatype: str | None
    verdicts: dict[SetName, Verdict]
    severities: dict[SetName, Severity]


class RelationReport(Part, frozen=True):
    """One documented relation, and its verdict in each evidence set.

    `location` is where it holds: an object, a parameter in which several requests differ, or the
    body. `not_shown` says why no evidence set shows it, empty where one does.
    """

    operation: str
    edition: str
    id: str
    location: str
    verdicts: dict[SetName, Verdict]
    not_shown: str = ""


class RemarkReport(Part, frozen=True):
    """A fault of a page that a person saw and no program can: its rows, and what to mend."""

    operation: str
    edition: str
    citation: Citation
    sources: list[Citation]
    text: str
    what_to_do: str


class ProbeReport(Part, frozen=True):
    """An invalid request, whether it was refused, and what is not as documented.

    `probe` names what was wrong with the request. Its drifts stand here only.
    """

    operation: str
    edition: str
    target: str
    probe: str
    status: int
    refused: bool
    drifts: list[Drift]


class Unmatched(Part, frozen=True):
    """Requests to an API that no operation matches, how many, and what is documented instead.

    `path` has `…` for each segment that may be a code, an id or a name, and no query.
    """

    method: str
    path: str
    count: Annotated[int, Meta(ge=1)]
    why: str


class Run(Part, frozen=True):
    """When and with what a report was made.

    `pages_alone` tells that the pages were to be judged by their printed examples alone.
    `left_out` is evidence that was not judged on purpose.
    `other_requests` counts requests that no operation matches beside those listed in `unmatched`:
    images, pages and the like. `skipped` are the checks that were not asked. `command` makes the
    report again, null where no command line made it; `versions` are those of Python and of the
    libraries that judge.
    """

    started: Moment
    finished: Moment
    version: str
    interactions: Annotated[int, Meta(ge=0)]
    other_requests: Annotated[int, Meta(ge=0)]
    skipped: list[str]
    pages_alone: bool
    left_out: list[NotJudged]
    command: str | None = None
    versions: dict[str, str] = field(default_factory=dict)


class Redacted(Part, frozen=True):
    """How many values were replaced in the report, and whether they are shown instead."""

    values: Annotated[int, Meta(ge=0)] = 0
    shown: bool = False


class DetectionRate(Part, frozen=True):
    """How many of the faults that were put into conforming answers the suite caught.

    `operations` are those whose answers had them, by the same contracts as the report's.
    """

    tried: Annotated[int, Meta(ge=1)]
    caught: Annotated[int, Meta(ge=0)]
    operations: list[str]


class Report(Part, frozen=True):
    """The whole of `drift.json`; every other output is made from it alone."""

    format: Literal[3]
    run: Run
    evidence: list[EvidenceReport]
    operations: list[OperationReport]
    problems: list[Problem]
    drifts: list[Drift]
    rows: list[RowReport]
    relations: list[RelationReport]
    errors: list[Unread]
    probes: list[ProbeReport]
    not_judged: list[NotJudged]
    unmatched: list[Unmatched]
    remarks: list[RemarkReport] = field(default_factory=list)
    gate: GateReport = GateReport()
    history: History = History()
    redacted: Redacted = Redacted()
    selftest: Annotated[
        DetectionRate | None,
        Meta(description="Null where no selftest was made with these contracts and this version."),
    ] = None

    def count(self, severity: Severity) -> int:
        """Return how many drifts have this severity."""
        return sum(drift.severity == severity for drift in self.drifts)


def report_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of `drift.json`, as these types say it."""
    return schema_of(Report, "drift", "drift.json: where an API departs from its documentation")
