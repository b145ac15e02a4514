"""The address of a page, where it may be a link."""

import re

_WEB = re.compile(r"https?://[^\s<>\"'`\x00-\x1f]{1,1000}", re.IGNORECASE)


def web_address(address: str | None) -> str:
    """Return an address of the web as it is; empty where it is none, such as a script."""
    return address if address and address.isprintable() and _WEB.fullmatch(address) else ""
