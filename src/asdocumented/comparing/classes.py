"""The classes of changes: what each is, what it does to a client, and what the way back is."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from asdocumented.comparing.change import Effect


class ChangeClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class of changes; `mirror` is the class of the same change seen from the other side.

    `sends` is the effect on a client that sends requests, `reads` on one that reads responses.
    `means` says what it does to a client, `oasdiff` names the ids of oasdiff that are alike.
    """

    id: str
    group: Literal["requests", "answers", "fields", "reports", "targets"]
    title: str
    sends: Effect
    reads: Effect
    mirror: str
    means: str
    oasdiff: tuple[str, ...] = ()

    @property
    def explanation(self) -> str:
        """All that is to say of it, for people."""
        effects = f"A client that sends requests: {self.sends}. One that reads responses: "
        return f"{self.title}.\n\nWhy it matters: {self.means}\n\n{effects}{self.reads}."


class _Classes(msgspec.Struct):
    found: tuple[ChangeClass, ...] = msgspec.field(name="class")


@cache
def all_classes() -> Mapping[str, ChangeClass]:
    """Return every class by its id, in the order of the documentation."""
    text = Path(__file__).with_name("classes.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text), _Classes).found
    return MappingProxyType({one.id: one for one in found})
