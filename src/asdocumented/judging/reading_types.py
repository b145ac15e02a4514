"""The struct that objects of known shapes are decoded into: what their types prove of a value."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, TypeAlias, TypeGuard

import msgspec

from asdocumented.formats.json_path import Json
from asdocumented.formats.json_schema import joined
from asdocumented.judging.reading_outline import Outline, Path
from asdocumented.judging.shapes import Shape

Type: TypeAlias = Any
"""A type that msgspec decodes."""

EMPTY = Annotated[list[Any], msgspec.Meta(max_length=0)]
"""The type of an array without items."""

TYPES: dict[type, Type] = {
    str: str,
    int: int,
    bool: bool,
    type(None): type(None),
    float: int | float,
    dict: dict[str, Any],
    list: list[Any],
}
"""The type of each kind of value of which no more is known; `float` alone would take integers."""

_RANGE = frozenset({"minimum", "maximum"})


class Draft(msgspec.Struct):
    """What is known of the objects of one shape, before the types of its members are chosen."""

    shape: Shape
    outline: Outline
    types: dict[str, Type]
    classes: dict[str, type]

    def conflicts(self, other: "Draft") -> bool:
        """Tell whether a member has two types for values of one JSON type, as no struct can."""
        kinds = dict(zip(self.shape.names, self.shape.types, strict=True))
        return any(
            kinds.get(name) is kind and self.types[name] is not other.types[name]
            for name, kind in zip(other.shape.names, other.shape.types, strict=True)
        )


def make_struct(
    called: str, drafts: Sequence[Draft], texts: Mapping[str, Sequence[str]]
) -> tuple[Type, list[str]]:
    """Return the struct of objects, and the names of the members whose types vary.

    What a type proves of a member is taken out of the schemas of the drafts.

    Args:
        called: the name of the struct.
        drafts: what is known of the objects of each shape.
        texts: the only texts of some members; of others any are taken.

    """
    fields: list[tuple[str, Type] | tuple[str, Type, Any]] = []
    varying: list[str] = []
    for name in _in_order([draft.shape.names for draft in drafts]):
        having = [draft for draft in drafts if name in draft.classes]
        kinds = {draft.classes[name]: draft.types[name] for draft in having}
        outlines = [draft.outline for draft in having]
        if kinds.keys() == {int} and (limits := _take_range((name,), outlines)):
            kinds[int] = Annotated[int, limits]
        if str in kinds and (only := _only_texts(name, drafts, texts)):
            kinds[str] = Literal[tuple(only)]
        if len(kinds) > 1 or float in kinds or len(having) < len(drafts):
            varying.append(name)
        whole = reduce(or_, kinds.values())
        is_optional = len(having) < len(drafts)
        optional = (name, whole | msgspec.UnsetType, msgspec.UNSET)
        fields.append(optional if is_optional else (name, whole))
    made = msgspec.defstruct(called, fields, forbid_unknown_fields=True, kw_only=True, gc=False)
    return made, varying


def _only_texts(
    name: str, drafts: Sequence[Draft], texts: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """Return the texts that a member is held to, none for any; drop what is known of those."""
    outlines = [one.outline for one in drafts if one.classes.get(name) is str]
    listed = _take_listed((name,), outlines)
    seen = texts.get(name, ())
    only = [one for one in seen if one in listed] if seen and listed else seen or listed
    if not only or not all(one.takes((name,), only) for one in outlines):
        return listed
    for one in outlines:
        one.settle((name,), only)
    return only


def _take_listed(path: Path, outlines: Sequence[Outline]) -> list[str]:
    """Take a list of texts out of the schemas of a member, where it is all that each asks."""
    several = [joined(outline.schemas.get(path, ())) for outline in outlines]
    listed = several[0].get("enum")
    if several[0].keys() != {"enum"} or any(one != several[0] for one in several):
        return []
    texts = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    for outline in outlines if texts else ():
        del outline.schemas[path]
    return texts


def _take_range(path: Path, outlines: Sequence[Outline]) -> msgspec.Meta | None:
    """Take the range of a whole number out of the schemas of its member, where all have one."""
    ranges = [
        next((one for one in outline.schemas.get(path, ()) if one.keys() == _RANGE), None)
        for outline in outlines
    ]
    first = ranges[0]
    if first is None or any(one != first for one in ranges):
        return None
    least, most = first["minimum"], first["maximum"]
    if not (_is_limit(least) and _is_limit(most)):
        return None
    for outline in outlines:
        outline.schemas[path].remove(first)
    return msgspec.Meta(ge=least, le=most)


def _is_limit(value: Json) -> TypeGuard[int]:
    """Tell whether msgspec takes a value as a limit of whole numbers."""
    return type(value) is int and -(2**63) <= value < 2**63


def _in_order(several: Sequence[Sequence[str]]) -> list[str]:
    """Return all names, each behind the one that it stands behind where it comes first."""
    ordered: list[str] = []
    for names in several:
        place = 0
        for name in names:
            if name not in ordered:
                ordered.insert(place, name)
            place = ordered.index(name) + 1
    return ordered
