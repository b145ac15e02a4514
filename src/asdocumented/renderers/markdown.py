"""Markdown for a pull request or a job summary: what fails first, at most 500 KB."""

import re
from collections.abc import Iterator, Sequence

from asdocumented.renderers.drift_text import by_fingerprint, drifts_of, expected, seen
from asdocumented.renderers.gate_text import (
    decision_lines,
    describe_terms,
    failing_problems,
    history_lines,
    open_severity,
    waiver_lines,
)
from asdocumented.renderers.terminal import describe_evidence
from asdocumented.report.model import Drift, Problem, Report

MOST_BYTES = 500_000
"""GitHub drops a summary near 1 MiB without a word."""

_MOST_CHARACTERS = 2000
_ROOM = 2000
_MOST_DRIFTS = 20
_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&])")
_PINGS = re.compile(r"([@#])(?=\w)|(://|www\.)", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


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
    yield _text(why)
    yield "".join(f"\n- {_text(step.strip())}" for step in steps)
    yield ""
    yield from (f"- {_text(describe_evidence(one))}" for one in report.evidence)
    yield from (f"- {_text(line)}" for line in history_lines(report) if line.startswith("against"))
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
    yield f"### {severity}{failing}: {_text(problem.title)}\n"
    where, command = f"{problem.operation} {problem.edition}", f"asdocumented explain {problem.id}"
    yield f"{_text(problem.what_to_do)} {_text(where)}, {_code(command)}\n"
    yield "| check | location | documented | observed | seen |"
    yield "|---|---|---|---|---|"
    for one in drifts[:_MOST_DRIFTS]:
        words = [_text(cell) for cell in (expected(one), one.observed, seen(one))]
        yield f"| {' | '.join([_text(one.check), _code(one.location), *words])} |"
    if len(drifts) > _MOST_DRIFTS:
        yield f"\nand {len(drifts) - _MOST_DRIFTS} more drifts of this problem"
    yield ""


def _rest(report: Report) -> Iterator[str]:
    if lines := [*waiver_lines(report.gate)]:
        yield "### Waivers that do not hold any more\n"
        yield from (f"- {_text(line)}" for line in lines[:100])
        yield ""
    yield from _waived(report)
    yield from _gone(report)
    yield from _gate(report)


def _waived(report: Report) -> Iterator[str]:
    found = [one for one in report.drifts if one.status == "waived" and one.waiver is not None]
    if found:
        yield f"<details><summary>{len(found)} waived</summary>\n"
        for one in found[:200]:
            terms = describe_terms(one.waiver) if one.waiver else ""
            yield f"- {_text(one.check)} {_code(one.location)}: {_text(terms)}"
        yield from [f"- and {len(found) - 200} more"] if len(found) > 200 else []
        yield "\n</details>\n"


def _gone(report: Report) -> Iterator[str]:
    if report.history.gone:
        yield f"<details><summary>{len(report.history.gone)} gone</summary>\n"
        for one in report.history.gone[:200]:
            yield f"- {_text(one.check)} {_code(one.location)}, last seen {one.last_seen[:10]}"
        yield "\n</details>\n"


def _gate(report: Report) -> Iterator[str]:
    gate = report.gate
    yield f"<details><summary>The gate: {len(gate.rules)} rules</summary>\n"
    yield "| rule | what | limit | actual | |"
    yield "|---|---|---|---|---|"
    for rule in gate.rules:
        result = "passed" if rule.passed else rule.consequence
        cells = (rule.rule, rule.what, rule.limit, rule.actual, result)
        yield f"| {' | '.join(map(_text, cells))} |"
    decided = gate.file or "the defaults"
    yield f"\nDecided by {_text(decided)}; asdocumented {_text(report.run.version)}.\n\n</details>"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1


def _text(text: str) -> str:
    """Return text in which nothing is Markdown or HTML, pings people, or makes a link."""
    plain = _ACTIVE.sub(r"\\\1", _line(text)).replace("\\<", "&lt;").replace("\\&", "&amp;")
    return _PINGS.sub(lambda found: found[0][:1] + "\u2060" + found[0][1:], plain)


def _code(text: str) -> str:
    """Return text as a code span, also within a table's cell."""
    shown = _line(text).replace("|", "\\|")
    longest = max(map(len, re.findall("`+", shown)), default=0)
    marks = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{marks}{pad}{shown}{pad}{marks}"


def _line(text: str) -> str:
    """Return text on one line, with what cannot be printed spelt out."""
    cut = text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", cut.replace("\n", " "))
