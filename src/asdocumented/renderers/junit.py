"""JUnit XML: a test case for each operation and check, and for each rule of the gate."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias
from xml.etree import ElementTree as ET

import msgspec

from asdocumented.checks.registry import all_checks
from asdocumented.renderers.drift_text import describe, expected, seen
from asdocumented.renderers.gate_text import waiver_lines, with_problem
from asdocumented.report.model import Drift, OperationReport, Problem, Report

Outcome: TypeAlias = Literal["passed", "failure", "error", "skipped"]

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Case(msgspec.Struct, frozen=True):
    """One test case: `message` says in a line how it ended, `text` all that is known of it."""

    classname: str
    name: str
    outcome: Outcome = "passed"
    message: str = ""
    text: str = ""
    output: str = ""


class _Suite(msgspec.Struct, frozen=True):
    name: str
    cases: list[_Case] = msgspec.field(default_factory=list)


def render(report: Report) -> str:
    """Return the report as JUnit XML; a case fails where one of its drifts fails the gate.

    An operation of which nothing was shown has skipped cases: nothing is green without evidence.
    Characters that XML 1.0 forbids are spelt out.
    """
    suites = [
        *(_operation(report, one) for one in report.operations),
        _Suite("gate", [*_rules(report)]),
        _Suite("evidence", [*_evidence(report)]),
    ]
    root = ET.Element("testsuites", {"name": "asdocumented", **_counts([*_cases(suites)])})
    for suite in suites:
        _add_suite(root, suite, report)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _operation(report: Report, operation: OperationReport) -> _Suite:
    name = f"{operation.id} {operation.edition}"
    asked = [check.id for check in all_checks() if check.id not in report.run.skipped]
    found: dict[str, list[Drift]] = {}
    for drift in report.drifts:
        if (drift.operation, drift.edition) == (operation.id, operation.edition):
            found.setdefault(drift.check, []).append(drift)
    problems = {one: problem for problem in report.problems for one in problem.drifts}
    not_shown = all(verdict == "not shown" for verdict in operation.verdicts.values())
    cases = [_check(name, one, found.get(one, ()), problems, not_shown=not_shown) for one in asked]
    remarks = [
        f"{describe(one.citation, *one.sources)}: {one.text}\n  {one.what_to_do}"
        for one in report.remarks
        if (one.operation, one.edition) == (operation.id, operation.edition)
    ]
    told = [_Case(name, "remarks", output="\n".join(remarks))] if remarks else []
    return _Suite(name, [*cases, *told])


def _check(
    operation: str,
    check: str,
    drifts: Sequence[Drift],
    problems: Mapping[str, Problem],
    *,
    not_shown: bool,
) -> _Case:
    """Return the case of one check: failed, waived, not shown, or passed."""
    failing = [one for one in drifts if one.fails]
    waived = [one for one in drifts if one.waiver is not None]
    others = "\n".join(_told(one, problems[one.fingerprint]) for one in drifts if not one.fails)
    if failing:
        titles = dict.fromkeys(problems[one.fingerprint].title for one in failing)
        text = "\n".join(_told(one, problems[one.fingerprint]) for one in failing)
        return _Case(operation, check, "failure", "; ".join(titles), text, others)
    if waived and len(waived) == len(drifts):
        terms = dict.fromkeys(one.waiver.words for one in waived if one.waiver)
        return _Case(operation, check, "skipped", f"waived: {'; '.join(terms)}", others)
    if not_shown:
        return _Case(operation, check, "skipped", "not shown: no answer shows anything", others)
    return _Case(operation, check, output=others)


def _told(drift: Drift, problem: Problem) -> str:
    waived = [f"  waived: {drift.waiver.words}"] if drift.waiver else []
    lines = [
        f"{drift.severity}: {problem.title} [{problem.id}]",
        f"  {problem.what_to_do}",
        f"  {drift.location}  [{drift.fingerprint}]",
        f"  {expected(drift)}",
        f"  observed {drift.observed}  {seen(drift)}",
        *waived,
    ]
    return "\n".join(lines)


def _rules(report: Report) -> Iterator[_Case]:
    """Yield a case for each rule: broken it fails, or is an error where evidence is missing."""
    for rule in report.gate.rules:
        actual = f"{rule.what}: {rule.actual} (limit: {rule.limit})"
        outcome: Outcome = "failure" if rule.consequence == "fails" else "error"
        if rule.passed:
            yield _Case("gate", rule.rule, output=actual)
        else:
            yield _Case("gate", rule.rule, outcome, actual, with_problem(rule.what_to_do, report))
    yield _Case("gate", "waivers", output="\n".join(waiver_lines(report.gate)))


def _evidence(report: Report) -> Iterator[_Case]:
    for one in report.evidence:
        left_out = one.set in report.gate.left_out
        yield _Case(
            "evidence",
            one.set,
            "skipped" if left_out else "passed",
            "left out by the configuration" if left_out else "",
            output=f"{one.interactions} interactions",
        )
    for unread in report.errors:
        outcome: Outcome = "error" if unread.whole else "passed"
        output = "" if unread.whole else unread.reason
        yield _Case("evidence", unread.file, outcome, unread.reason, unread.reason, output)


def _cases(suites: Sequence[_Suite]) -> Iterator[_Case]:
    return (case for suite in suites for case in suite.cases)


def _counts(cases: Sequence[_Case]) -> dict[str, str]:
    ended = [case.outcome for case in cases]
    return {
        "tests": str(len(cases)),
        "failures": str(ended.count("failure")),
        "errors": str(ended.count("error")),
    }


def _add_suite(root: ET.Element, suite: _Suite, report: Report) -> None:
    skipped = sum(case.outcome == "skipped" for case in suite.cases)
    attributes = {
        "name": _xml(suite.name),
        **_counts(suite.cases),
        "skipped": str(skipped),
        "time": "0",
        "timestamp": report.run.finished.removesuffix("Z"),
    }
    element = ET.SubElement(root, "testsuite", attributes)
    for case in suite.cases:
        _add_case(element, case)


def _add_case(suite: ET.Element, case: _Case) -> None:
    attributes = {"classname": _xml(case.classname), "name": _xml(case.name), "time": "0"}
    element = ET.SubElement(suite, "testcase", attributes)
    if case.outcome == "skipped":
        ET.SubElement(element, "skipped", {"message": _xml(case.message)})
    elif case.outcome != "passed":
        kind = {"message": _xml(case.message), "type": _xml(case.name)}
        ended = ET.SubElement(element, case.outcome, kind)
        ended.text = _xml(case.text)
    output = case.text if case.outcome == "skipped" else case.output
    if output:
        ET.SubElement(element, "system-out").text = _xml(output)


def _xml(text: str) -> str:
    """Return text with what XML 1.0 forbids spelt out."""
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
