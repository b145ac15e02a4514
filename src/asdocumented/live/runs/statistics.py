"""The statistics of a run: requests, answers, waits, and why it ended early."""

from collections import Counter

import msgspec

from asdocumented.evidence.interaction import Phase


class RunStatistics(msgspec.Struct):
    """What the run of one target took so far.

    `attempts` counts the requests on the wire and `answers` the answers, both by the purpose of
    the request. `waited` is in seconds; `stopped` says why the run ended early, "" if it did not.
    `shows_nothing` tells that there were answers, and none could show anything.
    """

    target: str
    attempts: Counter[Phase] = msgspec.field(default_factory=Counter)
    answers: Counter[Phase] = msgspec.field(default_factory=Counter)
    waited: float = 0.0
    stopped: str = ""
    interrupted: bool = False
    shows_nothing: bool = False
