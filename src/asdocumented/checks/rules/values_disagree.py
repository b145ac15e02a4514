"""Two values of one answer that should be equal and are not.

Why it matters: the answer says one fact in two places, and two clients that read different ones
act on different facts.

Example: `seriesId` is 757291, and `couponSeries.id` beside it 757292.
"""

from collections.abc import Iterator

from asdocumented.checks.check import Broken, Check, Pair, Rating, RelationRule
from asdocumented.checks.field_relations import breaks
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.checks.value_relations import compare_values
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.json_path import Json

ID = "values-disagree"


def _tell(_: Place, relation: FieldRelation, __: Pair) -> Broken:
    return Broken(f"another value than {relation.right}", f"the same as {relation.right}")


RULE = RelationRule(
    ID, frozenset({"equals"}), compare_values, _tell, inline=lambda _, __: "{left} == {right}"
)


def _others(place: Place, relation: FieldRelation, pair: Pair) -> Iterator[tuple[str, Json]]:
    node = place.node.at(relation.paths[0])
    known = sorted((node.known_values if node else frozenset()) - {str(pair.left)})
    if isinstance(pair.left, bool):
        yield "the other flag", not pair.left
    elif isinstance(pair.left, int | float):
        yield "another number", pair.left - 1 if pair.left > 1 else pair.left + 1
    else:
        yield "another text", known[0] if known else f"{pair.left} too"


def _mutations(spot: Spot) -> Mutants:
    """Give the left of two equal values another one."""
    return breaks(RULE, spot, _others)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the contract gives the relation this severity",
            "two clients that read different members act on different facts",
        ),
        Rating(
            "warning",
            "the contract gives the relation no other severity",
            "two clients may act on different facts",
        ),
        Rating(
            "note",
            "the contract says so, for the relation follows from rows that do not spell it out",
            "the page does not say which of the two counts",
        ),
    ),
    relation=RULE,
    title="`{name}` is not what another member of the same answer says",
    mend="Correct one of the two values, or say in {rows} how they differ.",
    mutations=each_value(_mutations),
)
