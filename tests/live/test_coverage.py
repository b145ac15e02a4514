"""The documented rows that a plan can show are known before anything is sent."""

from pathlib import Path

from msgspec.structs import replace

from asdocumented.contracts.cases import Case
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Table
from asdocumented.live.planning.coverage import UncoveredRow, uncovered_rows
from asdocumented.live.planning.plan import Samples, make_plan
from tests.live.live_runs import TARGET, editions
from tests.support import contract, parameter

FIELDS = {
    "code": {"type": "string"},
    "series": {
        "type": "object",
        "x-presence": {"parameter": "showSeries", "equals": "true"},
        "properties": {"name": {"type": "string"}},
    },
    "used": {"type": "object", "properties": {"on": {"type": "string"}}},
}
CODES, SERIES = ("codes", "{codes}"), ("showSeries", "true")
BY_CODE = Case("by-code", "a code", (CODES,))
WITH_SERIES = Case("with-series", "its series, too", (CODES, SERIES))
USED = Case("used", "a used one", (("codes", "{used_codes}"),), shows=("$", "$.used"))
UNKNOWN = Case("unknown", "an unknown one", (("codes", "NONE"),), shows=())
REFUSED = Case("refused", "nobody's", (CODES, SERIES), credentials="none")


def hidden(samples: Samples, *cases: Case) -> list[tuple[int, str, str]]:
    """Return the hidden rows of a contract with these cases: number, name, reason."""
    documented = contract(FIELDS, parameters=[parameter("codes"), parameter("showSeries")])
    request = Table("query", "query parameter table", "request", ())
    whole = replace(documented, tables=(*documented.tables, request))
    folder = EditionFolder(Path("coupons/2026"), whole, cases)
    found = uncovered_rows([folder], make_plan([folder], samples))
    return [(one.row, one.name, one.reason) for one in found]


def test_every_row_can_be_shown_where_every_case_can_be_sent() -> None:
    """Nothing is hidden, and nobody's request is not needed for it."""
    samples = {"codes": ("A",), "used_codes": ("B",)}
    assert hidden(samples, BY_CODE, WITH_SERIES, USED, UNKNOWN) == []


def test_what_depends_on_the_data_needs_a_sample_of_its_own() -> None:
    """Only a case that names the place can show it, and what lies below it."""
    assert hidden({"codes": ("A",)}, BY_CODE, WITH_SERIES, USED, UNKNOWN) == [
        (4, "used", "no samples named used_codes"),
        (5, "on", "no samples named used_codes"),
    ]


def test_what_depends_on_a_parameter_needs_a_case_that_asks_for_it() -> None:
    """A refused request and one for something unknown show nothing."""
    samples = {"codes": ("A",), "used_codes": ("B",)}
    assert hidden(samples, BY_CODE, USED, UNKNOWN, REFUSED) == [
        (2, "series", "no case asks for it"),
        (3, "name", "no case asks for it"),
    ]


def test_without_any_sample_all_that_exists_is_hidden() -> None:
    """The unknown code is still asked for, and shows none of the rows."""
    assert [number for number, _, _ in hidden({}, BY_CODE, UNKNOWN)] == [1, 2, 3, 4, 5]


def test_the_bundled_plan_can_show_every_row_with_all_samples() -> None:
    """As the sandbox knows them."""
    assert uncovered_rows(editions(), make_plan(editions(), TARGET.samples)) == []


def test_an_org_without_a_redeemed_coupon_is_told_which_rows_stay_hidden() -> None:
    """The redemption of v1.1's table, by row."""
    samples = {name: found for name, found in TARGET.samples.items() if name != "redeemed_codes"}
    rows = uncovered_rows(editions(), make_plan(editions(), samples))
    assert rows == [
        UncoveredRow("v1.1-coupon-get", "response table", number, name, REASON)
        for number, name in enumerate(REDEMPTION, 25)
    ]


REASON = "no samples named redeemed_codes"
REDEMPTION = [
    "redemption_info",
    "redeemed",
    "id",
    "redeemed_on",
    "redeemed_at",
    "redeemed_by",
    "store",
    "transaction",
]
