"""A value that breaks another constraint of the schema: a pattern, a length, a combination.

Why it matters: a client that relies on the documented bounds meets a value outside them.

Example: documented with at least 8 characters, answered `"A1"`.
"""

from collections.abc import Sequence
from functools import lru_cache

from asdocumented.checks.broken_schema import broken_values
from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.constraint_words import in_words
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value, replaced
from asdocumented.contracts.model import Citation, Contract, Node
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, Step, at, located, mapping, member
from asdocumented.formats.json_schema import TOO_DEEP, Constraints
from asdocumented.formats.literals import spells_null

ID = "broken-constraint"


def _find(parsed: ParsedInteraction) -> Findings:
    contract, root = parsed.situation.contract, parsed.node
    constraints = _constraints(root) if root is not None and parsed.fault is None else None
    if root is None or constraints is None:
        return
    plain = json_body.is_plain(parsed.interaction.response.body)
    for broken in constraints.breaks(parsed.body, plain=plain):
        value = at(parsed.body, broken.path)
        if isinstance(value, str) and spells_null(value):
            continue
        location, citation, sources = _cited(root, broken.path, contract.citation())
        promised, observed = in_words(broken)
        yield Finding(
            check=ID,
            severity="warning" if broken.keyword == TOO_DEEP else "error",
            location=location,
            follows_from=promised,
            observed=observed,
            citation=citation,
            sources=sources,
            among=location,
            path=broken.path,
        )


def _concerns(contract: Contract) -> bool:
    return any(root.residue is not None for root in contract.roots)


@lru_cache(maxsize=256)
def _constraints(root: Node) -> Constraints | None:
    return None if root.residue is None else Constraints(root.residue)


def _cited(
    root: Node, path: Sequence[Step], page: Citation
) -> tuple[str, Citation, tuple[Citation, ...]]:
    """Return the location of a path, with what the nearest documented node cites."""
    node: Node | None = root
    location, citation, sources = "$", root.citation or page, root.sources
    for step in path:
        free = node is not None and node.others is not None and step not in node.fields
        location += "[*]" if isinstance(step, int) or free else member(step)
        if node is not None:
            node = node.item if isinstance(step, int) else node.fields.get(step, node.others)
        if node is not None and node.citation is not None:
            citation, sources = node.citation, node.sources
    return location, citation, sources


def _mutations(spot: Spot) -> Mutants:
    """Break each constraint that the schema sets for the value."""
    if spot.subject.parsed.node is None or spot.subject.parsed.node.residue is None:
        return
    schema: Json = dict(spot.subject.parsed.node.residue)
    for step in spot.path:
        schema = _below(schema, step)
    for words, path, value in broken_values(schema, spot.value):
        changed = replaced(spot.value, path, value)
        yield spot.becomes(words, changed, located(path)[1:])


def _below(schema: Json, step: Step) -> Json:
    """Return the schema of a member or an item; none where there is none."""
    if not isinstance(schema, dict):
        return None
    if isinstance(step, int):
        return schema.get("items")
    properties = mapping(schema.get("properties"))
    return properties.get(step, schema.get("additionalProperties"))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "a value is outside of what follows from the row",
            "a client that relies on the bounds refuses it, or goes wrong",
        ),
        Rating(
            "warning",
            "the body is nested too deeply to be judged",
            "nothing says whether it is as documented",
        ),
    ),
    interaction=_find,
    concerns=_concerns,
    title="`{name}` breaks what the page promises of it",
    mend="Correct the promise in {rows}, or the value.",
    mutations=each_value(_mutations),
)
