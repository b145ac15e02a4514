"""A flag that denies what the object around it is about.

Why it matters: a client that reads the flag takes for undone what the object describes as done.

Example: `redeemed` is `"false"` inside `redemption_info`.
"""

from collections.abc import Iterator

from asdocumented.checks.check import Broken, Check, Compare, Pair, Rating, RelationRule
from asdocumented.checks.field_relations import breaks
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.json_path import Json

ID = "contradictory-flag"
_FLAGS = {"true": True, "false": False}


def _says(value: Json, _: Json) -> bool | None:
    """Tell what a flag says, as a boolean or as a word; None of anything else."""
    if isinstance(value, bool):
        return value
    return _FLAGS.get(value.strip().casefold()) if isinstance(value, str) else None


def _compare(_: Place, __: FieldRelation) -> Compare:
    return _says


def _tell(place: Place, _: FieldRelation, __: Pair) -> Broken:
    about = place.node.name or "the object"
    return Broken(f"false, though {about} is there", f"true where {about} is there")


def _inline(_: Place, __: FieldRelation) -> str:
    return "{left} is True or {left} == 'true'"


RULE = RelationRule(ID, frozenset({"says-true"}), _compare, _tell, _inline)


def _others(_: Place, __: FieldRelation, pair: Pair) -> Iterator[tuple[str, Json]]:
    yield "a flag that denies its object", False if isinstance(pair.left, bool) else "false"


def _mutations(spot: Spot) -> Mutants:
    """Let a flag say false where its object is there."""
    return breaks(RULE, spot, _others)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the contract gives the relation this severity",
            "a client that reads the flag takes for undone what was done",
        ),
        Rating(
            "warning",
            "the contract gives the relation no other severity",
            "a client that reads the flag may take for undone what was done",
        ),
        Rating(
            "note",
            "the contract gives the relation this severity",
            "the page does not say what the flag is about",
        ),
    ),
    relation=RULE,
    title="`{name}` denies what its object is about",
    mend="Correct the flag, or leave the object out; or say in {rows} when it is there.",
    mutations=each_value(_mutations),
)
