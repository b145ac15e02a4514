"""The detection rate of a selftest, as long as the contracts are those that it was made with."""

from pathlib import Path

import msgspec

from asdocumented.errors import Fault
from asdocumented.formats.damage import UNREADABLE_JSON
from asdocumented.formats.files import read_bytes
from asdocumented.report.model import DetectionRate, Report
from asdocumented.selftest.result import SelftestResult

FILE = "selftest.json"


def rate_for(report: Report, folder: Path) -> DetectionRate | None:
    """Return the rate that a folder holds for the contracts of a report.

    None where there is none: no file, one that cannot be read, another version, other contracts.
    """
    try:
        result = msgspec.json.decode(read_bytes(folder / FILE), type=SelftestResult)
    except (Fault, *UNREADABLE_JSON):
        return None
    known = {(one.id, one.edition): one.digest for one in report.operations if one.newest}
    same = [
        one
        for one in result.operations
        if one.digest is not None and known.get((one.operation, one.edition)) == one.digest
    ]
    changed = len(same) < sum((one.operation, one.edition) in known for one in result.operations)
    tried = sum(one.tried for one in same)
    if changed or not tried or result.version != report.run.version:
        return None
    caught = sum(one.caught for one in same)
    return DetectionRate(tried, caught, [one.operation for one in same])
