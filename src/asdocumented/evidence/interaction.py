"""One request with its response, wherever it comes from: printed, recorded or live."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

Origin: TypeAlias = Literal["example", "cassette", "har", "live"]

ORIGINS: tuple[Origin, ...] = ("example", "cassette", "har", "live")

Phase: TypeAlias = Literal["plan", "explore", "probe"]
"""What a live request is for: to prove a case, to dig deeper, or to see how it is refused."""

Column: TypeAlias = str
"""Under what evidence is counted: its origin, with the target behind a colon if it is live."""


class Request(msgspec.Struct, frozen=True):
    """One request; `inferred` where no page prints it, so that nothing in it is evidence."""

    method: str
    url: str
    inferred: bool = False


class Response(msgspec.Struct, frozen=True):
    """One response; `status` and `content_type` are None where nobody recorded them."""

    status: int | None
    content_type: str | None
    body: bytes


class Interaction(msgspec.Struct, frozen=True):
    """One request with its response: printed, recorded or live, all are the same from here on.

    `zone` is the IANA zone that the recording or whoever judges it names; None leaves it to the
    host. `recorded` is aware; it, `target`, `stand_in` and `phase` are what a recording says of
    itself.
    """

    name: str
    origin: Origin
    request: Request
    response: Response
    zone: str | None = None
    recorded: datetime | None = None
    target: str | None = None
    stand_in: bool = False
    phase: Phase = "plan"

    @property
    def column(self) -> Column:
        """Under what the interaction is counted."""
        live = self.origin == "live" and self.target is not None
        return f"live:{self.target}" if live else self.origin
