"""More items than identifiers were asked for, where each selects one.

Why it matters: a client takes an item for the one that it asked for, and it is another's.

Example: asked for one coupon by its id, answered with two.
"""

from functools import lru_cache

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import REQUESTS, Finding
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Situation
from asdocumented.checks.selected import asked_for, items, possible_names, shown_paths
from asdocumented.contracts.model import Contract, Filter
from asdocumented.formats.json_path import located, members

ID = "surplus-item"


def _find(parsed: ParsedInteraction) -> Findings:
    if _parameters(parsed.situation.contract).isdisjoint(parsed.sent):
        return
    asked = asked_for(parsed)
    if asked is None or not _is_judged(asked.rule):
        return
    answered = [one for one in items(asked.rule, parsed.body) if isinstance(one, dict)]
    if len(answered) > len(asked.values):
        yield Finding(
            check=ID,
            severity="warning",
            location=located((*asked.rule.items, 0)),
            follows_from=f"one item for each {asked.rule.parameter}",
            observed=f"{len(answered)} items for {len(asked.values)}",
            observed_class="more items",
            citation=asked.rule.citation,
            among=REQUESTS,
            has_value=False,
        )


@lru_cache(maxsize=256)
def _parameters(contract: Contract) -> frozenset[str]:
    return frozenset(rule.parameter for rule in contract.filters if _is_judged(rule))


def _is_in_order(situation: Situation) -> bool:
    return _parameters(situation.contract).isdisjoint(possible_names(situation))


def _concerns(contract: Contract) -> bool:
    return any(map(_is_judged, contract.filters))


def _is_judged(rule: Filter) -> bool:
    """Tell whether each value selects one item, which does not show it; else others tell more."""
    return rule.one_each and rule.location is None


def _mutations(spot: Spot) -> Mutants:
    """Answer one item more than there are identifiers."""
    asked = asked_for(spot.subject.parsed)
    if asked is None or not _is_judged(asked.rule) or not isinstance(spot.value, list):
        return
    if members(spot.place.documented_location) == asked.rule.items and spot.value:
        more = [*spot.value, *spot.value[:1] * (len(asked.values) + 1 - len(spot.value))]
        yield spot.becomes("an item more than was asked for", more, "[*]")


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "warning",
            "an identifier selects more than one item",
            "a client takes an item for the one that it asked for",
        ),
    ),
    interaction=_find,
    looks_at=shown_paths,
    in_order=_is_in_order,
    concerns=_concerns,
    title="More items are answered than identifiers were asked for",
    mend="Answer one item for each identifier, or say in {rows} what else it selects.",
    mutations=each_value(_mutations),
)
