"""Statuses of one response that contradict each other.

Why it matters: a client that looks at one of them takes a failure for a success. Compared are
the overall status with the items', each success flag with its code, and HTTP with the body.

Example: `"success": "true"` above an item with `"success": "false", "code": 705`.
"""

from collections.abc import Iterator
from functools import partial

import msgspec

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating, Silence
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Spot, each_value, replaced
from asdocumented.checks.place import Situation, locate
from asdocumented.checks.quick_statuses import agree
from asdocumented.checks.statuses import (
    Status,
    Statuses,
    disagree,
    find_scopes,
    nodes_with_statuses,
    read_item_statuses,
    read_statuses,
    silent_schemas,
    status_paths,
)
from asdocumented.contracts.model import Citation, Contract, Node, StatusRelation
from asdocumented.formats.json_path import Json, Step, excerpt, located

ID = "contradictory-status"


class _Contradiction(msgspec.Struct, frozen=True):
    """A status, the other one that contradicts it (None for HTTP), and what is said of both.

    Paths lead from the object that the relation is about. `kind` is the class of what was
    observed, `example` shows it.
    """

    status: Status
    other: Status | None
    promise: str
    kind: str
    example: str


def _find(parsed: ParsedInteraction) -> Findings:
    if parsed.node is None or parsed.fault is not None:
        return
    http = parsed.interaction.response.status
    for relation, path, scope in find_scopes(parsed.node, parsed.body):
        if agree(scope, relation, http):
            continue
        for found in _contradictions(relation, scope, http):
            steps = (*path, *found.status.path)
            statuses = [steps, *([(*path, *found.other.path)] if found.other else [])]
            citation, *sources = _cited(parsed.situation.contract, parsed.node, relation, statuses)
            yield Finding(
                check=ID,
                severity="error",
                location=locate(parsed.node, steps)[0],
                follows_from=found.promise,
                observed=f"{found.kind}, such as {found.example}",
                observed_class=found.kind,
                citation=citation,
                sources=tuple(sources),
                relation=relation.id,
                among=located(steps),
                path=steps,
                value=found.status.value,
            )


def _cited(
    contract: Contract, root: Node, relation: StatusRelation, paths: list[tuple[Step, ...]]
) -> list[Citation]:
    """Return the rows of statuses (of one in no row, the page), and other pages of a relation."""
    nodes = (locate(root, path)[1] for path in paths)
    cited = [node.citation if node and node.citation else contract.citation() for node in nodes]
    named = (relation.citation, *relation.sources)
    return [*dict.fromkeys((*cited, *(one for one in named if one.table is None)))]


def _contradictions(
    relation: StatusRelation, scope: Json, http: int | None
) -> Iterator[_Contradiction]:
    whole = read_statuses(scope, relation)
    overall = whole.leading
    yield from _flag_and_code(whole, ())
    if overall and http is not None and disagree(overall.succeeded, http < 400):
        success = "success" if http < 400 else "failure"
        yield _Contradiction(
            overall,
            None,
            f"{_name(overall)} says the same as the HTTP status",
            f"{_word(overall)} under an HTTP status for {success}",
            f"{excerpt(overall.value)} under HTTP {http}",
        )
    failed: list[tuple[tuple[Step, ...], Status]] = []
    items = list(read_item_statuses(scope, relation))
    for at, item in items:
        yield from _flag_and_code(item, at)
        if item.leading is not None and item.leading.succeeded is False:
            failed.append((at, item.leading))
    if overall and overall.succeeded and failed:
        at, first = failed[0]
        share = f"{len(failed)} of {len(items)} items"
        yield _Contradiction(
            overall,
            _below(at, first),
            f"{_name(overall)} says success only where no {_name(first)} says failure",
            "success above items that failed",
            f"{excerpt(overall.value)} above {share} with {excerpt(first.value)}",
        )


def _flag_and_code(found: Statuses, at: tuple[Step, ...]) -> Iterator[_Contradiction]:
    """Yield that the flag and the code of one object, or of one item, contradict each other."""
    flag, code = found.flag, found.code
    if found.contradict and flag and code:
        yield _Contradiction(
            _below(at, flag),
            _below(at, code),
            f"{_name(flag)} and {_name(code)} say the same",
            f"{_word(flag)} with a code for {_word(code)}",
            f"{excerpt(flag.value)} with {excerpt(code.value)}",
        )


def _below(at: tuple[Step, ...], status: Status) -> Status:
    return Status((*at, *status.path), status.value, status.succeeded)


def _name(status: Status) -> str:
    return ".".join(str(step) for step in status.path if not isinstance(step, int))


def _word(status: Status) -> str:
    return "success" if status.succeeded else "failure"


def _silence(situation: Situation, root: Node) -> Silence | None:
    """Return schemas for statuses that all tell of success, as HTTP does."""
    schemas = silent_schemas(root) if (situation.status or 200) < 400 else None
    return None if schemas is None else Silence(schemas)


def _concerns(contract: Contract) -> bool:
    return any(nodes_with_statuses(root) for root in contract.roots)


def _mutations(spot: Spot) -> Mutants:
    """Let one status of an object, or of an item in it, tell the opposite of the others."""
    for relation in spot.node.statuses:
        scope, below = spot.value, spot.place.documented_location
        whole = [((), read_statuses(scope, relation))]
        for at, found in (*whole, *read_item_statuses(scope, relation)):
            told = found.leading
            judged = (found.flag and found.code) or (not at and told)
            for status in (found.flag, found.code) if judged else ():
                if status is None or status.succeeded is None or told is None:
                    continue
                part = "an item's status" if at else "a status"
                changed = replaced(scope, (*at, *status.path), _opposite(status, relation))
                location = below + located((*at, *told.path))[1:]
                make = partial(spot.with_value, changed)
                yield Mutant(f"{part} that tells the opposite", location, make, relation.id)


def _opposite(status: Status, relation: StatusRelation) -> Json:
    """Return the value by which a flag or a code tells the opposite, written as it is."""
    value = status.value
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and value.strip().casefold() in ("true", "false"):
        return "false" if status.succeeded else "true"
    codes = relation.succeeded | relation.item_succeeded
    code = 999 if status.succeeded else min(codes, default=0)
    return str(code) if isinstance(value, str) else code


CHECK = Check(
    ID,
    "errors",
    severities=(
        Rating(
            "error",
            "two statuses of one answer tell different outcomes",
            "a client that looks at one of them takes a failure for a success",
        ),
    ),
    interaction=_find,
    looks_at=lambda _, root: status_paths(root),
    silence=_silence,
    of_body=True,
    concerns=_concerns,
    title="`{name}` contradicts another status of the same answer",
    mend="Report one outcome in all statuses of an answer, or say on the page how they relate.",
    mutations=each_value(_mutations),
)
