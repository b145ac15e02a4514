"""GitHub annotations: workflow commands, of which a step may show ten a level.

Remarks on the pages are none: they are the same at every push, and stand in the job summary.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from asdocumented.contracts.model import Severity
from asdocumented.renderers.drift_text import by_fingerprint, drifts_of, expected, seen
from asdocumented.renderers.gate_text import failing_problems
from asdocumented.report.model import ContractPlace, Drift, Problem, Report

Level: TypeAlias = Literal["error", "warning", "notice"]

_MOST = 10
_LEVELS: tuple[Level, ...] = ("error", "warning", "notice")
_OF_SEVERITY: Mapping[Severity, Level] = {"error": "error", "warning": "warning", "note": "notice"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


class _Annotation(NamedTuple):
    level: Level
    title: str
    message: str
    place: ContractPlace | None = None


def render(report: Report) -> str:
    """Return a line for each annotation, at most ten a level, the worst first.

    One annotation is about one problem that fails, a rule that is broken, a waiver that does not
    hold any more, or a source that was not read. The tenth of a level tells how many more there
    are.
    """
    found = [*_problems(report), *_rules(report), *_waivers(report), *_unread(report)]
    lines: list[str] = []
    for level in _LEVELS:
        of_level = [one for one in found if one.level == level]
        if len(of_level) > _MOST:
            more = len(of_level) - _MOST + 1
            message = "drift.json and index.html of this run list all"
            of_level[_MOST - 1 :] = [_Annotation(level, f"and {more} more", message)]
        lines += map(_line, of_level)
    return "".join(f"{line}\n" for line in lines)


def _problems(report: Report) -> Iterator[_Annotation]:
    drifts = by_fingerprint(report)
    for problem in failing_problems(report):
        failing = [one for one in drifts_of(problem, drifts) if one.fails]
        message = "\n".join(_told(problem, failing))
        level = _OF_SEVERITY[problem.severity]
        yield _Annotation(level, problem.title, message, failing[0].place)


def _told(problem: Problem, failing: list[Drift]) -> Iterator[str]:
    first, *others = failing
    yield problem.what_to_do
    yield f"{first.check} at {first.location} of {problem.operation} {problem.edition}"
    yield expected(first)
    yield f"observed {first.observed}  {seen(first)}"
    if others:
        yield f"and {len(others)} more drifts of this problem"
    yield f"asdocumented explain {problem.id}"


def _rules(report: Report) -> Iterator[_Annotation]:
    """Yield the broken rules that are about other things than single drifts."""
    for rule in report.gate.rules:
        if not rule.passed and not rule.rule.startswith("fail_on"):
            message = f"{rule.actual} (limit: {rule.limit})\n{rule.what_to_do}"
            yield _Annotation("error", f"{rule.rule}: {rule.what}", message)


def _waivers(report: Report) -> Iterator[_Annotation]:
    for one in report.gate.waivers:
        if one.state in ("expired", "lapsed", "stale"):
            message = f"{one.drift}\n{one.what_changed}"
            yield _Annotation("warning", f"waiver {one.state}: {one.fingerprint}", message)


def _unread(report: Report) -> Iterator[_Annotation]:
    for one in report.errors:
        yield _Annotation("warning", f"incomplete: {one.file}", one.reason)


def _line(one: _Annotation) -> str:
    """Return a workflow command, escaped as GitHub's runner undoes it."""
    properties = [f"title={_escaped(one.title, _PROPERTY)}"]
    if one.place is not None:
        properties += [f"file={_escaped(one.place.file, _PROPERTY)}", f"line={one.place.line}"]
    return f"::{one.level} {','.join(properties)}::{_escaped(one.message, _DATA)}"


def _escaped(text: str, marks: Mapping[str, str]) -> str:
    printable = _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return "".join(marks.get(character, character) for character in printable)
