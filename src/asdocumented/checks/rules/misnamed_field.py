"""A documented name that is absent while a near or case variant of it stands in the response.

Why it matters: a client that reads the documented name gets nothing, though the value is there.

Example: the table has `Warninigs`, the body has `warnings`.
"""

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.place import Names
from asdocumented.formats.json_path import member, printable

ID = "misnamed-field"


def _find(names: Names) -> Findings:
    for name, node in names.misnamed.items():
        yield names.place.finding(
            ID,
            "error",
            printable(name)[:80],
            observed_class="another spelling",
            documented=node.name,
            citation=node.citation,
            below=member(name),
            among=names.place.location,
            path=(name,),
        )


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the documented name is absent, and a near one is there",
            "a client that reads the documented name gets nothing",
        ),
    ),
    names=_find,
    title="`{name}` has another name on the page",
    mend="Correct the name in {rows}, or send the documented one.",
)
