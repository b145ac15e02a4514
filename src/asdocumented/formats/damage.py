"""The exception for damaged evidence: a file, or one interaction in it."""


class Damaged(Exception):
    """A fault in evidence; the reason holds no value of the evidence itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
