"""Reads the success flags and codes of a body, as status relations name them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from asdocumented.checks.similar_names import misnamed
from asdocumented.contracts.model import Node, StatusRelation
from asdocumented.formats.json_path import Json, Step, members, select

_TRUE = (True, "true", "True", "TRUE")
_INTEGER = re.compile("-?[0-9]{1,20}")


class Status(NamedTuple):
    """A success flag or code below an object; `succeeded` is None where it tells neither."""

    path: tuple[Step, ...]
    value: Json
    succeeded: bool | None


class Statuses(NamedTuple):
    """The success flag and the code of one object, None where it has none."""

    flag: Status | None
    code: Status | None

    @property
    def leading(self) -> Status | None:
        """The flag, or without one the code: what tells of the object as a whole."""
        return self.flag or self.code

    @property
    def contradict(self) -> bool:
        """Whether one of the two tells of success and the other of failure."""
        flag, code = self.flag, self.code
        return flag is not None and code is not None and disagree(flag.succeeded, code.succeeded)

    @property
    def tell_of_failure(self) -> bool:
        """Whether at least one of the two tells of a failure."""
        return any(one is not None and one.succeeded is False for one in (self.flag, self.code))


def refuses(root: Node, body: Json) -> bool:
    """Tell whether a body refuses its request: by a status, or by something in an error array."""
    return tells_of_failure(root, body) or any(_error_arrays(root, body))


def error_items(root: Node, body: Json) -> Iterator[Json]:
    """Yield what stands in the documented error arrays of a body."""
    for found in _error_arrays(root, body):
        if isinstance(found, list):
            yield from found
        elif found:
            yield found


def _error_arrays(root: Node, body: Json) -> Iterator[Json]:
    """Yield the value of each documented error array, also under a name that is misspelt."""
    stack: list[tuple[Node | None, Json]] = [(root, body)]
    while stack:
        node, value = stack.pop()
        if node is None:
            continue
        if node.error_array:
            yield value
        if isinstance(value, list):
            stack += [(node.item or node, one) for one in value]
        elif isinstance(value, dict):
            known = {**misnamed(node, tuple(value)), **node.fields}
            stack += [(known.get(name), one) for name, one in value.items()]


def disagree(*verdicts: bool | None) -> bool:
    """Tell whether verdicts on success differ; None differs from nothing."""
    return {*verdicts} >= {True, False}


def find_scopes(root: Node, body: Json) -> Iterator[tuple[StatusRelation, tuple[Step, ...], Json]]:
    """Yield every object of a body that has statuses: by which relation, where, and the object."""
    for node in nodes_with_statuses(root):
        for relation in node.statuses:
            for path, scope in select(body, members(node.location)):
                yield relation, path, scope


def status_paths(root: Node) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all members of a body that hold a status."""
    for node in nodes_with_statuses(root):
        place = members(node.location)
        for one in node.statuses:
            yield (*place, *one.success)
            yield (*place, *one.code)
            yield (*place, *one.items, *one.item_success)
            yield (*place, *one.items, *one.item_code)


def silent_schemas(root: Node) -> Mapping[Node, Mapping[str, Json]] | None:
    """Return a schema for each status under which it tells of success, by the node of its place.

    None where a status has no place in the documented body.
    """
    nodes = {members(node.location): node for node in root.tree()}
    schemas = dict(_schemas_of_success(root))
    if not schemas.keys() <= nodes.keys():
        return None
    return {nodes[path]: schema for path, schema in schemas.items()}


def _schemas_of_success(root: Node) -> Iterator[tuple[tuple[str, ...], Mapping[str, Json]]]:
    for holder in nodes_with_statuses(root):
        place = members(holder.location)
        flag: Mapping[str, Json] = {"enum": [*_TRUE]}
        for one in holder.statuses:
            flags = [one.success, (*one.items, *one.item_success) if one.item_success else ()]
            yield from (((*place, *path), flag) for path in flags if path)
            codes = [(one.code, one.succeeded)]
            codes += [((*one.items, *one.item_code), one.item_succeeded)] if one.item_code else []
            for path, succeeded in codes:
                if path:
                    yield (*place, *path), {"enum": [*succeeded, *map(str, succeeded)]}


@lru_cache(maxsize=256)
def nodes_with_statuses(root: Node) -> tuple[Node, ...]:
    """Return the nodes of objects whose statuses a relation documents."""
    return tuple(node for node in root.tree() if node.statuses)


def read_statuses(scope: Json, relation: StatusRelation) -> Statuses:
    """Return the statuses of an object as a whole."""
    return Statuses(_flag(scope, relation.success), _code(scope, relation.code, relation.succeeded))


def read_item_statuses(
    scope: Json, relation: StatusRelation
) -> Iterator[tuple[tuple[Step, ...], Statuses]]:
    """Yield the path and the statuses of each item; a lone object stands for an array of one."""
    for path, item in _items(scope, relation.items):
        flag = _flag(item, relation.item_success)
        yield path, Statuses(flag, _code(item, relation.item_code, relation.item_succeeded))


def tells_of_failure(root: Node, body: Json) -> bool:
    """Tell whether a body says that the request, or one of the items asked for, failed."""
    return any(
        read_statuses(scope, relation).tell_of_failure
        or any(item.tell_of_failure for _, item in read_item_statuses(scope, relation))
        for relation, _, scope in find_scopes(root, body)
    )


@lru_cache(maxsize=256)
def status_members(root: Node) -> frozenset[str]:
    """Return the names of the members that hold statuses, of whole objects and of items."""
    return frozenset(
        path[0]
        for node in nodes_with_statuses(root)
        for relation in node.statuses
        for path in (relation.success, relation.code, relation.item_success, relation.item_code)
        if path
    )


def _items(scope: Json, names: Sequence[str]) -> Iterator[tuple[tuple[Step, ...], Json]]:
    for path, value in select(scope, names) if names else ():
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield (*path, index), item
        if isinstance(value, dict):
            yield path, value


def _flag(scope: Json, names: Sequence[str]) -> Status | None:
    """Read the flag at a path."""
    for path, value in select(scope, names) if names else ():
        return Status(path, value, flag_says(value))
    return None


def flag_says(value: Json) -> bool | None:
    """Read a flag: true and false, as booleans or as text in any letter case."""
    word = str(value).strip().casefold() if isinstance(value, str | bool) else ""
    return {"true": True, "false": False}.get(word)


def _code(scope: Json, names: Sequence[str], succeeded: frozenset[int]) -> Status | None:
    """Read the code at a path."""
    for path, value in select(scope, names) if names else ():
        return Status(path, value, code_says(value, succeeded))
    return None


def code_says(value: Json, succeeded: frozenset[int]) -> bool | None:
    """Read a code: an integer, as a number or as text."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    known = _INTEGER.fullmatch(text.strip())
    return int(text) in succeeded if known else None
