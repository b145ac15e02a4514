"""A body that is not JSON where JSON is documented.

Why it matters: the client's parser raises before the client sees what went wrong.

Example: an HTML login page under HTTP 200; a body cut off in the middle.
"""

from asdocumented.checks.check import Check, Exchange, Findings
from asdocumented.checks.finding import Finding

ID = "unreadable-body"


def _find(exchange: Exchange) -> Findings:
    if exchange.fault is None or exchange.node is None:
        return
    contract = exchange.situation.contract
    yield Finding(
        check=ID,
        severity="error",
        location="$response.body",
        documented=", ".join(sorted(contract.media_types(exchange.interaction.response.status))),
        observed=exchange.fault,
        citation=contract.citation(),
        among="",
        value=exchange.interaction.response.body[:80].decode("utf-8", "replace"),
    )


CHECK = Check(ID, "transport", exchange=_find)
