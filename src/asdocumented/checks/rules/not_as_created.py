"""A text in another letter case than it was created in, where the request asks for that one.

Why it matters: a client that prints or compares the text as somebody created it has another one.

Example: created and asked for as `AbC1` with `coupon_code_case=AS_IT_IS`, answered with `ABC1`.
"""

from collections.abc import Iterator

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.selected import Asked, asked_for, shown_paths
from asdocumented.contracts.model import Contract, Filter, LetterCase, Node
from asdocumented.formats.json_path import members, select

ID = "not-as-created"


def _find(parsed: ParsedInteraction) -> Findings:
    asked = asked_for(parsed) if parsed.interaction.as_created else None
    node = _shown_at(parsed.node, asked.rule) if asked is not None else None
    if asked is None or node is None or node.letter_case is None:
        return
    parameter = parsed.situation.contract.parameters.get(node.letter_case.parameter)
    for path, value in select(parsed.body, members(node.location)):
        created = _created(asked, value)
        if created is not None and created != value:
            yield Finding(
                check=ID,
                severity="error",
                location=node.location,
                follows_from=_promise(asked.rule, node.letter_case),
                observed="another letter case",
                observed_class="another letter case",
                citation=parameter.citation if parameter else asked.rule.citation,
                among=node.location,
                path=path,
            )


def _created(asked: Asked, value: object) -> str | None:
    """Return how a text that comes was created; None where nobody asked for it."""
    return asked.values.get(value.casefold()) if isinstance(value, str) else None


def _promise(rule: Filter, case: LetterCase) -> str:
    return f"as created, with {case.parameter}={case.unchanged[0]}, like {rule.parameter} as sent"


def _shown_at(root: Node | None, rule: Filter) -> Node | None:
    """Return the place that shows what a filter selects by, where a request decides its case."""
    found = (one for one in root.tree() if one.location == rule.location) if root else ()
    node = next(iter(found), None)
    return node if node is not None and _can_be_as_created(node) and rule.ignore_case else None


def _can_be_as_created(node: Node) -> bool:
    return node.letter_case is not None and bool(node.letter_case.unchanged)


def _nodes(contract: Contract) -> Iterator[Node]:
    for root in contract.roots:
        yield from filter(_can_be_as_created, root.tree())


def _concerns(contract: Contract) -> bool:
    locations = {one.location for one in contract.filters if one.ignore_case}
    return any(node.location in locations for node in _nodes(contract))


def _mutations(spot: Spot) -> Mutants:
    """Write a text in capitals and in small letters, where it is asked for as it was created."""
    parsed, text = spot.subject.parsed, spot.value
    asked = asked_for(parsed) if parsed.interaction.as_created else None
    if asked is None or not isinstance(text, str) or spot.node.location != asked.rule.location:
        return
    for fault, other in (("capitals", text.upper()), ("small letters", text.lower())):
        if other != text and _created(asked, text) == text:
            yield spot.becomes(f"a text as created in {fault}", other)


CHECK = Check(
    ID,
    "letter case",
    severities=(
        Rating(
            "error",
            "a text comes otherwise than created, where a request asks for it as created",
            "a client shows or compares another text than the one that exists",
        ),
    ),
    interaction=_find,
    looks_at=shown_paths,
    in_order=lambda _: True,
    concerns=_concerns,
    title="`{name}` does not come as it was created",
    mend="Answer in the letter case of creation, as {rows} promises.",
    mutations=each_value(_mutations),
)
