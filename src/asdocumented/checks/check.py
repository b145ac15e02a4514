"""What a check is: its id, its rules, and what the rules are given to look at."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import msgspec

from asdocumented.checks.calls import CallRule
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names, Place, Situation
from asdocumented.contracts.model import (
    SEVERITIES,
    Citation,
    Contract,
    FieldRelation,
    Node,
    RelationWord,
    Severity,
)
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json, Step

if TYPE_CHECKING:
    from asdocumented.checks.mutation import Mutant, Subject

Group: TypeAlias = Literal[
    "structure",
    "time",
    "letter case",
    "errors",
    "request",
    "calls",
    "page",
    "transport",
    "evidence",
]

GROUPS: tuple[Group, ...] = (
    "structure",
    "time",
    "letter case",
    "errors",
    "request",
    "calls",
    "page",
    "transport",
    "evidence",
)

Grouping: TypeAlias = Literal[
    "drift", "object", "table", "habit", "cited row", "operation", "values"
]
"""How drifts of a check form problems: each alone, by object, by table, by one habit (the class of
what was observed), by the cited row, all of an operation, or all checks of a group at one place."""

Picture: TypeAlias = Literal["instants", "spellings"]
"""How a report draws a drift of a check: two instants of one date, two spellings of one code."""

Findings: TypeAlias = Iterator[Finding]


class Rating(NamedTuple):
    """How severe findings are, in which case, and why: what happens to a client."""

    severity: Severity
    when: str
    why: str


Schema: TypeAlias = Mapping[str, Json]
_WORDS = {"integer": "number", "string": "text"}
_RULES = "asdocumented.checks.rules"


Says: TypeAlias = bool | str | None
Finds: TypeAlias = Callable[[Any], Says]
"""Tells of a value whether a rule finds something in it; None where only the rule can tell.

