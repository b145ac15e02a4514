"""What target_run a target took: requests, answers, waits, and why it ended early."""

from collections import Counter
from dataclasses import dataclass, field

from asdocumented.evidence.interaction import Phase


@dataclass(slots=True)
class RunStatistics:
    """What target_run one target took so far: requests, answers, waits.

    `stopped` says why it ended early, `waited` is in seconds, `attempts` counts every request on
    the wire by what it was for.
    """

    target: str
    attempts: Counter[Phase] = field(default_factory=Counter)
    answers: Counter[Phase] = field(default_factory=Counter)
    waited: float = 0.0
    stopped: str = ""
    interrupted: bool = False
