"""The package knows no vendor: outside the sandbox it has none of the contracts' words."""

import csv
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import CONTRACTS, ROOT

PACKAGE = ROOT / "src" / "asdocumented"
EXAMPLE = re.compile(r'^Example: .*?(?="""$)', re.MULTILINE | re.DOTALL)

LITERAL = [
    *("capillary", "intouch", "coupon", "voucher", "loyalty", "till[-_ ]?username"),
    *("cap[-_]?api", "attribution[-_]?entity", "cap[-_]?requestid"),
]
"""The vendor's words that no file of contracts/ has as a word of its own."""

ORDINARY = {"test", "us", "in", "sea", "key", "secret", "oauth"}
"""Single words of clusters, hosts and schemes that are English, or the name of RFC 6749."""

STANDARD = re.compile("access[_ ]token")
"""A name of RFC 6749, which the vendor spells otherwise."""


def toml(name: str) -> dict[str, Any]:
    """Return a file of the contract folder."""
    return tomllib.loads((CONTRACTS / name).read_text(encoding="utf-8"))


def row_names() -> Iterator[str]:
    """Yield the names of all rows; of one word alone they are words of English."""
    for path in CONTRACTS.glob("*/*/tables/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row["name"] for row in csv.DictReader(file) if len(parts(row["name"])) > 1)


def contract_words() -> Iterator[str]:
    """Yield the vendor's words: clusters, hosts, rows, operations, and how requests are signed."""
    yield from row_names()
    for name, cluster in toml("clusters.toml")["clusters"].items():
        yield name
        for host in cluster["hosts"]:
            yield from (
                label for label in host.split(".") if label not in ("*", "api", "com", "cc")
            )
    for path in CONTRACTS.glob("*/*/openapi.yaml"):
        yield path.parent.parent.name
        yield from re.findall(r"^  (/\S+):$", path.read_text(encoding="utf-8"), re.MULTILINE)
    for name, scheme in toml("authentication.toml")["schemes"].items():
        yield name
        yield from (scheme[key] for key in ("token_path", "token_header") if key in scheme)
        yield from scheme.get("request", {})
        locations = [value for key, value in scheme.items() if key.endswith("_location")]
        yield from (last for location in locations for last in location.split(".")[-1:])


def parts(word: str) -> tuple[str, ...]:
    """Return the words of a name: `issuedToIds`, `issued_to_ids` and `issued-to-ids` are one."""
    found = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", word)
    return tuple(part.lower() for part in found)


def pattern(word: tuple[str, ...]) -> str:
    """Return what finds a name in any spelling; a single word has no other letters around it."""
    before = "" if len(word) > 1 else "(?<![a-z])"
    return rf"{before}{'[-_ ./]?'.join(word)}s?(?![a-z])"


NAMES = sorted({parts(name) for name in contract_words()} - {()})
WORDS = [name for name in NAMES if len(name) > 1 or name[0] not in ORDINARY]
PATTERN = re.compile("|".join([*LITERAL, *map(pattern, WORDS)]), re.IGNORECASE)
FILES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*")
    if path.suffix in (".py", ".json", ".html", ".css", ".js", ".txt")
    and path.relative_to(PACKAGE).parts[0] not in ("sandbox", "bundled")
)


def vendor_words(file: str) -> set[str]:
    """Return the vendor's words in a file of the package; a check's example may have them."""
    text = (PACKAGE / file).read_text(encoding="utf-8")
    if file.startswith("checks/rules/"):
        text = EXAMPLE.sub("", text, count=1)
    return {found[0] for found in PATTERN.finditer(STANDARD.sub("", text))}


@pytest.mark.parametrize(
    "text",
    [
        *("/v3/oauth/token/generate", "X-CAP-API-OAUTH-TOKEN", "x_cap_api_oauth_token"),
        *("accessToken", "access_token", "ttlSeconds", "basic-md5", "coupon_code_case"),
        *("couponCodes", "CouponSeries", "v2/coupon", "validTill", "eu", "EU_DEMO", "india"),
        *("eu.api.capillarytech.com", "sgcrm", "north-america"),
    ],
)
def test_the_words_are_those_of_the_contracts(text: str) -> None:
    """The search finds what it is for, in any spelling."""
    assert PATTERN.search(text)


@pytest.mark.parametrize("text", ["neutral", "status", "code", "token", "europe", "OAuth 2.0"])
def test_ordinary_words_are_nobodys(text: str) -> None:
    """Words of English, of HTTP and of any API."""
    assert not PATTERN.search(text)


def test_the_package_knows_no_vendor() -> None:
    """Neither code nor comment, docstring, template or schema has one of the vendor's words."""
    assert {file: found for file in FILES if (found := vendor_words(file))} == {}
