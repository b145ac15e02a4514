"""Pure changes to an answer, from which deviations are composed."""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import Answer, Query

Object: TypeAlias = dict[str, Json]
AskEdit: TypeAlias = Callable[[Query], Query]
AnswerEdit: TypeAlias = Callable[[Answer, Query], Answer]

_STAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)")


def objects(path: str, edit: Callable[[Object], Object]) -> AnswerEdit:
    """Return a change to every object at a dotted path, through any arrays on the way."""
    names = path.split(".") if path else []
    return lambda answer, _: replace(answer, body=edited(answer.body, names, edit))


def edited(value: Json, names: Sequence[str], edit: Callable[[Object], Object]) -> Json:
    """Return a copy of a value with the objects at a path of names edited.

    An empty object means that nothing was found, and stays empty.
    """
    if isinstance(value, list):
        return [edited(item, names, edit) for item in value]
    if not isinstance(value, dict):
        return value
    if not names:
        return edit(value) if value else value
    if names[0] not in value:
        return value
    return {**value, names[0]: edited(value[names[0]], names[1:], edit)}


def present(path: str, **members: Json) -> AnswerEdit:
    """Return a change that sets members, present or not."""
    return objects(path, lambda found: {**found, **members})


def without(path: str, *names: str) -> AnswerEdit:
    """Return a change that removes members."""
    return objects(path, lambda found: {n: v for n, v in found.items() if n not in names})


def renamed(path: str, old: str, new: str) -> AnswerEdit:
    """Return a change that renames a member and keeps its place."""
    return objects(path, lambda found: {new if n == old else n: v for n, v in found.items()})


def rewritten(path: str, change: Callable[[Json], Json], *names: str) -> AnswerEdit:
    """Return a change to the values of the named members that are present; of all without names."""

    def edit(found: Object) -> Object:
        chosen = names or tuple(found)
        return {n: change(v) if n in chosen else v for n, v in found.items()}

    return objects(path, edit)


def offsets(change: Callable[[str, str], str]) -> Callable[[Json], Json]:
    """Return a change to date and time texts; the function gets wall clock and offset."""

    def rewrite(value: Json) -> Json:
        found = _STAMP.fullmatch(value) if isinstance(value, str) else None
        return change(found[1], found[2]) if found else value

    return rewrite


def other_offset(clock: str, offset: str) -> str:
    """Return the same wall clock with the offset of another cluster."""
    return clock + ("+05:30" if offset == "Z" else "Z")


def as_text(value: Json) -> Json:
    """Return a boolean or an integer as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


def as_decimal(value: Json) -> Json:
    """Return an integer as a decimal."""
    return float(value) if isinstance(value, int) else value


def then(*changes: AnswerEdit) -> AnswerEdit:
    """Return one change that applies several in order."""

    def change(answer: Answer, query: Query) -> Answer:
        for one in changes:
            answer = one(answer, query)
        return answer

    return change
