"""Several identifiers in one request, answered otherwise than each of them alone.

Why it matters: a client that asks for many items at once gets other facts, or fewer items, than
one that asks for each.

Example: asked for `A1` and `B2`, `B2` is missing, though it is answered alone.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison, Difference
from asdocumented.checks.call_mutation import Altered, body_of, breaks, with_body, with_parameter
from asdocumented.checks.call_pairs import comparison_of
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared, Query
from asdocumented.checks.check import Check, Rating
from asdocumented.checks.mutation import replaced
from asdocumented.checks.selected import fold
from asdocumented.checks.selected import shown as shown_by
from asdocumented.contracts.model import CallRelation
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import at


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    name, rule = relation.parameter, calls.filters.get(relation.parameter)
    ignores_case = rule is not None and rule.ignore_case
    alone: dict[tuple[Query, str], Answer] = {}
    several: list[tuple[Answer, tuple[str, ...]]] = []
    for answer in calls.answers:
        texts = calls.values(answer, name)
        folded = (text.casefold() for text in texts) if ignores_case else texts
        values = tuple(dict.fromkeys(folded))
        if len(values) == 1:
            alone.setdefault((answer.without(name), values[0]), answer)
        elif values:
            several.append((answer, values))
    for answer, values in several:
        found = [alone.get((answer.without(name), one)) for one in values]
        near = [one for one in found if one is not None and answer.is_near(one)]
        yield from _with_each(calls, answer, near, whole=len(near) == len(values))


def _with_each(
    calls: Calls, answer: Answer, alone: list[Answer], *, whole: bool
) -> Iterator[Compared]:
    """Yield an answer to several identifiers compared with the answer to each of them.

    Where `whole`, there is one to each, so that no item may come that none of them has.
    """
    several = calls.items(answer)
    singles = [calls.items(one) for one in alone]
    if several is None or None in singles:
        return
    comparison = Comparison(calls.contract.volatile)
    known = {key for one in singles if one is not None for key in one.found}
    surplus = [item for key, item in several.found.items() if whole and key not in known]
    for other, single in zip(alone, singles, strict=True):
        compared = comparison_of(comparison, answer, other)
        found: list[Difference] = []
        for key, before in single.found.items() if single is not None else ():
            item = several.found.get(key)
            if item is None:
                found.append(Difference(calls.location(), "absent", several.above, before.path))
            else:
                found += compared.differences(several.node, item, before)
        if other is alone[-1] and single is not None:
            found += [
                Difference(calls.location(), "there", one.path, single.above) for one in surplus
            ]
        yield Compared(answer, other, tuple(found))


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return the answer as that to a request for one of several identifiers, without the rest."""
    subject = altered.spot.subject
    rule = next(one for one in subject.contract.filters if one.parameter == relation.parameter)
    texts = subject.parsed.sent.get(relation.parameter, [])
    values = [part for text in texts for part in text.split(rule.separator or "\0")]
    above = next((one for one in subject.contract.filters if one.tells_apart), None)
    depth = len(above.items) if above is not None else 0
    path = altered.spot.path[: depth + 1]
    if len({*values}) < 2 or above is None or not isinstance(path[-1], int):
        return None
    body = body_of(altered.answer)
    item = at(body, path)
    shown = shown_by(rule, item) if isinstance(item, dict) and rule.location else {values[0]}
    alone = next((one for one in values if fold(rule, one) in shown), None)
    body = replaced(body, path[:-1], [item]) if isinstance(item, dict) else body
    answer = with_body(altered.answer, body)
    return None if alone is None else with_parameter(answer, relation.parameter, alone)


CHECK = Check(
    "not-the-union",
    "calls",
    severities=(
        Rating(
            "warning",
            "several identifiers have another answer than each of them alone",
            "a client that asks for many items at once gets other facts",
        ),
    ),
    calls=CallRule(
        frozenset({"union"}),
        _compare,
        lambda one: f"for several {one.parameter}, what each of them has alone",
        lambda one: (
            f"no request for several {one.parameter} within an hour of one for one of them alone"
        ),
    ),
    grouping="cited row",
    title="Several identifiers are answered otherwise than each alone",
    mend="Answer several identifiers as each alone, or say in {rows} what differs.",
    mutations=breaks("union", _ask, "another text where an identifier is asked for alone"),
)
