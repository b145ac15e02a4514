"""What a change is: its class, what it does to clients, and both editions' rows."""

from typing import Literal, TypeAlias

from asdocumented.contracts.model import Citation
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.part import Part

Effect: TypeAlias = Literal["breaking", "risky", "safe"]
"""`breaking`: a client written to the first side breaks; `risky`: it may; `safe`: it does not."""

EFFECTS: tuple[Effect, ...] = ("breaking", "risky", "safe")

Origin: TypeAlias = Literal["page corrected", "API changed", "unknown"]
"""What changed: the page alone, which says now what the API did before, or the API."""


class Side(Part, frozen=True):
    """What one side says at a place: the location, the words, and the rows that say it."""

    location: str
    says: str
    rows: list[Citation]


class Change(Part, frozen=True):
    """One difference between two sides; a side is null where it has nothing of the kind.

    `change` is the id of the class. `sends` is the effect on a client that sends requests, `reads`
    that on one that reads responses. `origin` says what changed as far as evidence shows it, `why`
    what it shows. `waiver` holds the terms under which it is accepted.
    """

    fingerprint: str
    change: str
    sends: Effect
    reads: Effect
    location: str
    message: str
    before: Side | None
    after: Side | None
    origin: Origin = "unknown"
    why: str = ""
    waiver: WaiverTerms | None = None

    @property
    def effect(self) -> Effect:
        """The worse of both effects."""
        return min(self.sends, self.reads, key=EFFECTS.index)

    @property
    def fails(self) -> bool:
        """Whether it breaks a client, and nobody accepted it."""
        return self.effect == "breaking" and self.waiver is None
