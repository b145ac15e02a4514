"""A comparison in words: for a terminal, and for a ticket."""

import sys
import textwrap
from collections.abc import Iterator, Sequence

import click

from asdocumented.comparing.accepted import how_to_accept
from asdocumented.comparing.change import EFFECTS, Change, Effect, Side
from asdocumented.comparing.model import Comparison
from asdocumented.contracts.model import Citation
from asdocumented.formats.json_path import printable
from asdocumented.renderers.markdown_text import code, line
from asdocumented.renderers.ticket import words

_WHOLE = ("field-added", "field-removed")
_COLOURS = {"breaking": "red", "risky": "yellow", "safe": "cyan"}


def render(comparison: Comparison, *, colour: bool = False, width: int = sys.maxsize) -> str:
    """Return every change, the worst first; what is in a new or lost object is counted with it."""

    def paint(effect: Effect) -> str:
        word = f"{effect:<8}"
        return click.style(word, fg=_COLOURS[effect]) if colour else word

    told = [headline(comparison), *(f"  {one}" for one in comparison.evidence), ""]
    lines = [*map(printable, told)]
    for change, inside in outermost(comparison.changes):
        head, *facts = map(printable, _change(change, len(inside)))
        lines += [f"{paint(change.effect)} {head}", *facts]
    left = [f"not judged: {one.what}: {one.why}" for one in comparison.not_compared]
    left += [f"waiver expired: {one}" for one in comparison.expired]
    left += [f"waiver stale: {one.words}" for one in comparison.stale]
    lines += map(printable, left)
    lines += decision(comparison)
    return "\n".join(part for one in lines for part in _fit(one, width))


def _fit(text: str, width: int) -> list[str]:
    if len(text) <= width or not text.strip():
        return [text]
    own = len(text) - len(text.lstrip())
    return textwrap.wrap(
        text,
        width,
        subsequent_indent=" " * (own + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def headline(comparison: Comparison) -> str:
    """Return what was compared with what."""
    before, after = comparison.before, comparison.after
    return f"{comparison.kind}: {before.name} ({before.words}) → {after.name} ({after.words})"


def outermost(changes: Sequence[Change]) -> Iterator[tuple[Change, list[Change]]]:
    """Yield changes, each with those of its kind that are inside of it: an object's fields."""
    whole = {(one.change, one.location) for one in changes if one.change in _WHOLE}
    inside: dict[tuple[str, str], list[Change]] = {}
    heads: list[Change] = []
    for one in changes:
        above = ((one.change, at) for at in _above(one.location))
        head = next((key for key in above if key in whole), None)
        if head is None:
            heads.append(one)
        else:
            inside.setdefault(head, []).append(one)
    for one in heads:
        yield one, inside.get((one.change, one.location), [])


def _above(location: str) -> Iterator[str]:
    """Yield the locations above, the outermost first."""
    for place, character in enumerate(location):
        if place > 1 and character in ".[":
            yield location[:place]


def with_inside(count: int) -> str:
    """Return how many fields are in an object that is told as a whole."""
    return f", with {count} {'field' if count == 1 else 'fields'} in it" if count else ""


def _change(change: Change, inside: int) -> Iterator[str]:
    yield f"{change.location}  [{change.fingerprint}]"
    more = with_inside(inside)
    yield f"    {change.change}: {change.message}{more}"
    for name, one in (("before", change.before), ("after", change.after)):
        if one is not None and one.rows:
            yield f"      {name}: {'; '.join(map(cited, one.rows))}"
    yield f"      sends: {change.sends}, reads: {change.reads}{_origin(change)}"
    if change.waiver is not None:
        yield f"      accepted: {change.waiver.words}"


def _origin(change: Change) -> str:
    if change.origin == "unknown":
        return f"; {change.why}" if change.why else ""
    return f"; the {change.origin.replace('page', 'page was').replace('API', 'API has')}" + (
        f": {change.why}" if change.why else ""
    )


def cited(one: Citation) -> str:
    """Return a row as a reader of the page finds it."""
    if one.row is None:
        return " ".join(part for part in (one.page, one.edition) if part)
    return f"{one.edition} {one.table}, row {one.row} ({one.name}, {one.datatype or 'no datatype'})"


def counts(comparison: Comparison) -> str:
    """Return how many changes there are of each effect."""
    return ", ".join(f"{comparison.count(one)} {one}" for one in EFFECTS)


def decision(comparison: Comparison) -> Iterator[str]:
    """Yield the decision, and how a change is accepted."""
    count = len(comparison.changes)
    yield f"{count} {'change' if count == 1 else 'changes'}: {counts(comparison)}"
    failing = comparison.failing
    if comparison.is_inconclusive:
        yield "nothing was compared: no answer of both belongs together"
        return
    if not failing:
        yield "nothing breaks a client that is not accepted"
        return
    broken = "1 breaks a client" if len(failing) == 1 else f"{len(failing)} break a client"
    yield f"{broken}, and nobody accepted {'it' if len(failing) == 1 else 'them'}"
    kind = "drift" if comparison.kind == "reports" else "change"
    yield how_to_accept(failing[0].fingerprint, comparison.compared, kind)


def ticket(change: Change) -> str:
    """Return a change as Markdown that reads well as it is, with the rows of both sides."""
    lines = [f"**{line(change.change)}** at {code(change.location)}", ""]
    lines.append(f"- What changed: {words(change.message)}")
    for name, one in (("Before", change.before), ("After", change.after)):
        lines.append(f"- {name}: {_side(one)}")
    lines.append(f"- A client that sends requests: {change.sends}")
    lines.append(f"- A client that reads responses: {change.reads}")
    if change.why:
        lines.append(f"- {change.origin}: {words(change.why)}")
    return "\n".join(lines) + "\n"


def _side(one: Side | None) -> str:
    if one is None:
        return "nothing of the kind"
    rows = "; ".join(words(cited(row)) for row in one.rows)
    return f"{words(one.says)}{rows and f', {rows}'}"
