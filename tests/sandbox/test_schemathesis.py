"""Schemathesis finds no server error in the sandbox."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from asdocumented.contracts.folder import load_contracts
from tests.generating import examples
from tests.sandbox.client import BASIC, sandbox
from tests.support import CONTRACTS

NEWEST = {one.contract.operation: one for one in load_contracts(CONTRACTS)}


@pytest.mark.enable_socket
@pytest.mark.parametrize("operation", NEWEST)
def test_no_server_error_is_found(operation: str) -> None:
    """Whatever the documented parameters hold, the server answers."""
    edition = NEWEST[operation]
    schema = schemathesis.openapi.from_path(edition.path / "openapi.yaml")
    cases = schema[edition.contract.path][edition.contract.method].as_strategy()
    statuses: set[int] = set()
    with sandbox(profile="as-printed") as url:

        @settings(
            examples(25),
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases)
        def ask(case: schemathesis.Case[Any]) -> None:
            case.headers.clear()  # it makes up credentials
            response = case.call(base_url=url, headers=BASIC, timeout=10)
            case.validate_response(response, checks=[not_a_server_error])
            statuses.add(response.status_code)

        ask()
    assert 200 in statuses
    assert statuses <= {200, 400}
