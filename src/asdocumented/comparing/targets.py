"""Compares what two targets answer to the same requests, and what time does not explain."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec import structs

from asdocumented.comparing.change import Change
from asdocumented.comparing.differences import Difference, side
from asdocumented.comparing.editions import order
from asdocumented.comparing.target_dates import clock_of
from asdocumented.comparing.target_differences import Found, Sides, body_differences
from asdocumented.comparing.target_pairs import Answer, AnswerPair, pair_answers
from asdocumented.comparing.target_shapes import BodyShape
from asdocumented.contracts.model import Citation, Contract, Node, NotJudged
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json


class ComparedTargets(NamedTuple):
    """The changes, the worst first, how many answers were compared, and what was left out.

    `other_samples` of the answers are to the same case with other samples: no value was compared.
    """

    changes: list[Change]
    pairs: int
    other_samples: int
    not_compared: list[NotJudged]


class _Tally(msgspec.Struct):
    """One difference, where it was seen first, and in how many answers."""

    contract: Contract
    node: Node | None
    found: Found
    count: int = 0


class _Tallies(msgspec.Struct):
    found: dict[tuple[str, str, str, str], _Tally] = msgspec.field(default_factory=dict)

    def add(self, contract: Contract, node: Node | None, one: Found) -> None:
        key = (contract.operation, one.change, one.location, one.detail)
        self.found.setdefault(key, _Tally(contract, node, one)).count += 1


def compare_targets(
    before: Iterable[Answer], after: Iterable[Answer], names: tuple[str, str]
) -> ComparedTargets:
    """Return what differs between the answers of two targets.

    Args:
        before: redacted answers of the first target.
        after: redacted answers of the second target.
        names: what people call them.

    """
    paired = pair_answers(before, after, names)
    tallies = _Tallies()
    for pair in paired.pairs:
        _compare(pair, tallies)
    _compare_other_samples([one for one in paired.pairs if not one.same], tallies)
    totals = Counter(one.after.contract.operation for one in paired.pairs)
    changes = [
        _change(one, names, totals[one.contract.operation]) for one in tallies.found.values()
    ]
    others = sum(not one.same for one in paired.pairs)
    return ComparedTargets(sorted(changes, key=order), totals.total(), others, paired.left)


def _compare(pair: AnswerPair, tallies: _Tallies) -> None:
    """Add what differs of two answers: the status, else the content type, else the bodies."""
    one, other = pair.before.interaction, pair.after.interaction
    contract = pair.after.contract
    if (difference := _status(one, other)) or (difference := _content(one, other)):
        tallies.add(contract, None, difference)
    elif pair.same:
        sides = _sides([pair], same=True)
        for found in body_differences(sides):
            tallies.add(contract, sides.node(found.location), found)


def _status(one: Interaction, other: Interaction) -> Found | None:
    old, new = one.response.status, other.response.status
    if old == new:
        return None
    said = f"{old or 'unknown'} ({one.name})", f"{new or 'unknown'} ({other.name})"
    return Found("target-status-differs", "$response.status", *said, f"{old} {new}")


def _content(one: Interaction, other: Interaction) -> Found | None:
    """Return whether one body alone is JSON, or both have other content types."""
    types = [_media_type(each) for each in (one, other)]
    faults = [json_body.parse(each.response.body)[1] for each in (one, other)]
    if types[0] == types[1] and (faults[0] is None) == (faults[1] is None):
        return None
    said = [
        f"{kind or 'no content type'}{', no JSON' if fault else ''} ({each.name})"
        for kind, fault, each in zip(types, faults, (one, other), strict=True)
    ]
    return Found("target-content-differs", "$response.content", said[0], said[1])


def _media_type(one: Interaction) -> str:
    return (one.response.content_type or "").partition(";")[0].strip().lower()


def _compare_other_samples(pairs: Sequence[AnswerPair], tallies: _Tallies) -> None:
    """Add what differs of answers about other samples, all of one operation and status together."""
    groups: dict[tuple[str, int | None], list[AnswerPair]] = {}
    for one in pairs:
        statuses = one.before.interaction.response.status, one.after.interaction.response.status
        if statuses[0] == statuses[1]:
            groups.setdefault((one.after.contract.operation, statuses[0]), []).append(one)
    for group in groups.values():
        sides = _sides(group, same=False)
        for found in body_differences(sides):
            tallies.add(group[0].after.contract, sides.node(found.location), found)


def _sides(pairs: Sequence[AnswerPair], *, same: bool) -> Sides:
    before, after = BodyShape(), BodyShape()
    for one in pairs:
        _add(before, one.before, one.after.contract)
        _add(after, one.after, one.after.contract)
    first = pairs[0]
    clocks = clock_of(first.before.interaction), clock_of(first.after.interaction)
    return Sides(before, after, clocks, same)


def _add(shape: BodyShape, answer: Answer, contract: Contract) -> None:
    response = answer.interaction.response
    body, fault = json_body.parse(response.body)
    if fault is None:
        value: Json = body
        shape.add(answer.interaction.name, contract.body(response.status), value)


def _change(tally: _Tally, names: tuple[str, str], total: int) -> Change:
    found, contract = tally.found, tally.contract
    place = f"{contract.operation} {found.location}"
    rows = [*_rows(tally)]
    before, after = (side(place, says, rows) for says in (found.before, found.after))
    named = (contract.operation, *names)
    change = Difference(found.change, before, after, found.detail).as_change(named)
    times = f", in {tally.count} of {total} answers" if total > 1 else ""
    return structs.replace(change, message=f"{change.message}{times}")


def _rows(tally: _Tally) -> Iterator[Citation]:
    """Yield the rows of the documented place, else the page."""
    node, contract = tally.node, tally.contract
    if node is not None and node.citation is not None:
        yield node.citation
        yield from node.sources
    elif tally.found.change == "target-status-differs" and contract.status_sources:
        yield from contract.status_sources
    else:
        yield contract.citation()
