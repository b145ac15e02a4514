"""A difference as it is found, before anything is known of evidence or waivers."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec

from asdocumented.comparing.change import Change, Side
from asdocumented.comparing.classes import all_classes
from asdocumented.contracts.model import Citation


class Difference(msgspec.Struct, frozen=True):
    """One difference: its class, both sides, and what else tells it from others there."""

    change: str
    before: Side | None
    after: Side | None
    detail: str = ""

    @property
    def location(self) -> str:
        """Where it is: on the second side, else where it was on the first."""
        side = self.after or self.before
        return side.location if side else "$"

    @property
    def message(self) -> str:
        """What happened, in one sentence."""
        title = all_classes()[self.change].title
        before, after = self.before, self.after
        if before is None or after is None:
            side = before or after
            return f"{title}: {side.says}" if side else title
        return f"{title}: {before.says} → {after.says}"

    def as_change(self, named: Sequence[str]) -> Change:
        """Return it as a change of the comparison that these names stand for."""
        kind = all_classes()[self.change]
        return Change(
            fingerprint=identity((self.change, *named, self.location, self.detail)),
            change=self.change,
            sends=kind.sends,
            reads=kind.reads,
            location=self.location,
            message=self.message,
            before=self.before,
            after=self.after,
        )


def identity(parts: Iterable[str]) -> str:
    """Return 16 characters that stand for these texts."""
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def side(location: str, says: str, rows: Iterable[Citation | None]) -> Side:
    """Return one side; only rows of tables and other pages are cited, each once."""
    cited = dict.fromkeys(one for one in rows if one is not None)
    rank = sorted(cited, key=lambda one: one.row is None)
    return Side(location, says, [one for one in rank if one.row is not None or len(rank) == 1])
