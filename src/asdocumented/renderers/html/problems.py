"""The problems, worst first: what to mend, and each drift with its row and its evidence."""

from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from asdocumented.renderers.curl import curl, value_names
from asdocumented.renderers.html import pictures, sample
from asdocumented.renderers.html.clip import Clip, clips
from asdocumented.renderers.html.index import ReportIndex, SetLabel
from asdocumented.renderers.html.island import packed
from asdocumented.renderers.html.pictures import Instants, Spellings
from asdocumented.renderers.html.sample import SampleView
from asdocumented.renderers.html.text import marked_difference, visible, with_code
from asdocumented.renderers.ticket import ticket
from asdocumented.report.model import Cause, Drift, Problem, Sample

_MOST_SAMPLES = 3
_MOST_TEXT = 300
_MOST_VALUE = 40


_PAGE = "Probably the page: its example departs from its row, and servers keep to it."
_SERVER = "Probably the server: the printed example keeps to the row."
_STAND_IN = "A stand-in alone shows this; it proves nothing of the vendor's server."
_CAUSES: dict[tuple[Cause | None, bool], str] = {
    ("page", True): _PAGE,
    ("page", False): _PAGE,
    ("server", True): _SERVER,
    ("server", False): _SERVER,
    ("stand-in", True): _STAND_IN,
    ("stand-in", False): _STAND_IN,
    (
        None,
        True,
    ): "Not decided: the page's own example shows it, no server says which is right.",
    (None, False): "Not decided by the evidence.",
}
"""What is said of a cause, and of none, by whether the printed examples show the drift."""


class Square(msgspec.Struct, frozen=True):
    """One evidence set in the strip of a problem: a severity, `none`, or `not-asked`."""

    kind: str


class Pill(msgspec.Struct, frozen=True):
    """How often one evidence set shows a drift."""

    label: SetLabel
    words: str


class FurtherSample(msgspec.Struct, frozen=True):
    """A sample that is named only: whose, in which interaction, where, and its value."""

    whose: str
    interaction: str
    pointer: str
    value: str


class DriftView(msgspec.Struct, frozen=True):
    """One drift whole; of each evidence set one sample is shown, the others are named."""

    fingerprint: str
    check: str
    summary: str
    kind: str
    location: str
    documented: Markup
    follows: bool
    observed: Markup
    short: str
    clips: Sequence[Clip]
    seen: Sequence[Pill]
    elsewhere: str
    samples: Sequence[SampleView]
    further: Sequence[FurtherSample]
    instants: Instants | None
    spellings: Spellings | None
    history: str
    waiver: str
    place: str


class ProblemView(msgspec.Struct, frozen=True):
    """One problem; what the filter asks for stands in `operation` to `text`.

    One in short has no `drifts`: its ticket tells of them, and `fingerprints` are where links lead.
    """

    id: str
    kind: str
    title: Markup
    mend: Markup
    cause: str
    where: str
    edition: str
    strip: Sequence[Square]
    shown: int
    status: str
    operation: str
    sets: Sequence[int]
    checks: Sequence[str]
    text: str
    fingerprints: Sequence[str]
    drifts: Sequence[DriftView]
    ticket: str


class ProblemsView(msgspec.Struct, frozen=True):
    """The problems in their order, and what can be chosen in the filter.

    `in_page` stand in the page itself. `packed_index` tells the script of the others.
    """

    in_page: Sequence[ProblemView]
    packed: Sequence[ProblemView]
    packed_index: Markup
    labels: Sequence[SetLabel]
    operations: Sequence[tuple[str, str]]
    checks: Sequence[str]
    counts: Mapping[str, int]
    has_history: bool


def view(index: ReportIndex) -> ProblemsView:
    """Return the view of a report's problems."""
    found = [
        _problem(one, index, is_short=n >= index.whole) for n, one in enumerate(index.problems)
    ]
    kinds = [one.kind for one in found]
    operations = dict.fromkeys((one.operation, one.edition) for one in index.report.problems)
    return ProblemsView(
        in_page=found[: index.in_page],
        packed=found[index.in_page :],
        packed_index=packed([_entry(one) for one in found[index.in_page :]]),
        labels=index.labels,
        operations=[
            (f"{key[0]} {key[1]}", f"{index.operation_words(key)} {key[1]}") for key in operations
        ],
        checks=sorted({check for one in found for check in one.checks}),
        counts={kind: kinds.count(kind) for kind in ("error", "warning", "note", "waived")},
        has_history=bool(index.report.history.runs),
    )


def _entry(one: ProblemView) -> dict[str, object]:
    """Return what the filter asks of a problem that is packed."""
    return {
        "id": one.id,
        "kind": one.kind,
        "operation": one.operation,
        "sets": one.sets,
        "checks": one.checks,
        "status": one.status,
        "text": one.text,
        "drifts": len(one.fingerprints),
    }


