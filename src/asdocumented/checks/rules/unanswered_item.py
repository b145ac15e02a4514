"""An identifier that was asked for, and is neither answered nor told in an error.

Why it matters: a client that asks for several items cannot tell what became of one of them.

Example: asked for the codes `A1` and `B2`, answered with `A1` alone, and with no error.
"""

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import REQUESTS, Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.selected import Asked, asked_for, shown, shown_paths, without_errors
from asdocumented.contracts.model import Contract, Filter
from asdocumented.formats.json_path import Json, members, select_values

ID = "unanswered-item"


def _find(parsed: ParsedInteraction) -> Findings:
    asked = None if parsed.is_as_asked else asked_for(parsed)
    if asked is None or not _is_judged(asked.rule):
        return
    answered = _answered(asked, parsed.body)
    if answered is None:
        return
    missing = [value for value in asked.values if value not in answered]
    lost = without_errors(asked, missing, parsed) if missing else []
    if lost:
        yield Finding(
            check=ID,
            severity="warning",
            location=asked.rule.location or "",
            follows_from=f"an item or an error for each {asked.rule.parameter}",
            observed=f"neither, for {len(lost)} of {len(asked.values)}",
            observed_class="neither",
            citation=asked.rule.citation,
            among=REQUESTS,
            has_value=False,
        )


def _answered(asked: Asked, body: Json) -> set[str] | None:
    """Return the values that are answered; None where the answer does not tell.

    It does not where the items or what shows their values are missing, and where an item is one
    that nobody asked for: other checks tell of that.
    """
    rule = asked.rule
    around = select_values(body, rule.items[:-1])
    if rule.items:
        name = rule.items[-1]
        around = [one[name] for one in around if isinstance(one, dict) and name in one]
        if not around:
            return None
    found = [one for one in select_values(around, ()) if isinstance(one, dict)]
    answered: set[str] = set()
    for one in found:
        values = shown(rule, one)
        if not values:
            return None
        answered |= values
    return None if answered - asked.values.keys() else answered


def _concerns(contract: Contract) -> bool:
    return any(map(_is_judged, contract.filters))


def _is_judged(rule: Filter) -> bool:
    """Tell whether each value selects one item, which shows it: a customer may have none."""
    return rule.one_each and rule.location is not None


def _mutations(spot: Spot) -> Mutants:
    """Leave out the only item of an identifier that was asked for."""
    asked = asked_for(spot.subject.parsed)
    if asked is None or not _is_judged(asked.rule) or not isinstance(spot.value, list):
        return
    place, rest = spot.place.documented_location, spot.value[1:]
    if members(place) == asked.rule.items and shown(asked.rule, rest) < asked.values.keys():
        below = (asked.rule.location or "").removeprefix(place)
        yield spot.becomes("an item that was asked for left out", rest, below)


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "warning",
            "nothing tells what became of an identifier",
            "a client waits for an answer about it, or takes it for wrong",
        ),
    ),
    interaction=_find,
    looks_at=shown_paths,
    in_order=lambda _: True,
    heeds_errors=True,
    concerns=_concerns,
    title="An identifier asked for by `{name}` has no answer",
    mend="Answer each identifier with its item or with an error, or say in {rows} when not.",
    mutations=each_value(_mutations),
)
