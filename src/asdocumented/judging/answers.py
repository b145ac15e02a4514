"""Recognises answers that prove nothing: refusals, empty results, server errors, login pages."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from asdocumented.checks.statuses import status_members
from asdocumented.contracts.model import Contract, Node
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json

REFUSALS = frozenset({401, 403})
"""The statuses that refuse credentials."""

_Found: TypeAlias = tuple[Json, Node | None]
_MISSING = 404
_MARKUP = "HTML or XML"


def why_no_answer(
    contract: Contract, status: int, body: bytes, content_type: str | None = None
) -> str:
    """Return why a response to right credentials is no answer of the API, "" where it is one.

    So are refusals, failures of the server, redirects that no page documents, login pages, and
    whatever is no JSON where JSON is documented: any server may give them, whatever it documents.
    """
    if status in REFUSALS:
        return f"HTTP {status}, the credentials are refused"
    if status >= 500:
        return f"HTTP {status}, the server fails"
    if 300 <= status < 400 and str(status) not in contract.statuses:
        return f"HTTP {status}, a redirect"
    _, fault = json_body.parse(body)
    if fault == _MARKUP and not _documents_markup(contract):
        return f"HTTP {status}, a page of HTML or XML"
    if fault is not None and contract.body(status, content_type) is not None:
        return f"HTTP {status}, {fault} where JSON is documented"
    return ""


def _documents_markup(contract: Contract) -> bool:
    types = {one for documented in contract.content_types.values() for one in documented}
    return any("xml" in one or "html" in one for one in types)


def shows_nothing(
    root: Node | None,
    status: int | None,
    body: Json,
    fault: str | None,
    *,
    other_content: bool = False,
) -> bool:
    """Tell whether an answer shows nothing but that there is nothing, or that nobody may see it.

    So do refusals, "not found", and bodies in which no value stands outside of error arrays,
    statuses, and the identity that the request asked for.

    Args:
        root: what is documented of the body; None where no body is.
        status: the HTTP status; None where nobody recorded it.
        body: the parsed body.
        fault: why there is no body; None where there is one.
        other_content: there is a body that is documented as another type than JSON.

    """
    if status in REFUSALS or status == _MISSING:
        return True
    if root is None:
        return not other_content
    if fault is not None:
        return False
    return next(_values(body, root), None) is None


def _values(body: Json, root: Node) -> Iterator[Json]:
    """Yield the values that show something."""
    statuses = status_members(root)
    branches: list[Iterator[_Found]] = [iter([(body, root)])]
    while branches:
        found = next(branches[-1], None)
        if found is None:
            branches.pop()
            continue
        value, node = found
        if node is not None and node.error_array:
            continue
        if isinstance(value, list):
            branches.append(_items(value, node))
        elif isinstance(value, dict):
            branches.append(_members(value, node, statuses))
        elif value is not None and value != "":
            yield value


def _items(value: list[Json], node: Node | None) -> Iterator[_Found]:
    item, identity = (node.item, node.identity) if node else (None, None)
    return ((_without(one, identity), item) for one in value)


def _members(
    value: dict[str, Json], node: Node | None, statuses: AbstractSet[str]
) -> Iterator[_Found]:
    fields = node.fields if node else {}
    return ((one, fields.get(name)) for name, one in value.items() if name not in statuses)


def _without(item: Json, identity: str | None) -> Json:
    if identity is None or not isinstance(item, dict):
        return item
    return {name: value for name, value in item.items() if name != identity}
