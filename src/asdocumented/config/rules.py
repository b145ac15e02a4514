"""What no schema can say of a configuration: URLs and time zones. No value is told."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from asdocumented.formats import dates

_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")


def url_fault(text: str, key: str) -> tuple[str, str] | None:
    """Return what is wrong with the URL under a key, and the remedy; None where it is right."""
    remedy = f'write a URL such as {key} = "https://api.example.com"'
    try:
        parts = urlsplit(text)
        host = _host(parts)
    except ValueError:
        return "not a URL", remedy
    unencrypted = parts.scheme == "http" and not _is_loopback(host)
    odd = re.search(r"[^!-~]|\\", text)
    rules = [
        (odd, "a blank, a backslash or a letter beyond ASCII in a URL", remedy),
        (parts.scheme not in ("http", "https"), "not an http or https URL", remedy),
        ("@" in parts.netloc, "credentials in a URL", "name environment variables under auth"),
        ("?" in text or "#" in text, "a query or fragment in a URL", "end it before them"),
        (not host, "no proper host in a URL", remedy),
        (unencrypted, "credentials would travel unencrypted", "use https, unless on loopback"),
    ]
    return next(((what, remedy) for broken, what, remedy in rules if broken), None)


def zone_fault(zone: str) -> tuple[str, str] | None:
    """Return what is wrong with a zone, and the remedy; None where there is such a zone."""
    try:
        dates.find_zone(zone)
    except ValueError:
        return "no such time zone", 'write an IANA id, such as zone = "Asia/Kolkata"'
    return None


def _host(parts: SplitResult) -> str:
    """Return the host; nothing where it or the port is none. Raises ValueError as urllib does."""
    host = parts.hostname or ""
    named = _HOST.fullmatch(host) and ".." not in host and "[" not in parts.netloc
    is_right = named or _address(host) is not None
    return host if is_right and parts.port != 0 and not parts.netloc.endswith(":") else ""


def _is_loopback(host: str) -> bool:
    address = _address(host)
    if address is not None:
        return address.is_loopback
    return host == "localhost"  # a name below it is another host for many resolvers


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
