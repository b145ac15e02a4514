"""One request and its response as they went over the wire."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from typing import TypeAlias

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values in the order sent; a name may stand there more than once."""

MEDIA_TYPE = (
    r"(?:application|audio|font|image|message|model|multipart|text|video)/[A-Za-z0-9_.+-]{1,60}"
)
"""The form of a media type without parameters; any other text may be anything."""

_MEDIA_TYPE = re.compile(MEDIA_TYPE, re.IGNORECASE)

DEVIATIONS_HEADER = "X-Sandbox-Deviations"
"""The response header in which the sandbox tells its deviations, separated by commas."""


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """One request and its response; `body` without content codings, `recorded` aware.

    `deviations` are the names of what a stand-in was made to depart in for this operation,
    `as_created` is what `Interaction` has.
    Never shown as a whole: before redaction it holds credentials and customers.
    """

    method: str
    url: str = field(repr=False)
    request_headers: Headers = field(repr=False)
    status: int
    reason: str
    response_headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    recorded: datetime
    deviations: tuple[str, ...] = ()
    as_created: bool = False

    @property
    def content_type(self) -> str | None:
        """The first Content-Type of the response; None where it has none."""
        return header(self.response_headers, "content-type")


def media_type(content_type: str) -> str:
    """Return a media type without its parameters, in lower case (RFC 9110, section 8.3.1)."""
    return content_type.partition(";")[0].strip().lower()


def is_media_type(name: str) -> bool:
    """Tell whether a text is a media type of a registered kind (RFC 9110, section 8.3.1)."""
    return _MEDIA_TYPE.fullmatch(name) is not None


def is_one_of(content_type: str, documented: Iterable[str]) -> bool:
    """Tell whether a media type is documented, by itself or by a range such as `text/*`."""
    name = media_type(content_type)
    return any(fnmatchcase(name, media_type(one)) for one in documented)


def is_json(content_type: str) -> bool:
    """Tell whether a media type is JSON, or a range that includes it (RFC 6839, section 3.1)."""
    name = media_type(content_type)
    return name in ("application/json", "text/json", "application/*", "*/*") or (
        name.endswith("+json")
    )


def header(headers: Headers, name: str) -> str | None:
    """Return the first value of a header, whose name has no letter case."""
    return next((value for key, value in headers if key.lower() == name), None)


def raw_text(exchange: HttpExchange) -> bytes:
    """Return all texts of an exchange as they came, to be searched for secrets."""
    headers = (*exchange.request_headers, *exchange.response_headers)
    lines = [exchange.url, exchange.reason, *(f"{name}: {value}" for name, value in headers)]
    return "\n\n".join(lines).encode("utf-8", "surrogatepass") + b"\n\n" + exchange.body
