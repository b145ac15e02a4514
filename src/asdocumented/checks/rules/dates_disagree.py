"""Two dates of one object that contradict a relation between them.

Why it matters: two clients that read different fields of one answer act on different days. How
grave it is stands in the contract; a note where the two are a second apart.

Example: `fixedExpiryDate` is a day after `validTillDate`.
"""

from functools import lru_cache

from asdocumented.checks.broken_dates import breaks
from asdocumented.checks.check import Check, Findings, Rating, ValueRule
from asdocumented.checks.date_relations import SECOND, describe, gap, holds, in_words, shown
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import DateRelation
from asdocumented.formats.json_path import Json, mapping, member

ID = "dates-disagree"
_OBSERVED = {
    "same-instant": "another instant than {}",
    "same-date": "another date than {}",
    "not-before": "before {}",
}


def _applies(place: Place, kind: type) -> bool:
    return kind is dict and bool(place.node.dates)


def _find(place: Place, members: dict[str, Json]) -> Findings:
    for relation, texts_compare in _relations(place):
        left, right = members.get(relation.left), members.get(relation.right)
        if texts_compare and isinstance(left, str) and isinstance(right, str):
            if relation.relation == "same-date" and left[:10] == right[:10]:
                continue
            if relation.relation == "not-before" and left[19:] == right[19:] and left >= right:
                continue
        if holds(place.node, relation, members, place.situation.zone) is False:
            yield _finding(place, relation, members)


def _finding(place: Place, relation: DateRelation, members: dict[str, Json]) -> Finding:
    apart = gap(place.node, relation, members, place.situation.zone)
    close = apart is not None and apart <= SECOND
    left, right = (
        shown(place.node.fields[name], members[name]) for name in (relation.left, relation.right)
    )
    kind = _OBSERVED[relation.relation].format(relation.right)
    kind = f"{kind}, by a second at most" if close else kind
    distance = f" ({in_words(apart)})" if apart else ""
    return place.finding(
        ID,
        "note" if close else relation.severity,
        f"{kind}, such as {left} and {right}{distance}",
        observed_class=kind,
        follows_from=describe(relation),
        citation=relation.citation,
        sources=relation.sources,
        relation=relation.id,
        below=member(relation.left),
        path=(relation.left,),
    )


@lru_cache(maxsize=1024)
def _relations(place: Place) -> tuple[tuple[DateRelation, bool], ...]:
    """Return the relations, and whether the texts alone can show that they hold."""
    found = []
    for relation in place.node.dates:
        forms = (place.node.fields[name].date for name in (relation.left, relation.right))
        patterns = {form.pattern if form else "" for form in forms}
        if relation.relation == "not-before":
            texts_compare = patterns == {"yyyy-MM-dd'T'HH:mm:ssXXX"}
        else:
            texts_compare = all(pattern.startswith("yyyy-MM-dd") for pattern in patterns)
        found.append((relation, texts_compare))
    return tuple(found)


def _mutations(spot: Spot) -> Mutants:
    """Break each relation between two dates of an object."""
    members, zone = spot.value, spot.place.situation.zone
    for relation in spot.node.dates if isinstance(members, dict) else ():
        for fault, name, value in breaks(spot.node, relation, dict(mapping(members)), zone):
            changed: Json = {**mapping(members), name: value}
            below = member(relation.left)
            yield spot.becomes(fault, changed, below, relation=relation.id)


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
            "the contract says so, or the dates are a second apart at most",
            "no client acts on another day",
        ),
    ),
    value=ValueRule(_applies, _find),
    title="`{name}` contradicts another date of the same object",
    mend="Correct one of the two dates, or say in {rows} how they relate.",
    mutations=each_value(_mutations),
)
