"""The built-in targets, which start the sandbox by themselves, and its data as samples."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from asdocumented.config.authentication import Authentication, Credentials
from asdocumented.config.targets import Target, credentials
from asdocumented.errors import Fault
from asdocumented.formats.extras import how_to_install
from asdocumented.live.http.schemes.basic import Basic
from asdocumented.sandbox.auth import PASSWORD_VARIABLE, USERNAME_VARIABLE
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.data import COUPONS, CUSTOMERS, SERIES
from asdocumented.sandbox.deviation import Deviation
from asdocumented.sandbox.deviations import chosen
from asdocumented.sandbox.server import running
from asdocumented.sandbox.zones import CLUSTERS

if TYPE_CHECKING:
    from asdocumented.sandbox.app import Behaviour

SAMPLES = {
    "codes": tuple(one.code for one in COUPONS),
    "coupon_ids": tuple(str(one.id) for one in COUPONS),
    "customer_ids": tuple(str(one.id) for one in CUSTOMERS),
    "series_ids": tuple(str(one.id) for one in SERIES),
    "redeemed_codes": tuple(one.code for one in COUPONS if one.redemption),
    "unredeemed_codes": tuple(one.code for one in COUPONS if not one.redemption),
}
"""What exists in the sandbox, codes in the letter case of their creation."""

REDACTION_KEY = b"cassettes-of-the-stand-in"
"""What recordings of the built-in targets are redacted under: their data is invented, so the key
hides nothing, and recording again gives the same pseudonyms."""

_REQUESTS_A_MINUTE = 6000
AUTHENTICATION = Authentication(
    name="basic-md5",
    scheme=Basic(password_digest="md5"),  # noqa: S106  # the name of a digest
    variables={"username": USERNAME_VARIABLE, "password": PASSWORD_VARIABLE},
    built_in=Credentials({"username": Till().username, "password": Till().password}),
)
"""What the stand-in wants: the pages' scheme, with its own credentials."""
_PROFILES = {"sandbox-as-printed": "as-printed"}


def _built_in(name: str, cluster: str, host: str) -> Target:
    return Target(
        name=name,
        base_url="",
        zone=CLUSTERS[cluster],
        authentication=AUTHENTICATION,
        requests_per_minute=_REQUESTS_A_MINUTE,
        samples=SAMPLES,
        stand_in=True,
        public_url=f"http://{host}.sandbox.localhost",
    )


BUILT_IN = {
    target.name: target
    for target in (
        _built_in("sandbox", "eu", "eu"),
        _built_in("sandbox-india", "india", "india"),
        _built_in("sandbox-singapore", "singapore", "singapore"),
        _built_in("sandbox-as-printed", "eu", "as-printed"),
    )
}
"""Targets that need no configuration; their base URL is known once the sandbox runs."""


def with_samples(target: Target) -> Target:
    """Return a target; a stand-in gets the samples of the sandbox, and its credentials."""
    if not target.stand_in:
        return target
    authentication = target.authentication
    if authentication.variables == AUTHENTICATION.variables:
        authentication = replace(authentication, built_in=AUTHENTICATION.built_in)
    return replace(target, samples=SAMPLES, authentication=authentication)


@contextmanager
def start_if_built_in(
    target: Target, environment: Mapping[str, str] = os.environ
) -> Iterator[Target]:
    """Yield a target that can be asked: a built-in one with its server running meanwhile.

    Raises Fault where the `live` extra is not installed.
    """
    if target.base_url:
        yield target
        return
    zone = ZoneInfo(target.zone or "UTC")
    word = credentials(target, environment)
    deviations = chosen((), _PROFILES.get(target.name, "as-documented"))
    behaviour = make_behaviour(zone, deviations, Till(**word.words))
    with running(behaviour) as sandbox:
        yield replace(target, base_url=sandbox.url)


def make_behaviour(
    zone: ZoneInfo,
    deviations: tuple[Deviation, ...],
    till: Till,
    *,
    rate_limit: bool = False,
) -> "Behaviour":
    """Return the behaviour of a server; raise Fault if the `live` extra is not installed."""
    try:
        from asdocumented.sandbox.app import Behaviour
    except ModuleNotFoundError as error:
        what = f"{error.name} is not installed"
        raise Fault("sandbox", what, how_to_install(Path.cwd())) from error
    return Behaviour(zone, deviations, rate_limit, till)
