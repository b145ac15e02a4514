"""Evidence at fault: why a file, or one interaction in it, cannot be read; what a run lost."""

from dataclasses import dataclass


class Damaged(Exception):
    """A fault in evidence; the reason holds no value of the evidence itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Lost:
    """What a run should have learnt and did not; `whole` tells that it is not to be relied on."""

    reason: str
    whole: bool
