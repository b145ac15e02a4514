"""What a check is: an id that names a fault, and rules that say where to look for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, NamedTuple, TypeAlias

from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names, Place, Situation
from asdocumented.contracts.model import SEVERITIES, Citation, Contract, Node, Severity
from asdocumented.evidence.interaction import EvidenceSet, Interaction
from asdocumented.formats.json_path import Json

Group: TypeAlias = Literal[
    "structure", "time", "letter case", "errors", "request", "page", "transport", "evidence"
]

GROUPS: tuple[Group, ...] = (
    "structure",
    "time",
    "letter case",
    "errors",
    "request",
    "page",
    "transport",
    "evidence",
)

Findings: TypeAlias = Iterator[Finding]

Schema: TypeAlias = Mapping[str, Json]
_RULES = "asdocumented.checks.rules"


@dataclass(frozen=True, slots=True)
class ValueRule:
    """A rule about single values.

    `applies` says, once for a place and a Python type, whether the rule has anything to look at.
    `holds` may give a JSON Schema that only values satisfy in which `find` finds nothing: the
    schema library then passes whole objects at once, and `find` is asked about the rest.
    """

    applies: Callable[[Place, type], bool]
    find: Callable[[Place, Any], Findings]  # the type is what `applies` admitted
    holds: Callable[[Place], Schema | None] | None = None


class ParsedInteraction(NamedTuple):
    """A whole interaction with its parsed query and body; `fault` says why there is no body."""

    interaction: Interaction
    situation: Situation
    query: Mapping[str, list[str]]
    body: Json
    fault: str | None
    node: Node | None


@dataclass(frozen=True, slots=True)
class TypesSeen:
    """How often each JSON type was seen at one place, by evidence set."""

    place: Place
    types: Mapping[EvidenceSet, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One respect in which targets can be compared, and what each shows there, by its name.

    A target whose answers could not show anything has no state. `severity` is how bad it is that
    they differ.
    """

    location: str
    documented: str
    citation: Citation
    among: str
    states: Mapping[str, str]
    severity: Severity


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its id, its group, its rules by what they look at, and how its findings count.

    - `concerns` tells whether the interaction rule has anything to say of a contract.
    - `judges_rows` are the severities of findings by which a documented row drifts.
    - `cites_row` is false where the cited row is only near, and not what is departed from.
    - `compared_by_place` leaves the comparison of evidence sets to what each place shows there:
      its findings are not compared as faults, unless they are errors.
    - `about_zone` marks findings that also come from a wrong zone in a target's configuration.
    """

    id: str
    group: Group
    page: Callable[[Contract], Findings] | None = None
    situation: Callable[[Situation], Findings] | None = None
    names: Callable[[Names], Findings] | None = None
    value: ValueRule | None = None
    interaction: Callable[[ParsedInteraction], Findings] | None = None
    concerns: Callable[[Contract], bool] = lambda _: True
    types_seen: Callable[[TypesSeen], Findings] | None = None
    comparison: Callable[[Comparison], Findings] | None = None
    judges_rows: tuple[Severity, ...] = SEVERITIES
    cites_row: bool = True
    compared_by_place: bool = False
    about_zone: bool = False

    @property
    def explanation(self) -> str:
        """What the check finds, why it matters to a client, and an example."""
        return import_module(f"{_RULES}.{self.id.replace('-', '_')}").__doc__ or ""

    @property
    def summary(self) -> str:
        """What the check finds, in one line."""
        return self.explanation.strip().partition("\n")[0]
