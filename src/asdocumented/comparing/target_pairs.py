"""Which answers of two targets belong together: those to the same request, or the same case."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asdocumented.contracts.model import Contract, NotJudged
from asdocumented.contracts.routing import match, path_values
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.urls import parse_url

_FILE = re.compile(r"\.ya?ml(#\d+)?$")


class Answer(NamedTuple):
    """An answer of one target; `asked` identifies its request, host left out."""

    contract: Contract
    interaction: Interaction
    asked: str

    @property
    def case(self) -> str:
        """The case that was asked for, empty where nothing tells it."""
        name = _FILE.sub("", self.interaction.name)
        return f"{self.contract.operation}/{name.rpartition('/')[2]}" if self._is_ours else ""

    @property
    def words(self) -> str:
        """How people name what was asked."""
        return self.case or f"{self.contract.operation}: {self.interaction.name}"

    @property
    def _is_ours(self) -> bool:
        return self.interaction.target is not None


class AnswerPair(NamedTuple):
    """Two answers; `same` tells that the request was the same, so that values can be compared."""

    before: Answer
    after: Answer
    same: bool


class Paired(NamedTuple):
    """The answers that belong together, and those that have no counterpart."""

    pairs: list[AnswerPair]
    left: list[NotJudged]


def recorded_answers(
    interactions: Iterable[Interaction], contracts: Sequence[Contract]
) -> list[Answer]:
    """Return the interactions of the operations, identified by operation and parameters."""
    found = []
    for one in interactions:
        contract = match(one.request.method, one.request.url, contracts)
        if contract is not None:
            found.append(Answer(contract, one, _asked(one, contract)))
    return found


def pair_answers(
    before: Iterable[Answer], after: Iterable[Answer], names: tuple[str, str]
) -> Paired:
    """Pair answers of two targets: by their request, then by the case that was asked for."""
    pairs: list[AnswerPair] = []
    old, new = [*before], [*after]
    for same in (True, False):
        left, waiting = list[Answer](), dict[str, list[Answer]]()
        for one in new:
            waiting.setdefault(_key(one, same=same), []).append(one)
        for one in old:
            found = waiting.get(_key(one, same=same)) or []
            if found and (same or one.case):
                pairs.append(AnswerPair(one, found.pop(0), same))
            else:
                left.append(one)
        old, new = left, [one for rest in waiting.values() for one in rest]
    alone = [
        NotJudged(one.words, f"only {name} answered it")
        for name, rest in zip(names, (old, new), strict=True)
        for one in rest
    ]
    return Paired(pairs, alone)


def _key(one: Answer, *, same: bool) -> str:
    """Return what two answers share: the request with its credentials' case, or the case."""
    status = one.interaction.response.status
    refused = " refused" if status in _REFUSED else ""
    return f"{one.asked}{refused}" if same else one.case


_REFUSED = (401, 403)
"""Recordings hold no credentials: the same request with wrong ones is told by its status alone."""


def _asked(one: Interaction, contract: Contract) -> str:
    path = sorted(path_values(contract, one.request.url).items())
    _, query = parse_url(one.request.url)
    sent = sorted((name, text) for name, texts in (query or {}).items() for text in texts)
    return f"{contract.operation} {path} {sent}"
