"""HMAC with SHA-256 (RFC 2104) under one key, for many short messages."""

from hashlib import sha256

_BLOCK = 64
_INNER = bytes(one ^ 0x36 for one in range(256))
_OUTER = bytes(one ^ 0x5C for one in range(256))


class KeyedHash:
    """Hashes messages under a key, which is prepared once: `hmac.digest` does so each time."""

    def __init__(self, key: bytes) -> None:
        block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
        self._begin_inner = sha256(block.translate(_INNER)).copy
        self._begin_outer = sha256(block.translate(_OUTER)).copy

    def digest(self, message: bytes) -> bytes:
        """Return the 32 bytes of a message."""
        inner = self._begin_inner()
        inner.update(message)
        outer = self._begin_outer()
        outer.update(inner.digest())
        return outer.digest()
