"""What a report may show of an interaction that was not redacted when it was judged."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import structs

from asdocumented.evidence.headers import headers_of
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats import json_body
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Json, MemberOrder, Step, excerpt
from asdocumented.redaction.credentials import carried_credentials, sent_credentials
from asdocumented.redaction.redactor import Redactor

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ShownInteraction:
    """An interaction redacted, place by place; the redactor learns what is secret in it.

    `paths` are those of its body that are shown, with what is beside them; `parsed` is what the
    body holds, where that is known.
    """

    def __init__(
        self,
        interaction: Interaction,
        redactor: Redactor,
        paths: Iterable[Sequence[Step]],
        parsed: json_body.ParsedBody | None = None,
    ) -> None:
        parsed = parsed or json_body.read(interaction.response.body)
        redacted = _redact(interaction, redactor, paths, parsed)
        self._order = MemberOrder()
        self.request = Request(redacted.method, redacted.url, interaction.request.inferred)
        self._before: Json = parsed.value
        self.body: Json = json_body.parse(redacted.body)[0]
        before, after = interaction.response, _response(interaction, redacted)
        self._texts = {
            excerpt(before.beginning): excerpt(after.beginning),
            excerpt(before.content_type): excerpt(after.content_type),
        }

    def text(self, value: str | None) -> str | None:
        """Return how a value may be shown that is no part of a JSON body."""
        return None if value is None else self._texts.get(value, value)

    def at(self, path: Sequence[Step]) -> tuple[tuple[Step, ...], object]:
        """Return where the value at a path stands in the redacted body, and that value.

        The value is UNSET where nothing stands there. A member is found by its place among the
        others, for its name may have been replaced.
        """
        before, after = self._before, self.body
        found: list[Step] = []
        for step in path:
            if isinstance(before, dict) and isinstance(after, dict) and step in before:
                place = self._order.place(before, str(step))
                name = self._order.names(after)[place] if len(after) == len(before) else ""
                found.append(name)
                before, after = before[str(step)], after.get(name)
            elif isinstance(before, list) and isinstance(after, list) and isinstance(step, int):
                if step >= min(len(before), len(after)):
                    return (*found, step), msgspec.UNSET
                found.append(step)
                before, after = before[step], after[step]
            else:
                return (*found, step), msgspec.UNSET
        return tuple(found), after


def redacted_interaction(interaction: Interaction, redactor: Redactor) -> Interaction:
    """Return an interaction without secrets; one that is redacted stays as it is."""
    if interaction.redacted:
        return interaction
    exchange = _redact(interaction, redactor)
    return structs.replace(
        interaction,
        request=Request(exchange.method, exchange.url, interaction.request.inferred),
        response=_response(interaction, exchange),
        redacted=True,
    )


def _response(interaction: Interaction, redacted: HttpExchange) -> Response:
    """Return the response of an interaction as it is redacted; its status may be unknown."""
    return Response(interaction.response.status, redacted.content_type, redacted.body)


def _redact(
    interaction: Interaction,
    redactor: Redactor,
    paths: Iterable[Sequence[Step]] | None = None,
    parsed: json_body.ParsedBody | None = None,
) -> HttpExchange:
    carried = carried_credentials((*headers_of(interaction.sent_headers.recorded),))
    redactor.secrets.add_credentials(carried)
    redactor.secrets.add_credentials(sent_credentials(interaction.request.url, b""))
    response = interaction.response
    kind = response.content_type
    return redactor.redact(
        HttpExchange(
            method=interaction.request.method,
            url=interaction.request.url,
            request_headers=(),
            status=response.status or 200,
            reason="",
            response_headers=(("Content-Type", kind),) if kind else (),
            body=response.body,
            recorded=_NEVER,
        ),
        paths,
        parsed,
    )
