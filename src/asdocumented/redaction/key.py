"""The redaction key: whoever knows it can test guesses of what pseudonyms stand for."""

import os
import re
import secrets
from binascii import Error, a2b_base64, unhexlify
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from asdocumented.errors import Fault
from asdocumented.redaction import KEY_VARIABLE

_FEWEST_BYTES = 16
_FEWEST_DIFFERENT = 8
_HEX = re.compile(r"[0-9A-Fa-f]+", re.ASCII)
_BASE64 = re.compile(r"(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/_-]+={0,2}", re.ASCII)
_URL_SAFE = str.maketrans("-_", "+/")
_GENERATOR = "python -c 'import secrets; print(secrets.token_hex(32))'"


def redaction_key(environment: Mapping[str, str]) -> bytes:
    """Return the redaction key that the environment sets, else a random one.

    Raises Fault where the key is no random one of 16 bytes or more, in hexadecimal or in Base64: a
    pseudonym of a value that everybody knows would tell a guessed key from a wrong one.
    """
    given = environment.get(KEY_VARIABLE, "")
    if not given:
        return secrets.token_bytes(32)
    random = _decoded(given.strip())
    if len(random) < _FEWEST_BYTES or len(set(random)) < _FEWEST_DIFFERENT or _is_a_row(random):
        what = "a key that can be guessed: it has to be 16 random bytes or more"
        raise Fault(KEY_VARIABLE, what, f"make one: {_GENERATOR}")
    return os.fsencode(given)


def _is_a_row(random: bytes) -> bool:
    """Tell whether most steps from one byte to the next are the same, or bytes come in decimal."""
    steps = Counter((after - before) % 256 for before, after in pairwise(random))
    evenly = steps.most_common(1)[0][1] * 2 >= len(random) - 1
    return evenly or not any(letter in "abcdef" for letter in random.hex())


def _decoded(text: str) -> bytes:
    """Return the bytes that a text stands for; none where it is neither hexadecimal nor Base64."""
    try:
        if _HEX.fullmatch(text):
            return unhexlify(text)
        if _BASE64.fullmatch(text):
            digits = text.rstrip("=").translate(_URL_SAFE)
            return a2b_base64(digits + "=" * (-len(digits) % 4))
    except Error:
        return b""
    return b""
