"""The page of an upgrade: in the manner of the drift report, of which it has style and script."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asdocumented.comparing.accepted import how_to_accept
from asdocumented.comparing.upgrade_map import Side
from asdocumented.comparing.upgrade_report import HEADLINES, UpgradeReport
from asdocumented.contracts.model import Citation
from asdocumented.renderers.comparison_text import cited
from asdocumented.renderers.html.comparison import Count, limits
from asdocumented.renderers.html.page import Heading, Section, rendered
from asdocumented.renderers.html.text import counted
from asdocumented.renderers.html.upgrade_cards import Card, cards
from asdocumented.renderers.markdown_text import code
from asdocumented.renderers.ticket import words
from asdocumented.renderers.web_address import web_address

_ICONS = {"passes": "conforms", "fails": "error", "inconclusive": "warning"}
_WORDS = {
    "contradicted": ("error", "contradicted"),
    "lost": ("error", "lost"),
    "open": ("warning", "open"),
    "changed": ("warning", "changed"),
    "new": ("note", "new"),
    "call": ("note", "of the call"),
}
"""What can become of a field, with the kind that looks alike and the word for it."""


class Page(NamedTuple):
    """One of the two documentation pages."""

    name: str
    asks: str
    title: str
    address: str


class Shown(NamedTuple):
    """A card with its text for a ticket."""

    card: Card
    word: str
    ticket: str


class Example(NamedTuple):
    """One request and its whole answer on both sides."""

    note: str
    requests: tuple[str, str]
    bodies: tuple[str, str]


class View(NamedTuple):
    """All that the page says."""

    outcome: str
    title: str
    icon: str
    why: str
    pages: tuple[Page, Page]
    counts: list[Count]
    evidence: list[str]
    items: str
    steps: list[str]
    example: Example | None
    call: list[Shown]
    fields: list[Shown]
    cards: list[Shown]
    kinds: dict[str, int]
    verdicts: list[str]
    limits: list[str]


def render(report: UpgradeReport) -> str:
    """Return the page; its style and its script are allowed by their hashes, all else is barred."""
    found = view(report)
    title = f"{report.upgrade.old.name} → {report.upgrade.new.name}: what changes"
    return rendered("upgrade.html", Heading(title, "Upgrade", "change", [*_rail(found)]), v=found)


def view(report: UpgradeReport) -> View:
    """Return what the page shows of an upgrade."""
    found = [*cards(report)]
    numbers = Counter(one.what for one in found)
    shown = [Shown(one, _WORDS[one.what][1], _ticket(one, report)) for one in found]
    left = limits(report.not_compared, report.expired, report.stale)
    if report.failing:
        left.append(how_to_accept(report.failing[0].fingerprint, report.compared).capitalize())
    kinds = Counter(one.kind for one in found)
    return View(
        outcome=report.outcome,
        title=HEADLINES[report.outcome],
        icon=_ICONS[report.outcome],
        why=report.decision,
        pages=(_page(report.upgrade.old), _page(report.upgrade.new)),
        counts=[
            Count(kind, word, numbers[what])
            for what, (kind, word) in _WORDS.items()
            if numbers[what] or what in ("lost", "changed", "new")
        ],
        evidence=[
            f"{name}: {counted(one.paired, 'item')} answered by both operations"
            for name, one in report.judgements.items()
        ],
        items=_items(report),
        steps=[one.text for one in report.upgrade.steps],
        example=_example(report),
        call=[one for one in shown if one.card.what == "call"],
        fields=[one for one in shown if one.card.what != "call"],
        cards=shown,
        kinds={kind: kinds[kind] for kind in ("error", "warning", "note", "waived")},
        verdicts=sorted({one.verdict for one in found if one.verdict}),
        limits=left,
    )


def _items(report: UpgradeReport) -> str:
    pairing = report.upgrade.pairing
    if pairing is None:
        return ""
    return f"A name without a path is one of an item: {pairing.old_items} → {pairing.new_items}"


def _example(report: UpgradeReport) -> Example | None:
    upgrade, one = report.upgrade, report.upgrade.example
    if one is None:
        return None
    requests = (
        f"{upgrade.old.method} {one.old.request}",
        f"{upgrade.new.method} {one.new.request}",
    )
    return Example(one.note, requests, (one.old.body, one.new.body))


def _rail(found: View) -> Iterator[Section]:
    yield Section("verdict", "Summary", "")
    if found.steps:
        yield Section("steps", "Do this first", str(len(found.steps)))
    if found.call:
        yield Section("call", "The call", "")
    if found.example:
        yield Section("example", "Before and after", "")
    yield Section("fields", "Field by field", "")
    yield Section("problems", "Rows and evidence", str(len(found.cards)))
    if found.limits:
        yield Section("limits", "Limits", "")


def _page(side: Side) -> Page:
    asks = f"{side.method} {side.path}"
    return Page(
        side.name,
        asks,
        f"{side.title or side.page}, edition {side.edition}",
        web_address(side.address),
    )


def _ticket(one: Card, report: UpgradeReport) -> str:
    """Return a card as Markdown that reads well as it is."""
    became = f" becomes {code(one.new)}" if one.old and one.new else ""
    head = f"**{_WORDS[one.what][1].capitalize()}**: {code(one.old or one.new)}{became}"
    old, new = report.upgrade.old, report.upgrade.new
    lines = [
        head,
        "",
        f"- Upgrade: {words(f'{old.method} {old.path}')} to {words(f'{new.method} {new.path}')}",
    ]
    lines += [f"- {words(text)}" for text in (one.how, one.note) if text]
    lines += [f"- {pane.name}: {_rows(pane.side.rows)}" for pane in one.panes if pane.side]
    for shown in one.shown:
        lines.append(f"- {words(shown.evidence)}: {shown.words}")
        lines += [
            f"  - {words(pair.old.value)} became {words(pair.new.value)}" for pair in shown.pairs
        ]
    return "\n".join(lines) + "\n"


def _rows(rows: Sequence[Citation]) -> str:
    return "; ".join(words(cited(row)) for row in rows) or "no row"
