"""Does the API behave as documented? Each behaviour of each operation is judged.

`pytest tests/conformance` replays the recordings with the network shut, and `asdocumented record`
records anew; with `--drift-target NAME --drift-live` the target is asked now.
"""

import pytest

from asdocumented.pytest_plugin.plugin import Judgement
from tests.conformance.conftest import Answers

BEHAVIOURS = {
    "types": "structure",
    "time-zone": "time",
    "letter-case": "letter case",
    "error-arrays": "errors",
    "parameters": "request",
    "transport": "transport",
}


@pytest.mark.parametrize("group", BEHAVIOURS.values(), ids=BEHAVIOURS)
def test_it_behaves_as_documented(group: str, answers: Answers, judge: Judgement) -> None:
    """No answer departs from a documented row in this respect."""
    given, zone = answers()
    assert given
    judge(*given, groups=[group], fail_on="warning", zone=zone)
