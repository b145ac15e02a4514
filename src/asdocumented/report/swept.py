"""A report in which nothing is left of the secrets that its evidence held."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from asdocumented.redaction.redactor import Redactor

Sweep = Callable[[str], str]
"""Returns a text with the secrets in it replaced."""


class _Cleaner:
    """Cleans the texts of a report, and notes those that change.

    What comes from the evidence may hold a secret in any form. All other texts are made of words
    of the contracts, and hold one as it is, if at all.
    """

    def __init__(self, redactor: "Redactor", values: Iterable[str]) -> None:
        self._text = lru_cache(maxsize=4096)(redactor.text)
        self._values = redactor.shown_values(values)
        self.changed = 0

    def text(self, text: str) -> str:
        """Return a text without secrets."""
        return self._counted(text, self._text(text))

    def value(self, text: str) -> str:
        """Return a value without secrets, whatever their form."""
        return self._counted(text, self._values[text])

    def _counted(self, text: str, found: str) -> str:
        self.changed += found != text
        return found


def swept(report: Report, redactor: "Redactor", *, told: bool = True) -> Report:
    """Return a report with the secrets in its texts replaced, and how many texts changed.

    Fingerprints and ids stay: they say what was found where, and hold no value. What is not `told`
    to be replaced was redacted before, as far as it was known then to be secret.
    """
    if not told:
        return _as_told_before(swept(report, redactor), report)
    clean = _Cleaner(redactor, _values(report))
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
        problems=[_problem(one, clean.value) for one in report.problems],
        errors=[
            Unread(clean.text(one.file), clean.text(one.reason), one.whole) for one in report.errors
        ],
        unmatched=[
            Unmatched(one.method, clean.text(one.path), one.count, clean.text(one.why))
            for one in report.unmatched
        ],
        redacted=Redacted(values=before + clean.changed),
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


def _values(report: Report) -> Iterator[str]:
    """Yield the texts that come from the evidence."""
    for problem in report.problems:
        yield from (problem.title, problem.what_to_do)
    for drift in chain(report.drifts, *(probe.drifts for probe in report.probes)):
        yield from (drift.location, drift.observed, drift.observed_class)
        for sample in drift.samples:
            yield from _values_of(sample)
            yield from _values_of(sample.other) if sample.other else ()


def _values_of(sample: Sample | OtherSample) -> Iterator[str]:
    yield from (sample.interaction, sample.pointer)
    yield from () if sample.value is None else (sample.value,)
    yield from () if sample.request is None else (sample.request.url,)
    yield from (sample.surroundings,) if sample.surroundings else ()


def _drift(drift: Drift, clean: _Cleaner) -> Drift:
    return structs.replace(
        drift,
        location=clean.value(drift.location),
        documented=clean.text(drift.documented),
        follows_from=clean.text(drift.follows_from),
        observed=clean.value(drift.observed),
        observed_class=clean.value(drift.observed_class),
        samples=[_sample(one, clean) for one in drift.samples],
    )


def _sample(sample: Sample, clean: _Cleaner) -> Sample:
    value = None if sample.value is None else clean.value(sample.value)
    interaction, pointer = clean.value(sample.interaction), clean.value(sample.pointer)
    request = sample.request and structs.replace(
        sample.request, url=clean.value(sample.request.url)
    )
    found = structs.replace(
        sample,
        value=value,
        interaction=interaction,
        pointer=pointer,
        request=request,
        surroundings=sample.surroundings and clean.value(sample.surroundings),
        other=sample.other and _other(sample.other, clean),
    )
    return structs.replace(found, replaced=sample.replaced or found != sample)


def _other(other: OtherSample, clean: _Cleaner) -> OtherSample:
    found = structs.replace(
        other,
        value=None if other.value is None else clean.value(other.value),
        interaction=clean.value(other.interaction),
        pointer=clean.value(other.pointer),
        request=other.request
        and structs.replace(other.request, url=clean.value(other.request.url)),
        surroundings=other.surroundings and clean.value(other.surroundings),
    )
    return structs.replace(found, replaced=other.replaced or found != other)


def _problem(problem: Problem, clean: Sweep) -> Problem:
    return structs.replace(
        problem, title=clean(problem.title), what_to_do=clean(problem.what_to_do)
    )
