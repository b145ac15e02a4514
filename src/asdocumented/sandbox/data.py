"""The data of the sandbox: series, customers and coupons, all of them invented."""

from datetime import UTC, date, datetime

import msgspec


class Series(msgspec.Struct, frozen=True):
    """A coupon series; `last_day` is a calendar day in the server's zone."""

    id: int
    description: str
    discount_code: str
    series_code: str
    discount_type: str
    discount_value: int
    discount_on: str
    last_day: date
    expiry_strategy: str
    expiry_value: int
    created: datetime
    last_used: datetime
    latest_issual: datetime
    issued: int
    redeemed: int
    most: int = -1


class Customer(msgspec.Struct, frozen=True):
    """A customer; names, numbers and addresses are obviously invented."""

    id: int
    first_name: str
    last_name: str
    mobile: str
    email: str
    external_id: str


class Redemption(msgspec.Struct, frozen=True):
    """When and in which transaction a coupon was used."""

    id: int
    moment: datetime
    transaction: int
    bill_number: str


class Coupon(msgspec.Struct, frozen=True):
    """A coupon; `code` in the letter case of its creation."""

    id: int
    code: str
    series: Series
    customer: Customer
    issued: datetime
    issual_activity: str
    pincode: str | None = None
    redemption: Redemption | None = None
    properties: tuple[tuple[str, str], ...] = ()


ORG = 900900
STORE = ("invented.till", "Invented Store")

BILL = Series(
    id=910001,
    description="Invented: 500 off the bill",
    discount_code="INVENTED500",
    series_code="INVENTEDSERIES000001",
    discount_type="ABS",
    discount_value=500,
    discount_on="BILL",
    last_day=date(2031, 5, 9),
    expiry_strategy="SERIES_EXPIRY",
    expiry_value=1,
    created=datetime(2025, 4, 25, 12, 29, 5, tzinfo=UTC),
    last_used=datetime(2025, 12, 16, 14, 30, 45, tzinfo=UTC),
    latest_issual=datetime(2025, 12, 1, 9, 0, 0, tzinfo=UTC),
    issued=3,
    redeemed=1,
    most=100,
)
ITEM = Series(
    id=910002,
    description="Invented: 10 percent off an item",
    discount_code="INVENTED10P",
    series_code="INVENTEDSERIES000002",
    discount_type="PERC",
    discount_value=10,
    discount_on="ITEM",
    last_day=date(2030, 9, 29),
    expiry_strategy="DAYS",
    expiry_value=30,
    created=datetime(2025, 2, 4, 20, 52, 55, tzinfo=UTC),
    last_used=datetime(2025, 6, 26, 10, 30, 19, tzinfo=UTC),
    latest_issual=datetime(2025, 6, 26, 10, 30, 19, tzinfo=UTC),
    issued=2,
    redeemed=0,
)
ENDED = Series(
    id=910003,
    description="Invented: a series that has ended",
    discount_code="INVENTEDOLD",
    series_code="INVENTEDSERIES000003",
    discount_type="ABS",
    discount_value=10,
    discount_on="BILL",
    last_day=date(2024, 10, 31),
    expiry_strategy="MONTHS_END",
    expiry_value=6,
    created=datetime(2024, 4, 30, 23, 10, 0, tzinfo=UTC),
    last_used=datetime(2024, 9, 1, 8, 15, 30, tzinfo=UTC),
    latest_issual=datetime(2024, 8, 30, 7, 0, 0, tzinfo=UTC),
    issued=1,
    redeemed=1,
)
SERIES = (BILL, ITEM, ENDED)

ONE = Customer(800001, "Invented", "Customer One", "9000000001", "one@customers.example", "EXT-ONE")
TWO = Customer(800002, "Invented", "Customer Two", "9000000002", "two@customers.example", "EXT-TWO")
CUSTOMERS = (ONE, TWO)

COUPONS = (
    Coupon(
        id=700001,
        code="INVENTEDUPPER1",
        series=BILL,
        customer=ONE,
        issued=datetime(2025, 11, 1, 20, 0, 0, tzinfo=UTC),
        issual_activity="Milestone completion",
        pincode="PIN-0001",
        properties=(("standard_image_1", "invented.png"), ("standard_terms_and_conditions", "")),
    ),
    Coupon(
        id=700002,
        code="inventedlower2",
        series=BILL,
        customer=ONE,
        issued=datetime(2025, 12, 1, 9, 0, 0, tzinfo=UTC),
        issual_activity="Milestone completion",
        redemption=Redemption(
            600001, datetime(2025, 12, 16, 14, 30, 45, tzinfo=UTC), 500001, "INVENTED-BILL-1"
        ),
    ),
    Coupon(
        id=700003,
        code="InventedMixed3",
        series=ITEM,
        customer=TWO,
        issued=datetime(2025, 6, 26, 10, 30, 19, tzinfo=UTC),
        issual_activity="Post-purchase bounce-back",
    ),
    Coupon(
        id=700004,
        code="9000000000000004",
        series=ITEM,
        customer=TWO,
        issued=datetime(2025, 6, 25, 10, 0, 0, tzinfo=UTC),
        issual_activity="Post-purchase bounce-back",
    ),
    Coupon(
        id=700005,
        code="InventedUsed5",
        series=ENDED,
        customer=TWO,
        issued=datetime(2024, 8, 30, 7, 0, 0, tzinfo=UTC),
        issual_activity="Milestone completion",
        redemption=Redemption(
            600002, datetime(2024, 9, 1, 8, 15, 30, tzinfo=UTC), 500002, "INVENTED-BILL-2"
        ),
    ),
    Coupon(
        id=700006,
        code="INVENTEDUPPER6",
        series=BILL,
        customer=TWO,
        issued=datetime(2025, 10, 1, 6, 0, 0, tzinfo=UTC),
        issual_activity="Milestone completion",
    ),
)
