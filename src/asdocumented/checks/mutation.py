"""Conforming evidence with one fault: what a check has to find, and where."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import NamedTuple, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec
from msgspec import structs

from asdocumented.checks.check import ParsedInteraction
from asdocumented.checks.place import Names, Place
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.json_path import Json, Step

_REPEATED = "\0repeated"


class Mutant(NamedTuple):
    """One fault: what it is, in words without values, and the location where a check tells it.

    `make` returns the interaction that has the fault, or the contract where it is the page's.
    `relation` is the id of the relation that it breaks.
    """

    fault: str
    location: str
    make: Callable[[], Interaction | Contract]
    relation: str = ""


Mutants: TypeAlias = Iterator[Mutant]


class Subject(msgspec.Struct, frozen=True, dict=True):
    """A conforming interaction that faults are put into."""

    parsed: ParsedInteraction

    @property
    def contract(self) -> Contract:
        """The contract that it conforms to."""
        return self.parsed.situation.contract

    @cached_property
    def spots(self) -> "tuple[Spot, ...]":
        """Every value of the body that something is documented of, in the contract's order."""
        root, parsed = self.parsed.node, self.parsed
        if root is None or parsed.fault is not None:
            return ()
        citation = root.citation or self.contract.citation()
        return tuple(_spots(self, Place(root, "$", parsed.situation, citation), parsed.body, ()))

    def body(self, changed: Json) -> Interaction:
        """Return the interaction with another body."""
        return self.answered(body=json.dumps(changed).encode())

    def answered(
        self,
        *,
        status: int | None = None,
        content_type: str | None = None,
        body: bytes | None = None,
    ) -> Interaction:
        """Return the interaction with another response in some respect."""
        interaction = self.parsed.interaction
        was = interaction.response
        response = Response(
            was.status if status is None else status,
            was.content_type if content_type is None else content_type,
            was.body if body is None else body,
        )
        return structs.replace(interaction, response=response)

    def asked(self, name: str, value: str | None) -> Interaction:
        """Return the interaction with a query parameter of another value; None leaves it out."""
        was = self.parsed.interaction.request
        parts = urlsplit(was.url)
        sent = parse_qsl(parts.query, keep_blank_values=True)
        query = [(one, text) for one, text in sent if one != name]
        query += [] if value is None else [(name, value)]
        url = urlunsplit(parts._replace(query=urlencode(query)))
        request = Request(was.method, url, inferred=was.inferred)
        return structs.replace(self.parsed.interaction, request=request)


class Spot(msgspec.Struct, frozen=True):
    """A value of a conforming body, where it lies, and what is documented there."""

    subject: Subject
    place: Place
    path: tuple[Step, ...]
    value: Json

    @property
    def node(self) -> Node:
        """What is documented of the value."""
        return self.place.node

    def becomes(self, fault: str, value: Json, below: str = "", *, relation: str = "") -> Mutant:
        """Return the fault that another value stands here; it is told at a location `below`."""
        location = self.place.documented_location + below
        return Mutant(fault, location, partial(self.with_value, value), relation)

    def with_value(self, value: Json) -> Interaction:
        """Return the interaction with another value here."""
        return self.subject.body(replaced(self.subject.parsed.body, self.path, value))

    def with_repeated(self, name: str, value: Json) -> Interaction:
        """Return the interaction with a member of this object once more."""
        members = self.value if isinstance(self.value, dict) else {}
        body = replaced(self.subject.parsed.body, self.path, {**members, _REPEATED: value})
        text = json.dumps(body).replace(json.dumps(_REPEATED), json.dumps(name))
        return self.subject.answered(body=text.encode())


def each_value(of_one: Callable[[Spot], Mutants]) -> Callable[[Subject], Mutants]:
    """Return the faults of every value of a body, each by itself."""

    def of_all(subject: Subject) -> Mutants:
        for spot in subject.spots:
            yield from of_one(spot)

    return of_all


def replaced(body: Json, path: Sequence[Step], value: Json) -> Json:
    """Return a body with another value at a path; what is beside the path is shared."""
    if not path:
        return value
    step, *rest = path
    if isinstance(body, list) and isinstance(step, int):
        return [*body[:step], replaced(body[step], rest, value), *body[step + 1 :]]
    if isinstance(body, dict) and isinstance(step, str):
        return {**body, step: replaced(body[step], rest, value)}
    return body


def another_type(value: Json) -> Json:
    """Return a single value of another JSON type than one."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "some words" if number else 7


def without(members: dict[str, Json], *names: str) -> dict[str, Json]:
    """Return an object without some members."""
    return {name: value for name, value in members.items() if name not in names}


def renamed(members: dict[str, Json], name: str, other: str) -> dict[str, Json]:
    """Return an object with a member under another name, in its place."""
    return {other if one == name else one: value for one, value in members.items()}


def _spots(subject: Subject, place: Place, value: Json, path: tuple[Step, ...]) -> Iterator[Spot]:
    yield Spot(subject, place, path, value)
    if place.node.error_array:
        return
    if isinstance(value, list) and (below := place.items()):
        for index, item in enumerate(value):
            yield from _spots(subject, below, item, (*path, index))
    elif isinstance(value, dict) and (here := place.as_object()):
        names = Names(here, tuple(value))
        fields = [name for name in here.node.fields if name in value]
        for name in dict.fromkeys((*fields, *value)):
            node = names.node(name)
            if node is not None:
                free = node is here.node.others and name not in here.node.fields
                member = here.free(node) if free else here.field(name, node)
                yield from _spots(subject, member, value[name], (*path, name))
