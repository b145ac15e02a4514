"""A value that is not among those the page lists.

Why it matters: a client that decides by the value has no branch for it. A note where the page
names values only as examples.

Example: documented `LOWER`, `UPPER`, `AS_IT_IS`, sent or answered `Title`.
"""

import json
import re
from collections.abc import Collection
from functools import partial

from asdocumented.checks.check import Check, Findings, Finds, Rating, Schema, ValueRule
from asdocumented.checks.finding import REQUESTS, Finding
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.place import Place, Situation
from asdocumented.contracts.model import Severity
from asdocumented.formats.json_path import KINDS, Json
from asdocumented.formats.literals import spells_null

ID = "unknown-enum-value"
_UNLISTED = "a value that is not listed"
_MOST_LISTED = 12
_WORD = re.compile(r"[\w.-]{1,40}", re.ASCII)


def _applies(place: Place, kind: type) -> bool:
    node, name = place.node, KINDS[kind]
    if kind in (list, dict, type(None)):
        return False
    if node.types and name not in node.types and not (kind is int and "number" in node.types):
        return False
    return node.enum is not None or (bool(node.known_values) and kind is str)


def _listed(place: Place) -> frozenset[tuple[bool, Json]]:
    """Return the listed values, each with whether it is a boolean: in JSON, true is not 1."""
    enum = place.node.enum
    values = place.node.known_values if enum is None else enum
    return frozenset((isinstance(v, bool), v) for v in values if not isinstance(v, list | dict))


def _holds(place: Place) -> Schema:
    return {"enum": [value for _, value in _listed(place)]}


def _find(place: Place, value: Json) -> Findings:
    if not _is_unlisted(_listed(place), value):
        return
    severity: Severity = "note" if place.node.enum is None else "error"
    values = place.node.known_values if place.node.enum is None else place.node.enum
    yield place.finding(
        ID,
        severity,
        _observed(value, hidden=place.node.sensitive is not None),
        observed_class=_UNLISTED,
        documented=_listing(values, examples=place.node.enum is None),
    )


def _finds(place: Place, _: type) -> Finds:
    return partial(_is_unlisted, _listed(place))


def _is_unlisted(listed: frozenset[tuple[bool, Json]], value: Json) -> bool:
    return (isinstance(value, bool), value) not in listed and not _stands_for_null(value, listed)


def _stands_for_null(value: Json, listed: frozenset[tuple[bool, Json]]) -> bool:
    """Tell whether a text is another check's: it spells null, and no listed word does."""
    words = [word for _, word in listed if isinstance(word, str)]
    return isinstance(value, str) and spells_null(value) and not any(map(spells_null, words))


def _observed(value: Json, *, hidden: bool) -> str:
    """Return what was observed; a value that is a short word, and not sensitive, is told."""
    text = value if isinstance(value, str) else json.dumps(value)
    known = _WORD.fullmatch(text) and text != "Infinity" and not hidden
    return f"{_UNLISTED}, such as {text}" if known else _UNLISTED


def _listing(values: Collection[Json], *, examples: bool = False) -> str:
    """Return listed values in words, in the order of the page where that is known."""
    texts = [value if isinstance(value, str) else json.dumps(value) for value in values]
    shown = sorted(texts) if examples else texts
    more = f" and {len(shown) - _MOST_LISTED} more" if len(shown) > _MOST_LISTED else ""
    listing = ", ".join(shown[:_MOST_LISTED]) + more
    return f"for example {listing}" if examples else listing


def _situation(situation: Situation) -> Findings:
    for name, value in situation.query if situation.parameters_sent is not None else ():
        parameter = situation.contract.parameters.get(name)
        if parameter is None or parameter.enum is None:
            continue
        if value.casefold() not in {known.casefold() for known in parameter.enum}:
            yield Finding(
                check=ID,
                severity="warning",
                location=parameter.location,
                documented=_listing(parameter.enum),
                observed=_observed(value, hidden=parameter.sensitive is not None),
                observed_class=_UNLISTED,
                citation=parameter.citation,
                among=REQUESTS,
                value=value,
            )


def _mutations(subject: Subject) -> Mutants:
    """Put a value here that is not listed, or send one."""
    for spot in subject.spots:
        listed = spot.node.enum or spot.node.known_values
        if listed and isinstance(spot.value, str):
            yield spot.becomes("a word that is not listed", "UNLISTED")
        elif listed and type(spot.value) is int:
            yield spot.becomes("a number that is not listed", 7_000_001)
    if subject.parsed.situation.parameters_sent is not None:
        for name, parameter in subject.contract.parameters.items():
            if parameter.enum is not None and parameter.place == "query":
                make = partial(subject.asked, name, "UNLISTED")
                yield Mutant("a request with a value not listed", parameter.location, make)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the page lists all values",
            "a client that decides by the value has no branch for it",
        ),
        Rating(
            "warning",
            "a request sends a value that the page does not list",
            "the server may refuse it tomorrow",
        ),
        Rating(
            "note",
            "the page names values as examples only",
            "a client has to expect others",
        ),
    ),
    value=ValueRule(_applies, _find, _holds, _finds),
    situation=_situation,
    title="`{name}` has a value that the page does not list",
    mend="Add the value to {rows}, or send a listed one.",
    mutations=_mutations,
)
