"""The page as a whole: its sections, its style and script, and the policy that bars all else."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import jinja2

from asdocumented.renderers.html import (
    gate,
    history,
    limits,
    matrix,
    problems,
    proved,
    run,
    verdict,
)
from asdocumented.renderers.html.compiled import CompiledTemplates
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.island import Island
from asdocumented.renderers.html.text import day, finalize, in_element, with_code
from asdocumented.report.model import Report

_FOLDER = Path(__file__).parent
_WORDS = {"passes": "Passes", "fails": "Fails", "inconclusive": "Inconclusive"}


class Section(NamedTuple):
    """A section in the rail: its id, its title, and how much is in it."""

    id: str
    title: str
    words: str


class Heading(NamedTuple):
    """What stands around the sections of a page: its titles, the word for its cards, its rail."""

    title: str
    brand: str
    noun: str
    rail: Sequence[Section]


def render(report: Report) -> str:
    """Return the page; its style and its script are allowed by their hashes, all else is barred."""
    index = ReportIndex(report)
    heading = Heading(
        title=f"{_WORDS[report.gate.decision]}: drift report, {day(report.run.finished)}",
        brand=f"Drift report, {day(report.run.finished)}",
        noun="problem",
        rail=[*_rail(index)],
    )
    return rendered(
        "page.html",
        heading,
        verdict=verdict.view(index),
        gate=gate.view(index),
        proved=proved.view(index),
        matrix=matrix.view(index),
        problems=problems.view(index),
        limits=limits.view(index),
        history=history.view(index),
        run=run.view(index),
    )


def rendered(template: str, heading: Heading, **views: object) -> str:
    """Return a page of `frame.html`: its style and its script are allowed by their hashes.

    Args:
        template: the file of the page's own sections.
        heading: what stands around them.
        views: what they show, by the names that the template gives it.

    """
    style, script = content("page.css"), content("page.js")
    page: str = (
        environment()
        .get_template(template)
        .render(
            **heading._asdict(),
            **views,
            style=style,
            script=script,
            policy=policy(style, script),
            island=Island(),
        )
    )
    return page


def content(name: str) -> str:
    """Return a file of the page's folder."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows one style sheet and one script (CSP level 2)."""
    allowed = {"style-src": style, "script-src": script}
    hashes = [f"{kind} 'sha256-{_digest(content)}'" for kind, content in allowed.items()]
    return "; ".join(["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"])


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode()).digest()).decode()


def _rail(index: ReportIndex) -> Iterator[Section]:
    report = index.report
    broken = sum(not one.passed for one in report.gate.rules)
    yield Section("verdict", "Verdict", "")
    yield Section("gate", "Gate", f"{broken} broken" if broken else "")
    yield Section("proved", "Proved", f"{len(report.rows)} rows")
    yield Section("matrix", "Matrix", "")
    yield Section("problems", "Problems", str(len(report.problems)))
    yield Section("limits", "Remarks and limits", "")
    if report.history.runs:
        yield Section("history", "History", str(len(report.history.runs) + 1))
    yield Section("run", "This run", "")


@cache
def environment() -> jinja2.Environment:
    """Return the templates, each compiled once."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("asdocumented", "renderers/html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        bytecode_cache=CompiledTemplates(),
    )
    environment.filters |= {"in_element": in_element, "with_code": with_code}
    return environment
