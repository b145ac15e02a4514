"""A comparison as data: what its JSON output holds. The JSON Schema is generated from it."""

from typing import Literal, TypeAlias

from msgspec import field

from asdocumented.comparing.accepted import StaleWaiver
from asdocumented.comparing.change import Change, Effect
from asdocumented.contracts.model import NotJudged
from asdocumented.formats.type_schema import schema_of
from asdocumented.report.part import Part

FORMAT: Literal[1] = 1
"""The number of the format; it grows when a key changes its meaning or goes."""

Kind: TypeAlias = Literal["editions", "reports", "targets"]


class Compared(Part, frozen=True):
    """One of the two sides: its name, and where its facts come from in words."""

    name: str
    words: str


class Comparison(Part, frozen=True):
    """What was compared, and every change, the worst first.

    `evidence` says what was looked at to tell a corrected page from a changed API, `expired` are
    waivers that no longer accept their change, `stale` those that nothing needs, and `not_compared`
    is what was left out, and why. `pairs` counts the answers of both targets that belong together;
    it is null where no targets are compared.
    """

    format: Literal[1]
    kind: Kind
    before: Compared
    after: Compared
    version: str
    changes: list[Change]
    evidence: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    stale: list[StaleWaiver] = field(default_factory=list)
    not_compared: list[NotJudged] = field(default_factory=list)
    pairs: int | None = None

    def count(self, effect: Effect) -> int:
        """Return how many changes have this effect on a client, at the worst."""
        return sum(one.effect == effect for one in self.changes)

    @property
    def outcome(self) -> Literal["passes", "fails", "inconclusive"]:
        """The decision on it."""
        return "fails" if self.failing else "inconclusive" if self.is_inconclusive else "passes"

    @property
    def is_inconclusive(self) -> bool:
        """Whether there was nothing to compare."""
        return self.pairs == 0 and not self.failing

    @property
    def compared(self) -> tuple[str, str]:
        """The names of both sides."""
        return self.before.name, self.after.name

    @property
    def failing(self) -> list[Change]:
        """The changes that break a client, and that nobody accepted."""
        return [one for one in self.changes if one.fails]


def comparison_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the JSON output, as these types say it."""
    return schema_of(
        Comparison,
        "comparison",
        "comparison.json: what changed between two editions or two reports",
    )
