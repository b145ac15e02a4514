"""`[items]` of a map file: where both operations have their items, and what tells them apart."""

from asdocumented.comparing.upgrade_files import ItemsFile
from asdocumented.comparing.upgrade_map import Pairing, is_below
from asdocumented.comparing.upgrade_places import Places
from asdocumented.errors import Fault, FaultList


def pairing_of(one: ItemsFile | None) -> Pairing | None:
    """Return what a map file says of items; None where it says nothing."""
    if one is None:
        return None
    return Pairing(one.old, one.new, one.old_identity, one.new_identity)


def check_items(one: ItemsFile | None, old: Places, new: Places, where: str) -> None:
    """Raise all places that are no items of an array, or no field of an item."""
    if one is None:
        return
    faults = FaultList()
    for places, items, name in (
        (old, one.old, one.old_identity),
        (new, one.new, one.new_identity),
    ):
        for location in (items, name):
            with faults:
                places.check(location, where)
        if not items.endswith("[*]"):
            what = f"{items} is no item of an array"
            faults.add([Fault(where, what, f"name its items: {items}[*]")])
        if name == items or not is_below(name, items):
            what = f"{name} is no field of {items}"
            faults.add([Fault(where, what, "name the field that tells items apart")])
    faults.raise_found()
