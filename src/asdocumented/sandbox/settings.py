"""The members of a series that both pages document: its settings and its counts."""

from zoneinfo import ZoneInfo

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.data import ORG, Series
from asdocumented.sandbox.zones import epoch_ms, stamp

_FLAGS: dict[str, Json] = {
    "isTransferrable": False,
    "anyUser": True,
    "sameUserMultipleRedeem": True,
    "isReferralExistingUsersAllowed": False,
    "isMultipleUseAllowed": True,
    "isValidationRequired": False,
    "isValidWithDiscountedItem": True,
    "isSMSDisabled": False,
    "isMultipleVouchersPerUserAllowed": True,
    "doNotResendExistingVoucher": True,
    "isDvsEnabled": False,
    "issueToLoyalty": False,
    "offlineRedeemType": False,
    "isOldFlowEnabled": False,
    "isPreRedeemEventRequired": False,
    "signalRedemptionEvent": False,
    "syncToClient": False,
    "showPinCode": False,
    "alphaNumeric": True,
    "resendMessageEnabled": True,
    "externalIssual": False,
    "updateProductData": False,
}
_NUMBERS: dict[str, Json] = {
    "validDaysFromCreation": 30,
    "createdBy": 810001,
    "priority": 0,
    "maxVouchersPerUser": 11,
    "minDaysBetweenVouchers": 2,
    "maxReferralsPerReferee": -1,
    "discountUpto": 0,
    "minBillAmount": 100,
    "maxBillAmount": 20000,
    "campaignId": -1,
    "maxRedemptionsInSeriesPerUser": 122,
    "minDaysBetweenRedemption": 0,
    "sourceOrgId": -1,
    "numUploadedNonIssued": 0,
    "numUploadedTotal": 0,
    "redemptionValidAfterDays": 0,
    "ownerId": -1,
    "ownerValidity": 0,
    "shortCodeLength": 0,
    "randomCodeLength": 10,
    "redemptionPerCouponMaxLimit": -1,
}
_TEXTS: dict[str, Json] = {
    "smsTemplate": "Invented voucher {{voucher}}",
    "mutualExclusiveSeriesIds": "[-1]",
    "shortSMSTemplate": "Invented {{voucher_code}}",
    "dvsItems": "items",
    "redemptionRange": '{"dom": [-1], "dow": [-1], "hours": [-1]}',
    "redeemAtStore": "[-1]",
    "redeemStoreType": "redeemable_stores",
    "termsAndConditions": "Invented terms",
    "ownedBy": "NONE",
    "seriesType": "UNDEFINED",
    "clientHandlingType": "DISC_CODE",
}


def series_settings(series: Series, zone: ZoneInfo) -> dict[str, Json]:
    """Return the members of a series that both pages document, moments in the server's zone."""
    redeemed = epoch_ms(series.last_used) if series.redeemed else 0
    return {
        "id": series.id,
        "orgId": ORG,
        "description": series.description,
        "discountCode": series.discount_code,
        "expiryStrategyType": series.expiry_strategy,
        "expiryStrategyValue": series.expiry_value,
        **_FLAGS,
        **_NUMBERS,
        **_TEXTS,
        "maxCreate": series.most,
        "maxRedeem": series.most,
        "numIssued": series.issued,
        "numRedeemed": series.redeemed,
        "numTotal": series.issued,
        "createdOn": stamp(series.created, zone),
        "lastUsed": stamp(series.last_used, zone),
        "dvsExpiryDate": stamp(series.created, zone),
        "redemptionValidFrom": stamp(series.created, zone),
        "latestIssualTime": epoch_ms(series.latest_issual),
        "latestRedemptionTime": redeemed,
        "seriesCode": series.series_code,
        "info": series.description,
        "tag": series.description,
        "discountType": series.discount_type,
        "discountValue": series.discount_value,
        "discountOn": series.discount_on,
    }
