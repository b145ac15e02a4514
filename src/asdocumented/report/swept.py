"""A report in which nothing is left of the secrets that its evidence held."""

from collections.abc import Callable

from msgspec import structs

from asdocumented.evidence.unread import Unread
from asdocumented.report.model import (
    Drift,
    OtherSample,
    Problem,
    Redacted,
    Report,
    Sample,
    Unmatched,
)

Sweep = Callable[[str], str]
"""Returns a text with the secrets in it replaced."""


def swept(report: Report, sweep: Sweep, *, told: bool = True) -> Report:
    """Return a report with the secrets in its texts replaced, and how many texts changed.

    Fingerprints and ids stay: they say what was found where, and hold no value. What is not `told`
    to be replaced was redacted before, as far as it was known then to be secret.
    """
    if not told:
        return _as_told_before(swept(report, sweep), report)
    changed: list[str] = []

    def clean(text: str) -> str:
        found = sweep(text)
        changed.extend([text] if found != text else [])
        return found

    drifts = [_drift(one, clean) for one in report.drifts]
    probes = [
        structs.replace(one, drifts=[_drift(drift, clean) for drift in one.drifts])
        for one in report.probes
    ]
    before = sum(sample.replaced for drift in report.drifts for sample in drift.samples)
    return structs.replace(
        report,
        drifts=drifts,
        probes=probes,
        problems=[_problem(one, clean) for one in report.problems],
        errors=[Unread(clean(one.file), clean(one.reason), one.whole) for one in report.errors],
        unmatched=[
            Unmatched(one.method, clean(one.path), one.count, clean(one.why))
            for one in report.unmatched
        ],
        redacted=Redacted(values=before + len(changed)),
    )


def _as_told_before(report: Report, before: Report) -> Report:
    """Return a report that says of no further value that it was replaced."""
    drifts = [_marked(*pair) for pair in zip(report.drifts, before.drifts, strict=True)]
    probes = [
        structs.replace(
            one, drifts=[_marked(*pair) for pair in zip(one.drifts, known.drifts, strict=True)]
        )
        for one, known in zip(report.probes, before.probes, strict=True)
    ]
    return structs.replace(report, drifts=drifts, probes=probes, redacted=before.redacted)


def _marked(drift: Drift, before: Drift) -> Drift:
    samples = [
        structs.replace(
            one,
            replaced=known.replaced,
            other=one.other
            and structs.replace(one.other, replaced=bool(known.other and known.other.replaced)),
        )
        for one, known in zip(drift.samples, before.samples, strict=True)
    ]
    return structs.replace(drift, samples=samples)


def _drift(drift: Drift, clean: Sweep) -> Drift:
    return structs.replace(
        drift,
        location=clean(drift.location),
        documented=clean(drift.documented),
        follows_from=clean(drift.follows_from),
        observed=clean(drift.observed),
        observed_class=clean(drift.observed_class),
        samples=[_sample(one, clean) for one in drift.samples],
    )


def _sample(sample: Sample, clean: Sweep) -> Sample:
    value = None if sample.value is None else clean(sample.value)
    interaction, pointer = clean(sample.interaction), clean(sample.pointer)
    request = sample.request and structs.replace(sample.request, url=clean(sample.request.url))
    found = structs.replace(
        sample,
        value=value,
        interaction=interaction,
        pointer=pointer,
        request=request,
        surroundings=sample.surroundings and clean(sample.surroundings),
        other=sample.other and _other(sample.other, clean),
    )
    return structs.replace(found, replaced=sample.replaced or found != sample)


def _other(other: OtherSample, clean: Sweep) -> OtherSample:
    found = structs.replace(
        other,
        value=None if other.value is None else clean(other.value),
        interaction=clean(other.interaction),
        pointer=clean(other.pointer),
        request=other.request and structs.replace(other.request, url=clean(other.request.url)),
        surroundings=other.surroundings and clean(other.surroundings),
    )
    return structs.replace(found, replaced=other.replaced or found != other)


def _problem(problem: Problem, clean: Sweep) -> Problem:
    return structs.replace(
        problem, title=clean(problem.title), what_to_do=clean(problem.what_to_do)
    )
