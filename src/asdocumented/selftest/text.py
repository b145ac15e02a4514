"""The results of a selftest as text."""

from collections.abc import Iterator

from asdocumented.selftest.proof import ProofResult
from asdocumented.selftest.result import SelftestResult, Survivor, percent

_MOST_BESIDE = 3


def selftest_text(result: SelftestResult) -> str:
    """Return how many faults were caught, by check, then each that was not."""
    return "\n".join(_lines(result))


def _lines(result: SelftestResult) -> Iterator[str]:
    for one in result.operations:
        whose = f"{_answers(one.interactions)} of {one.operation} {one.edition}"
        yield f"{whose}: {one.caught} of {one.tried} faults caught"
    yield ""
    for each in result.checks:
        beside = [f"{told.check} {told.count}x" for told in each.company[:_MOST_BESIDE]]
        company = f"  beside it: {', '.join(beside)}" if beside else ""
        yield f"  {each.check:<24}{each.caught:>5} of {each.tried}{company}"
    for check in result.untried:
        yield f"  {check:<24}    no fault could be put into this evidence"
    yield ""
    for survivor in result.survivors:
        yield from _survivor(survivor)
    for alarm in result.alarms:
        words = f"{alarm.change} at {alarm.location} of {alarm.operation}"
        yield f"false alarm: {words}: told is {', '.join(alarm.told)}"
    if result.drifting:
        yield f"{result.drifting} places left out, which drift already"
    told = len(result.alarms)
    yield f"{result.harmless} harmless changes, {told or 'none'} of them told"
    rate = percent(result.caught, result.tried)
    unexplained = len(result.unexplained)
    survived = f"{len(result.survivors)} survived, {unexplained or 'none'} of them unexplained"
    yield f"{result.caught} of {result.tried} faults caught ({rate}), {survived}"


def _survivor(one: Survivor) -> Iterator[str]:
    yield f"survived ({one.state}): {one.check}: {one.fault}"
    yield f"    {one.location} of {one.operation} {one.edition}, in {one.interaction}"
    if one.told:
        yield f"    told: {', '.join(one.told)}"
    yield f"    reason: {one.reason}" if one.reason else "    no reason is written down"


def proof_text(result: ProofResult) -> str:
    """Return which claims of a contract could be wrong without anyone noticing."""
    lines = [f"{one.row}: {one.claim}: {one.why}  {one.location}" for one in result.unproven]
    lines += [f"relation {one}: nothing could break it" for one in result.unproven_relations]
    rate = percent(result.proven, result.claims)
    whose = f"{_answers(result.interactions)} of {result.operation} {result.edition}"
    prove = "proves" if result.interactions == 1 else "prove"
    lines.append(f"{whose} {prove} {result.proven} of {result.claims} claims ({rate})")
    proven = result.relations - len(result.unproven_relations)
    lines.append(f"and could break {proven} of {result.relations} relations")
    return "\n".join(lines)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
