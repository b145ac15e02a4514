"""Invalid requests with one fault each, which show how a server refuses them: the probes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TypeAlias

from asdocumented.contracts.cases import PLACEHOLDER, Case
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract, Parameter
from asdocumented.live.planning.plan import PlannedRequest, Samples, plan_case

_Query: TypeAlias = Sequence[tuple[str, str]]

_LONG = "A" * 4000
_UNUSUAL = "\u202e\U0001f39f\u0301\ufb00\u0130\u200b"
"""Right-to-left override, a ticket, a lone accent, a ligature, a dotted capital I, no space."""

_WRONG: Mapping[str, tuple[str, str]] = {
    "integer": ("text-for-a-number", "invented"),
    "number": ("text-for-a-number", "invented"),
    "boolean": ("no-boolean", "MAYBE"),
}


def make_probes(editions: Iterable[EditionFolder], samples: Samples) -> tuple[PlannedRequest, ...]:
    """Return the probes of every operation that has a valid request with these samples.

    Each has one fault: a value that is not listed, a text for a number, a very long or unusual
    text, a parameter name without its last letter, or a missing mandatory parameter. The last one
    of an operation has no parameters.
    """
    return tuple(probe for edition in editions for probe in _probes(edition, samples))


def _probes(edition: EditionFolder, samples: Samples) -> Iterator[PlannedRequest]:
    base = _base(edition, samples)
    if base is None:
        return
    for name, query in _queries(edition.contract, base.query):
        case = Case(f"probe-{name}", f"probe: {name}", tuple(query), base.path)
        yield plan_case(edition, case, samples, "probe")


def _queries(contract: Contract, base: _Query) -> Iterator[tuple[str, _Query]]:
    """Yield the name of each fault, and the query with it."""
    for parameter in contract.parameters.values():
        if parameter.place == "query":
            rest = [pair for pair in base if pair[0] != parameter.name]
            for kind, value in _values(parameter):
                yield f"{kind}-{parameter.name}", [*rest, (parameter.name, value)]
    for name, value in base:
        if PLACEHOLDER.search(value):
            rest = [pair for pair in base if not PLACEHOLDER.search(pair[1])]
            yield f"misspelt-{name}", [(name[:-1], value), *rest]
    for names in _identifiers(contract):
        yield f"without-{'-or-'.join(names)}", [pair for pair in base if pair[0] not in names]
    yield "without-parameters", []


def _values(parameter: Parameter) -> Iterator[tuple[str, str]]:
    """Yield each kind of wrong value for a parameter, and a value of it."""
    if parameter.enum is not None:
        yield "unlisted-value", "NO_SUCH_VALUE"
    yield from sorted({_WRONG[one] for one in parameter.types if one in _WRONG})
    if "string" in parameter.types and parameter.enum is None:
        yield "long", _LONG
        yield "unusual", _UNUSUAL


def _identifiers(contract: Contract) -> Sequence[tuple[str, ...]]:
    """Return the groups of parameters of which at least one is mandatory, each group once."""
    groups = {
        tuple(sorted((one.name, *one.mandatory_unless)))
        for one in contract.parameters.values()
        if (one.required or one.mandatory_unless) and one.place == "query"
    }
    return sorted(groups)


def _base(edition: EditionFolder, samples: Samples) -> Case | None:
    """Return the first case that asks for something that exists, with the right credentials."""
    for case in edition.cases:
        if case.credentials == "right" and case.query and "$" in case.shows:
            with suppress(LookupError):
                plan_case(edition, case, samples)
                return case
    return None
