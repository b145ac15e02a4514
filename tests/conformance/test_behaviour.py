"""Does the API behave as documented? The recordings are replayed, and each behaviour judged.

`pytest tests/conformance` replays with the network shut; `asdocumented record` records anew.
"""

import pytest
import requests

from asdocumented.pytest_plugin import Judgement

BEHAVIOURS = {
    "types": "structure",
    "time-zone": "time",
    "letter-case": "letter case",
    "error-arrays": "errors",
    "parameters": "request",
    "transport": "transport",
}


@pytest.mark.block_network
@pytest.mark.parametrize("group", BEHAVIOURS.values(), ids=BEHAVIOURS)
def test_it_behaves_as_documented(
    group: str, requested: list[tuple[str, str | None]], judge: Judgement
) -> None:
    """No answer departs from a documented row in this respect."""
    (zone,) = {zone for _, zone in requested}
    answers = [requests.get(url, timeout=10) for url, _ in requested]
    judge(*answers, groups=[group], fail_on="warning", zone=zone)
