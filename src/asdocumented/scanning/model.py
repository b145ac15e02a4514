"""What a scan found, as data: its JSON output. The JSON Schema is generated from it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

import msgspec
from msgspec import field

from asdocumented.errors import ExitCode
from asdocumented.formats.json_path import printable
from asdocumented.formats.type_schema import schema_of

FORMAT: Literal[1] = 1
"""The number of the format; it grows when a key changes its meaning or goes."""

_SHORTEST_SHOWN = 12
_SHOWN = 2


class Rank(StrEnum):
    """How much a find matters, the worst first."""

    CREDENTIAL = "credential"
    PERSONAL = "personal"
    REDACTABLE = "redactable"


RANKS = tuple(Rank)


class Kind(NamedTuple):
    """A kind of find: its rank, and what it is in words."""

    rank: Rank
    words: str


KINDS: Mapping[str, Kind] = {
    "known-credential": Kind(Rank.CREDENTIAL, "a credential of a configured target"),
    "named-credential": Kind(Rank.CREDENTIAL, "a value whose name says that it is a credential"),
    "user-information": Kind(Rank.CREDENTIAL, "user information in a URL"),
    "known-sample": Kind(Rank.PERSONAL, "a sensitive sample of a configured target"),
    "sensitive-value": Kind(Rank.PERSONAL, "a value that a contract marks as sensitive"),
    "named-personal": Kind(Rank.PERSONAL, "a value whose name says that it is a person's"),
    "e-mail-address": Kind(Rank.PERSONAL, "an e-mail address"),
    "telephone-number": Kind(Rank.PERSONAL, "a telephone number"),
    "card-number": Kind(Rank.PERSONAL, "a number of a payment card, with a right check digit"),
    "unlisted-header": Kind(Rank.REDACTABLE, "a header that redaction leaves out or changes"),
    "undocumented-value": Kind(Rank.REDACTABLE, "a value that redaction replaces"),
}
"""The kinds of finds, but for the forms of tokens, which `token_forms.toml` lists."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the output in which every key is known."""


class Find(Part, frozen=True):
    """Something that should not stand in a file.

    `place` says where in the interaction of that number, or in the file where there is none, and
    `count` in how many interactions it is so. `excerpt` shows two characters and the length of a
    longer value, and is empty for a short one. `spelling` tells how it is encoded there. `line` is
    a line of the file with that value, where one has it as it is.
    """

    file: str
    place: str
    rank: Rank
    kind: str
    excerpt: str
    interaction: int | None = None
    count: int = 1
    spelling: str = ""
    line: int | None = None


class NotRead(Part, frozen=True):
    """A file or folder that could not be read as a whole, and why."""

    file: str
    reason: str


class Scan(Part, frozen=True):
    """All finds in some files, file by file, the worst of each file first."""

    format: Literal[1]
    version: str
    files: int
    fails: bool
    finds: list[Find] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)

    def count(self, rank: Rank) -> int:
        """Return how many finds have this rank."""
        return sum(one.count for one in self.finds if one.rank is rank)

    @property
    def exit_code(self) -> ExitCode:
        """The exit code: inconclusive where no find counts, and not all was looked through."""
        if self.fails:
            return ExitCode.DRIFT
        looked_through = self.files > 0 and not self.not_read
        return ExitCode.AS_DOCUMENTED if looked_through else ExitCode.INCONCLUSIVE


class Hit(NamedTuple):
    """A find with its value, which stays in memory."""

    place: str
    kind: str
    rank: Rank
    value: str
    spelling: str = ""


def hit(place: str, kind: str, value: str, spelling: str = "") -> Hit:
    """Return a hit of one of `KINDS`."""
    return Hit(place, kind, KINDS[kind].rank, value, spelling)


def masked(value: str) -> str:
    """Return two characters and the length of a value; nothing of a short one."""
    if len(value) < _SHORTEST_SHOWN:
        return ""
    return f"{printable(value[:_SHOWN])}… ({len(value)} characters)"


def scan_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the JSON output, as these types say it."""
    return schema_of(Scan, "scan", "scan.json: what should not stand in evidence")
