"""A drift.json that somebody tampered with: none of its texts is markup in Markdown."""

import re
from collections.abc import Callable, Iterator

import msgspec
import pytest
from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.renderers import markdown, vendor
from asdocumented.renderers.ticket import ticket
from asdocumented.report.model import RemarkReport, Report, Share
from tests.gate.reports import drift, report

HOSTILE = "<i>x"
"""Shorter than a day, for of a moment that is what is shown."""

_CITED = Citation("coupons", "2026", "response table", 2, "id", "Long")
REPORT = structs.replace(
    report(drift(cause="page", seen={"example": Share(1, 2)}, follows_from="row 2")),
    remarks=[RemarkReport("coupons", "2026", _CITED, [], "two meanings", "Say which.")],
)
KEYS = {"fingerprint", "set"}
"""What drifts and evidence are found by: with others, they are not shown at all."""


def tampered(given: Report) -> Report:
    """Return a report in which every text is hostile that may be any text."""
    values = msgspec.to_builtins(given)
    for container, key in [*_texts(values)]:
        before, container[key] = container[key], HOSTILE
        try:
            msgspec.convert(values, Report)
        except msgspec.ValidationError:
            container[key] = before
    return msgspec.convert(values, Report)


def _texts(value: object) -> Iterator[tuple[dict[str, object], str]]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one)
            if isinstance(one, str) and key not in KEYS:
                yield value, key


def without_code(text: str) -> str:
    """Return Markdown without its blocks and spans of code."""
    text = re.sub(r"^(`{3,})\w*\n.*?\n\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", text)


@pytest.mark.parametrize(
    "render",
    [
        vendor.render,
        markdown.render,
        lambda report: ticket(report.problems[0], report.drifts, report.operations[0]),
    ],
    ids=["vendor", "markdown", "ticket"],
)
def test_no_text_of_a_report_is_markup(render: Callable[[Report], str]) -> None:
    """Versions, methods, paths and dates, too."""
    hostile = tampered(REPORT)
    assert hostile.run.version == hostile.operations[0].method == HOSTILE
    shown = render(hostile)
    assert "i>x" in shown
    assert not re.search(r"(?<!\\)<i>", without_code(shown))
