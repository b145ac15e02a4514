"""`contradictory-status`: statuses of one response that contradict each other."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, StatusRelation
from tests.support import contract, find, interaction, row, tell

STATUS: dict[str, Any] = {"properties": {"success": {}, "code": {}}}
ITEMS: dict[str, Any] = {"type": "array", "items": {"properties": {"item_status": STATUS}}}
WORDS = ("success", "code")
SAME = "follows: status.success and status.code say the same"
SAME_ITEM = "follows: item_status.success and item_status.code say the same"
FLAT = "follows: success and code say the same"
HTTP = "follows: status.success says the same as the HTTP status"
HTTP_CODE = "follows: status.code says the same as the HTTP status"
ONLY = "follows: status.success says success only where no item_status.success says failure"
ABOVE = "success above items that failed"
RELATION = StatusRelation(
    id="request-and-item-status",
    success=("status", "success"),
    code=("status", "code"),
    succeeded=frozenset({200}),
    items=("coupons", "coupon"),
    item_success=("item_status", "success"),
    item_code=("item_status", "code"),
    item_succeeded=frozenset({700}),
    citation=row(3, "success"),
)
RESPONSE = contract(
    {"response": {"properties": {"status": STATUS, "coupons": {"properties": {"coupon": ITEMS}}}}},
    statuses={"$.response": [RELATION]},
)
EVERY_STATUS = replace(RESPONSE, bodies={"default": RESPONSE.bodies["200"]})
OVERALL = "$.response.status.success"
OVERALL_CODE = "$.response.status.code"
ITEM = "$.response.coupons.coupon[*].item_status.success"
DATA = contract(
    {"data": {"type": "array", "items": STATUS}},
    statuses={
        "$.data[*]": [
            replace(
                RELATION,
                success=("success",),
                code=("code",),
                items=(),
                item_success=(),
                item_code=(),
            )
        ]
    },
)
GOOD, BAD = '{"success": "true", "code": 200}', '{"success": "false", "code": 500}'
GOOD_ITEM = '{"item_status": {"success": "true", "code": 700}}'
BAD_ITEM = '{"item_status": {"success": "false", "code": 705}}'


def answer(status: str, items: str = "[]") -> str:
    """Return a body with this overall status and these items."""
    return f'{{"response": {{"status": {status}, "coupons": {{"coupon": {items}}}}}}}'


@pytest.mark.parametrize(
    "body",
    [
        answer(GOOD),
        answer(GOOD, f"[{GOOD_ITEM}, {GOOD_ITEM}]"),
        answer(BAD),
        answer(BAD, f"[{BAD_ITEM}]"),
        answer(BAD, f"[{GOOD_ITEM}, {BAD_ITEM}]"),
        answer(BAD, f"[{GOOD_ITEM}]"),
        answer('{"success": true, "code": "200"}', f"[{GOOD_ITEM}]"),
        answer('{"success": " False ", "code": 404}', f"[{BAD_ITEM}]"),
    ],
)
def test_statuses_that_agree_are_not_found(body: str) -> None:
    """Failure of the whole says nothing against single items that succeeded."""
    assert find("contradictory-status", RESPONSE, body) == []


@pytest.mark.parametrize("success", ['"true"', "true", '"TRUE"', '" True "'])
@pytest.mark.parametrize("code", ["500", '"500"', "404", "0", "201"])
def test_success_with_a_code_for_failure_is_an_error(success: str, code: str) -> None:
    """A client that looks at the flag takes a failure for a success, however both are written."""
    body = answer(f'{{"success": {success}, "code": {code}}}')
    assert find("contradictory-status", RESPONSE, body) == [
        ("error", OVERALL, SAME, "success with a code for failure", "1 of 1")
    ]


@pytest.mark.parametrize("success", ['"false"', "false", '"FALSE"'])
@pytest.mark.parametrize("code", ["200", '"200"'])
def test_failure_with_a_code_for_success_is_an_error(success: str, code: str) -> None:
    """Flag and code contradict each other in either direction."""
    body = answer(f'{{"success": {success}, "code": {code}}}')
    assert find("contradictory-status", RESPONSE, body) == [
        ("error", OVERALL, SAME, "failure with a code for success", "1 of 1")
    ]


@pytest.mark.parametrize("code", ["-1", "2000000000", "99999999999999999999", '"-1"'])
def test_any_number_that_is_no_code_for_success_says_failure(code: str) -> None:
    """A negative or a long code is as clear as any: it is not among those for success."""
    body = answer(f'{{"success": "true", "code": {code}}}')
    assert find("contradictory-status", RESPONSE, body) == [
        ("error", OVERALL, SAME, "success with a code for failure", "1 of 1")
    ]


def test_success_while_items_failed_is_an_error() -> None:
    """However many items failed, the overall status is wrong once."""
    body = answer(GOOD, f"[{BAD_ITEM}, {GOOD_ITEM}, {BAD_ITEM}]")
    assert find("contradictory-status", RESPONSE, body) == [
        ("error", OVERALL, ONLY, ABOVE, "1 of 1")
    ]


@pytest.mark.parametrize(
    "item",
    [
        '{"item_status": {"success": "false"}}',
        '{"item_status": {"success": false}}',
        '{"item_status": {"code": 705}}',
        '{"item_status": {"code": "705"}}',
        '{"item_status": {"code": 200}}',
    ],
)
def test_an_item_fails_by_its_flag_or_by_its_code(item: str) -> None:
    """Items have codes for success of their own."""
    (found,) = find("contradictory-status", RESPONSE, answer(GOOD, f"[{item}]"))
    assert found[2].removesuffix("says failure") in (
        "follows: status.success says success only where no item_status.success ",
        "follows: status.success says success only where no item_status.code ",
    )
    assert (*found[:2], *found[3:]) == ("error", OVERALL, ABOVE, "1 of 1")


def test_a_code_stands_for_the_whole_where_there_is_no_flag() -> None:
    """Without a flag the overall code says success."""
    assert find("contradictory-status", RESPONSE, answer('{"code": 200}', f"[{BAD_ITEM}]")) == [
        ("error", OVERALL_CODE, ONLY.replace("status.success", "status.code", 1), ABOVE, "1 of 1")
    ]


@pytest.mark.parametrize(
    "item",
    [
        '{"item_status": {"success": "true", "code": 705}}',
        '{"item_status": {"success": true, "code": 0}}',
    ],
)
def test_success_of_an_item_with_a_code_for_failure_is_an_error(item: str) -> None:
    """An item's flag and code are compared like the overall ones, at the items' place."""
    assert find("contradictory-status", RESPONSE, answer(BAD, f"[{item}]")) == [
        ("error", ITEM, SAME_ITEM, "success with a code for failure", "1 of 1")
    ]


def test_failure_of_an_item_with_a_code_for_success_is_an_error() -> None:
    """Flag and code of an item contradict each other in either direction."""
    item = '{"item_status": {"success": "false", "code": 700}}'
    assert find("contradictory-status", RESPONSE, answer(BAD, f"[{item}]")) == [
        ("error", ITEM, SAME_ITEM, "failure with a code for success", "1 of 1")
    ]


def test_items_that_contradict_themselves_are_counted_among_the_items() -> None:
    """A fault of single items is counted among the items that could show it."""
    item = '{"item_status": {"success": "true", "code": 705}}'
    body = answer(BAD, f"[{item}, {GOOD_ITEM}, {item}]")
    assert [found[4] for found in find("contradictory-status", RESPONSE, body)] == ["2 of 3"]


def test_a_lone_item_for_the_array_is_judged_as_an_item() -> None:
    """One object in place of the array still has a status."""
    assert find("contradictory-status", RESPONSE, answer(GOOD, BAD_ITEM)) == [
        ("error", OVERALL, ONLY, ABOVE, "1 of 1")
    ]


@pytest.mark.parametrize("status", [200, 201, 302, 399])
def test_failure_under_a_status_for_success_is_an_error(status: int) -> None:
    """HTTP says success below 400."""
    assert find("contradictory-status", EVERY_STATUS, interaction(answer(BAD), status=status)) == [
        ("error", OVERALL, HTTP, "failure under an HTTP status for success", "1 of 1")
    ]


@pytest.mark.parametrize("status", [400, 404, 499, 500, 503])
def test_success_under_a_status_for_failure_is_an_error(status: int) -> None:
    """HTTP says failure from 400."""
    assert find("contradictory-status", EVERY_STATUS, interaction(answer(GOOD), status=status)) == [
        ("error", OVERALL, HTTP, "success under an HTTP status for failure", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("code", "status", "observed"),
    [
        ("500", 200, "failure under an HTTP status for success"),
        ("200", 400, "success under an HTTP status for failure"),
    ],
)
def test_http_is_compared_with_the_code_where_there_is_no_flag(
    code: str, status: int, observed: str
) -> None:
    """The body tells success by its code where it has no flag."""
    one = interaction(answer(f'{{"code": {code}}}'), status=status)
    assert find("contradictory-status", EVERY_STATUS, one) == [
        ("error", OVERALL_CODE, HTTP_CODE, observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (answer(GOOD), 200),
        (answer(GOOD), 399),
        (answer(BAD), 400),
        (answer(BAD), 500),
        (answer(GOOD), None),
        (answer(BAD), None),
    ],
)
def test_a_status_that_agrees_or_is_unknown_is_not_found(body: str, status: int | None) -> None:
    """A status that nobody recorded contradicts nothing."""
    assert find("contradictory-status", EVERY_STATUS, interaction(body, status=status)) == []


def test_items_are_not_compared_with_http() -> None:
    """HTTP tells of the request as a whole."""
    one = interaction(answer("{}", f"[{BAD_ITEM}]"), status=200)
    assert find("contradictory-status", EVERY_STATUS, one) == []


def test_each_contradiction_is_found_by_itself() -> None:
    """Flag against code, against HTTP and against the items are three facts."""
    body = answer('{"success": "true", "code": 500}', f"[{BAD_ITEM}]")
    found = find("contradictory-status", EVERY_STATUS, interaction(body, status=500))
    assert sorted(found) == [
        ("error", OVERALL, SAME, "success with a code for failure", "1 of 1"),
        ("error", OVERALL, ONLY, ABOVE, "1 of 1"),
        ("error", OVERALL, HTTP, "success under an HTTP status for failure", "1 of 1"),
    ]


@pytest.mark.parametrize(
    "success", ['"yes"', '"partial"', '""', '"NULL"', "null", "1", "0", "1.0", "[]", "{}", '["x"]']
)
@pytest.mark.parametrize("code", ["200", "500"])
def test_an_unclear_flag_contradicts_no_code(success: str, code: str) -> None:
    """Only true and false, in any spelling, say success or failure."""
    body = answer(f'{{"success": {success}, "code": {code}}}')
    assert find("contradictory-status", RESPONSE, body) == []


@pytest.mark.parametrize("success", ['"partial"', "null", "1", '""', "[]"])
@pytest.mark.parametrize("status", [200, 500])
def test_an_unclear_flag_contradicts_neither_http_nor_items(success: str, status: int) -> None:
    """What does not say success or failure contradicts nothing."""
    body = answer(f'{{"success": {success}}}', f"[{BAD_ITEM}]")
    assert find("contradictory-status", EVERY_STATUS, interaction(body, status=status)) == []


@pytest.mark.parametrize(
    "code", ['"OK"', '""', '"NULL"', '"200 OK"', "null", "true", "1e400", "[]", "{}", '["x"]']
)
@pytest.mark.parametrize("success", ["true", "false"])
def test_an_unclear_code_contradicts_no_flag(code: str, success: str) -> None:
    """Only numbers, written as such or as text, are codes."""
    body = answer(f'{{"success": {success}, "code": {code}}}')
    assert find("contradictory-status", RESPONSE, body) == []


@pytest.mark.parametrize(
    "item",
    [
        '{"item_status": {"success": "partial"}}',
        '{"item_status": {"code": "bad"}}',
        '{"item_status": {}}',
        '{"item_status": null}',
        '{"item_status": 7}',
        "{}",
        "null",
        "7",
        '"failed"',
        "[]",
        "[[7]]",
    ],
)
def test_an_item_that_does_not_say_failure_did_not_fail(item: str) -> None:
    """An unclear item, or none, does not contradict success."""
    assert find("contradictory-status", RESPONSE, answer(GOOD, f"[{item}]")) == []


@pytest.mark.parametrize("items", ["null", "7", '"x"', "{}", "[]", "[[], [[]]]", "true"])
def test_items_of_any_shape_are_no_contradiction(items: str) -> None:
    """What has no status of its own contradicts none."""
    assert find("contradictory-status", RESPONSE, answer(GOOD, items)) == []


@pytest.mark.parametrize(
    "body",
    [
        "null",
        "7",
        '"response"',
        "[]",
        "[[7]]",
        "{}",
        '{"response": null}',
        '{"response": 7}',
        '{"response": {}}',
        '{"response": {"status": null}}',
        '{"response": {"status": [[1], null]}}',
        '{"response": {"coupons": {"coupon": [{"item_status": {"success": false}}]}}}',
    ],
)
def test_a_body_without_an_overall_status_contradicts_nothing(body: str) -> None:
    """Where a status is absent, nothing can contradict it, whatever shape the body has."""
    assert find("contradictory-status", RESPONSE, interaction(body, status=200)) == []


def test_a_deeply_nested_body_is_judged_without_raising() -> None:
    """However deep lists are nested, they hold no status."""
    found = [
        find("contradictory-status", RESPONSE, f'{{"response": {"[" * depth}{"]" * depth}}}')
        for depth in (10, *range(700, 1000), 5000, 100_000)
    ]
    assert [one for one in found if one] == []


@pytest.mark.parametrize(
    ("body", "status"), [("not JSON", 200), ("", None), (answer(GOOD), 404), (answer(GOOD), 500)]
)
def test_what_documents_no_body_contradicts_nothing(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, promises no meaning."""
    assert find("contradictory-status", RESPONSE, interaction(body, status=status)) == []


