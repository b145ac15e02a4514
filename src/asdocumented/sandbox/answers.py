"""Queries and answers of the sandbox as values, without HTTP."""

import json
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from asdocumented.formats.json_path import Json

Query: TypeAlias = Mapping[str, tuple[str, ...]]
"""The values of each query parameter, in the order sent."""

NOT_FOUND, NO_IDENTIFIER, GENERAL = 780, 781, 1000
"""Codes of error items, as other v2 pages list them."""

_JSON = {"content-type": "application/json"}
_ID = re.compile("-?[0-9]{1,19}", re.ASCII)


class Answer(msgspec.Struct, frozen=True):
    """One response; `text` is sent instead of the body's JSON unless it is None."""

    status: int
    body: Json
    headers: Mapping[str, str] = msgspec.field(default_factory=lambda: _JSON)
    text: str | None = None

    def content(self) -> bytes:
        """Return the bytes to send."""
        text = json.dumps(self.body, ensure_ascii=False) if self.text is None else self.text
        return text.encode("utf-8", "replace")


class BadParameter(Exception):
    """A parameter has a value that the page's table does not allow; names the parameter only."""


def error_item(code: int, message: str) -> dict[str, Json]:
    """Return an item of a v2 array of errors or warnings."""
    return {"status": False, "code": code, "message": message}


def repeated(query: Query, name: str) -> list[str]:
    """Return the values of a parameter, which may be repeated, each once."""
    return list(dict.fromkeys(part for one in query.get(name, ()) if (part := one.strip())))


def listed(query: Query, name: str) -> list[str]:
    """Return the values of a parameter, which may be repeated or separated by commas, each once."""
    parts = [part.strip() for value in query.get(name, ()) for part in value.split(",")]
    return list(dict.fromkeys(part for part in parts if part))


def ids(query: Query, name: str, read: Callable[[Query, str], list[str]] = listed) -> list[int]:
    """Return the integers that `read` finds of a parameter; raise BadParameter at another value."""
    values = read(query, name)
    if not all(_ID.fullmatch(value) for value in values):
        raise BadParameter(name)
    return [int(value) for value in values]


def switched_on(query: Query, name: str) -> bool:
    """Return a Boolean parameter, false by default; raise BadParameter at any other word."""
    word = query.get(name, ("false",))[-1].casefold()
    if word not in ("true", "false"):
        raise BadParameter(name)
    return word == "true"


def in_letter_case(code: str, query: Query) -> str:
    """Return a code in the requested letter case, UPPER by default; raise BadParameter."""
    wanted = query.get("coupon_code_case", ("UPPER",))[-1].upper()
    if wanted not in ("LOWER", "UPPER", "AS_IT_IS"):
        raise BadParameter("coupon_code_case")
    return {"LOWER": code.lower(), "UPPER": code.upper(), "AS_IT_IS": code}[wanted]
