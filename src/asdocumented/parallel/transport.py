"""Carries what a part of the evidence showed from one process to another.

Contracts are large, and compared by identity: a number stands for a contract, and for each place
of its bodies. Both sides number the same contracts in the same order.
"""

import gc
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TypeAlias

from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.files import FileTally
from asdocumented.judging.judged_part import SessionPart


@contextmanager
def without_collection() -> Iterator[None]:
    """Look for no garbage meanwhile: of many new objects that stay, none is any."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Transport:
    """Writes and reads parts that were judged by the same contracts."""

    def __init__(self, contracts: Sequence[Contract]) -> None:
        """Give numbers to the contracts, and to the places of their bodies."""
        self._shared = [*_shared(contracts)]
        self._numbers = {id(one): number for number, one in enumerate(self._shared)}

    def dump(self, part: SessionPart, tally: FileTally) -> bytes:
        """Return a part and the tally of its file in bytes, which a process of ours may load."""
        file = BytesIO()
        _Pickler(file, self._numbers).dump((part, tally))
        return file.getvalue()

    def load(self, content: bytes) -> tuple[SessionPart, FileTally]:
        """Return what `dump` wrote in a process of ours."""
        with without_collection():
            part, tally = _Unpickler(BytesIO(content), self._shared).load()
        return part, tally


_Shared: TypeAlias = Contract | Node


class _Pickler(pickle.Pickler):
    def __init__(self, file: BytesIO, numbers: dict[int, int]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)

        def numbered(one: _Shared) -> tuple[Callable[[int], _Shared], tuple[int]]:
            return at_number, (numbers[id(one)],)

        self.dispatch_table = {Contract: numbered, Node: numbered}


def at_number(number: int) -> Contract | Node:
    """Stand for what has a number, which only the other side can tell."""
    raise LookupError(number)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BytesIO, shared: Sequence[Contract | Node]) -> None:
        super().__init__(file)
        self._at_number = shared.__getitem__

    def find_class(self, module: str, name: str) -> object:
        """Return what a name stands for."""
        if (module, name) == (at_number.__module__, at_number.__qualname__):
            return self._at_number
        return super().find_class(module, name)


def _shared(contracts: Sequence[Contract]) -> "Sequence[Contract | Node]":
    found: list[Contract | Node] = []
    for contract in contracts:
        found.append(contract)
        for root in contract.bodies.values():
            found += root.tree()
    return found
