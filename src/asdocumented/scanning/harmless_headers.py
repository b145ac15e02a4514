"""Headers that every client and server sends: not told as a whole, but looked into."""

_HARMLESS = frozenset(
    {"user-agent", "accept", "accept-encoding", "accept-language", "server", "vary", "etag"}
    | {"cache-control", "pragma", "expires", "x-powered-by", "keep-alive", "last-modified", "via"}
    | {"strict-transport-security", "x-content-type-options", "x-frame-options", "age", "allow"}
    | {":authority", ":method", ":path", ":scheme", ":status", "dnt", "te", "priority", "origin"}
    | {"x-xss-protection", "accept-ranges", "alt-svc", "content-disposition", "sec-gpc"}
    | {"content-security-policy", "referrer-policy", "permissions-policy", "server-timing"}
    | {"x-redacted-by", "www-authenticate", "content-language", "upgrade-insecure-requests"}
)
_HARMLESS_FAMILIES = ("sec-fetch-", "sec-ch-", "access-control-", "cf-cache-")


def is_harmless(name: str) -> bool:
    """Tell whether a header is no find by itself, whatever its name sounds like."""
    lower = name.lower()
    return lower in _HARMLESS or lower.startswith(_HARMLESS_FAMILIES)
