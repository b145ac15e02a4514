"""One disagreement between the documentation and one interaction."""

import msgspec

from asdocumented.contracts.model import Citation, Severity
from asdocumented.formats.json_path import Step

REQUESTS = "$request"
"""In place of a location: the finding is counted among the requests that are evidence."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One disagreement at one place of one interaction.

    - `documented` is what the cited row says. What is deduced stands in `follows_from` instead,
      and `documented` is empty.
    - `sources` are the further rows and pages that it comes from, beside `citation`.
    - `observed` is true of every finding of one class at one place: values stand behind "such as".
      `observed_class` says it without values, zones and counts; empty where `observed` has none.
    - `relation` is the id of the relation that is broken, where one is.
    - `among` is the location whose values it is counted among ("" for interactions); where an
      `expectation` is given, among those that are held against it.
    - `path` leads from the judged value to the offending one, which is `value` where the path alone
      does not lead to it. `has_value` is false where the fault is that there is no value.
    """

    check: str
    severity: Severity
    location: str
    documented: str = ""
    follows_from: str = ""
    observed: str
    observed_class: str = ""
    citation: Citation
    sources: tuple[Citation, ...] = ()
    relation: str = ""
    among: str
    expectation: str = ""
    path: tuple[Step, ...] = ()
    value: object = msgspec.UNSET
    has_value: bool = True

    @property
    def expected(self) -> str:
        """What was expected, documented or deduced."""
        return self.documented or self.follows_from

    @property
    def kind(self) -> str:
        """The class of what was observed."""
        return self.observed_class or self.observed
