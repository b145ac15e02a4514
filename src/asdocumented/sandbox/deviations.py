"""All deviations of the sandbox, and the profiles made of them."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from itertools import count

from msgspec.structs import replace

from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import Answer, Query
from asdocumented.sandbox.data import COUPONS, ONE
from asdocumented.sandbox.deviation import Deviation
from asdocumented.sandbox.edits import (
    AnswerEdit,
    Object,
    as_text,
    objects,
    offsets,
    other_offset,
    present,
    rewritten,
    then,
    without,
)
from asdocumented.sandbox.printed import PRINTED

PROFILES = ("as-documented", "as-printed")

_SERIES = "data.couponSeries"
_IDENTIFIERS = ("issuedToIds", "couponIds", "couponCodes")


def _whoever(query: Query) -> Query:
    """Return the query, with the first customer as its identifier if it has none."""
    asked = any(name in query for name in _IDENTIFIERS)
    return query if asked else {**query, "issuedToIds": (str(ONE.id),)}


def _singular(query: Query) -> Query:
    codes = query.get("couponCodes", ()) + query.get("couponCode", ())
    return {**query, "couponCodes": codes} if codes else query


def _odd_ids_read(query: Query) -> Query:
    ids = query.get("couponIds", ())
    read = tuple(one if one.isdecimal() else str(COUPONS[0].id) for one in ids)
    return {**query, "couponIds": read} if ids else query


def _everything(query: Query) -> Query:
    codes = tuple(coupon.code for coupon in COUPONS)
    return {**query, "couponCodes": codes} if "couponCodes" in query else query


def _error_texts(body: Object) -> Object:
    items = body.get("errors")
    found = items if isinstance(items, list) else []
    texts: list[Json] = [item["message"] for item in found if isinstance(item, dict)]
    return {**body, "errors": texts}


def _without_last(body: Object) -> Object:
    items = body.get("data")
    return {**body, "data": items[:-1]} if isinstance(items, list) and len(items) > 1 else body


def _one_more(query: Query) -> Query:
    ids = query.get("couponIds", ())
    others = [str(coupon.id) for coupon in COUPONS if str(coupon.id) not in ids]
    return {**query, "couponIds": (*ids, *others[:1])} if ids else query


def _cut_off(answer: Answer, _: Query) -> Answer:
    text = json.dumps(answer.body)
    return replace(answer, text=text[: len(text) // 2])


def _type_twice(answer: Answer, _: Query) -> Answer:
    name = '"discountType":'
    text = json.dumps(answer.body).replace(name, f'{name} "", {name}')
    return replace(answer, text=text)


def _asked(name: str, *words: str) -> Callable[[Query], bool]:
    """Return what tells whether a parameter is sent with one of some values; any without them."""
    return lambda query: bool({*query.get(name, ())} & {*words} if words else query.get(name))


def _where(asked: Callable[[Query], bool], change: AnswerEdit) -> AnswerEdit:
    """Return a change to the answers of some requests alone."""
    return lambda answer, query: change(answer, query) if asked(query) else answer


def _only_as_created(query: Query) -> Query:
    known = {coupon.code for coupon in COUPONS}
    codes = tuple(one if one in known else f"{one}-unknown" for one in query.get("couponCodes", ()))
    return {**query, "couponCodes": codes} if codes else query


def _made_anew() -> AnswerEdit:
    """Return a change that describes coupons otherwise each time."""
    numbers = count(1)
    return objects("data", lambda found: {**found, "detailedInfo": f"Answer {next(numbers)}"})


def _in_capitals(coupon: Object) -> Object:
    return {**coupon, "code": str(coupon["code"]).upper()}


def _is_repeated(query: Query) -> bool:
    codes = query.get("couponCodes", ())
    return len({*codes}) < len(codes)


def _are_several(query: Query) -> bool:
    return len({*query.get("couponCodes", ())}) > 1


def _later(clock: str, offset: str) -> str:
    """Return the same instant at +05:30."""
    moment = datetime.fromisoformat(f"{clock}{offset.replace('Z', '+00:00')}")
    return moment.astimezone(timezone(timedelta(hours=5, minutes=30))).isoformat()


def _evening(clock: str, offset: str) -> str:
    return f"{clock[:11]}18:00:00{offset}"


INVENTED = (
    Deviation(
        "amounts-as-text",
        "text-for-number",
        "v2-coupon",
        "The value of a discount is a text.",
        answer=rewritten("data", as_text, "discountValue"),
    ),
    Deviation(
        "series-flags-as-text",
        "text-for-boolean",
        "v2-coupon",
        "Flags of a series are the texts true and false.",
        answer=rewritten(_SERIES, as_text, "isTransferrable", "anyUser"),
    ),
    Deviation(
        "null-discount-limit",
        "null-value",
        "v2-coupon",
        "A discount without limit has null there.",
        answer=present("data", discountUpto=None),
    ),
    Deviation(
        "internal-field",
        "undocumented-field",
        "v2-coupon",
        "A coupon has a field that neither table nor example shows.",
        answer=present("data", inventedInternalField=1),
    ),
    Deviation(
        "unlisted-discount-type",
        "unknown-enum-value",
        "v2-coupon",
        "The type of a discount is a word that the page does not name.",
        answer=present("data", discountType="FREEBIE"),
    ),
    Deviation(
        "percentage-above-100",
        "broken-constraint",
        "v2-coupon",
        "A percentage is larger than 100.",
        answer=present("data", discountType="PERC", discountValue=150),
    ),
    Deviation(
        "broken-json-text",
        "invalid-json-text",
        "v2-coupon",
        "A text that holds a list as JSON lacks its last bracket.",
        answer=present(_SERIES, mutualExclusiveSeriesIds="[-1"),
    ),
    Deviation(
        "no-offset",
        "missing-offset",
        "v2-coupon",
        "The expiry of a coupon is written without an offset.",
        answer=rewritten("data", offsets(lambda clock, _: clock), "validTill"),
    ),
    Deviation(
        "z-and-offset",
        "wrong-date-format",
        "v2-coupon",
        "The expiry of a coupon has Z and an offset together.",
        answer=rewritten("data", offsets(lambda clock, _: clock + "Z+05:30"), "validTill"),
    ),
    Deviation(
        "another-zone",
        "wrong-offset",
        "v2-coupon",
        "The dates of a coupon and its series have the offset of another cluster.",
        answer=then(
            rewritten("data", offsets(other_offset)), rewritten(_SERIES, offsets(other_offset))
        ),
    ),
    Deviation(
        "two-zones",
        "mixed-offsets",
        "v2-coupon",
        "The dates of a series have another offset than those of its coupon.",
        answer=rewritten(_SERIES, offsets(other_offset)),
    ),
    Deviation(
        "evening-expiry",
        "wrong-time-of-day",
        "v2-coupon",
        "A coupon expires in the evening of its last day.",
        answer=rewritten("data", offsets(_evening), "validTillDateTime"),
    ),
    Deviation(
        "issue-in-seconds",
        "wrong-epoch-unit",
        "v2-coupon",
        "The latest issue of a series is in seconds instead of milliseconds.",
        answer=present(_SERIES, latestIssualTime=1764579600),
    ),
    Deviation(
        "another-series",
        "values-disagree",
        "v2-coupon",
        "A coupon names another series than the one beside it.",
        answer=present("data", seriesId=910099),
    ),
    Deviation(
        "more-than-the-maximum",
        "numbers-disagree",
        "v2-coupon",
        "More coupons were issued than can be created.",
        answer=present(_SERIES, numIssued=101),
    ),
    Deviation(
        "redemption-denied",
        "contradictory-flag",
        "v1.1-coupon-get",
        "The redemption of a coupon says that it was not redeemed.",
        answer=present("response.coupons.coupon.redemption_info", redeemed=False),
    ),
    Deviation(
        "letter-case-ignored",
        "wrong-letter-case",
        "v2-coupon",
        "Codes come as they were created whatever letter case was asked for.",
        ask=lambda query: {**query, "coupon_code_case": ("AS_IT_IS",)},
    ),
    Deviation(
        "no-errors",
        "missing-error-array",
        "v2-coupon",
        "The array of errors is left out.",
        answer=without("", "errors"),
    ),
    Deviation(
        "errors-as-text",
        "malformed-error-item",
        "v2-coupon",
        "Errors are bare texts.",
        answer=objects("", _error_texts),
    ),
    Deviation(
        "identifiers-optional",
        "missing-parameter",
        "v2-coupon",
        "A request without any identifier is answered.",
        ask=_whoever,
    ),
    Deviation(
        "singular-parameter",
        "undocumented-parameter",
        "v2-coupon",
        "Codes may also be sent as couponCode, which no table lists.",
        ask=_singular,
    ),
    Deviation(
        "odd-ids-answered",
        "wrong-parameter-value",
        "v2-coupon",
        "A coupon id that is no number is answered with the first coupon.",
        ask=_odd_ids_read,
    ),
    Deviation(
        "codes-ignored",
        "parameter-ignored",
        "v2-coupon",
        "Whatever codes are asked for, all coupons are answered.",
        ask=_everything,
    ),
    Deviation(
        "code-forgotten",
        "unanswered-item",
        "v2-coupon",
        "Of several coupons the last one is left out, and no error tells of it.",
        answer=objects("", _without_last),
    ),
    Deviation(
        "one-coupon-more",
        "surplus-item",
        "v2-coupon",
        "Asked for by ids, another coupon is answered, too.",
        ask=_one_more,
    ),
    Deviation(
        "series-never",
        "parameter-ignored",
        "v2-coupon",
        "The series is left out although it was asked for.",
        answer=without("data", "couponSeries"),
    ),
    Deviation(
        "series-always",
        "unrequested-field",
        "v2-coupon",
        "The series comes without being asked for.",
        ask=lambda query: {**query, "showCouponSeries": ("true",)},
    ),
    Deviation(
        "lower-case-without-text",
        "letter-case-does-more",
        "v2-coupon",
        "With small letters asked for, a coupon has another description.",
        answer=_where(_asked("coupon_code_case", "LOWER"), present("data", detailedInfo="lower")),
    ),
    Deviation(
        "as-created-in-capitals",
        "not-as-created",
        "v2-coupon",
        "A code that is asked for as it was created comes in capitals.",
        answer=_where(_asked("coupon_code_case", "AS_IT_IS"), objects("data", _in_capitals)),
    ),
    Deviation(
        "codes-as-created-alone",
        "case-sensitive-lookup",
        "v2-coupon",
        "A code is found only in the letter case in which it was created.",
        ask=_only_as_created,
    ),
    Deviation(
        "texts-of-the-moment",
        "unstable-answer",
        "v2-coupon",
        "A coupon is described otherwise in each answer.",
        answer=_made_anew(),
    ),
    Deviation(
        "default-spelled-out",
        "default-differs",
        "v2-coupon",
        "Without the series asked for in words, a coupon has another description.",
        answer=_where(_asked("showCouponSeries"), present("data", detailedInfo="asked in words")),
    ),
    Deviation(
        "issual-changes-text",
        "switch-changes-more",
        "v2-coupon",
        "With issual details, a coupon has another description.",
        answer=_where(
            _asked("includeIssualDetails", "true"), present("data", detailedInfo="with details")
        ),
    ),
    Deviation(
        "repetition-changes-text",
        "order-matters",
        "v2-coupon",
        "Where a code is sent twice, coupons have another description.",
        answer=_where(_is_repeated, present("data", detailedInfo="asked twice")),
    ),
    Deviation(
        "several-in-short",
        "not-the-union",
        "v2-coupon",
        "Where several codes are asked for, coupons have another description.",
        answer=_where(_are_several, present("data", detailedInfo="one of several")),
    ),
    Deviation(
        "series-told-otherwise",
        "operations-disagree",
        "v2-coupon",
        "A series has another text with a coupon than on its own page.",
        answer=present(_SERIES, info="another text"),
    ),
    Deviation(
        "zone-by-id",
        "zone-follows-request",
        "v2-coupon",
        "Asked for by ids, dates come in the offset of another cluster.",
        answer=_where(_asked("couponIds"), rewritten("data", offsets(_later))),
    ),
    Deviation(
        "multi-status",
        "undocumented-status",
        "v2-coupon",
        "Successes come under HTTP 207.",
        answer=lambda answer, _: replace(answer, status=207),
    ),
    Deviation(
        "discount-type-twice",
        "repeated-name",
        "v2-coupon",
        "A coupon has the type of its discount twice, empty at first.",
        answer=_type_twice,
    ),
    Deviation(
        "json-as-html",
        "wrong-content-type",
        "v2-coupon",
        "JSON comes as text/html.",
        answer=lambda answer, _: replace(answer, headers={"content-type": "text/html"}),
    ),
    Deviation(
        "cut-off-body",
        "unreadable-body",
        "v2-coupon",
        "The body ends in the middle.",
        answer=_cut_off,
    ),
)

DEVIATIONS = {deviation.name: deviation for deviation in (*PRINTED, *INVENTED)}


def chosen(names: Iterable[str], profile: str = "as-documented") -> tuple[Deviation, ...]:
    """Return the named deviations and those of the profile, in the order in which they apply.

    Raises Fault at an unknown name.
    """
    if profile not in PROFILES:
        raise Fault(
            f"--profile {profile}", "no such profile", f"choose one of: {', '.join(PROFILES)}"
        )
    wanted = {*names}
    for name in sorted(wanted - DEVIATIONS.keys()):
        raise Fault(f"--deviation {name}", "no such deviation", "--list-deviations names them all")
    as_printed = profile == "as-printed"
    return tuple(d for d in DEVIATIONS.values() if d.name in wanted or (as_printed and d.printed))
