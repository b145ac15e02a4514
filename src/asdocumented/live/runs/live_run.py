"""What one target is going to be asked in a run."""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from asdocumented.config.targets import Target
from asdocumented.contracts.folder import EditionFolder
from asdocumented.live.planning.plan import Plan, PlannedRequest


class Budget(msgspec.Struct, frozen=True):
    """How much exploring may cost: requests, seconds, or whichever is spent first."""

    requests: int | None = None
    seconds: float | None = None


class LiveRun(msgspec.Struct, frozen=True):
    """The planned requests, what exploring may cost (None: no exploring), and the probes.

    `editions` are the contracts that the requests are planned from.
    """

    target: Target
    editions: Sequence[EditionFolder]
    plan: Plan
    budget: Budget | None = None
    probes: tuple[PlannedRequest, ...] = ()
    seed: int = 0

    def digest(self) -> str:
        """Return the identity of the live run: one with another digest cannot be resumed."""
        budget = (self.budget.requests, self.budget.seconds) if self.budget else None
        where = f"{self.target.base_url} {self.target.zone}"
        parts = [where, self.plan.digest(), Plan(self.probes, ()).digest(), repr(budget)]
        return sha256("\n".join(parts).encode()).hexdigest()[:16]
