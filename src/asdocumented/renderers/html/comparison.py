"""The page of a comparison: in the manner of the drift report, of which it has style and script."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from asdocumented.comparing.accepted import StaleWaiver
from asdocumented.comparing.change import EFFECTS, Change, Side
from asdocumented.comparing.classes import all_classes
from asdocumented.comparing.model import Comparison
from asdocumented.contracts.model import NotJudged
from asdocumented.renderers.comparison_text import decision, headline, ticket
from asdocumented.renderers.html.page import Heading, Section, rendered

_KINDS = {"breaking": "error", "risky": "warning", "safe": "note"}
_ORIGINS = ("page corrected", "API changed", "unknown")


class Pane(NamedTuple):
    """One side of a change; `label` stands before what it says."""

    name: str
    side: Side | None
    label: str = "says"


class Card(NamedTuple):
    """One change; `kind` is that of the drift report which looks alike."""

    kind: str
    word: str
    change: Change
    means: str
    panes: tuple[Pane, Pane]
    ticket: str
    accepted: str


class Count(NamedTuple):
    """How many changes there are of an effect."""

    kind: str
    word: str
    number: int


class View(NamedTuple):
    """All that the page says."""

    comparison: Comparison
    decision: str
    sentence: str
    why: str
    counts: list[Count]
    cards: list[Card]
    classes: list[str]
    origins: list[str]
    limits: list[str]


def render(comparison: Comparison) -> str:
    """Return the page; its style and its script are allowed by their hashes, all else is barred."""
    title = f"{comparison.before.name} → {comparison.after.name}: what changes"
    heading = Heading(title, "Comparison", "change", [*_rail(comparison)])
    return rendered("comparison.html", heading, v=view(comparison))


def _rail(comparison: Comparison) -> Iterator[Section]:
    yield Section("verdict", "Summary", "")
    yield Section("problems", "Changes", str(len(comparison.changes)))
    if limits(comparison.not_compared, comparison.expired, comparison.stale):
        yield Section("limits", "Limits", "")


def view(comparison: Comparison) -> View:
    """Return what the page shows of a comparison."""
    shown = [*_counts(comparison)]
    return View(
        comparison=comparison,
        decision=comparison.outcome,
        sentence=headline(comparison),
        why="; ".join([*decision(comparison)][:2]),
        counts=shown,
        cards=[_card(one, comparison) for one in comparison.changes],
        classes=sorted({one.change for one in comparison.changes}),
        origins=[one for one in _ORIGINS if any(each.origin == one for each in comparison.changes)],
        limits=limits(comparison.not_compared, comparison.expired, comparison.stale),
    )


def limits(
    left: Iterable[NotJudged], expired: Iterable[str], stale: Iterable[StaleWaiver]
) -> list[str]:
    """Return what was not judged, and the waivers that accept nothing, in words."""
    return [
        *(f"Not judged: {one.what}: {one.why}" for one in left),
        *(f"Waiver expired: {one}" for one in expired),
        *(f"Waiver stale: {one.words}" for one in stale),
    ]


def _counts(comparison: Comparison) -> Iterator[Count]:
    for effect in EFFECTS:
        yield Count(_KINDS[effect], effect, comparison.count(effect))


def _card(change: Change, comparison: Comparison) -> Card:
    known = all_classes()[change.change]
    return Card(
        kind="waived" if change.waiver else _KINDS[change.effect],
        word="accepted" if change.waiver else change.effect,
        change=change,
        means=f"{known.means[:1].upper()}{known.means[1:]}",
        panes=(
            Pane(comparison.before.name, change.before),
            Pane(comparison.after.name, change.after),
        ),
        ticket=ticket(change),
        accepted=change.waiver.words if change.waiver else "",
    )
