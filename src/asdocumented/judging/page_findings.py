"""What checks find in the pages alone, worked out once: a contract is frozen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from asdocumented.checks.check import Check, Findings
from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import Contract

_MOST_KEPT = 512


def page_findings(
    checks: Iterable[Check], contract: Contract, others: Sequence[Contract]
) -> Iterator[Finding]:
    """Yield what these checks find in a contract's tables, and in them beside those of others.

    Args:
        checks: the checks; those that look at no page find nothing.
        contract: the contract.
        others: the contracts that it is held against.

    Yields:
        each finding, in the order of the checks.

    """
    for check in checks:
        if check.page:
            yield from _of_page(check.page, contract)
        if check.pages:
            yield from _beside_others(check.pages, contract, (*others,))


@lru_cache(_MOST_KEPT)
def _of_page(rule: Callable[[Contract], Findings], contract: Contract) -> tuple[Finding, ...]:
    return (*rule(contract),)


@lru_cache(_MOST_KEPT)
def _beside_others(
    rule: Callable[[Contract, Sequence[Contract]], Findings],
    contract: Contract,
    others: tuple[Contract, ...],
) -> tuple[Finding, ...]:
    return (*rule(contract, others),)
