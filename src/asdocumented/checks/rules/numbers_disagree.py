"""Two numbers of one answer that cannot both be right.

Why it matters: a client that reckons with both (how many are left of a maximum) gets nonsense.

Example: `numIssued` is 7 where `maxCreate` allows 5.
"""

from collections.abc import Iterator

from asdocumented.checks.check import Broken, Check, Pair, Rating, RelationRule
from asdocumented.checks.field_relations import breaks
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.checks.value_relations import compare_numbers, inline_numbers
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.json_path import Json

ID = "numbers-disagree"


def _tell(_: Place, relation: FieldRelation, pair: Pair) -> Broken:
    if relation.relation == "at-most":
        kind, promise = f"more than {relation.right}", f"at most {relation.right}"
    elif pair.left == 0:
        kind, promise = f"0 where {relation.right} is not", f"0 exactly if {relation.right} is"
    else:
        kind, promise = f"not 0 where {relation.right} is", f"0 exactly if {relation.right} is"
    return Broken(kind, promise)


RULE = RelationRule(
    ID,
    frozenset({"at-most", "zero-with"}),
    compare_numbers,
    _tell,
    inline=inline_numbers,
)


def _others(_: Place, relation: FieldRelation, pair: Pair) -> Iterator[tuple[str, Json]]:
    left, right = pair.left, pair.right
    if relation.relation == "zero-with":
        yield ("a number for 0", 1) if left == 0 else ("0 for a number", 0)
    elif isinstance(right, int | float) and right + 1 not in relation.unset:
        yield "more than the maximum", right + 1


def _mutations(spot: Spot) -> Mutants:
    """Let the left of two numbers be beyond the right one, or zero without it."""
    return breaks(RULE, spot, _others)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the contract gives the relation this severity",
            "a client that reckons with both numbers gets a wrong result",
        ),
        Rating(
            "warning",
            "the contract gives the relation no other severity",
            "a client that reckons with both numbers may get a wrong result",
        ),
        Rating(
            "note",
            "the contract says so, for the relation follows from rows that do not spell it out",
            "the page does not say which numbers belong together",
        ),
    ),
    relation=RULE,
    title="`{name}` and another number of the same answer cannot both be right",
    mend="Correct one of the two numbers, or say in {rows} what they count.",
    mutations=each_value(_mutations),
)
