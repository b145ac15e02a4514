"""Selects the coupons of a request; the letter case of codes is ignored."""

from collections.abc import Iterable, Sequence

import msgspec

from asdocumented.sandbox.data import COUPONS, Coupon


class Selection(msgspec.Struct, frozen=True):
    """The coupons found, in the order of the request, and the identifiers without one."""

    found: tuple[Coupon, ...]
    missing: tuple[str, ...]


def select(
    customers: Sequence[int], coupon_ids: Sequence[int] = (), codes: Iterable[str] = ()
) -> Selection:
    """Return the coupons of each identifier; with customers alone, all of their coupons."""
    pool = [one for one in COUPONS if not customers or one.customer.id in customers]
    by_id = {one.id: one for one in pool}
    by_code = {one.code.casefold(): one for one in pool}
    asked = [(f"id {number}", str(number), by_id.get(number)) for number in coupon_ids]
    asked += [(code.casefold(), code, by_code.get(code.casefold())) for code in codes]
    if not asked:
        return Selection(tuple(pool) if customers else (), ())
    found = dict.fromkeys(one for _, _, one in asked if one is not None)
    missing = {key: typed for key, typed, one in asked if one is None}
    return Selection(tuple(found), tuple(missing.values()))
