"""`GET /v2/coupon/series` as its page's table documents it; its examples differ."""

from datetime import time
from zoneinfo import ZoneInfo

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import GENERAL, NO_IDENTIFIER, Answer, Query, error_item, ids
from asdocumented.sandbox.data import SERIES, Series
from asdocumented.sandbox.settings import series_settings
from asdocumented.sandbox.zones import day_at, utc_stamp


def get_series(query: Query, zone: ZoneInfo) -> Answer:
    """Answer a request for series; raise BadParameter at a value that the table does not allow.

    The table documents `entity` as an Object, so it has one series: the first one found. Every
    other id is named in `Warninigs`, spelled as in the table.
    """
    asked = ids(query, "ids")
    if not asked:
        return series_refusal(400, NO_IDENTIFIER, "no id given")
    by_id = {series.id: series for series in SERIES}
    found = [by_id[number] for number in asked if number in by_id]
    warnings: list[Json] = [
        error_item(GENERAL, "series not found") for number in asked if number not in by_id
    ]
    warnings += [error_item(GENERAL, "one series at a time") for _ in found[1:]]
    return Answer(200, {"entity": _entity(found[0], zone) if found else {}, "Warninigs": warnings})


def series_refusal(status: int, code: int, message: str) -> Answer:
    """Return the answer to a request that is refused as a whole."""
    return Answer(status, {"entity": {}, "Warninigs": [error_item(code, message)]})


def _entity(series: Series, zone: ZoneInfo) -> dict[str, Json]:
    """Return a series, with `validTillDate` in UTC as the page documents it.

    Three times are documented as milliseconds and as Integers: only 0, which is no date, is both.
    """
    expiry = day_at(series.last_day, time(0, 0, 0), zone)
    return {
        "customPropertyMap": {"standard_terms_and_conditions": "Invented terms"},
        **series_settings(series, zone),
        "validTillDate": utc_stamp(expiry),
        "fixedExpiryDate": 0,
        "latestIssualTime": 0,
        "latestRedemptionTime": 0,
    }
