"""An HTTP status that nothing documents for the operation.

Why it matters: a client has no branch for it, and retries or gives up wrongly.

Example: documented 200 and 404, answered 418.
"""

from asdocumented.checks import Check, Exchange, Findings
from asdocumented.model import Finding

ID = "undocumented-status"


def _find(exchange: Exchange) -> Findings:
    status, contract = exchange.interaction.response.status, exchange.situation.contract
    if status is None or contract.documents(status):
        return
    yield Finding(
        check=ID,
        severity="warning",
        location="$statusCode",
        documented=", ".join(sorted(contract.statuses)),
        observed=str(status),
        citation=contract.citation(),
        among="",
        value=status,
    )


CHECK = Check(ID, "transport", exchange=_find)
