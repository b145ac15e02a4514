"""A documented name that is absent while a near or case variant of it stands in the response.

Why it matters: a client that reads the documented name gets nothing, though the value is there.

Example: the table has `Warninigs`, the body has `warnings`.
"""

from collections.abc import Iterator

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutants, Spot, each_value, renamed
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


def _mutations(spot: Spot) -> Mutants:
    """Spell the name of a documented member otherwise."""
    members = spot.value if isinstance(spot.value, dict) else {}
    for name, node in spot.node.fields.items():
        if name in members and node.citation is not None:
            for fault, other in _spellings(name):
                if other not in members and other not in spot.node.fields:
                    changed = renamed(members, name, other)
                    yield spot.becomes(fault, changed, member(other))


def _spellings(name: str) -> Iterator[tuple[str, str]]:
    yield "a name in another letter case", name[:1].swapcase() + name[1:]
    yield "a name with an underscore more", f"{name[:2]}_{name[2:]}"
    if len(name) >= 5 and name[2] != name[3] and name[2:4].isalpha():
        yield "a name with two letters swapped", f"{name[:2]}{name[3]}{name[2]}{name[4:]}"
        yield "a name with a letter left out", name[:2] + name[3:]


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
    mutations=each_value(_mutations),
)
