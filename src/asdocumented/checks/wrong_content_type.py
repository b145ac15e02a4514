"""A response whose Content-Type is not the documented one.

Why it matters: a client that parses by content type does not parse the body.

Example: documented `application/json`, answered `text/html`.
"""

from asdocumented.checks import Check, Exchange, Findings
from asdocumented.location import printable
from asdocumented.model import Finding

ID = "wrong-content-type"


def _find(exchange: Exchange) -> Findings:
    response, contract = exchange.interaction.response, exchange.situation.contract
    if response.content_type is None:
        return
    documented = contract.media_types(response.status)
    observed = response.content_type.partition(";")[0].strip().lower()
    if not documented or observed in documented:
        return
    yield Finding(
        check=ID,
        severity="warning",
        location="$response.header.Content-Type",
        documented=", ".join(sorted(documented)),
        observed=printable(observed)[:80] or "none",
        citation=contract.citation(),
        among="",
        value=response.content_type,
    )


CHECK = Check(ID, "transport", exchange=_find)
