"""The checks: one behaviour a file, found by its name.

Each module holds one `CHECK`; its file name is the check's id with underscores. A check is asked
where it can know something: of a page's tables, of a situation (what is told without a body), of
an object's names, of a value, of a whole exchange, of all JSON types seen at one place, or of what
several targets show there. It never raises on evidence.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal, NamedTuple, TypeAlias

from asdocumented.location import Json
from asdocumented.model import Citation, Column, Contract, Finding, Interaction, Node, Severity
from asdocumented.place import Names, Place, Situation

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


class Exchange(NamedTuple):
    """A whole interaction with its parsed query and body; `fault` says why there is no body."""

    interaction: Interaction
    situation: Situation
    query: Mapping[str, list[str]]
    body: Json
    fault: str | None
    node: Node | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """How often each JSON type was seen at one place, by column."""

    place: Place
    kinds: Mapping[Column, Mapping[str, int]]


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
    """A check: its id, its group, and its rules by what they look at.

    `concerns` says of which contracts the exchange rule has anything to say.
    """

    id: str
    group: Group
    page: Callable[[Contract], Findings] | None = None
    situation: Callable[[Situation], Findings] | None = None
    names: Callable[[Names], Findings] | None = None
    value: ValueRule | None = None
    exchange: Callable[[Exchange], Findings] | None = None
    concerns: Callable[[Contract], bool] = lambda _: True
    sighting: Callable[[Sighting], Findings] | None = None
    comparison: Callable[[Comparison], Findings] | None = None

    @property
    def explanation(self) -> str:
        """What the check finds, why it matters to a client, and an example."""
        return import_module(f"{__name__}.{self.id.replace('-', '_')}").__doc__ or ""

    @property
    def summary(self) -> str:
        """What the check finds, in one line."""
        return self.explanation.strip().partition("\n")[0]


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check in this folder, by group and id."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    checks: list[Check] = [module.CHECK for module in modules]
    return tuple(sorted(checks, key=lambda check: (GROUPS.index(check.group), check.id)))
