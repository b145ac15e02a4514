"""What all parts of the report have in common."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

SetName: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^(example|cassette|har|live)([: ].+)?$",
        description="The name of an evidence set: its origin, and its target behind a colon.",
    ),
]
Moment: TypeAlias = Annotated[str, Meta(description="In UTC, as RFC 3339 writes it.")]
Digest: TypeAlias = Annotated[
    str, Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 of files, in hexadecimal digits.")
]
Day: TypeAlias = Annotated[str, Meta(description="A date, as RFC 3339 writes it.")]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the report in which every key is known."""
