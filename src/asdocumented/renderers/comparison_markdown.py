"""A comparison as Markdown, for a pull request."""

from collections.abc import Iterator

from asdocumented.comparing.change import EFFECTS, Change, Side
from asdocumented.comparing.model import Comparison
from asdocumented.renderers.comparison_text import cited, counts, outermost, with_inside
from asdocumented.renderers.markdown_text import code, plain


def render(comparison: Comparison) -> str:
    """Return the decision, and a table of the changes of each effect."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    failing = len(comparison.failing)
    decision = f"{failing} break a client" if failing else comparison.outcome
    yield f"## asdocumented compare: {decision}\n"
    sides = (comparison.before, comparison.after)
    yield " → ".join(f"{code(one.name)} ({plain(one.words)})" for one in sides) + "\n"
    yield f"{len(comparison.changes)} changes: {counts(comparison)}.\n"
    yield from (f"- {plain(one)}" for one in comparison.evidence)
    for effect in EFFECTS:
        changes = [one for one in comparison.changes if one.effect == effect]
        if changes:
            yield f"\n### {effect.capitalize()}\n"
            yield "| change | location | before | after | sends | reads | origin |"
            yield "|---|---|---|---|---|---|---|"
            for one, inside in outermost(changes):
                yield _row(one, len(inside))
    left = [f"{one.what}: {one.why}" for one in comparison.not_compared]
    for title, lines in (
        ("Not judged", left),
        ("Expired waivers", comparison.expired),
        ("Stale waivers", [one.words for one in comparison.stale]),
    ):
        if lines:
            yield f"\n### {title}\n"
            yield from (f"- {plain(one)}" for one in lines)


def _row(one: Change, inside: int) -> str:
    more = with_inside(inside)
    accepted = ", accepted" if one.waiver else ""
    cells = (
        plain(one.change + accepted),
        code(one.location) + more,
        _side(one.before),
        _side(one.after),
        one.sends,
        one.reads,
        plain(one.origin + (f": {one.why}" if one.why else "")),
    )
    return f"| {' | '.join(cells)} |"


def _side(one: Side | None) -> str:
    if one is None:
        return "-"
    rows = "; ".join(map(cited, one.rows))
    return plain(f"{one.says} ({rows})" if rows else one.says)
