"""The recordings that the suite replays: `cassettes/<target>/`, by operation."""

from pathlib import Path

import pytest

from asdocumented.interactions.evidence import Evidence, read_evidence
from tests.support import ROOT

CASSETTES = ROOT / "cassettes"
DEFAULT = "sandbox"


def recordings(target: str) -> dict[str, list[Path]]:
    """Return the cassettes of a target by operation; none where nothing is recorded."""
    found: dict[str, list[Path]] = {}
    for path in sorted((CASSETTES / target).glob("*/*.yaml")):
        found.setdefault(path.parent.name, []).append(path)
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test each operation of the target, with its cassettes to replay."""
    if "recorded" not in metafunc.fixturenames:
        return
    target = metafunc.config.getoption("target") or DEFAULT
    found = recordings(target)
    if not found:
        raise pytest.UsageError(
            f"{CASSETTES / target}: nothing is recorded\n  asdocumented record --target {target}"
        )
    metafunc.parametrize(
        "recorded",
        [
            pytest.param(paths, id=operation, marks=pytest.mark.vcr(*map(str, paths)))
            for operation, paths in found.items()
        ],
    )


@pytest.fixture
def requested(recorded: list[Path]) -> list[tuple[str, str | None]]:
    """Return the URL of each recorded request in order, and the zone of its recording."""
    evidence = [one for one in read_evidence(recorded) if isinstance(one, Evidence)]
    assert len(evidence) == len(recorded), "a cassette cannot be read: asdocumented check names it"
    return [(one.interaction.request.url, one.interaction.zone) for one in evidence]


@pytest.fixture
def vcr_config(redacted_vcr_config: dict[str, object]) -> dict[str, object]:
    """Whoever records with `--record-mode` goes through the same redaction."""
    return redacted_vcr_config