def test_without_a_relation_nothing_is_compared() -> None:
    """Names alone do not make a status."""
    silent = contract({"status": STATUS})
    one = interaction('{"status": {"success": "true", "code": 500}}', status=200)
    assert find("contradictory-status", silent, one) == []


def test_objects_of_an_array_each_have_a_status() -> None:
    """A scope below an array is judged object by object, and counted among the objects."""
    bad = '{"success": "true", "code": 500}'
    body = f'{{"data": [{bad}, {GOOD}, {bad}]}}'
    assert find("contradictory-status", DATA, body) == [
        (
            "error",
            "$.data[*].success",
            FLAT,
            "success with a code for failure",
            "2 of 3",
        )
    ]


PAGED = contract(
    {
        "response": {
            "properties": {
                "status": {
                    "x-source": {"inferred": "one"},
                    "properties": {name: {"x-source": {"inferred": "one"}} for name in WORDS},
                },
                "coupons": {"properties": {"coupon": ITEMS}},
            }
        }
    },
    statuses={"$.response": [replace(RELATION, citation=row(99, "elsewhere"))]},
)
ROWS = "coupons 2026, response table"


@pytest.mark.parametrize(
    ("judged_by", "body", "http", "told", "cites"),
    [
        (
            RESPONSE,
            answer('{"success": "true", "code": 500}'),
            None,
            'success with a code for failure, such as "true" with 500',
            f"{ROWS}, rows 3 (success), 4 (code)",
        ),
        (
            EVERY_STATUS,
            answer(BAD),
            200,
            'failure under an HTTP status for success, such as "false" under HTTP 200',
            f"{ROWS}, row 3 (success)",
        ),
        (
            RESPONSE,
            answer(BAD, '[{"item_status": {"success": true, "code": "705"}}]'),
            None,
            'success with a code for failure, such as true with "705"',
            f"{ROWS}, rows 8 (success), 9 (code)",
        ),
        (
            RESPONSE,
            answer(GOOD, f"[{BAD_ITEM}, {GOOD_ITEM}, {BAD_ITEM}]"),
            None,
            'success above items that failed, such as "true" above 2 of 3 items with "false"',
            f"{ROWS}, rows 3 (success), 8 (success)",
        ),
        (
            PAGED,
            answer(GOOD, f"[{BAD_ITEM}]"),
            None,
            'success above items that failed, such as "true" above 1 of 1 items with "false"',
            f"coupons 2026; {ROWS}, row 5 (success)",
        ),
    ],
)
def test_the_rows_of_the_statuses_are_cited(
    judged_by: Contract, body: str, http: int | None, told: str, cites: str
) -> None:
    """It follows from what both statuses are; of one in no row, the page is cited."""
    found = tell("contradictory-status", judged_by, interaction(body, status=http))
    assert [(observed, all_cited) for _, observed, all_cited in found] == [(told, cites)]


