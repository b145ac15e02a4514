"""Evidence that could not be read."""

import msgspec


class Unread(msgspec.Struct, frozen=True):
    """A file of evidence, or a part of it, that could not be read.

    `reason` holds no value of the evidence. `whole` tells that the file as such is at fault, not
    single interactions in it.
    """

    file: str
    reason: str
    whole: bool = True
