"""Two dates of one answer that contradict a relation between them.

Why it matters: two clients that read different fields of one answer act on different days. How
grave it is stands in the contract; a note where the two are a second apart.

Example: `fixedExpiryDate` is a day after `validTillDate`.
"""

from asdocumented.checks.broken_dates import shifts
from asdocumented.checks.check import Broken, Check, Pair, Rating, RelationRule
from asdocumented.checks.date_relations import (
    SECOND,
    WORDS,
    compare,
    gap,
    in_words,
    inline,
    inline_unset,
    shown,
    sides,
)
from asdocumented.checks.field_relations import breaks
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation

ID = "dates-disagree"
_OBSERVED = {
    "same-instant": "another instant than {}",
    "same-date": "another date than {}",
    "not-before": "before {}",
}


def _tell(place: Place, relation: FieldRelation, pair: Pair) -> Broken:
    apart = gap(place, relation, pair.left, pair.right)
    close = apart is not None and apart <= SECOND
    left, right = sides(place, relation)
    both = f"{shown(left, pair.left)} and {shown(right, pair.right)}"
    kind = _OBSERVED[relation.relation].format(relation.right)
    return Broken(
        f"{kind}, by a second at most" if close else kind,
        f"{WORDS[relation.relation]} {relation.right}",
        f"{both} ({in_words(apart)})" if apart else both,
        "note" if close else None,
    )


RULE = RelationRule(
    ID, frozenset({"same-instant", "same-date", "not-before"}), compare, _tell, inline, inline_unset
)


def _mutations(spot: Spot) -> Mutants:
    """Break each relation between two dates of an object."""
    return breaks(RULE, spot, shifts)


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "error",
            "the contract gives the relation this severity",
            "two clients that read different dates act on different days",
        ),
        Rating(
            "warning",
            "the contract gives the relation no other severity",
            "two clients may act on different days",
        ),
        Rating(
            "note",
            "no row spells the relation out, or the dates are a second apart at most",
            "the page leaves open which dates belong together, or no client acts on another day",
        ),
    ),
    relation=RULE,
    title="`{name}` contradicts another date of the same answer",
    mend="Correct one of the two dates, or say in {rows} how they relate.",
    mutations=each_value(_mutations),
)
