"""The example of an upgrade map: both its answers are held against the map itself."""

from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_map import Exchange, UpgradeMap
from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.errors import Fault
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats import json_body

_HOST = "https://example.invalid"
_JSON = "application/json"


def check_example(upgrade: UpgradeMap, contracts: tuple[Contract, Contract], where: str) -> None:
    """Raise Fault where the example is no JSON, asks elsewhere, or departs from the map."""
    example = upgrade.example
    if example is None:
        return
    old = _interaction(example.old, contracts[0], f"{where}, from")
    new = _interaction(example.new, contracts[1], f"{where}, to")
    judged = judge_upgrade(upgrade, contracts, [old], [new])
    for one in judged.mappings:
        if one.verdict == "contradicted":
            pair = one.samples[0]
            what = f"{one.old} → {one.new} is contradicted: {pair.old.value} → {pair.new.value}"
            raise Fault(where, what, "correct the example, or the entry of this field")
    if judged.verdict == "not shown":
        raise Fault(where, "it shows nothing of the map", "give both answers an item of one code")


def _interaction(one: Exchange, contract: Contract, where: str) -> Interaction:
    """Return one side as evidence; raise Fault where it is none of its operation."""
    url = f"{_HOST}{one.request}"
    if match(contract.method, url, [contract]) is None:
        what = f"{one.request} is no request of {contract.operation}"
        raise Fault(where, what, f"ask {contract.path}")
    body = one.body.encode()
    _, fault = json_body.parse(body)
    if fault is not None:
        raise Fault(where, "its body is no JSON", "write it as the API would answer")
    request = Request(contract.method, url)
    return Interaction("example", "example", request, Response(200, _JSON, body))
