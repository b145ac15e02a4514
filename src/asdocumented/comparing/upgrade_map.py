"""The upgrade map: what became of each field of one operation on another one."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import field

from asdocumented.contracts.model import Citation
from asdocumented.report.part import Part

Rule: TypeAlias = Literal[
    "same",
    "same-ignoring-case",
    "same-number",
    "text-to-number",
    "number-to-text",
    "text-flag-to-boolean",
    "enum",
    "same-day",
    "same-moment",
    "comma-to-repeated",
    "left-out",
    "told-otherwise",
]
"""How a value changes; `upgrade_values` judges those that stand between two values.

`comma-to-repeated` is one of parameters. With `left-out`, an item that the old operation answers
with another value than a kept one is no item of the new operation, and its errors are not empty.
What is `told-otherwise` has its counterpart in another form, so that no values are compared.
"""

RULES: Mapping[Rule, str] = {
    "same": "the same value",
    "same-ignoring-case": "the same text; its letter case is the one that the request asks for",
    "same-number": "the same number",
    "text-to-number": "the same number; a text becomes a number",
    "number-to-text": "the same number; a number becomes a text",
    "text-flag-to-boolean": "the same flag; a text becomes a boolean",
    "enum": "another word for the same",
    "same-day": "the same day, written otherwise",
    "same-moment": "the same moment, written otherwise",
    "comma-to-repeated": "the same values; the parameter is repeated, no comma stands between them",
    "left-out": "an item that failed is left out, and the errors say so",
    "told-otherwise": "no field of its own any more; read this in its place",
}
"""What each rule tells people."""


class Side(Part, frozen=True):
    """One of the two operations, in one edition; `address` is that of its page, if it is known."""

    operation: str
    edition: str
    page: str
    method: str
    path: str
    title: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """The operation and its edition."""
        return f"{self.operation} {self.edition}"

    @property
    def operand(self) -> str:
        """How the command line and waivers name it."""
        return f"{self.operation}@{self.edition}"


class Pairing(Part, frozen=True):
    """Where the items of both operations are, and the fields that tell which belong together."""

    old_items: str
    new_items: str
    old_identity: str
    new_identity: str


class Mapped(Part, frozen=True, kw_only=True):
    """A field or parameter that became another one, or several.

    `values` holds what the words of an enum became; `kept` the values of items that are not left
    out, both as JSON text without quotes. `change` tells how a value changes.
    """

    old: str
    new: tuple[str, ...]
    rule: Rule
    change: str
    old_rows: tuple[Citation, ...]
    new_rows: tuple[Citation, ...]
    values: dict[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    note: str = ""
    fingerprint: str = ""


class Lost(Part, frozen=True, kw_only=True):
    """A field that the new operation does not have; `elsewhere` are rows and pages that help.

    A waiver with its `fingerprint` accepts the loss.
    """

    old: str
    instead: str
    old_rows: tuple[Citation, ...]
    elsewhere: tuple[Citation, ...] = ()
    fingerprint: str = ""


class Added(Part, frozen=True, kw_only=True):
    """A field or parameter that is new; `needs` is what has to be sent for it."""

    new: str
    note: str
    new_rows: tuple[Citation, ...]
    needs: str = ""


class Concern(Part, frozen=True, kw_only=True):
    """What changes in the call as a whole, such as its path, with its rows and pages."""

    subject: str
    text: str
    rows: tuple[Citation, ...]


class Step(Part, frozen=True, kw_only=True):
    """What to do first, in one sentence, with the rows and pages that ask for it."""

    text: str
    rows: tuple[Citation, ...]


class Exchange(Part, frozen=True):
    """A request line without its host, and the JSON text that answers it."""

    request: str
    body: str


class Example(Part, frozen=True, kw_only=True):
    """One request and its whole answer on both sides; `note` says what they were made of."""

    old: Exchange
    new: Exchange
    note: str
    rows: tuple[Citation, ...]


class UpgradeMap(Part, frozen=True, kw_only=True):
    """What became of each field; `open_old` and `open_new` are those that the file leaves open."""

    old: Side
    new: Side
    pairing: Pairing | None = None
    mapped: tuple[Mapped, ...] = ()
    lost: tuple[Lost, ...] = ()
    added: tuple[Added, ...] = ()
    concerns: tuple[Concern, ...] = ()
    steps: tuple[Step, ...] = ()
    example: Example | None = None
    open_old: tuple[str, ...] = ()
    open_new: tuple[str, ...] = ()

    def old_places(self) -> Iterator[str]:
        """Yield the fields of the old operation that the file tells of."""
        yield from (one.old for one in self.mapped)
        yield from (one.old for one in self.lost)

    def new_places(self) -> Iterator[str]:
        """Yield the fields of the new operation that the file tells of."""
        yield from (place for one in self.mapped for place in one.new)
        yield from (one.new for one in self.added)


def is_below(location: str, other: str) -> bool:
    """Tell whether a location is another one, or lies in it."""
    return location == other or location.startswith((f"{other}.", f"{other}["))


def is_about(location: str, other: str) -> bool:
    """Tell whether one of two locations lies in the other one."""
    return is_below(location, other) or is_below(other, location)
