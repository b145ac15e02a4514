"""A rehearsal of an upgrade: what both operations of one target answered, judged by the map."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from asdocumented.comparing.upgrade_judgement import UpgradeJudgement, Verdict
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_text import judgement_lines
from asdocumented.formats.type_schema import schema_of
from asdocumented.report.part import Part

_VERDICTS: tuple[Verdict, ...] = ("confirmed", "contradicted", "not shown")


FORMAT: Literal[1] = 1
"""The number of the format of the JSON output."""


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked and found; `missing` tells what was not asked or had no answer, and why."""

    target: str
    upgrade: UpgradeMap
    requests: int
    judgement: UpgradeJudgement
    missing: tuple[str, ...] = ()


class RehearsalOutput(Part, frozen=True, kw_only=True):
    """What both operations of a target answered, judged by the map of their upgrade.

    `old` and `new` are the operations with their editions, `requests` counts what was sent, and
    `missing` tells what was not asked or had no answer, and why.
    """

    format: Literal[1]
    kind: Literal["rehearsal"]
    target: str
    old: str
    new: str
    requests: int
    judgement: UpgradeJudgement
    missing: tuple[str, ...]


def rehearsal_json(found: Rehearsal) -> str:
    """Return a rehearsal as JSON."""
    shown = RehearsalOutput(
        format=FORMAT,
        kind="rehearsal",
        target=found.target,
        old=found.upgrade.old.name,
        new=found.upgrade.new.name,
        requests=found.requests,
        judgement=found.judgement,
        missing=found.missing,
    )
    return msgspec.json.format(msgspec.json.encode(shown), indent=2).decode() + "\n"


def rehearsal_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the JSON output, as these types say it."""
    title = "rehearsal.json: what both operations of an upgrade answered, judged by its map"
    return schema_of(RehearsalOutput, "rehearsal", title)


def rehearsal_text(found: Rehearsal) -> str:
    """Return a rehearsal as text for people; the last line has the counts."""
    return "\n".join(_lines(found))


def _lines(found: Rehearsal) -> Iterator[str]:
    sides = f"{found.upgrade.old.name} → {found.upgrade.new.name}"
    requests = "1 request" if found.requests == 1 else f"{found.requests} requests"
    yield f"{sides} at {found.target} · {requests}"
    yield from judgement_lines(found.upgrade, found.judgement)
    if found.missing:
        yield "missing:"
        yield from (f"  {one}" for one in found.missing)
    counts = [
        (sum(one.verdict == verdict for one in found.judgement.mappings), verdict)
        for verdict in _VERDICTS
    ]
    told = ", ".join(f"{count} {verdict}" for count, verdict in counts)
    yield f"{told}: {_decision(found)}"


def _decision(found: Rehearsal) -> str:
    if found.judgement.verdict == "contradicted":
        return "the answers contradict the map"
    if found.judgement.verdict == "confirmed":
        return "all that the answers show is as the map says"
    return f"nothing was shown; asdocumented doctor --target {found.target} says what is wrong"
