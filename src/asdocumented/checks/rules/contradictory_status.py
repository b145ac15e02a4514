"""Statuses of one response that contradict each other.

Why it matters: a client that looks at one of them takes a failure for a success. Compared are
the overall status with the items', each success flag with its code, and HTTP with the body.

Example: `"success": "true"` above an item with `"success": "false", "code": 705`.
"""

from collections.abc import Iterator

from asdocumented.checks.check import Check, Findings, ParsedInteraction
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import locate
from asdocumented.checks.statuses import (
    Status,
    disagree,
    find_scopes,
    nodes_with_statuses,
    read_item_statuses,
    read_statuses,
)
from asdocumented.contracts.model import Contract, StatusRelation
from asdocumented.formats.json_path import Json, located

ID = "contradictory-status"


def _find(parsed: ParsedInteraction) -> Findings:
    if parsed.node is None or parsed.fault is not None:
        return
    http = parsed.interaction.response.status
    for relation, path, scope in find_scopes(parsed.node, parsed.body):
        for status, documented, observed in _contradictions(relation, scope, http):
            steps = (*path, *status.path)
            location, _ = locate(parsed.node, steps)
            yield Finding(
                check=ID,
                severity="error",
                location=location,
                documented=documented,
                observed=observed,
                citation=relation.citation,
                relation=relation.id,
                among=located(steps),
                path=steps,
                value=status.value,
            )


def _contradictions(
    relation: StatusRelation, scope: Json, http: int | None
) -> Iterator[tuple[Status, str, str]]:
    """Yield each status that something contradicts, what was documented, what was observed."""
    whole = read_statuses(scope, relation)
    overall = whole.leading
    if whole.contradict and whole.flag and whole.code:
        observed = f"{_word(whole.flag)}, code {_word(whole.code)}"
        yield whole.flag, "success as the code says", observed
    if overall and http is not None and disagree(overall.succeeded, http < 400):
        yield overall, "success as HTTP says", f"{_word(overall)} under HTTP {http}"
    failed = 0
    for at, item in read_item_statuses(scope, relation):
        if item.contradict and item.flag:
            status = Status((*at, *item.flag.path), item.flag.value, None)
            yield status, "success as the code says", "another success than the code's"
        failed += item.leading is not None and item.leading.succeeded is False
    if overall and overall.succeeded and failed:
        yield overall, "success of every item", "success while items failed"


def _word(status: Status) -> str:
    return "success" if status.succeeded else "failure"


def _concerns(contract: Contract) -> bool:
    return any(nodes_with_statuses(root) for root in contract.bodies.values())


CHECK = Check(
    ID,
    "errors",
    interaction=_find,
    concerns=_concerns,
    title="`{name}` contradicts another status of the same answer",
    mend="Report one outcome in all statuses of an answer, or say on the page how they relate.",
)
