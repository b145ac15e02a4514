"""A session with one target: transport, rate limit, authentication and redaction together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from asdocumented.config.authentication import Credentials
from asdocumented.config.targets import Target
from asdocumented.contracts.authentication_scheme import Additions
from asdocumented.contracts.folder import EditionFolder
from asdocumented.formats.http_message import DEVIATIONS_HEADER, HttpExchange, header
from asdocumented.formats.urls import add_query
from asdocumented.live.clock import Clock
from asdocumented.live.http.authentication import Authenticator
from asdocumented.live.http.rate_limit import RateLimit
from asdocumented.live.http.transport import Answer, Transport
from asdocumented.live.planning.plan import PlannedRequest, sensitive_samples
from asdocumented.redaction.redactor import Redactor

_REFUSED = 401


class Session:
    """Sends planned requests to a target and returns redacted exchanges.

    `known_deviations` are the names that a stand-in may tell; any other text of a server is not
    believed to be one, for it would be written down as it came.
    """

    def __init__(
        self,
        target: Target,
        credentials: Credentials,
        redactor: Redactor,
        clock: Clock,
        known_deviations: Collection[str] = (),
    ) -> None:
        self._known_deviations = known_deviations
        self._target = target
        self._clock = clock
        self.redactor = redactor
        self.rate_limit = RateLimit(target.requests_per_minute, clock)
        self.transport = Transport(target.base_url, target.timeout_seconds, self.rate_limit, clock)
        self._authenticator = Authenticator(
            target.authentication,
            credentials,
            lambda path, headers, body: self.transport.send("POST", path, headers, body),
            lambda token: redactor.secrets.add_credentials([token]),
            clock,
        )

    def send(self, planned: PlannedRequest) -> HttpExchange:
        """Return the redacted exchange; raise NoAnswer or OutOfPatience.

        A token that is refused is renewed once.
        """
        additions = self._authenticator.additions(planned.credentials)
        answer = self._ask(planned, additions)
        right = planned.credentials == "right"
        if answer.status == _REFUSED and right and self._authenticator.renew():
            additions = self._authenticator.additions()
            answer = self._ask(planned, additions)
        return self.redactor.redact(self._exchange(planned, additions.headers, answer))

    def close(self) -> None:
        """Close all connections."""
        self.transport.close()

    @property
    def base(self) -> str:
        """The base URL that recordings use."""
        return self._target.public_url or self._target.base_url

    def _ask(self, planned: PlannedRequest, additions: Additions) -> Answer:
        """Send a request with its authentication, and return the answer."""
        path = add_query(planned.path, additions.query)
        return self.transport.send(planned.method, path, additions.headers)

    def _exchange(
        self, planned: PlannedRequest, headers: Mapping[str, str], answer: Answer
    ) -> HttpExchange:
        """Return the exchange before redaction, without the parameters of the authentication."""
        return HttpExchange(
            method=planned.method,
            url=self.base + planned.path,
            request_headers=(("Accept", "application/json"), *headers.items()),
            status=answer.status,
            reason=answer.reason,
            response_headers=answer.headers,
            body=answer.body,
            recorded=self._clock.now(),
            deviations=self._deviations(answer),
            as_created=planned.as_created,
        )

    def _deviations(self, answer: Answer) -> tuple[str, ...]:
        """Return the deviations that the sandbox tells."""
        told = header(answer.headers, DEVIATIONS_HEADER.lower()) or ""
        return tuple(n for n in map(str.strip, told.split(",")) if n in self._known_deviations)


@contextmanager
def open_session(  # noqa: PLR0913  # each is a part that the caller has
    target: Target,
    credentials: Credentials,
    editions: Sequence[EditionFolder],
    key: bytes,
    clock: Clock,
    *,
    known_deviations: Collection[str] = (),
) -> Iterator[Session]:
    """Yield a session whose connections are closed when the context ends."""
    contracts = [edition.contract for edition in editions]
    secrets = target.authentication.scheme.secrets(credentials.words)
    known = sensitive_samples(editions, target.samples)
    redactor = Redactor(contracts, key, secrets, known)
    for role, word in credentials.words.items():
        if redactor.secrets.is_documented(word):
            clock.tell(_not_searched_for(target, role))
    session = Session(target, credentials, redactor, clock, known_deviations)
    try:
        yield session
    finally:
        session.close()


def _not_searched_for(target: Target, role: str) -> str:
    """Return what to tell of a credential that is a word of the documentation."""
    variable = target.authentication.variables.get(role, role)
    return (
        f"{target.name}: the {role} is a word of the documentation, so that it cannot be told "
        "apart in answers and is not searched for there; nothing else depends on it\n"
        f"  where it is a secret by itself, set another one in {variable}"
    )
