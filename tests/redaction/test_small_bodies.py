"""Every check finds the same in one small body for each redaction rule."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.contracts.model import Contract
from asdocumented.formats.json_path import Json
from tests.generating import examples
from tests.redaction.differences import differences
from tests.redaction.exchanges import exchange
from tests.redaction.generated_exchanges import asked, codes, odd, written
from tests.redaction.small_contracts import (
    MEMBERS,
    bodies,
    every_contract,
    leaf,
    moments,
    special,
    spelled,
)
from tests.support import CLUSTERS


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("codes=WL2ZBJZK,NULL", '{"data": [{"code": "wl2zbjzk"}, {"code": "NULL"}]}'),
        ("codes=WL2ZBJZK|AB12", '{"data": [{"code": "WL2ZBJZK"}, {"code": "AB12"}]}'),
        ("codes=true", '{"data": [{"code": true}, {"code": "true"}]}'),
        ("codes=7&codes=12", '{"data": [{"code": 7}, {"code": 12}, {"code": 7.0}]}'),
        ("codes=1000,12.5", '{"data": [{"code": 1e3}, {"code": "1000"}, {"code": 12.50}]}'),
        ("codes=%20AB%20,%20CD", '{"data": [{"code": "AB"}, {"code": "cd"}, {"code": "x"}]}'),
        ("codes=7&ids=12345", '{"data": [{"code": "7", "id": 12345}, {"id": "12345.0"}]}'),
        ("codes=\u00c9T\u00c9", '{"data": [{"code": "\u00e9t\u00e9"}, {"code": "ete"}]}'),
        ("letters=LOWER&codes=a", '{"data": [{"code": "AB12"}, {"code": "ab12"}, {"code": 1}]}'),
        ("letters=LOWER", '{"data": [[{"code": "AB12"}], {"code": ["AB"]}]}'),
        ("letters=LOWER", '{"data": [{"code": "A\u00aa"}, {"code": "B\u01c5"}]}'),
        ("withSeries=YES", '{"data": []}'),
        ("withSeries=no", '{"series": {}}'),
        ("letters=Title", '{"grade": "A", "level": 20, "kind": "abs", "known": "GOLD"}'),
        ("", '{"grade": "C", "level": 15, "kind": "OTHER", "known": "SILVER"}'),
        ("", '{"level": 2e1, "level": 10.0, "owner": {"rank": 1, "born": "1970-01-01"}}'),
        ("", '{"success": "true", "code": "200", "data": [{"status": {"code": "705"}}]}'),
        ("", '{"success": ["true"], "code": [[705]], "data": [[[{"status": {"code": 1}}]]]}'),
        ("", '{"data": {"status": [{"success": "false"}], "code": "x"}, "code": 200}'),
        ("", '{"data": [{"code": 123}, {"code": "123"}, {"code": "abc"}, {"code": "ABC"}]}'),
        ("", '{"count": 2147483647}'),
        ("", '{"count": 2147483648}'),
        ("", '{"count": -2147483648}'),
        ("", '{"count": -2147483649}'),
        ("", '{"count": 1999999999, "count": 2147483600, "count": 2147483700}'),
        ("", '{"data": [{"id": 9223372036854775807}, {"id": 9223372036854775808}]}'),
        ("", '{"count": 12.0, "share": 12.50, "count": "12", "total": 1e400}'),
        ("", '{"count": 12.5, "flag": "true", "flag": "yes", "share": " 12 ", "count": "1e5"}'),
        ("", '{"day": "2026-02-30", "moment": "2026-05-09T00:00:00"}'),
        ("", '{"raw": "09-05-2026 at 10:00", "day": "2026-05-09T00:00:00+05:30"}'),
        ("", '{"day": "919876543210", "moment": "9876543210Z", "raw": "tz", "day": "2026"}'),
        ("", '{"day": "ab", "moment": "Tom", "raw": "09-05-2026 um 10:00", "day": "12 34"}'),
        ("", '{"instant": 1778284800000, "moment": "2026-05-09T00:00:00Z"}'),
        ("", '{"instant": 1778284800001, "moment": "2026-05-09T05:30:00+05:30"}'),
        ("", '{"stores": "[1, 12345]", "hidden": "[1, 12345]", "unknown": 12345}'),
        ("", '{"stores": "[true", "hidden": "{\\"a\\": true}"}'),
        ("", '{"stores": "{\\"a\\": true}", "unknown": "{\\"a\\": true}"}'),
        ("", '{"hidden": "[tru]", "hidden": "[01]", "hidden": ""}'),
        ("", '{"short": "abcd", "capitals": "AB12", "address": "bob@x.example"}'),
        ("", '{"short": "abcde", "capitals": "A\u00cc", "address": "bob"}'),
        ("", '{"key": "d94f2a00-7c1e-4b9a-8f00-aa12bc34de56"}'),
        ("", '{"errors": [{"code": 1, "message": "no WL2ZBJZK", "extra": 1}, "x", {"code": "1"}]}'),
        ("", '{"free": {"a b": "x", "c": 1}, "mapped": {"x1y": "2", "z": 12345}, "tags": [1]}'),
        ("", '{"type": "percent", "percent": "type", "Data": [], "dta": "data"}'),
        ("", '{"data": {"status": {"success": true, "code": "12345"}}, "id": 12345}'),
        ("", '{"data": [], "code": "00012345", "Code": "00012345"}'),
        ("", '{"anything": {"a": 1}, "series": [], "owner": ["x"], "errors": null}'),
    ],
)
@every_contract
def test_one_body_for_each_rule(judged_by: Contract, query: str, body: str) -> None:
    """What a check could take for something else once it is replaced."""
    sent = exchange(body, url=f"https://utc.example/coupons?{query}")
    found = differences(judged_by, [sent], CLUSTERS)
    assert found is None, found


FITTING: dict[str, st.SearchStrategy[Any]] = {
    "code": codes | st.sampled_from([700, "700", 705, 200, "200"]),
    "id": st.sampled_from([1, 12, 12345, 12345.0, "12345", 2**31, 2**63, 7]) | spelled,
    "count": spelled | st.sampled_from([12, "12", 2**31, -(2**31), 12.0]),
    "share": spelled,
    "total": spelled,
    "day": moments,
    "moment": moments,
    "raw": moments,
    "instant": st.sampled_from([0, 1778284800000, 1778284800, -1]),
    "kind": st.sampled_from(["ABS", "PERC", "abs", "OTHER"]),
    "grade": st.sampled_from(["A", "B", "AA", "a", "C", "CC"]),
    "level": st.sampled_from([10, 20, 30, 10.0, 15, 99, "<number 2e1>"]),
    "known": st.sampled_from(["GOLD", "gold", "NULL", "SILVER"]),
    "stores": special,
    "hidden": special,
    "short": codes,
    "capitals": codes | odd,
    "address": special | odd,
    "key": special,
    "series": leaf,
    "success": st.sampled_from([True, False, "true", " False", "yes", None]),
}
statuses = st.fixed_dictionaries({}, optional={name: FITTING[name] for name in ("success", "code")})
items = st.fixed_dictionaries(
    {}, optional={"code": FITTING["code"], "id": FITTING["id"], "status": statuses, "Code": codes}
)
NESTED: dict[str, st.SearchStrategy[Any]] = {
    "data": st.lists(items, max_size=4) | items,
    "owner": st.dictionaries(st.sampled_from(["name", "born", "rank"]), leaf | moments, max_size=3),
}


NAMES = sorted({*MEMBERS, *FITTING, *NESTED})
VALUES: dict[str, st.SearchStrategy[Any]] = {
    name: st.one_of(*[fitting] * 6, st.lists(fitting, max_size=3), bodies)
    for name in NAMES
    for fitting in [NESTED.get(name, FITTING.get(name, leaf))]
}
"""For each member mostly such values as are of interest there, else any."""


def fitting_body(data: st.DataObject) -> Json:
    """Return an object with some members, the list of items more often than not."""
    names = data.draw(st.lists(st.sampled_from(["data", "data", *NAMES]), max_size=16))
    return {name: data.draw(VALUES[name]) for name in names}


@every_contract
@examples(100)
@given(data=st.data())
def test_bodies_with_fitting_values(judged_by: Contract, data: st.DataObject) -> None:
    """Mostly right, with a request for things that stand there."""
    sent = []
    for _ in range(data.draw(st.integers(1, 2))):
        body = fitting_body(data)
        url = asked(judged_by, body, "https://utc.example/coupons?withSeries=yes", data)
        sent.append(exchange(written(body), url=url))
    found = differences(judged_by, sent, CLUSTERS)
    assert found is None, found
