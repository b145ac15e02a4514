"""A field that the page binds to a parameter, answered without the parameter.

Why it matters: a client that takes the field for a sign of its request draws a wrong conclusion,
and reads data that it did not ask for.

Example: `couponSeries` without `showCouponSeries=true`.
"""

from functools import partial

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Spot, each_value
from asdocumented.checks.place import Names

ID = "unrequested-field"


def _find(names: Names) -> Findings:
    if names.place.situation.parameters_sent is None:
        return
    for name in names.present:
        node = names.place.node.fields.get(name)
        if node is None or node.presence.rule != "parameter":
            continue
        place = names.place.field(name, node)
        if place.expected() is False:
            presence = node.presence
            yield place.finding(
                ID,
                "warning",
                "present",
                follows_from=f"there only with {presence.parameter}={presence.equals}",
                citation=place.presence_citation() or place.citation,
                expectation=place.expectation(),
                path=(name,),
            )


def _mutations(spot: Spot) -> Mutants:
    """Answer a field, though the request does not ask for it any more."""
    presence = spot.node.presence
    if spot.place.expected() and spot.place.situation.parameters_sent is not None:
        location = spot.place.documented_location
        make = partial(spot.subject.asked, presence.parameter, None)
        default = spot.subject.contract.parameter_value(presence.parameter, {}) or ""
        if default.casefold() != presence.equals.casefold():
            yield Mutant("a field that the request leaves out", location, make)


CHECK = Check(
    ID,
    "request",
    severities=(
        Rating(
            "warning",
            "a field comes that only a parameter asks for",
            "a client takes it for a sign of its request",
        ),
    ),
    names=_find,
    title="`{name}` is answered without being asked for",
    mend="Leave the field out without its parameter, or correct {rows}.",
    mutations=each_value(_mutations),
)
