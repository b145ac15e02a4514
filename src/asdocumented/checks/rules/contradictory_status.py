"""Statuses of one response that contradict each other.

Why it matters: a client that looks at one of them takes a failure for a success. Compared are
the overall status with the items', each success flag with its code, and HTTP with the body.

Example: `"success": "true"` above an item with `"success": "false", "code": 705`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from asdocumented.checks.check import Check, Findings, ParsedInteraction
from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import Contract, Node, StatusRelation
from asdocumented.formats.json_path import Json, Step, located, members, select

ID = "contradictory-status"


@dataclass(frozen=True, slots=True)
class _Status:
    """A success flag or code below a scope, and whether it says success (None: unclear)."""

    path: tuple[Step, ...]
    value: Json
    succeeded: bool | None


def _find(parsed: ParsedInteraction) -> Findings:
    if parsed.node is None or parsed.fault is not None:
        return
    for node in _scopes(parsed.node):
        for relation in node.statuses:
            for path, scope in select(parsed.body, members(node.location)):
                yield from _judge(parsed, relation, path, scope)


def _judge(
    parsed: ParsedInteraction, relation: StatusRelation, path: tuple[Step, ...], scope: Json
) -> Findings:
    success = _flag(scope, relation.success)
    code = _code(scope, relation.code, relation.succeeded)
    http = parsed.interaction.response.status
    for status, documented, observed in _contradictions(relation, scope, success, code, http):
        location = located((*path, *status.path))
        yield Finding(
            check=ID,
            severity="error",
            location=location,
            documented=documented,
            observed=observed,
            citation=relation.citation,
            among=location,
            path=(*path, *status.path),
            value=status.value,
        )


def _contradictions(
    relation: StatusRelation,
    scope: Json,
    success: _Status | None,
    code: _Status | None,
    http: int | None,
) -> Iterator[tuple[_Status, str, str]]:
    overall = success or code
    if success and code and _disagree(success.succeeded, code.succeeded):
        yield success, "success as the code says", f"{_word(success)}, code {_word(code)}"
    if overall and http is not None and _disagree(overall.succeeded, http < 400):
        yield overall, "success as HTTP says", f"{_word(overall)} under HTTP {http}"
    failed = 0
    for at, item in _items(scope, relation.items):
        item_success = _flag(item, relation.item_success)
        item_code = _code(item, relation.item_code, relation.item_succeeded)
        if item_success and item_code and _disagree(item_success.succeeded, item_code.succeeded):
            status = _Status((*at, *item_success.path), item_success.value, None)
            yield status, "success as the code says", "another success than the code's"
        failed += (item_success or item_code or _UNCLEAR).succeeded is False
    if overall and overall.succeeded and failed:
        yield overall, "success of every item", "success while items failed"


_UNCLEAR = _Status((), None, None)


@lru_cache(maxsize=256)
def _scopes(root: Node) -> tuple[Node, ...]:
    return tuple(node for node in root.tree() if node.statuses)


def _items(scope: Json, names: Sequence[str]) -> Iterator[tuple[tuple[Step, ...], Json]]:
    for path, value in select(scope, names) if names else ():
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield (*path, index), item
        if isinstance(value, dict):
            yield path, value


def _flag(scope: Json, names: tuple[str, ...]) -> _Status | None:
    for path, value in select(scope, names) if names else ():
        word = str(value).strip().casefold() if isinstance(value, str | bool) else ""
        return _Status(path, value, {"true": True, "false": False}.get(word))
    return None


def _code(scope: Json, names: tuple[str, ...], good: frozenset[int]) -> _Status | None:
    for path, value in select(scope, names) if names else ():
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        known = re.fullmatch("-?[0-9]{1,20}", text.strip())
        return _Status(path, value, int(text) in good if known else None)
    return None


def _disagree(*verdicts: bool | None) -> bool:
    return {*verdicts} >= {True, False}


def _word(status: _Status) -> str:
    return "success" if status.succeeded else "failure"


def _concerns(contract: Contract) -> bool:
    return any(_scopes(root) for root in contract.bodies.values())


CHECK = Check(ID, "errors", interaction=_find, concerns=_concerns)
