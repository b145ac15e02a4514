"""SARIF 2.1.0: drifts as results, checks as rules, waivers as suppressions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import quote

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import SEVERITIES
from asdocumented.errors import ExitCode
from asdocumented.formats.json_path import Json
from asdocumented.renderers.drift_text import describe, expected, seen
from asdocumented.renderers.gate_text import waiver_lines
from asdocumented.report.gate_model import EarlierDrift
from asdocumented.report.model import Drift, Problem, Report

Object: TypeAlias = dict[str, Json]

MOST_RESULTS = 5000
"""GitHub shows so many results of a run."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_CODES = {
    "passes": ExitCode.AS_DOCUMENTED,
    "fails": ExitCode.DRIFT,
    "inconclusive": ExitCode.INCONCLUSIVE,
}


def render(report: Report) -> str:
    """Return the report as one run of SARIF 2.1.0; only the 5,000 worst drifts are results.

    Fingerprints are ours, so that a result stays the same whatever moves in a file.
    """
    checks = [one for one in all_checks() if one.id not in report.run.skipped]
    results = [*_results(report, {one.id: place for place, one in enumerate(checks)})]
    run: Object = {
        "tool": {
            "driver": {
                "name": "asdocumented",
                "version": report.run.version,
                "semanticVersion": report.run.version,
                "rules": [_rule(one) for one in checks],
            }
        },
        "invocations": [_invocation(report, left_out=len(results) - MOST_RESULTS)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder that the command ran in."}}
        },
        "results": list(results[:MOST_RESULTS]),
    }
    log: Object = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(_printable(log)), indent=2).decode() + "\n"


def _rule(check: Check) -> Json:
    summary, *_ = check.explanation.strip().split("\n\n")
    text = check.explanation.strip()
    return {
        "id": check.id,
        "name": "".join(word.capitalize() for word in check.id.split("-")),
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": summary.replace("\n", " ")},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": check.severities[0].severity},
        "properties": {"tags": [check.group]},
    }


def _invocation(report: Report, *, left_out: int) -> Json:
    notes = [(f"{one.file}: {one.reason}", "warning") for one in report.errors]
    notes += [
        (f"{one.rule}: {one.what}: {one.actual} (limit: {one.limit})", "error")
        for one in report.gate.rules
        if not one.passed
    ]
    notes += [(line, "warning") for line in waiver_lines(report.gate)]
    notes += [
        (f"{describe(one.citation, *one.sources)}: {one.text}. {one.what_to_do}", "note")
        for one in report.remarks
    ]
    if left_out > 0:
        notes.append((f"{left_out} more drifts are in drift.json", "warning"))
    return {
        "executionSuccessful": True,
        "exitCode": int(_CODES[report.gate.decision]),
        "exitCodeDescription": f"{report.gate.decision}: {report.gate.why}",
        "startTimeUtc": report.run.started,
        "endTimeUtc": report.run.finished,
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": text}} for text, level in notes
        ],
    }


def _results(report: Report, places: Mapping[str, int]) -> Iterator[Object]:
    """Yield the drifts as results, those that fail first, then the worst, then what is gone."""
    problems = {one: problem for problem in report.problems for one in problem.drifts}
    ordered = sorted(report.drifts, key=lambda one: (not one.fails, SEVERITIES.index(one.severity)))
    has_history = bool(report.history.runs)
    for drift in ordered:
        yield _result(drift, problems[drift.fingerprint], places, has_history=has_history)
    for gone in report.history.gone:
        yield _gone(gone, places)


def _result(
    drift: Drift, problem: Problem, places: Mapping[str, int], *, has_history: bool
) -> Object:
    text = "\n".join(
        (
            f"{problem.title}. {problem.what_to_do}",
            expected(drift),
            f"observed {drift.observed}  {seen(drift)}",
        )
    )
    result: Object = {
        "ruleId": drift.check,
        "level": drift.severity,
        "message": {"text": text},
        "locations": [_location(drift)],
        "partialFingerprints": {"asdocumented/v1": drift.fingerprint},
        "properties": {"problem": problem.id, "fails": drift.fails, "status": drift.status},
    }
    if drift.check in places:
        result["ruleIndex"] = places[drift.check]
    if drift.waiver is not None:
        terms = drift.waiver.words
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": terms}
        ]
    if has_history:
        is_new = drift.first_seen == drift.last_seen
        result["baselineState"] = "new" if is_new else "unchanged"
    return result


def _location(drift: Drift) -> Json:
    operation = f"{drift.operation} {drift.edition}"
    logical: list[Json] = [
        {"name": drift.location, "fullyQualifiedName": f"{operation} {drift.location}"}
    ]
    if drift.place is None:
        return {"logicalLocations": logical}
    physical: Json = {
        "artifactLocation": {"uri": quote(drift.place.file), "uriBaseId": "SRCROOT"},
        "region": {"startLine": drift.place.line},
    }
    return {"physicalLocation": physical, "logicalLocations": logical}


def _gone(drift: EarlierDrift, places: Mapping[str, int]) -> Object:
    where = f"{drift.operation} {drift.edition} {drift.location}"
    result: Object = {
        "ruleId": drift.check,
        "level": drift.severity,
        "message": {"text": f"gone: {drift.observed}, last seen {drift.last_seen}"},
        "locations": [
            {"logicalLocations": [{"name": drift.location, "fullyQualifiedName": where}]}
        ],
        "partialFingerprints": {"asdocumented/v1": drift.fingerprint},
        "baselineState": "absent",
    }
    if drift.check in places:
        result["ruleIndex"] = places[drift.check]
    return result


def _printable(value: Json) -> Json:
    """Return a value whose texts can be encoded as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, Sequence) else value
