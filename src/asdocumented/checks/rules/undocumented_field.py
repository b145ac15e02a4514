"""A field that no table of the page lists.

Why it matters: a client cannot know what it means or whether it stays, and a strict one refuses
it. A note where the page's own example prints the field, a warning where nothing shows it.

Example: `storeIdsJson` is in the printed body and in no row.
"""

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutants, Spot, each_value, without
from asdocumented.checks.place import Names, unlisted
from asdocumented.formats.json_path import Json, mapping, member

ID = "undocumented-field"
_UNLISTED = "unlistedByAnyTable"


def _find(names: Names) -> Findings:
    place = names.place
    for name in names.undocumented():
        printed = name in place.node.fields
        yield place.finding(
            ID,
            "note" if printed else "warning",
            "a field that only the printed example shows" if printed else "an unknown field",
            documented=unlisted(place.citation),
            below=member(name),
            among=place.location,
            path=(name,),
        )


def _mutations(spot: Spot) -> Mutants:
    """Add a member that no table lists, or move one up from the object that it belongs to."""
    node, members = spot.node, spot.value
    listed = any(one.citation is not None for one in node.tree())
    if not isinstance(members, dict) or not node.fields or node.others or node.open or not listed:
        return
    added: dict[str, Json] = {**members, _UNLISTED: 1}
    yield spot.becomes("a member that no table lists", added, member(_UNLISTED))
    for name, value in members.items():
        below = node.fields.get(name)
        known = below.fields if below else {}
        moved = [one for one in mapping(value) if one in known and one not in node.fields]
        for one in moved:
            inner = without(dict(mapping(value)), one)
            changed = {**members, name: inner, one: mapping(value)[one]}
            if one not in Names(spot.place, tuple(changed)).misnamed:
                yield spot.becomes("a member moved up", changed, member(one))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "warning",
            "nothing on the page shows the field",
            "a strict client refuses it",
        ),
        Rating(
            "note",
            "a printed example shows the field",
            "a reader of the page knows of it",
        ),
    ),
    unlisted=_find,
    cites_row=False,
    grouping="cited row",
    is_undocumented=True,
    title="{names} in {parent} {are} documented nowhere",
    mend="Add {names} to the page.",
    mutations=each_value(_mutations),
)
