"""Reports on files, as one text: judged in parts, or in one."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from asdocumented.api import Contracts, load_contracts
from asdocumented.evidence import parts
from asdocumented.parallel.workers import Workers
from tests.parallel.traffic import BEGIN, IN_PARTS
from tests.support import CONTRACTS, RANDOM_KEY


@cache
def contracts() -> Contracts:
    return load_contracts(CONTRACTS)


def report(*paths: Path, workers: int | Workers = IN_PARTS) -> str:
    """Return the report on files, as drift.json holds it."""
    judge = Contracts(contracts().folder, {"ASDOCUMENTED_REDACTION_KEY": RANDOM_KEY}).judge
    found = judge(*paths, workers=workers, now=BEGIN)
    return msgspec.json.format(msgspec.json.encode(found)).decode()


def whole(*paths: Path) -> str:
    """Return the report on files that are judged in one part, here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART_BYTES", 2**40)
        return report(*paths, workers=1)
