"""A field that no table of the page lists.

Why it matters: a client cannot know what it means or whether it stays, and a strict one refuses
it. A note where the page's own example prints the field, a warning where nothing shows it.

Example: `storeIdsJson` is in the printed body and in no row.
"""

from asdocumented.checks.check import Check, Findings
from asdocumented.checks.place import Names
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
            documented="nothing",
            below=member(name),
            among=place.location,
            path=(name,),
        )


CHECK = Check(
    ID,
    "structure",
    names=_find,
    cites_row=False,
    grouping="cited row",
    title="{names} in {parent} {are} documented nowhere",
    mend="Add {names} to the page.",
)
