"""The exception for damaged evidence: a file, or one interaction in it."""

import msgspec

UNREADABLE_JSON = (msgspec.DecodeError, UnicodeError, RecursionError)
"""What reading JSON raises where it is none, is no UTF-8, is nested too deeply, or of another form.

A name with a lone surrogate cannot be read as that of a member, which is a `UnicodeError`, too.
"""


class Damaged(Exception):
    """A fault in evidence; the reason holds no value of the evidence itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
