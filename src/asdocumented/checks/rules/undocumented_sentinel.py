"""A value of a special meaning in a printed example, of which the row tells nothing.

Why it matters: a client takes it for a real number, text or date.

Example: `-1` as a maximum, `NO_VALUE` as a code, 1970-01-01 as a day.
"""

import json
import re
from functools import partial

from msgspec.structs import replace

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Subject
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Contract, Node
from asdocumented.contracts.printed import printed_values
from asdocumented.formats.json_path import Json

ID = "undocumented-sentinel"
_WORDS = re.compile(r"NO[ _-]?VALUE|N/?A|NONE|NIL|UNDEFINED|-1|\[ *\"?-1\"? *\]")
_EPOCH = "1970-01-01"
_LIMIT = re.compile("(?:max|min).*|.*(?:Upto|_upto|Limit|_limit)")
_MAXIMUM = re.compile("max.*|.*(?:Upto|_upto)")
_LARGEST = {2**31 - 1, 2**53 - 1, 2**63 - 1}


def _find(contract: Contract) -> Findings:
    told: set[Node] = set()
    for node, value in printed_values(contract, contract.examples):
        shown = _sentinel(node, value)
        if shown and node not in told and node.citation is not None:
            told.add(node)
            yield page_finding(
                ID,
                node.location,
                f"{node.name}, and no word of what this value means",
                f"{shown} printed",
                [node.citation],
            )


def _sentinel(node: Node, value: Json) -> str:
    """Return a value that can only stand for none, "" for any other."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        negative = value == -1
        unset = node.epoch is not None and value == node.epoch.unset
        open_limit = _LIMIT.fullmatch(node.name) and (value in _LARGEST or _is_zero(node, value))
        return json.dumps(value) if negative or unset or open_limit else ""
    if isinstance(value, str):
        word = _WORDS.fullmatch(value.strip())
        day = node.date is not None and value.startswith(_EPOCH)
        return value if word or day else ""
    return ""


def _is_zero(node: Node, value: float) -> bool:
    """Tell whether a maximum is 0, which nothing could reach."""
    return value == 0 and _MAXIMUM.fullmatch(node.name) is not None


def _mutations(subject: Subject) -> Mutants:
    """Print -1 for a number whose name no other field has."""
    contract = subject.contract
    names = [node.name for root in contract.bodies.values() for node in root.tree()]
    shown = dict.fromkeys(node for node, _ in printed_values(contract, contract.examples))
    for node in shown:
        is_number = "integer" in node.types and node.epoch is None
        if node.citation is None or not is_number or names.count(node.name) > 1:
            continue
        changed = tuple(replace(one, body=_with(one.body, node.name)) for one in contract.examples)
        if changed != contract.examples:
            make = partial(replace, contract, examples=changed)
            yield Mutant("a printed -1 that no row tells of", node.location, make)


def _with(body: Json, name: str) -> Json:
    """Return a body with -1 as the value of each member of this name."""
    if isinstance(body, list):
        return [_with(one, name) for one in body]
    if isinstance(body, dict):
        return {key: -1 if key == name else _with(one, name) for key, one in body.items()}
    return body


CHECK = Check(
    ID,
    "page",
    severities=(Rating("note", "a value stands for none", "a client takes it for a value"),),
    page=_find,
    grouping="operation",
    title="Examples print values for none under {names}, of which no row tells",
    mend="Say in {rows} what stands for none.",
    mutations=_mutations,
)
