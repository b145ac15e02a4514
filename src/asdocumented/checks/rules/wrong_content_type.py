"""A response whose Content-Type is not the documented one.

Why it matters: a client that parses by content type does not parse the body.

Example: documented `application/json`, answered `text/html`.
"""

from asdocumented.checks.check import Check, Findings
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Situation
from asdocumented.formats.json_path import printable

ID = "wrong-content-type"


def _find(situation: Situation) -> Findings:
    content_type, contract = situation.content_type, situation.contract
    if content_type is None:
        return
    documented = contract.media_types(situation.status)
    observed = _essence(content_type)
    if not documented or observed in map(_essence, documented):
        return
    yield Finding(
        check=ID,
        severity="warning",
        location="$response.header.Content-Type",
        documented=", ".join(sorted(documented)),
        observed=printable(observed)[:80] or "none",
        citation=contract.citation(),
        among="",
        value=content_type,
    )


def _essence(content_type: str) -> str:
    """Return a media type without its parameters, in lower case (RFC 9110, section 8.3.1)."""
    return content_type.partition(";")[0].strip().lower()


CHECK = Check(ID, "transport", situation=_find)
