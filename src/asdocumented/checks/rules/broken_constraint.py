"""A value that breaks another constraint of the schema: a pattern, a length, a combination.

Why it matters: a client that relies on the documented bounds meets a value outside them.

Example: documented with at least 8 characters, answered `"A1"`.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from asdocumented.checks.broken_schema import broken_values
from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating, Schema, Silence
from asdocumented.checks.constraint_words import COMBINED, in_words
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value, replaced
from asdocumented.checks.place import Situation
from asdocumented.checks.recovered_schema import recovered
from asdocumented.contracts.keywords import PROMISE
from asdocumented.contracts.model import Citation, Contract, Node, Promise
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, Step, at, located, mapping, member
from asdocumented.formats.json_schema import TOO_DEEP, Break, Constraints
from asdocumented.formats.literals import spells_null
from asdocumented.formats.schema_members import member_paths

ID = "broken-constraint"


def _find(parsed: ParsedInteraction) -> Findings:
    contract, root = parsed.situation.contract, parsed.node
    constraints = _constraints(root) if root is not None and parsed.fault is None else None
    if root is None or constraints is None:
        return
    if not parsed.is_odd and constraints.admits(parsed.body):
        return
    plain = json_body.is_plain(parsed.interaction.response.body)
    for broken in constraints.breaks(parsed.body, plain=plain):
        value = at(parsed.body, broken.path)
        if isinstance(value, str) and spells_null(value):
            continue
        place = _place(root, broken.path, contract.citation())
        limit, observed = in_words(broken)
        promise = _promise(root, broken)
        if promise is not None and broken.keyword in COMBINED:
            observed = "another value"
        severity = "error" if promise is None else promise.severity
        cited = place if promise is None else promise
        yield Finding(
            check=ID,
            severity="warning" if broken.keyword == TOO_DEEP else severity,
            location=place.documented_location,
            follows_from=limit if promise is None else promise.words,
            observed=observed,
            citation=cited.citation,
            sources=cited.sources,
            among=place.location,
            path=broken.path,
        )


def _looks_at(_: Situation, root: Node) -> Collection[tuple[str, ...]] | None:
    return () if root.residue is None else member_paths(root.residue)


def _silence(_: Situation, root: Node) -> Silence | None:
    """Return what the schema says of each place by itself."""
    schemas: dict[Node, Schema] = {}
    return Silence(schemas) if _take_apart(root.residue or {}, root, schemas) else None


def _take_apart(schema: Schema, node: Node, schemas: dict[Node, Schema]) -> bool:
    """Put what is said of each place by itself; tell whether that can be done."""
    here = {key: value for key, value in schema.items() if key not in ("properties", "items")}
    if member_paths(here) is None:
        return False
    if here:
        schemas[node] = here
    below: list[tuple[Node | None, Json]] = [
        (node.fields.get(name), one) for name, one in mapping(schema.get("properties")).items()
    ]
    below += [(node.item, schema["items"])] if "items" in schema else []
    return all(
        child is not None and isinstance(one, dict) and _take_apart(one, child, schemas)
        for child, one in below
    )


def _concerns(contract: Contract) -> bool:
    return any(root.residue is not None for root in contract.roots)


@lru_cache(maxsize=256)
def _constraints(root: Node) -> Constraints | None:
    return None if root.residue is None else Constraints(recovered(root.residue), PROMISE)


def _promise(root: Node, broken: Break) -> Promise | None:
    """Return the promise in words that a break is of; None where the schema has none there."""
    number = broken.annotation
    return root.promises[number] if isinstance(number, int) else None


class _Walk(msgspec.Struct):
    """The way to a broken value: where it is, where it is documented, and what is cited there."""

    node: Node | None
    citation: Citation
    sources: tuple[Citation, ...]
    location: str = "$"
    documented_location: str = "$"

    def step(self, step: Step) -> None:
        """Go on to a member or an item; what stands for an object or an item is no step."""
        node = self.node
        if node is None:
            self._go(None, "[*]" if isinstance(step, int) else member(step))
        elif isinstance(step, int):
            self._go(node.item or node, "[*]", "" if node.item is None and node.fields else "[*]")
        elif node.item is not None and not (node.fields or node.others):
            self._go(node.item, "", "[*]")
            self.step(step)
        else:
            free = node.others is not None and step not in node.fields
            self._go(node.fields.get(step, node.others), "[*]" if free else member(step))

    def _go(self, node: Node | None, segment: str, documented: str | None = None) -> None:
        self.node = node
        self.location += segment
        self.documented_location += segment if documented is None else documented
        if node is not None and node.citation is not None:
            self.citation, self.sources = node.citation, node.sources


def _place(root: Node, path: Sequence[Step], page: Citation) -> _Walk:
    """Return where a path leads, with what the nearest documented node cites."""
    walk = _Walk(root, root.citation or page, root.sources)
    for step in path:
        walk.step(step)
    return walk


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
        return schema.get("items", schema)
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
    looks_at=_looks_at,
    silence=_silence,
    of_body=True,
    concerns=_concerns,
    title="`{name}` breaks what the page promises of it",
    mend="Correct the promise in {rows}, or the value.",
    mutations=each_value(_mutations),
)
