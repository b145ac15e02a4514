"""Two dates of one object that contradict a relation between them.

Why it matters: two clients that read different fields of one answer act on different days.

Example: `fixedExpiryDate` is a day after `validTillDate`.
"""

from functools import lru_cache

from asdocumented.checks.check import Check, Findings, ValueRule
from asdocumented.checks.date_relations import describe, holds
from asdocumented.checks.place import Place
from asdocumented.contracts.model import DateRelation
from asdocumented.formats.json_path import Json, member

ID = "dates-disagree"
_OBSERVED = {
    "same-instant": "another instant",
    "same-date": "another date",
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
            yield place.finding(
                ID,
                relation.severity,
                _OBSERVED[relation.relation].format(relation.right),
                documented=describe(relation),
                citation=relation.citation,
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


CHECK = Check(ID, "time", value=ValueRule(_applies, _find))
