"""One request with its response, wherever it comes from: printed, recorded or live."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

import msgspec

Origin: TypeAlias = Literal["example", "cassette", "har", "live"]

ORIGINS: tuple[Origin, ...] = ("example", "cassette", "har", "live")

Phase: TypeAlias = Literal["plan", "explore", "probe"]
"""The purpose of a live request: a planned case, exploring, or an invalid request."""


class EvidenceSet(NamedTuple):
    """An origin together with its target: evidence is counted by set, and sets are never mixed.

    `target` is empty where evidence has none, `zone` (an IANA id) where its recording names none.
    `stand_in` tells that the target is not the documented server.
    """

    origin: Origin
    target: str = ""
    zone: str = ""
    stand_in: bool = False

    @property
    def name(self) -> str:
        """The name of the set in reports: `example`, `live:demo`."""
        return f"{self.origin}:{self.target}" if self.target else self.origin


def name_sets(sets: Iterable[EvidenceSet]) -> dict[EvidenceSet, str]:
    """Return the name of each set, in the order of origins and names.

    Sets of one origin and target are told apart by their zone, and by whether they are a
    stand-in's.
    """
    ordered = sorted({*sets}, key=lambda one: (ORIGINS.index(one.origin), one[1:]))
    names = Counter(one.name for one in ordered)
    return {one: one.name if names[one.name] == 1 else _long_name(one) for one in ordered}


def _long_name(one: EvidenceSet) -> str:
    return f"{one.name} ({one.zone or 'zone unknown'}{', stand-in' if one.stand_in else ''})"


class Request(msgspec.Struct, frozen=True):
    """One request; `inferred` where no page prints it, so that nothing in it is evidence."""

    method: str
    url: str
    inferred: bool = False


_BEGINNING = 80


class Response(msgspec.Struct, frozen=True):
    """One response; `status` and `content_type` are None where nobody recorded them."""

    status: int | None
    content_type: str | None
    body: bytes

    @property
    def beginning(self) -> str:
        """How the body begins, as text, to show what stands in the place of JSON."""
        return self.body[:_BEGINNING].decode("utf-8", "replace")


class SentHeaders:
    """The headers of a request as a recording has them, for `headers_of`.

    Redaction looks for credentials in them, and nothing else does: any two count as equal.
    """

    __slots__ = ("recorded",)

    def __init__(self, recorded: object = None) -> None:
        """Keep what was recorded, of which nothing is known."""
        self.recorded = recorded

    def __eq__(self, other: object) -> bool:
        """Tell whether the other are headers, too."""
        return isinstance(other, SentHeaders)

    def __hash__(self) -> int:
        """Return the same for all, as they are equal."""
        return hash(SentHeaders)

    def __repr__(self) -> str:
        """Return no value: they may be credentials."""
        return "SentHeaders(…)"


NO_HEADERS = SentHeaders()


class Interaction(msgspec.Struct, frozen=True):
    """One request with its response: printed, recorded or live, all are the same from here on.

    `zone` is the IANA zone that the recording or whoever judges it names; None leaves it to the
    host. `recorded` is aware; it, `target`, `stand_in`, `phase` and `deviations` (what a stand-in
    was made to depart in) are what a recording says of itself. `redacted` tells that it holds no
    secret any more; what reports show of other evidence is redacted. `as_created` tells that the
    request has each text in the letter case in which it was created, and asks for that.
    `sent_headers` are those of a request that is not redacted.
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
    redacted: bool = False
    as_created: bool = False
    sent_headers: SentHeaders = NO_HEADERS

    @property
    def evidence_set(self) -> EvidenceSet:
        """The set that the interaction is counted in."""
        return EvidenceSet(self.origin, self.target or "", self.zone or "", self.stand_in)
