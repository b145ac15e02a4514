"""`index.html`: the report for people, in one file that needs no network and no script."""

import base64
from functools import cache
from hashlib import sha256
from importlib.resources import files

import jinja2

from asdocumented.contracts.model import SEVERITIES
from asdocumented.renderers.drift_text import by_fingerprint, describe, drifts_of
from asdocumented.renderers.gate_text import describe_terms, history_lines, open_severity
from asdocumented.renderers.terminal import describe_evidence
from asdocumented.report.model import Report

_FOLDER = files("asdocumented") / "renderers"


def render(report: Report) -> str:
    """Return the page; its only style sheet is allowed by its hash, everything else is barred."""
    from asdocumented.checks.registry import all_checks

    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    drifts = by_fingerprint(report)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    page: str = _template().render(
        report=report,
        run=report.run,
        describe_terms=describe_terms,
        severities=SEVERITIES,
        style=style,
        style_hash=f"sha256-{digest}",
        cite=describe,
        describe_evidence=describe_evidence,
        drifts=drifts,
        severity_of={
            problem.id: open_severity(drifts_of(problem, drifts)) or "waived"
            for problem in report.problems
        },
        history=[*history_lines(report)],
        summaries={check.id: check.summary for check in all_checks()},
    )
    return page


@cache
def _template() -> jinja2.Template:
    """Return the template of the page, compiled once in a process."""
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string((_FOLDER / "report.html").read_text(encoding="utf-8"))
