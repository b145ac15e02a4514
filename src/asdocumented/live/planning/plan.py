"""The plan of a target: the contracts' cases, filled with its samples."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias
from urllib.parse import quote

import msgspec

from asdocumented.contracts.cases import PLACEHOLDER, Case, Credentials
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Phase
from asdocumented.formats.urls import add_query

Samples: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """One request to send; `path` includes the query, holds samples and must not be shown.

    `template` is the path with placeholders instead of samples, `pair` the relation between calls
    that a request is sent for, empty for that of a case. `as_created` is what `Interaction` has.
    """

    operation: str
    case: str
    why: str
    method: str
    path: str = field(repr=False)
    template: str
    credentials: Credentials = "right"
    phase: Phase = "plan"
    pair: str = ""
    as_created: bool = False

    @property
    def name(self) -> str:
        """The name of the request on the command line and as a file."""
        return f"{self.operation}/{self.case}"


class UnplannedCase(msgspec.Struct, frozen=True):
    """A case that cannot be filled with the target's samples, and which sample is missing."""

    operation: str
    case: str
    reason: str

    @property
    def name(self) -> str:
        """The name of the case on the command line."""
        return f"{self.operation}/{self.case}"


class Plan(msgspec.Struct, frozen=True):
    """The requests in their order, and the cases that cannot be sent."""

    requests: tuple[PlannedRequest, ...]
    left_out: tuple[UnplannedCase, ...]

    def digest(self) -> str:
        """Return the identity of the plan: a run with another one cannot be resumed."""
        lines = [f"{one.name} {one.template} {one.credentials}" for one in self.requests]
        return sha256("\n".join(lines).encode()).hexdigest()[:16]


def make_plan(editions: Iterable[EditionFolder], samples: Samples) -> Plan:
    """Return the requests of all cases that the samples can fill."""
    planned: list[PlannedRequest] = []
    left_out: list[UnplannedCase] = []
    for edition in editions:
        for case in edition.cases:
            try:
                planned.append(plan_case(edition, case, samples))
            except LookupError as lack:
                operation = edition.contract.operation
                left_out.append(UnplannedCase(operation, case.name, str(lack.args[0])))
    return Plan(tuple(planned), tuple(left_out))


def sensitive_samples(editions: Iterable[EditionFolder], samples: Samples) -> list[str]:
    """Return the values of all samples that a case sends as a sensitive parameter."""
    names = {
        found["sample"]
        for edition in editions
        for case in edition.cases
        for name, text in (*case.query, *case.path)
        if edition.contract.parameters[name].sensitive is not None
        for found in PLACEHOLDER.finditer(text)
    }
    return [value for name in sorted(names) for value in samples.get(name, ())]


def plan_case(
    edition: EditionFolder,
    case: Case,
    samples: Samples,
    phase: Phase = "plan",
    pair: str = "",
) -> PlannedRequest:
    """Return the request of a case; raise LookupError with the reason if it cannot be sent."""
    contract = edition.contract
    if contract.method != "GET":
        raise LookupError(f"{contract.method} may change something: only GET is sent")
    values = {name: quote(_filled(text, samples), safe="") for name, text in case.path}
    path = re.sub(r"\{([^{}]*)\}", lambda found: values[found[1]], contract.path)
    query = [(name, _filled(text, samples)) for name, text in case.query]
    return PlannedRequest(
        contract.operation,
        case.name,
        case.why,
        contract.method,
        add_query(path, query),
        _template(contract.path, case),
        case.credentials,
        phase,
        pair,
        _is_as_created(contract, case),
    )


def _is_as_created(contract: Contract, case: Case) -> bool:
    """Tell whether a case asks for texts as they were created, and sends samples as they are."""
    typed = any(found["typed"] for _, text in case.query for found in PLACEHOLDER.finditer(text))
    return not typed and any(
        one.asks_for_unchanged(contract.parameter_value(one.parameter, dict(case.query)))
        for root in contract.bodies.values()
        for node in root.tree()
        if (one := node.letter_case) is not None
    )


def _template(path: str, case: Case) -> str:
    """Return path and query with placeholders, as they may be shown."""
    values = dict(case.path)
    path = re.sub(r"\{([^{}]*)\}", lambda found: values[found[1]], path)
    query = "&".join(f"{name}={text}" for name, text in case.query)
    return f"{path}?{query}" if query else path


def _filled(template: str, samples: Samples) -> str:
    """Return a value with its placeholders filled; raise LookupError if a sample is missing."""
    return PLACEHOLDER.sub(lambda found: _sample(found, samples), template)


def _sample(found: re.Match[str], samples: Samples) -> str:
    name, which = found["sample"], found["which"]
    values = samples.get(name, ())
    if which is not None and which.isdigit():
        chosen = list(values[int(which) - 1 : int(which)])
    else:
        chosen = [value for value in values if which is None or _KINDS[which](value)]
    if not chosen:
        wanted = f"no {which} one among the samples" if values else "no samples named"
        raise LookupError(f"{wanted} {name}")
    return _TYPED[found["typed"] or ""](chosen[0])


def _is_digits(text: str) -> bool:
    return text.isdecimal()


def _is_mixed(text: str) -> bool:
    return text.upper() != text != text.lower()


_KINDS: dict[str, Callable[[str], bool]] = {
    "upper": str.isupper,
    "lower": str.islower,
    "mixed": _is_mixed,
    "digits": _is_digits,
}
_TYPED: dict[str, Callable[[str], str]] = {
    "": str,
    "upper": str.upper,
    "lower": str.lower,
    "swap": str.swapcase,
}
