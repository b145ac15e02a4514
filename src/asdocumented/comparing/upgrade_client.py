"""What of an upgrade map concerns a client: the fields that it reads or sends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import structs

from asdocumented.comparing.upgrade_map import UpgradeMap, is_about
from asdocumented.comparing.upgrade_places import Places, last_names
from asdocumented.contracts.model import Contract
from asdocumented.errors import Fault, FaultList, suggestion
from asdocumented.formats.files import read_text, shown_path
from asdocumented.formats.json_path import member, members

_INDEX = re.compile(r"\[(\d+|\*)\]")
_QUOTED = re.compile(r"\['([^'\"\\]*)'\]")


def read_client(path: Path, old: Contract, new: Contract) -> frozenset[str]:
    """Return the locations that a file of fields names, one a line; `#` begins a comment.

    A field is a name (`total`), the end of a path (`buyer.total`), or a JSONPath
    (`$.data[0].total`). A name stands for all fields of the old operation that have it, else for
    those of the new one. Raises all lines at once that neither side has.
    """
    if not path.exists():
        raise Fault(shown_path(path), "no such file", "name one with a field of yours a line")
    sides = (Places(old).known, Places(new).known)
    shown, found, faults = shown_path(path), set[str](), FaultList()
    for number, line in enumerate(read_text(path).splitlines(), 1):
        name = line.partition("#")[0].strip()
        if name:
            with faults:
                found |= _locations(name, sides, f"{shown}:{number}")
    faults.raise_found()
    if not found:
        raise Fault(shown, "names no field", "write one name or JSONPath a line")
    return frozenset(found)


def only_for(upgrade: UpgradeMap, locations: Iterable[str]) -> UpgradeMap:
    """Return what of a map is about some locations of either side; what is no field stays."""
    read = frozenset(locations)

    def concerns(places: Iterable[str]) -> bool:
        return any(is_about(place, one) for place in places for one in read)

    return structs.replace(
        upgrade,
        mapped=tuple(one for one in upgrade.mapped if concerns((one.old, *one.new))),
        lost=tuple(one for one in upgrade.lost if concerns([one.old])),
        added=tuple(one for one in upgrade.added if concerns([one.new])),
        open_old=tuple(one for one in upgrade.open_old if concerns([one])),
        open_new=tuple(one for one in upgrade.open_new if concerns([one])),
    )


def _locations(name: str, sides: Sequence[Sequence[str]], where: str) -> set[str]:
    """Return what a line names on the old side, else on the new one; raise Fault where nothing."""
    for known in sides:
        if found := {*_matching(name, known)}:
            return found
    words = [*sides[0], *sides[1]] if name.startswith("$") else _names(sides)
    what = f"neither operation has a field {name}"
    raise Fault(where, what, f"{suggestion(name, words)}correct the name, or take the line out")


def _matching(name: str, known: Iterable[str]) -> Iterator[str]:
    if name.startswith("$"):
        path = _QUOTED.sub(lambda quoted: member(quoted[1]), _INDEX.sub("[*]", name))
        yield from (one for one in known if one == path)
        return
    wanted = members(_INDEX.sub("", name)) or (name,)
    for location, last in last_names(known):
        names = members(location) or (last,)
        if names[-len(wanted) :] == wanted:
            yield location


def _names(sides: Iterable[Iterable[str]]) -> list[str]:
    return sorted({last for known in sides for _, last in last_names(known)})
