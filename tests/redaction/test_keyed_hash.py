"""A key is prepared once; what is hashed under it is what `hmac` says."""

import hmac

import pytest

from asdocumented.redaction.keyed_hash import KeyedHash


@pytest.mark.parametrize("key", [b"", b"k" * 32, b"k" * 64, b"k" * 65])
@pytest.mark.parametrize("message", [b"", b"one", b"two" * 100])
def test_a_message_has_the_code_of_the_standard(key: bytes, message: bytes) -> None:
    """With keys shorter and longer than a block, and more than once."""
    keyed = KeyedHash(key)
    assert [keyed.digest(message) for _ in range(2)] == [hmac.digest(key, message, "sha256")] * 2