def _problem(problem: Problem, index: ReportIndex, *, is_short: bool) -> ProblemView:
    drifts = [index.drifts[one] for one in problem.drifts]
    operation = index.operations[problem.operation, problem.edition]
    kind = index.severities[problem.id] or "waived"
    shown = {name for one in drifts for name in one.seen}
    names = {} if is_short else value_names(drifts)
    places = [n for n, label in enumerate(index.labels) if label.set in shown]
    locations = " ".join(dict.fromkeys(one.location for one in drifts))
    return ProblemView(
        id=problem.id,
        kind=kind,
        title=with_code(problem.title),
        mend=with_code(problem.what_to_do),
        cause=_cause(drifts, index),
        where=index.where(problem),
        edition=problem.edition,
        strip=[
            Square(_square(label, shown, kind, operation.interactions)) for label in index.labels
        ],
        shown=len(shown),
        status=_status(drifts),
        operation=f"{problem.operation} {problem.edition}",
        sets=places,
        checks=[*dict.fromkeys(one.check for one in drifts)],
        text=f"{problem.title} {locations}"[:_MOST_TEXT],
        fingerprints=problem.drifts,
        drifts=[] if is_short else [_drift(one, index, names) for one in drifts],
        ticket=ticket(problem, drifts, operation),
    )


def _square(label: SetLabel, shown: set[str], kind: str, asked: Mapping[str, int]) -> str:
    if label.set in shown:
        return kind
    return "none" if label.set in asked else "not-asked"


def _status(drifts: Sequence[Drift]) -> str:
    statuses = {one.status for one in drifts}
    return next(one for one in ("new", "known", "waived") if one in statuses)


def _cause(drifts: Sequence[Drift], index: ReportIndex) -> str:
    """Return what is probably at fault, and why the evidence says so, or does not."""
    causes, shown = {one.cause for one in drifts}, {name for one in drifts for name in one.seen}
    labels = [index.label_of[name] for name in shown]
    cause = causes.pop() if len(causes) == 1 else None
    by_page = any(one.origin == "example" for one in labels)
    by_server = any(one.origin != "example" and not one.stand_in for one in labels)
    if cause == "page" and not shown:
        return "The page: it alone shows this."
    if cause == "page" and by_page and by_server:
        return "Probably the page: its own example and a server agree against its row."
    return _CAUSES[cause, by_page]


def _drift(one: Drift, index: ReportIndex, names: Mapping[str, str]) -> DriftView:
    check = index.checks.get(one.check)
    promised = one.documented or one.follows_from
    shown, others = _chosen(one.samples)
    documented, observed = marked_difference(promised, one.observed)
    return DriftView(
        fingerprint=one.fingerprint,
        check=one.check,
        summary=check.summary if check else "",
        kind="waived" if one.status == "waived" else one.severity,
        location=one.location,
        documented=documented if one.documented else with_code(one.follows_from),
        follows=not one.documented,
        observed=observed,
        short=one.observed,
        clips=clips(one, index),
        seen=[
            Pill(index.label_of[name], f"{share.count} of {share.of}")
            for name, share in one.seen.items()
        ],
        elsewhere=_elsewhere(one, index),
        samples=[
            sample.view(each, one, index, lambda asked: curl(asked, names) if asked else "")
            for each in shown
        ],
        further=[_further(each, index) for each in others],
        instants=pictures.instants(one, index),
        spellings=pictures.spellings(one, index),
        history=_history(one, index),
        waiver=one.waiver.words if one.waiver else "",
        place=f"{one.place.file}:{one.place.line}" if one.place else "",
    )


def _chosen(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Return the samples that are shown, the first of each evidence set, and the others."""
    firsts = [*{one.set: one for one in reversed(samples)}.values()][::-1][:_MOST_SAMPLES]
    return firsts, [one for one in samples if not any(one is each for each in firsts)]


def _further(one: Sample, index: ReportIndex) -> FurtherSample:
    value = "nothing there" if one.value is None else visible(one.value, _MOST_VALUE)
    return FurtherSample(index.label_of[one.set].words, one.interaction, one.pointer, value)


def _elsewhere(one: Drift, index: ReportIndex) -> str:
    """Return what the sets that could show a drift and do not are called, together."""
    if not one.seen:
        return "on the page itself"
    asked = index.operations[one.operation, one.edition].interactions
    return "none elsewhere" if len(one.seen) < len(asked) else ""


def _history(one: Drift, index: ReportIndex) -> str:
    if not index.report.history.runs:
        return ""
    first = (one.first_seen or "")[:10]
    if one.first_seen == one.last_seen:
        return "new in this run"
    return f"known since {first}"
