"""What is read of an entry of a HAR file."""

from typing import Annotated, Any

import msgspec


class HarHeader(msgspec.Struct, frozen=True):
    """One header."""

    name: str
    value: str | None = None


class HarContent(msgspec.Struct, frozen=True):
    """The body of a response: `text`, in base64 where `encoding` says so.

    `size` counts its bytes; a text that is shorter was cut off. No text and a size other than 0 is
    a body that was not recorded.
    """

    mime_type: str | None = msgspec.field(name="mimeType", default=None)
    text: Annotated[object, msgspec.Meta(extra_json_schema={"type": ["string", "null"]})] = None
    encoding: str | None = None
    size: float | None = None


class HarRequest(msgspec.Struct, frozen=True):
    """The request: its method, and its whole URL with the query."""

    method: str
    url: str
    headers: Any = None  # as it was written, for `headers_of`


class HarResponse(msgspec.Struct, frozen=True):
    """The response; `status` is null or 0 where none came."""

    status: int | str | None = None
    headers: list[HarHeader] | None = None
    content: HarContent | None = None


class HarEntry(msgspec.Struct, frozen=True):
    """What is read of one interaction of a HAR file; other members are passed over.

    `startedDateTime` is RFC 3339; without an offset it is UTC.
    """

    request: HarRequest
    response: HarResponse | None = None
    started: str | None = msgspec.field(name="startedDateTime", default=None)
