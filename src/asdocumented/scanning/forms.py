"""Personal data that its form tells: cards, addresses, telephone numbers; the kinds of all finds.

The forms are stricter than those that redaction replaces: what is replaced needs no reason, and a
find does.
"""

import re
from collections.abc import Iterator, Mapping

from asdocumented.redaction.token_forms import FORMS
from asdocumented.scanning.model import KINDS, Kind, Rank

ALL_KINDS: Mapping[str, Kind] = {
    **KINDS,
    **{one.kind: Kind(Rank.CREDENTIAL, one.words) for one in FORMS},
}
"""All kinds of finds, by id."""

_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|%40|\s?[(\[]at[)\]]\s?)"
    r"(?:[\w-]{1,63}(?:\.|\s?[(\[]dot[)\]]\s?)){1,8}(?!(?:png|jpe?g|gif|svg|webp|js|css)\b)"
    r"[A-Za-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_MAIL_MARK = re.compile(r"%40|\(at\)|\[at\]|\(AT\)|\[AT\]")
_INTERNATIONAL = re.compile(r"(?<![\w+])\+[1-9](?:[ ().-]{0,2}[0-9]){7,14}(?![0-9])")
_CARD = re.compile(r"(?<![\w.+-])[2-6](?:[ -]?[0-9]){12,18}(?![\w.-])", re.ASCII)
_ISSUERS = re.compile(
    r"4[0-9]{12}(?:[0-9]{3}){0,2}|(?:5[1-5]|2[2-7])[0-9]{14}|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[689][0-9])[0-9]{11}|35[0-9]{14}|6(?:011|5[0-9]{2}|4[4-9][0-9])[0-9]{12}"
    r"|62[0-9]{14,17}",
    re.ASCII,
)
_PHONE_NAME = re.compile(r"phone|mobile|msisdn|(?<![a-z])(tel|fax|cell)(?![a-z])", re.IGNORECASE)
_PERSONAL_NAME = re.compile(
    r"(?<![a-z])(first|last|sur|full|maiden|family|given)[ _-]?name|birth|(?<![a-z])(dob|ssn|iban)"
    r"(?![a-z])|passport|social.?security|street|postal.?address",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?[0-9](?:[ ().-]{0,2}[0-9]){6,14}", re.ASCII)
_NINE = 9
_FEWEST_DIGITS = 13
"""How many digits the number of a card has at least."""


def personal_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and value of addresses, telephone numbers with their country, and card numbers."""
    if "@" in text or _MAIL_MARK.search(text):
        yield from (("e-mail-address", found[0]) for found in _MAIL.finditer(text))
    if "+" in text:
        yield from (("telephone-number", found[0]) for found in _INTERNATIONAL.finditer(text))
    for found in _CARD.finditer(text) if len(text) >= _FEWEST_DIGITS else ():
        if is_card(found[0]):
            yield "card-number", found[0]


def named_personal(name: str, value: str) -> str:
    """Return the kind of personal data that a name says its value to be, "" for none."""
    if _PHONE_NAME.search(name) and _PHONE.fullmatch(value.strip()):
        return "telephone-number"
    return "named-personal" if _PERSONAL_NAME.search(name) else ""


def is_card(text: str) -> bool:
    """Tell whether digits are the number of a card: an issuer's, with Luhn's check digit."""
    digits = text.replace(" ", "").replace("-", "")
    if _ISSUERS.fullmatch(digits) is None or len(set(digits)) == 1:
        return False
    doubled = [2 * int(one) for one in digits[-2::-2]]
    total = sum(map(int, digits[-1::-2])) + sum(one - _NINE * (one > _NINE) for one in doubled)
    return total % 10 == 0
