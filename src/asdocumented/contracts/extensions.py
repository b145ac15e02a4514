"""The `x-` keys of ours where nothing reads them, and those that are one of them misspelt."""

from collections.abc import Iterator
from difflib import get_close_matches

from asdocumented.contracts.meta import annotation_keywords

_OF_PARAMETERS = frozenset({"x-mandatory-unless"})
_SIMILAR = 0.8
"""How alike two names are of which one is the other, misspelt."""


def extension_faults(key: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an `x-` key that nothing reads here, and what to do.

    Nothing is wrong with those of other tools.
    """
    ours = annotation_keywords() | _OF_PARAMETERS
    if key in ours:
        yield f"{key} is not read here", "move it to where contracts/README.md lists it"
    elif similar := get_close_matches(key, ours, n=1, cutoff=_SIMILAR):
        yield f"unknown key {key!r}", f"did you mean {similar[0]}? correct it, or rename it"
