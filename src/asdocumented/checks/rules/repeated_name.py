"""A name that stands more than once in one object.

Why it matters: names should be unique (RFC 8259, section 4). Of several values one client takes
the first, another the last, and a strict one refuses the body. A note where the values are the
same, a warning where they differ.

Example: `{"entity": {"id": 1}, "entity": {}}`.
"""

from functools import partial
from itertools import islice

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutant, Mutants, Spot, each_value
from asdocumented.checks.place import locate
from asdocumented.contracts.model import Citation
from asdocumented.formats.json_body import RepeatedName, repeated_names
from asdocumented.formats.json_path import mapping, member

ID = "repeated-name"
_MOST = 1000
_RFC = Citation("RFC 8259, section 4", "")


def _find(parsed: ParsedInteraction) -> Findings:
    """Yield one finding for each place, however many items of an array show it."""
    if parsed.fault is not None or parsed.node is None:
        return
    found: dict[tuple[str, bool], RepeatedName] = {}
    body = parsed.interaction.response.body
    for repeated in islice(repeated_names(body, parsed.body), _MOST):
        location, _ = locate(parsed.node, repeated.path)
        found.setdefault((location, _differ(repeated)), repeated)
    for (location, differ), repeated in found.items():
        _, node = locate(parsed.node, repeated.path)
        page = parsed.situation.contract.citation()
        yield Finding(
            check=ID,
            severity="warning" if differ else "note",
            location=location,
            follows_from="a name stands once in an object",
            observed=f"repeated with {'different values' if differ else 'the same value'}",
            citation=(node.citation if node else None) or page,
            sources=(_RFC,),
            among="",
            path=repeated.path,
            value=list(repeated.values),
        )


def _differ(repeated: RepeatedName) -> bool:
    """Tell whether the values differ; true and 1 do."""
    return len({repr(value) for value in repeated.values}) > 1


def _mutations(spot: Spot) -> Mutants:
    """Repeat a member of an object, with its value and with another."""
    for name, value in mapping(spot.value).items():
        location = spot.place.documented_location + member(name)
        if name in spot.node.fields:
            repeat = partial(spot.with_repeated, name)
            yield Mutant("a member repeated", location, partial(repeat, value))
            yield Mutant("a member before another value", location, partial(repeat, 7_000_001))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "warning",
            "the values differ",
            "one client takes the first, another the last",
        ),
        Rating(
            "note",
            "the values are the same",
            "only a strict client refuses the body",
        ),
    ),
    interaction=_find,
    looks_at=lambda _, __: (),
    of_body=True,
    title="`{name}` stands more than once in one object",
    mend="Send `{name}` once.",
    mutations=each_value(_mutations),
)