def test_another_page_that_says_how_statuses_relate_is_cited_too() -> None:
    """The relation may come from a list of codes elsewhere."""
    relation = replace(RELATION, citation=Citation("codes", ""))
    listed = contract(
        {"response": {"properties": {"status": STATUS}}}, statuses={"$.response": [relation]}
    )
    body = answer('{"success": "true", "code": 500}')
    assert [cites for *_, cites in tell("contradictory-status", listed, body)] == [
        f"{ROWS}, rows 3 (success), 4 (code); codes"
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction(answer(GOOD, f"[{BAD_ITEM}]"), name="one"),
        interaction(answer(GOOD), name="two"),
        interaction(answer(GOOD, f"[{BAD_ITEM}]"), origin="cassette", name="three"),
    ]
    assert find("contradictory-status", RESPONSE, *bodies) == [
        ("error", OVERALL, ONLY, ABOVE, "1 of 2, 1 of 1")
    ]


def test_the_answer_to_an_inferred_request_is_evidence() -> None:
    """Nobody printed the request, but the body contradicts itself all the same."""
    body = answer('{"success": "true", "code": 500}')
    assert find("contradictory-status", RESPONSE, interaction(body, inferred=True)) == [
        ("error", OVERALL, SAME, "success with a code for failure", "1 of 1")
    ]


def test_no_other_check_finds_it() -> None:
    """A contradiction between well-formed values is found once."""
    typed = {"success": {"type": "boolean"}, "code": {"type": "integer"}}
    relation = replace(RELATION, success=("success",), code=("code",), items=())
    flat = contract(typed, statuses={"$": [relation]})
    assert find(None, flat, '{"success": true, "code": 500}') == [
        ("error", "$.success", FLAT, "success with a code for failure", "1 of 1")
    ]
