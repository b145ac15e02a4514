"""Every check finds the same before and after redaction, in printed and mutated evidence."""

from hypothesis import given
from hypothesis import strategies as st

from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.model import Contract
from asdocumented.formats.json_path import Json
from tests.generating import every_edition, examples, load
from tests.redaction.differences import differences
from tests.redaction.exchanges import exchange
from tests.redaction.generated_exchanges import asked, grown, written
from tests.redaction.small_contracts import bodies, every_contract, objects
from tests.support import CLUSTERS, CONTRACTS

BUNDLED = load_clusters(CONTRACTS)


@every_edition
def test_printed_examples(edition: str) -> None:
    """The pages' own examples, one by one and all together, in every status."""
    judged_by = load(edition).contract
    printed = [
        exchange(one.response.body, url=one.request.url, method=one.request.method, status=status)
        for one in load(edition).printed
        for status in (200, 201, 404, 500)
    ]
    assert differences(judged_by, printed, BUNDLED) is None
    for one in printed:
        assert differences(judged_by, [one], BUNDLED) is None


@every_edition
@examples(60)
@given(data=st.data())
def test_mutated_bodies(edition: str, data: st.DataObject) -> None:
    """A nearly right body of a bundled contract, with a request that shares values with it."""
    grown_ones = [grown(load(edition), data) for _ in range(data.draw(st.integers(1, 2)))]
    found = differences(load(edition).contract, grown_ones, BUNDLED)
    assert found is None, found


@every_contract
@examples(100)
@given(data=st.data())
def test_generated_bodies(judged_by: Contract, data: st.DataObject) -> None:
    """Any values at any place of a contract that says a little of everything."""
    sent = []
    for _ in range(data.draw(st.integers(1, 2))):
        body: Json = data.draw(objects | bodies)
        url = asked(judged_by, body, "https://utc.example/coupons?withSeries=yes", data)
        sent.append(exchange(written(body), url=url))
    found = differences(judged_by, sent, CLUSTERS)
    assert found is None, found
