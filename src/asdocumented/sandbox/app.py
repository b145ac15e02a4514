"""The sandbox as an ASGI application: routes, authentication, rate limit and refusals."""

import time
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias
from zoneinfo import ZoneInfo

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asdocumented.formats.http_message import DEVIATIONS_HEADER
from asdocumented.sandbox.answers import GENERAL, Answer, BadParameter, Query, error_item
from asdocumented.sandbox.auth import TOKEN_SECONDS, Credentials, Gate, Verdict
from asdocumented.sandbox.coupon_v11 import get_coupon, v11_refusal
from asdocumented.sandbox.coupons_v2 import get_coupons, refusal
from asdocumented.sandbox.deviation import Deviation, Operation
from asdocumented.sandbox.limits import Limit
from asdocumented.sandbox.series_v2 import get_series, series_refusal

Give: TypeAlias = Callable[[Query, ZoneInfo], Answer]
Refuse: TypeAlias = Callable[[int, int, str], Answer]

_OPERATIONS: dict[str, tuple[Operation, Give, Refuse]] = {
    "/v2/coupon": ("v2-coupon", get_coupons, refusal),
    "/v2/coupon/series": ("v2-coupon-series", get_series, series_refusal),
    "/v1.1/coupon/get": ("v1.1-coupon-get", get_coupon, v11_refusal),
}
TOKEN_PATH = "/v3/oauth/token/generate"  # noqa: S105  # a path
_MOST_BYTES = 10_000


class Behaviour(msgspec.Struct, frozen=True):
    """How the server behaves: zone, deviations, credentials, rate limit; `clock` gives seconds."""

    zone: ZoneInfo
    deviations: tuple[Deviation, ...] = ()
    rate_limit: bool = False
    credentials: Credentials = msgspec.field(default_factory=Credentials)
    token_seconds: int = TOKEN_SECONDS
    clock: Callable[[], float] = time.monotonic


class _KeyAndSecret(msgspec.Struct):
    key: str
    secret: str


def make_app(behaviour: Behaviour) -> Starlette:
    """Return the ASGI application."""
    server = _Server(behaviour)
    routes = [Route(path, server.answer, methods=["GET"]) for path in _OPERATIONS]
    routes.append(Route(TOKEN_PATH, server.token, methods=["POST"]))
    return Starlette(routes=routes, exception_handlers={HTTPException: _refuse_route})


class _Server:
    """Answers requests; between two it remembers only tokens and the windows of the rate limit."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._gate = Gate(behaviour.credentials, behaviour.clock, behaviour.token_seconds)
        self._limit = Limit(behaviour.clock) if behaviour.rate_limit else None

    async def answer(self, request: Request) -> Response:
        """Answer a request for an operation; every answer of it tells its deviations."""
        path = request.url.path
        operation, give, refuse = _OPERATIONS[path]
        deviations = [d for d in self._behaviour.deviations if d.operation == operation]
        told = {DEVIATIONS_HEADER: ", ".join(d.name for d in deviations)} if deviations else {}
        verdict = self._gate.admit(request.headers)
        if verdict != "admitted":
            return _send(_unauthorized(path, verdict, refuse), told)
        wait = self._limit.wait() if self._limit else 0
        if wait:
            refused = refuse(429, 429, "too many requests")
            headers = {**refused.headers, "retry-after": str(wait)}
            return _send(Answer(429, refused.body, headers), told)
        answer = _departed(_query(request), give, refuse, self._behaviour.zone, deviations)
        return _send(answer, told)

    async def token(self, request: Request) -> Response:
        """Issue an OAuth token."""
        if not request.headers.get("content-type", "").lower().startswith("application/json"):
            return _send(_no_token(415, "send JSON"))
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                return _send(_no_token(400, "the body is too long"))
        try:
            given = msgspec.json.decode(bytes(body), type=_KeyAndSecret)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return _send(_no_token(400, "send key and secret"))
        token = self._gate.issue(given.key, given.secret)
        if token is None:
            return _send(_no_token(401, "key or secret is wrong"))
        data: dict[str, str | int] = {"accessToken": token, "ttlSeconds": self._gate.token_seconds}
        return _send(Answer(200, {"data": {**data}, "errors": None}))


def _departed(
    query: Query, give: Give, refuse: Refuse, zone: ZoneInfo, deviations: list[Deviation]
) -> Answer:
    """Return the documented answer, changed by one deviation after the other."""
    for deviation in deviations:
        query = deviation.ask(query)
    try:
        answer = give(query, zone)
    except BadParameter as bad:
        return refuse(400, GENERAL, f"{bad}: not a documented value")
    for deviation in deviations if answer.status == 200 else ():
        answer = deviation.answer(answer, query)
    return answer


def _query(request: Request) -> Query:
    values: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        values[name] = (*values.get(name, ()), value)
    return values


def _unauthorized(path: str, verdict: Verdict, refuse: Refuse) -> Answer:
    message = {"missing": "not authenticated", "expired": "token expired"}.get(
        verdict, "wrong credentials"
    )
    if path.startswith("/v1.1") and verdict in ("wrong", "expired"):
        code = "498" if verdict == "expired" else "401"
        return Answer(401, {"success": "true", "code": code, "message": message})
    refused = refuse(401, 401, message)
    challenge = {"www-authenticate": 'Basic realm="sandbox"'}
    return Answer(401, refused.body, {**refused.headers, **challenge})


def _no_token(status: int, message: str) -> Answer:
    return Answer(status, {"data": None, "errors": [error_item(status, message)]})


async def _refuse_route(_: Request, error: Exception) -> Response:
    """Answer an undocumented path or method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    refused = refusal(status, status, "no such path" if status == 404 else "no such method")
    extra: Mapping[str, str] = (error.headers if isinstance(error, HTTPException) else None) or {}
    return _send(Answer(status, refused.body, {**refused.headers, **extra}))


def _send(answer: Answer, more: Mapping[str, str] = MappingProxyType({})) -> Response:
    """Return an answer with more headers."""
    headers = {**answer.headers, **more, "X-Cap-Requestid": uuid.uuid4().hex}
    return Response(answer.content(), answer.status, headers)
