"""Counts what was seen at the places of shapes, once all bodies were judged."""

from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.judging.observations import Observation, count_values, observation_at
from asdocumented.judging.shapes import Shape, Spot


def collect(spot: Spot, evidence_set: EvidenceSet, observations: dict[str, Observation]) -> None:
    """Add to the observations how often everything came at a spot and below it."""
    for kind, plan in spot.plans.items():
        count_values(observations, spot.place, kind, evidence_set, plan.count)
        for below in (plan.items, plan.members):
            if below is not None and below is not spot:
                collect(below, evidence_set, observations)
    for shape in (*spot.shapes.values(), *spot.partial.values()):
        collect_shape(shape, shape.count, evidence_set, observations)
    for below in spot.spots.values():
        collect(below, evidence_set, observations)


def collect_shape(
    shape: Shape, count: int, evidence_set: EvidenceSet, observations: dict[str, Observation]
) -> None:
    """Add to the observations a shape that came so often."""
    if shape.relations is not None:
        seen = observation_at(observations, shape.relations.place)
        seen.decided.update((one.relation.id, evidence_set) for one in shape.relations.decided)
    for _, place, kind in shape.scalars:
        count_values(observations, place, kind, evidence_set, count)
    for place in shape.missing:
        expected = place.expected()
        if expectation := place.expectation():
            observation_at(observations, place).expected[evidence_set, expectation] += count
        if expected is not False and place.node.presence.rule != "conditional":
            observation_at(observations, place).missing[evidence_set] += count
