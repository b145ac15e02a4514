"""Evidence that could not be read, or that is missing."""

import msgspec

from asdocumented.evidence.interaction import Request


class Unread(msgspec.Struct, frozen=True):
    """A file of evidence, or a part of it, that could not be read.

    `reason` holds no value of the evidence. `whole` tells that the file as such is at fault, not
    single interactions in it.
    """

    file: str
    reason: str
    whole: bool = True


class MissingEvidence(msgspec.Struct, frozen=True):
    """A recorded request whose answer is missing or cannot be read.

    `index` is its place in the file, from 0. `content_type` is that of the answer, None where
    nothing tells it. `reason` holds no value of the evidence.
    """

    request: Request
    reason: str
    file: str
    index: int
    content_type: str | None = None
