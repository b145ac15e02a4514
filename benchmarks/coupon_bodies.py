"""Makes the bodies that the benchmark judges: printed examples with other values."""

import json
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from asdocumented.evidence.examples import read_example
from asdocumented.formats.json_path import Json

CONTRACTS = Path(__file__).parent.parent / "contracts"
V2 = CONTRACTS / "v2-coupon" / "2026"
V11 = CONTRACTS / "v1.1-coupon-get" / "2025"
HOST = "https://eu.api.capillarytech.com"
_DAYS = 36_500
"""Coupons end within a century: later ends would be found to be implausible."""


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a response, and the URL that they answer."""

    url: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """One column: so many bodies of so many coupon series, in each the named coupons.

    All of them have the six drifts of `drift`, or none has any but those that the example shows.
    """

    name: str
    count: int
    series: int
    drifting: bool
    coupons: int = 1
    edition: Path = V2


def make_bodies(kind: Kind, first: int) -> list[Body]:
    """Return distinct bodies, numbered from `first`: the page's example with other values."""
    make = _of_v11 if kind.edition == V11 else _of_v2
    return [make(kind, first, number) for number in range(kind.count)]


def _of_v2(kind: Kind, first: int, number: int) -> Body:
    (printed,) = _printed(kind.edition, "3-with-series.json")["data"]
    coupons = [deepcopy(printed) for _ in range(kind.coupons)]
    for place, coupon in enumerate(coupons):
        vary_series(coupon, first + number % kind.series)
        vary_coupon(coupon, (first + number) * kind.coupons + place)
        if kind.drifting:
            drift(coupon)
    asked = "&".join(f"couponCodes={coupon['code']}" for coupon in coupons)
    body = {"data": coupons, "warnings": [], "errors": []}
    return _body(f"{HOST}/v2/coupon?{asked}&showCouponSeries=true", body)


def _of_v11(kind: Kind, first: int, number: int) -> Body:
    body = deepcopy(_printed(kind.edition, "1-default-case.json"))
    coupons = body["response"]["coupons"]["coupon"]
    for place, coupon in enumerate(coupons):
        own = (first + number) * len(coupons) + place
        coupon |= {"id": str(own), "code": f"YT{own * 104729 % 2**32:08X}", "series_id": own}
        coupon["issued_on"] = coupon["valid_from"] = f"{moment(own):%Y-%m-%d %H:%M:%S}"
        coupon["customer"]["mobile"] = f"91{own:010}"
        if "redemption_info" in coupon:
            coupon["redemption_info"]["redeemed_on"] = f"{moment(own + 1):%Y-%m-%d %H:%M:%S}"
    asked = ",".join(coupon["code"] for coupon in coupons)
    return _body(f"{HOST}/v1.1/coupon/get?code={asked}", body)


def _body(url: str, body: object) -> Body:
    return Body(url, json.dumps(body, separators=(",", ":")).encode())


@cache
def _printed(edition: Path, name: str) -> Any:  # noqa: ANN401  # any JSON
    return json.loads(read_example(edition / "examples" / name).response.body)


def vary_series(coupon: dict[str, Any], number: int) -> None:
    """Make what a coupon has of its series unlike that of all other numbers, and clean."""
    day = f"{datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number % _DAYS):%Y-%m-%d}"
    created = f"{moment(number):%Y-%m-%dT%H:%M:%SZ}"
    shared: dict[str, Json] = {
        "discountCode": f"XMM{number:06}",
        "validTillDateTime": f"{day}T23:59:59Z",
    }
    shared |= {"description": f"Vishu {number} OFF", "discountValue": 1 + number}
    coupon |= {**shared, "seriesId": number, "validTill": f"{day}T00:00:00Z"}
    coupon["couponSeries"] |= {
        **shared,
        "id": number,
        "validTillDate": f"{day}T00:00:00Z",
        "validTillISODate": day,
        "createdOn": created,
        "createdBy": 75161973 + number,
        "seriesCode": f"1458A78E{number * 7907:012X}",
        "maxCreate": 10_000 + number,
        "redemptionRange": json.dumps({"dom": [number]}),
        "fixedExpiryDate": 0,
    }


def vary_coupon(coupon: dict[str, Any], number: int) -> None:
    """Make what is a coupon's own unlike that of all other numbers."""
    used = moment(number) + timedelta(hours=5)
    coupon["code"] = f"YTO{number * 104729 % 2**32:08X}"
    coupon["couponSeries"] |= {
        "lastUsed": f"{used:%Y-%m-%dT%H:%M:%SZ}",
        "latestIssualTime": int(used.timestamp()) * 1000,
        "numIssued": 1 + number % 10_000,
        "numTotal": 1 + number % 10_000,
    }


def moment(number: int) -> datetime:
    """Return a moment that no other number has; later numbers have later ones."""
    return datetime(2025, 4, 25, tzinfo=UTC) + timedelta(seconds=number * 7919)


def drift(coupon: dict[str, Any]) -> None:
    """Let a clean coupon drift in six ways."""
    series = coupon["couponSeries"]
    expiry = datetime.fromisoformat(series["validTillDate"])
    coupon["discountValue"] = str(coupon["discountValue"])
    series["maxCreate"] = str(series["maxCreate"])
    series["isSMSDisabled"] = "false"
    series["redemptionRange"] = json.loads(series["redemptionRange"])
    series["fixedExpiryDate"] = int(expiry.timestamp()) * 1000
    series["batch"] = series["numIssued"]
