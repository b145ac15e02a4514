"""Second answers that break a relation between calls: what a check of them has to find."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec import structs

from asdocumented.checks.mutation import Mutant, Mutants, Spot, Subject
from asdocumented.contracts.model import CallRelation, CallWord
from asdocumented.evidence.interaction import Interaction, Request
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json

_OTHER_WORD = " otherwise"


class Altered(NamedTuple):
    """A conforming answer in which one text is another one, and where."""

    spot: Spot
    answer: Interaction


def breaks(
    word: CallWord,
    ask: Callable[[CallRelation, Altered], Interaction | None],
    fault: str,
) -> Callable[[Subject], Mutants]:
    """Return the faults of a check: another request is answered with another text.

    Args:
        word: the relation that the faults break.
        ask: returns an altered answer as that to the other request; None where there is none.
        fault: what it is, in words.

    """

    def of_all(subject: Subject) -> Mutants:
        interaction = subject.parsed.interaction
        status = subject.parsed.situation.status
        if interaction.recorded is None or not (status is None or 200 <= status < 300):
            return
        for relation in subject.contract.calls:
            if relation.relation == word:
                for altered in _altered(subject):
                    if ask(relation, altered) is not None:
                        make = partial(_asked, ask, relation, altered)
                        location = altered.spot.place.documented_location
                        yield Mutant(fault, location, make, relation.id)

    return of_all


def _asked(
    ask: Callable[[CallRelation, Altered], Interaction | None],
    relation: CallRelation,
    altered: Altered,
) -> Interaction:
    made = ask(relation, altered)
    assert made is not None  # noqa: S101  # it was one when the fault was offered
    return made


def _altered(subject: Subject) -> Iterator[Altered]:
    """Yield an answer with another text at each place whose text may be any."""
    rules = [one for one in subject.contract.filters if one.tells_apart]
    names = {one.shown_by[-1] for one in rules}
    above = rules[0].items if rules else ()
    for spot in subject.spots:
        node = spot.node
        bound = node.enum or node.known_values or node.date or node.letter_case or node.json_text
        named = node.name in names or not node.name or node.content_schema is not None
        inside = spot.path[: len(above)] == above
        changes = any(_is_below(node.location, one) for one in subject.contract.volatile)
        if isinstance(spot.value, str) and inside and not (bound or named or changes):
            yield Altered(spot, spot.with_value(f"{spot.value}{_OTHER_WORD}"))


def _is_below(location: str, other: str) -> bool:
    return location == other or location.startswith((f"{other}.", f"{other}["))


def body_of(interaction: Interaction) -> Json:
    """Return the body of an answer, parsed."""
    return json_body.parse(interaction.response.body)[0]


def with_body(interaction: Interaction, body: Json) -> Interaction:
    """Return an interaction with another body."""
    response = structs.replace(interaction.response, body=json.dumps(body).encode())
    return structs.replace(interaction, response=response)


def with_query(
    interaction: Interaction, change: Callable[[list[tuple[str, str]]], list[tuple[str, str]]]
) -> Interaction:
    """Return an interaction whose request has another query."""
    parts = urlsplit(interaction.request.url)
    query = urlencode(change(parse_qsl(parts.query, keep_blank_values=True)), safe=",")
    url = urlunsplit(parts._replace(query=query))
    was = interaction.request
    request = Request(was.method, url, inferred=was.inferred)
    return structs.replace(interaction, request=request)


def with_parameter(interaction: Interaction, name: str, value: str | None) -> Interaction:
    """Return an interaction whose request sends a parameter once; None leaves it out."""

    def change(query: list[tuple[str, str]]) -> list[tuple[str, str]]:
        rest = [pair for pair in query if pair[0] != name]
        return rest if value is None else [*rest, (name, value)]

    return with_query(interaction, change)
