"""Waivers, what was redacted, and how the run was made."""

from collections.abc import Sequence

import msgspec

from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.text import counted, finished
from asdocumented.report.gate_model import WaiverState

_ORDER: tuple[WaiverState, ...] = ("expired", "lapsed", "stale", "in force", "not judged")


class WaiverView(msgspec.Struct, frozen=True):
    """One waiver; `href` leads to its drift where there is one."""

    state: WaiverState
    drift: str
    fingerprint: str
    href: str
    terms: str
    what_changed: str


class Fact(msgspec.Struct, frozen=True):
    """Something about the run, such as a digest, with its name."""

    name: str
    value: str
    is_code: bool = False


class RunView(msgspec.Struct, frozen=True):
    """Waivers, the worst first; what was redacted; and how the run was made."""

    waivers: Sequence[WaiverView]
    waivers_file: str
    redaction: str
    facts: Sequence[Fact]
    contracts: Sequence[Fact]


def view(index: ReportIndex) -> RunView:
    """Return the view of how a report was made."""
    gate = index.report.gate
    ordered = sorted(gate.waivers, key=lambda one: _ORDER.index(one.state))
    return RunView(
        waivers=[
            WaiverView(
                one.state,
                one.drift,
                one.fingerprint,
                index.link(one.fingerprint) if one.fingerprint in index.drifts else "",
                one.terms.words,
                one.what_changed,
            )
            for one in ordered
        ],
        waivers_file=gate.waivers_file or "",
        redaction=_redaction(index),
        facts=_facts(index),
        contracts=_contracts(index),
    )


def _redaction(index: ReportIndex) -> str:
    redacted = index.report.redacted
    if redacted.shown:
        return "Values are shown as they came: codes and personal data may stand in this page."
    words = (
        "Recordings and live answers hold pseudonyms in place of credentials, codes and personal "
        "data; printed examples are shown as the page prints them."
    )
    if redacted.values:
        values = counted(redacted.values, "value")
        return f"{words} {values} of evidence that was not redacted are replaced here."
    return words


def _facts(index: ReportIndex) -> list[Fact]:
    run, gate = index.report.run, index.report.gate
    versions = [f"asdocumented {run.version}", *(f"{k} {v}" for k, v in run.versions.items())]
    facts = [
        Fact("made again by", run.command, is_code=True) if run.command else None,
        Fact("finished", finished(run.started, run.finished)),
        Fact("versions", ", ".join(versions)),
        Fact("configuration", _with_digest(gate.file or "defaults", gate.digest)),
        _detection(index),
        Fact("rendered again by", "asdocumented report drift.json -o FILE", is_code=True),
        Fact("for the vendor", "asdocumented report --for-vendor drift.json -o FILE", is_code=True),
    ]
    departing = [
        Fact(f"{index.label_of[one.set].words} was made to depart", ", ".join(one.deviations))
        for one in index.report.evidence
        if one.deviations
    ]
    return [*(one for one in facts if one is not None), *departing]


def _detection(index: ReportIndex) -> Fact | None:
    """Return how many faults on purpose these contracts and this version caught."""
    rate = index.report.selftest
    if rate is None:
        return None
    words = f"{rate.caught} of {rate.tried} faults put into answers on purpose were caught"
    return Fact("detection rate (asdocumented selftest)", words)


def _contracts(index: ReportIndex) -> list[Fact]:
    return [
        Fact(
            f"{one.title or one.page} {one.edition}",
            _with_digest(f"read {one.retrieved}" if one.retrieved else "", one.digest),
        )
        for one in index.report.operations
    ]


def _with_digest(words: str, digest: str | None) -> str:
    return ", ".join(filter(None, [words, f"SHA-256 {digest}" if digest else ""]))
