"""Tells quickly that the statuses of an answer agree: what the same ones told is remembered."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from asdocumented.checks.statuses import code_says, disagree, flag_says
from asdocumented.contracts.model import StatusRelation
from asdocumented.formats.json_path import Json

_Told: TypeAlias = tuple[type, str] | None
"""A status as its type and its text; None where there is none."""

_Pair: TypeAlias = tuple[_Told, _Told]
"""The flag and the code of an object or of an item."""

_LONGEST = 40


class _OddError(Exception):
    """A status lies in an array, or is no word and no number."""


def agree(scope: Json, relation: StatusRelation, http: int | None) -> bool:
    """Tell quickly that all statuses of an object agree; False may be doubt."""
    try:
        overall = _pair(scope, relation.success, relation.code)
        items = _at(scope, relation.items) if relation.items else None
        if items is not None and not isinstance(items, list):
            return False
        pairs = {_pair(item, relation.item_success, relation.item_code) for item in items or ()}
        codes = relation.succeeded, relation.item_succeeded
        return _agree(*codes, http, overall, frozenset(pairs))
    except _OddError:
        return False


def _pair(scope: Json, flag: Sequence[str], code: Sequence[str]) -> _Pair:
    return _told(scope, flag), _told(scope, code)


def _told(scope: Json, names: Sequence[str]) -> _Told:
    value = _at(scope, names) if names else None
    if value is None:
        return None
    kind = type(value)
    if kind not in (str, int, bool) or len(text := str(value)) > _LONGEST:
        raise _OddError
    return kind, text


def _at(value: Json, names: Sequence[str]) -> Json:
    """Return what lies at a path of objects, None where nothing does."""
    for name in names:
        if type(value) is not dict:
            raise _OddError
        if name not in value:
            return None
        value = value[name]
    if value is None:
        raise _OddError
    return value


@lru_cache(maxsize=4096)
def _agree(
    succeeded: frozenset[int],
    item_succeeded: frozenset[int],
    http: int | None,
    overall: _Pair,
    items: frozenset[_Pair],
) -> bool:
    flag, code = _says(overall, succeeded)
    leading = code if overall[0] is None else flag
    if disagree(flag, code) or (http is not None and disagree(leading, http < 400)):
        return False
    for pair in items:
        flag, code = _says(pair, item_succeeded)
        failed = (code if pair[0] is None else flag) is False
        if disagree(flag, code) or (leading and failed):
            return False
    return True


def _says(pair: _Pair, succeeded: frozenset[int]) -> tuple[bool | None, bool | None]:
    """Return what a flag and a code say; a missing one, or one of another type, says nothing."""
    flag, code = pair
    return (
        None if flag is None or flag[0] is int else flag_says(flag[1]),
        None if code is None or code[0] is bool else code_says(code[1], succeeded),
    )
