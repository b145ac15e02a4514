"""One disagreement between the documentation and one interaction."""

import msgspec

from asdocumented.contracts.model import Citation, Severity
from asdocumented.formats.json_path import Step


class Finding(msgspec.Struct, frozen=True):
    """One disagreement at one place of one interaction.

    `among` is the location whose values it is counted among ("" for interactions). `path` leads
    from the place judged to the offending value, `value` stands in for it where it lies elsewhere,
    and `has_value` is false where the fault is that there is none.
    """

    check: str
    severity: Severity
    location: str
    documented: str
    observed: str
    citation: Citation
    among: str
    path: tuple[Step, ...] = ()
    value: object = msgspec.UNSET
    has_value: bool = True
