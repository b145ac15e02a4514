"""The requests of a rehearsal: both operations of an upgrade are asked for the same samples."""

from typing import NamedTuple

from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_requests import translated_cases
from asdocumented.contracts.folder import EditionFolder
from asdocumented.live.planning.plan import PlannedRequest, Samples, plan_case


class RehearsedRequest(NamedTuple):
    """The request of a case, and the one that asks the new operation for the same."""

    old: PlannedRequest
    new: PlannedRequest


class RehearsalPlan(NamedTuple):
    """What is to be sent, and the cases that the samples cannot fill."""

    requests: tuple[RehearsedRequest, ...]
    left_out: tuple[str, ...]


def plan_rehearsal(
    upgrade: UpgradeMap, old: EditionFolder, new: EditionFolder, samples: Samples
) -> RehearsalPlan:
    """Return the requests of the old operation's cases, each with its translation.

    Requests that become the same by the samples are sent once.
    """
    planned: dict[tuple[str, str], RehearsedRequest] = {}
    left_out: list[str] = []
    for case, translated in translated_cases(upgrade, old.cases):
        try:
            pair = RehearsedRequest(
                plan_case(old, case, samples), plan_case(new, translated, samples)
            )
        except LookupError as lack:
            left_out.append(f"{old.contract.operation}/{case.name}: {lack.args[0]}")
        else:
            planned.setdefault((pair.old.path, pair.new.path), pair)
    return RehearsalPlan(tuple(planned.values()), tuple(left_out))
