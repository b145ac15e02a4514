"""The client of docs/upgrade.md says the same on both operations."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
import requests

from asdocumented.sandbox.auth import Credentials
from asdocumented.sandbox.server import running
from asdocumented.sandbox.target import make_behaviour
from tests.project.pages import blocks
from tests.support import ROOT

PAGE = ROOT / "docs" / "upgrade.md"
TILL = Credentials()
CODES = ["INVENTEDUPPER1", "InventedMixed3", "NOSUCHCODE"]
FOUND = {
    "INVENTEDUPPER1": (date(2031, 5, 9), "ABS", 500),
    "INVENTEDMIXED3": (date(2030, 9, 29), "PERC", 10),
}


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
def test_the_rewritten_client_reads_what_the_old_one_read(zone: str) -> None:
    """From the same sandbox, in any zone; the unknown code is missing on both sides."""
    names: dict[str, object] = {}
    for block in blocks(PAGE):
        if block.language == "python":
            exec(compile(block.text, PAGE.name, "exec"), names)  # noqa: S102  # our own page
    behaviour = make_behaviour(ZoneInfo(zone), (), TILL)
    session = requests.Session()
    session.headers["Authorization"] = TILL.basic()
    with running(behaviour) as sandbox, session:
        names["BASE"] = sandbox.url
        read = {name: names[name] for name in ("on_v1", "on_v2")}
        found = {name: client(session, CODES) for name, client in read.items() if callable(client)}
    assert found == {"on_v1": FOUND, "on_v2": FOUND}
