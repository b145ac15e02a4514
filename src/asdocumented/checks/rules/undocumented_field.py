"""A field that no table of the page lists.

Why it matters: a client cannot know what it means or whether it stays, and a strict one refuses
it. A note where the page's own example prints the field, a warning where nothing shows it.

Example: `storeIdsJson` is in the printed body and in no row.
"""

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.place import Names, unlisted
from asdocumented.formats.json_path import member

ID = "undocumented-field"


def _find(names: Names) -> Findings:
    place = names.place
    for name, node in names.undocumented:
        printed = node is not None
        yield place.finding(
            ID,
            "note" if printed else "warning",
            "a field that only the printed example shows" if printed else "an unknown field",
            documented=unlisted(place.citation),
            below=member(name),
            among=place.location,
            path=(name,),
        )


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
    names=_find,
    cites_row=False,
    grouping="cited row",
    is_undocumented=True,
    title="{names} in {parent} {are} documented nowhere",
    mend="Add {names} to the page.",
)
