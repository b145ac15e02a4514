"""What the suite judges, by operation: a target's recordings, or with --drift-live its answers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
import requests

from asdocumented.contracts.folder import find_contracts
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Interaction
from asdocumented.redaction.responses import ReceivedResponse
from tests.support import ROOT

CASSETTES = ROOT / "cassettes"
DEFAULT = "sandbox"

Answers: TypeAlias = Callable[[], tuple[Sequence[ReceivedResponse | Interaction], str | None]]
"""Gives what is judged, and the IANA zone that it comes from; None where it says so itself."""


def recordings(target: str) -> dict[str, list[Path]]:
    """Return the cassettes of a target by operation; none where nothing is recorded."""
    found: dict[str, list[Path]] = {}
    for path in sorted((CASSETTES / target).glob("*/*.yaml")):
        found.setdefault(path.parent.name, []).append(path)
    return found


def nothing_recorded(config: pytest.Config) -> str:
    """Return what is wrong and what to do where a target has no recordings; "" where it has."""
    target = config.getoption("drift_target") or DEFAULT
    if config.getoption("drift_live") or recordings(target):
        return ""
    return f"cassettes/{target}: nothing is recorded: asdocumented record --target {target}"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse to run these tests by themselves where nothing can be judged."""
    if why := nothing_recorded(session.config):
        raise pytest.UsageError(why)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test each operation: with --drift-live those of the contracts, else the recorded."""
    if "operation" not in metafunc.fixturenames:
        return
    config = metafunc.config
    if config.getoption("drift_live"):
        root = find_contracts(config.getoption("drift_contracts"), config.rootpath)
        names = sorted({page.parent.parent.name for page in root.glob("*/*/page.toml")})
        unlimited = pytest.mark.timeout(0)  # a target takes as long as it takes
        metafunc.parametrize("operation", [pytest.param(name, marks=unlimited) for name in names])
        return
    found = recordings(config.getoption("drift_target") or DEFAULT)
    metafunc.parametrize(
        "operation",
        [
            pytest.param(name, marks=[pytest.mark.vcr(*map(str, paths)), pytest.mark.block_network])
            for name, paths in found.items()
        ]
        or ["no-recordings"],
    )


@pytest.fixture
def answers(request: pytest.FixtureRequest, operation: str) -> Answers:
    """Return what gives the answers of an operation: a replay happens in the test itself."""
    if request.config.getoption("drift_live"):
        request.getfixturevalue("socket_enabled")
        every: list[Interaction] = request.getfixturevalue("live_interactions")
        found = [one for one in every if one.name.split("/")[1] == operation]
        return lambda: (found, None)
    if why := nothing_recorded(request.config):
        pytest.fail(why, pytrace=False)
    recorded = recordings(request.config.getoption("drift_target") or DEFAULT)[operation]
    evidence = [one for one in read_evidence(recorded) if isinstance(one, Evidence)]
    assert len(evidence) == len(recorded), "a cassette cannot be read: asdocumented check names it"
    (zone,) = {one.interaction.zone for one in evidence}
    urls = [one.interaction.request.url for one in evidence]
    return lambda: ([requests.get(url, timeout=10) for url in urls], zone)


@pytest.fixture
def vcr_config(redacted_vcr_config: dict[str, object]) -> dict[str, object]:
    """Whoever records with `--record-mode` goes through the same redaction."""
    return redacted_vcr_config
