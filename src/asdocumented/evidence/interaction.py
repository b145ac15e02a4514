"""One request with its response, wherever it comes from: printed, recorded or live."""

from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

import msgspec

Origin: TypeAlias = Literal["example", "cassette", "har", "live"]

ORIGINS: tuple[Origin, ...] = ("example", "cassette", "har", "live")

Phase: TypeAlias = Literal["plan", "explore", "probe"]
"""The purpose of a live request: a planned case, exploring, or an invalid request."""


class EvidenceSet(NamedTuple):
    """An origin together with its target: evidence is counted by set, and sets are never mixed.

    `target` is empty where evidence is counted by its origin alone.
    """

    origin: Origin
    target: str = ""

    def __str__(self) -> str:
        """Return the name of the set in reports: `example`, `live:demo`."""
        return f"{self.origin}:{self.target}" if self.target else self.origin

    @classmethod
    def read(cls, name: str) -> "EvidenceSet":
        """Return the set of a name in a report; raise ValueError where it is none."""
        word, _, target = name.partition(":")
        for origin in ORIGINS:
            if origin == word:
                return cls(origin, target)
        raise ValueError(f"no evidence set: {name}")


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
    host. `recorded` is aware; it, `target`, `stand_in`, `phase` and `deviations` (what a stand-in
    was made to depart in) are what a recording says of itself.
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
    deviations: tuple[str, ...] = ()

    @property
    def evidence_set(self) -> EvidenceSet:
        """The set that the interaction is counted in; only live answers have one a target."""
        return EvidenceSet(self.origin, (self.target or "") if self.origin == "live" else "")