A text tells findings of one drift from those of others that the rule has at the same place.
"""


def always(_: object) -> bool:
    """Tell of every value that a rule finds something in it: that its type is wrong, say."""
    return True


class ValueRule(msgspec.Struct, frozen=True):
    """A rule about single values.

    `applies` tells, once for a place and a Python type, whether the rule has anything to look at.
    `find` yields the findings about one value. `holds` may return a JSON Schema; values that
    satisfy it have no findings. The schema library then passes most objects in one call, and
    `find` looks at the others only.
    `finds` may return, for a place and a Python type, what tells that `find` yields one
    finding, and of which drift: it is counted then without being made once more.
    `looks_at` may return the members of an array's items that are all that `find` looks at.
    """

    applies: Callable[[Place, type], bool]
    find: Callable[[Place, Any], Findings]  # the type is what `applies` admitted
    holds: Callable[[Place], Schema | None] | None = None
    finds: Callable[[Place, type], Finds] | None = None
    looks_at: Callable[[Place], Sequence[str]] | None = None


Compare: TypeAlias = Callable[[Json, Json], bool | None]
"""Tells of two values whether a relation holds; None where that cannot be said."""


class Pair(NamedTuple):
    """The two values that a relation compares, and where they lie below its object.

    The right one is None, at an empty path, where the relation is about one member.
    """

    left_path: tuple[Step, ...]
    left: Json
    right_path: tuple[Step, ...]
    right: Json


class Broken(NamedTuple):
    """What is told of values that break a relation.

    `kind` is the class of what was observed, `promise` what follows from the rows, `shown` the
    values where redaction never replaces them. A `severity` replaces that of the relation.
    """

    kind: str
    promise: str
    shown: str = ""
    severity: Severity | None = None


class RelationRule(msgspec.Struct, frozen=True):
    """A rule of a check about relations between members of an object.

    `words` are the relations that it judges. `compare` works out, once for an object's place, how
    two values are compared, and `tell` says what is told of two that break the relation.
    `inline` may return a Python expression of `{left}` and `{right}` that is true of no values that
    break the relation, and may be true where it cannot be judged; it may raise TypeError or
    ValueError, and call `seconds`, which reads an ISO date. Such expressions are compiled together.
    `unset` may return one that is true only of values of which the rule cannot judge.
    """

    check: str
    words: frozenset[RelationWord]
    compare: Callable[[Place, FieldRelation], Compare]
    tell: Callable[[Place, FieldRelation, Pair], Broken]
    inline: Callable[[Place, FieldRelation], str | None] = lambda _, __: None
    unset: Callable[[Place, FieldRelation], str | None] = lambda _, __: None


class ParsedInteraction(NamedTuple):
    """A whole interaction with its URL and body parsed.

    `sent` are the values of the parameters in query and path. `fault` says why the body could not
    be parsed, None where it could. `node` is what is documented of the body, None where nothing
    is. `is_odd` tells that the body holds what only Python reads (`json_body.ParsedBody`),
    `is_as_asked` that the items are surely those that the request asks for.
    """

    interaction: Interaction
    situation: Situation
    sent: Mapping[str, list[str]]
    body: Json
    fault: str | None
    node: Node | None
    is_odd: bool = False
    is_as_asked: bool = False


class Silence(NamedTuple):
    """When an interaction rule finds nothing in most of a body.

    Where all values at places of the nodes in `schemas` are scalars and objects that satisfy them,
    the rule finds in the members that `looks_at` names all that it finds.
    """

    schemas: Mapping[Node, Schema]
    looks_at: Collection[tuple[str, ...]] = ()


class TypesSeen(msgspec.Struct, frozen=True):
    """How often each JSON type was seen at one place, in one evidence set."""

    place: Place
    types: Mapping[str, int]

    @property
    def words(self) -> Counter[str]:
        """How often each type was seen, in words: whole numbers are numbers, null is none."""
        words: Counter[str] = Counter()
        for kind, count in self.types.items():
            if kind != "null":
                words[_WORDS.get(kind, kind)] += count
        return words

    @property
    def rarer(self) -> int:
        """How many values are of another type than most are."""
        counts = self.words.values()
        return sum(counts) - max(counts, default=0)


class Comparison(msgspec.Struct, frozen=True):
    """What several targets show of one fault, place or status.

    `states` says in words what each target shows, by its name; a target that could not show
    anything has none. `severity` is that of a difference, `among` the location whose values are
    counted ("" for interactions).
    """

    location: str
    documented: str
    citation: Citation
    among: str
    states: Mapping[str, str]
    severity: Severity


class Check(msgspec.Struct, frozen=True):
    """A check: its id, its group, its rules by what they look at, and how its findings count.

    A check has at least one rule. `page` looks at the documented tables, `pages` at those of one
    contract beside all others, `situation` at a request
    and answer without the body, `names` at the member names of an object of which something is
    documented, and at those that it lacks, `unlisted` at all of its names for those that no table
    lists, `value` at one value, `relation` at members of an object that a relation is about,
    `interaction` at request and response together, `types_seen` at all JSON types of one place,
    `comparison` at what several targets show, `calls` at the answers to several requests.

    - `looks_at` returns the paths of all members of a body, through any arrays on the way, that the
      interaction rule looks at; None where it may look at any. In a body without all others it
      finds the same, but that error arrays excuse less, where it `heeds_errors`. `silence`
      may say under which conditions it finds nothing in less. `of_body` tells that it need not be
      asked where no member is left to look at, `in_order` in which situations it finds nothing in
      an answer with exactly the items asked for, to a request with one value of all in its `query`.
    - `severities` says which severity its findings have when, and why, the worst first.
    - `concerns` tells whether the interaction rule has anything to say of a contract.
    - `judges_rows` are the severities of findings by which a documented row drifts.
    - `cites_row` is false where the cited row is only near, and not what is departed from.
    - `grouping` says which drifts of the check one correction would mend, `title` and `mend` what
      such a problem is called and what to do; their placeholders are those of
      `report.problems`.
    - `about_zone` marks findings that also come from a wrong zone in a target's configuration.
    - `picture` says how a report draws its drifts, None where words are enough.
    - `is_undocumented` marks findings of what no row is about.
    - `mutations` yields faults in a conforming interaction, or in its contract, that the check
      has to find: how the check is put to the test.
    """

    id: str
    group: Group
    severities: tuple[Rating, ...]
    page: Callable[[Contract], Findings] | None = None
    pages: Callable[[Contract, Sequence[Contract]], Findings] | None = None
    situation: Callable[[Situation], Findings] | None = None
    names: Callable[[Names], Findings] | None = None
    unlisted: Callable[[Names], Findings] | None = None
    value: ValueRule | None = None
    relation: RelationRule | None = None
    interaction: Callable[[ParsedInteraction], Findings] | None = None
    concerns: Callable[[Contract], bool] = lambda _: True
    looks_at: Callable[[Situation, Node], Iterable[tuple[str, ...]] | None] = lambda _, __: None
    heeds_errors: bool = False
    silence: Callable[[Situation, Node], "Silence | None"] = lambda _, __: None
    of_body: bool = False
    in_order: Callable[[Situation], bool] = lambda _: False
    types_seen: Callable[[TypesSeen], Findings] | None = None
    comparison: Callable[[Comparison], Findings] | None = None
    calls: CallRule | None = None
    judges_rows: tuple[Severity, ...] = SEVERITIES
    cites_row: bool = True
    about_zone: bool = False
    picture: Picture | None = None
    is_undocumented: bool = False
    grouping: Grouping = "drift"
    title: str = "`{name}`: {observed}"
    mend: str = "Correct {rows}, or the server."
    mutations: "Callable[[Subject], Iterator[Mutant]] | None" = None

    @property
    def explanation(self) -> str:
        """What the check finds, why it matters to a client, and an example."""
        return import_module(f"{_RULES}.{self.id.replace('-', '_')}").__doc__ or ""

    @property
    def summary(self) -> str:
        """What the check finds, in one line."""
        return self.explanation.strip().partition("\n")[0]
