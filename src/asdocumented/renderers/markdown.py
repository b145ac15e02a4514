"""Markdown for a pull request or a job summary: what fails first, at most 500 KB."""

from collections.abc import Iterator, Sequence

from asdocumented.renderers.drift_text import (
    both_answers,
    by_fingerprint,
    describe,
    drifts_of,
    expected,
    seen,
)
from asdocumented.renderers.gate_text import (
    decision_lines,
    failing_problems,
    history_lines,
    open_severity,
    waiver_lines,
)
from asdocumented.renderers.markdown_text import code, plain
from asdocumented.renderers.terminal import describe_evidence
from asdocumented.report.model import Drift, Problem, Report

MOST_BYTES = 500_000
"""GitHub drops a summary near 1 MiB without a word."""

_ROOM = 2000
_MOST_DRIFTS = 20


def render(report: Report) -> str:
    """Return the decision, the problems that fail, what else is new, and every rule."""
    head, rest = [*_head(report)], [*_rest(report)]
    left = MOST_BYTES - _ROOM - sum(_size(one) for one in (*head, *rest))
    parts, drifts = list[str](), by_fingerprint(report)
    problems = _ordered(report)
    for place, problem in enumerate(problems):
        part = "\n".join(_problem(problem, drifts_of(problem, drifts)))
        left -= _size(part)
        if left < 0:
            parts.append(f"and {len(problems) - place} more: `drift.json` has all of them\n")
            break
        parts.append(part)
    return "\n".join([*head, *parts, *rest]) + "\n"


def _head(report: Report) -> Iterator[str]:
    first, *steps = decision_lines(report)
    decision, _, why = first.partition(": ")
    yield f"## asdocumented: {decision}\n"
    yield plain(why)
    yield "".join(f"\n- {plain(step.strip())}" for step in steps)
    yield ""
    yield from (f"- {plain(describe_evidence(one))}" for one in report.evidence)
    yield from (f"- {plain(line)}" for line in history_lines(report) if line.startswith("against"))
    yield ""


def _ordered(report: Report) -> list[Problem]:
    """Return the problems that fail, then all others that are not waived, the worst first."""
    failing = failing_problems(report)
    drifts = by_fingerprint(report)
    return [
        *failing,
        *(
            one
            for one in report.problems
            if one not in failing and open_severity(drifts_of(one, drifts)) in ("error", "warning")
        ),
    ]


def _problem(problem: Problem, drifts: Sequence[Drift]) -> Iterator[str]:
    failing = "" if any(one.fails for one in drifts) else ", does not fail"
    severity = open_severity(drifts) or problem.severity
    yield f"### {severity}{failing}: {plain(problem.title)}\n"
    where, command = f"{problem.operation} {problem.edition}", f"asdocumented explain {problem.id}"
    yield f"{plain(problem.what_to_do)} {plain(where)}, {code(command)}\n"
    yield "| check | location | documented | observed | seen |"
    yield "|---|---|---|---|---|"
    for one in drifts[:_MOST_DRIFTS]:
        both = both_answers(one)
        observed = f"{one.observed}: {both}" if both else one.observed
        words = [plain(cell) for cell in (expected(one), observed, seen(one))]
        yield f"| {' | '.join([plain(one.check), code(one.location), *words])} |"
    if len(drifts) > _MOST_DRIFTS:
        yield f"\nand {len(drifts) - _MOST_DRIFTS} more drifts of this problem"
    yield ""


def _rest(report: Report) -> Iterator[str]:
    if lines := [*waiver_lines(report.gate)]:
        yield "### Waivers that do not hold any more\n"
        yield from (f"- {plain(line)}" for line in lines[:100])
        yield ""
    yield from _waived(report)
    yield from _remarks(report)
    yield from _gone(report)
    yield from _gate(report)


def _waived(report: Report) -> Iterator[str]:
    found = [one for one in report.drifts if one.status == "waived" and one.waiver is not None]
    if found:
        yield f"<details><summary>{len(found)} waived</summary>\n"
        for one in found[:200]:
            terms = one.waiver.words if one.waiver else ""
            yield f"- {plain(one.check)} {code(one.location)}: {plain(terms)}"
        yield from [f"- and {len(found) - 200} more"] if len(found) > 200 else []
        yield "\n</details>\n"


def _remarks(report: Report) -> Iterator[str]:
    if report.remarks:
        yield f"<details><summary>{len(report.remarks)} remarks on the pages</summary>\n"
        for one in report.remarks[:200]:
            rows = plain(describe(one.citation, *one.sources))
            yield f"- {rows}: {plain(one.text)}. {plain(one.what_to_do)}"
        yield "\n</details>\n"


def _gone(report: Report) -> Iterator[str]:
    if report.history.gone:
        yield f"<details><summary>{len(report.history.gone)} gone</summary>\n"
        for one in report.history.gone[:200]:
            last = plain(one.last_seen[:10])
            yield f"- {plain(one.check)} {code(one.location)}, last seen {last}"
        yield "\n</details>\n"


def _gate(report: Report) -> Iterator[str]:
    gate = report.gate
    yield f"<details><summary>The gate: {len(gate.rules)} rules</summary>\n"
    yield "| rule | what | limit | actual | |"
    yield "|---|---|---|---|---|"
    for rule in gate.rules:
        result = "passed" if rule.passed else rule.consequence
        cells = (rule.rule, rule.what, rule.limit, rule.actual, result)
        yield f"| {' | '.join(map(plain, cells))} |"
    decided = gate.file or "the defaults"
    yield f"\nDecided by {plain(decided)}; asdocumented {plain(report.run.version)}.\n\n</details>"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1
