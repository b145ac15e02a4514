"""The moment of a run: that of the clock, or the one that makes a report reproducible."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from asdocumented.errors import Fault

VARIABLE = "SOURCE_DATE_EPOCH"
_LATEST = 253402300799


def fixed_moment(environment: Mapping[str, str]) -> datetime | None:
    """Return the moment (aware) that SOURCE_DATE_EPOCH names; None leaves it to the clock.

    Raises Fault where it is no number of seconds since 1970.
    """
    text = environment.get(VARIABLE, "")
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,12}", text) or int(text) > _LATEST:
        remedy = "set it to seconds since 1970-01-01T00:00:00Z, or unset it"
        raise Fault(VARIABLE, "no moment", remedy)
    return datetime.fromtimestamp(int(text), UTC)
