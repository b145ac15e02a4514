"""Names that say that their value is a credential: one list for redaction and for `scan`."""

import re
from functools import lru_cache

from asdocumented.redaction.letters import without_numbers

_SHORT = 64
"""Of so many characters or fewer, names come again."""

_ALONE = "sig|pin|jwt|jwe|psk|pw|creds?|[th]?otp|cv[vcn][0-9]?"
"""What is telling as a word by itself: `user_pin`, `dbPw`, but not `pinned`."""
_LAST = "pass|bearer"
"""What is telling as the last word: `X-Pass`, but not `pass_count`."""
_OWNERS = "user|db|login|admin|root|smtp|ftp|mail|proxy|http|basic|api|my"
_TICKET = re.compile(r"(?<![a-z])(?:boarding|season|day|travel|bus|event|first|second)[_. -]?pass$")
_TELLING = re.compile(
    rf"""
      auth(?!ors?(?![a-z])) | token | api.?key | access.?key | (?<![a-z])key(?![a-z]) | secret
    | (?<!pos)session | sess.?id | (?<![a-z])s?sid(?![a-z]) | cookie | credential | signature
    | [cx]srf | passw | pwd | pass.?phrase | pass(?:code|key) | pass_(?:code|key|word)(?![a-z])
    | (?:kenn|pass)wort | wachtwoord | contrase(?:n|ñ)a | mot.?de.?passe | saml.?(?:response|assert)
    | security.?code | (?<![a-z])(?:{_ALONE})(?![a-z])
    | (?<![a-z])(?:{_OWNERS})[_.-]?(?:pass|pw)(?![a-z])
    | (?<![a-z])(?:{_LAST})[_-]?[0-9]?$
    """,
    re.VERBOSE,
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def sounds_secret(name: str) -> bool:
    """Tell whether a name sounds as if its value were a credential: `apiKey`, `user_pin`."""
    if len(name) <= _SHORT and name.isascii():
        return _sounds_secret(without_numbers(name))
    return _sounds_secret.__wrapped__(name)


@lru_cache(maxsize=4096)
def _sounds_secret(name: str) -> bool:
    words = name if name.islower() else _HUMP.sub("_", name).casefold()
    return _TELLING.search(words) is not None and _TICKET.search(words) is None


telling = lru_cache(maxsize=8192)(sounds_secret)
"""`sounds_secret`, cached, for files have the same names again and again."""
