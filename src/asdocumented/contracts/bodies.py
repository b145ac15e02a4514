"""Which schema file documents which body: of a response by status, or of the request."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from asdocumented.contracts.files import MediaFile
from asdocumented.contracts.openapi import OpenApiOperation
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.http_message import is_json

REQUEST = "request"
"""In place of a status: the body of the request."""


class DocumentedBody(msgspec.Struct, frozen=True):
    """A body of one status and media type; `file` is its schema, None where it has none.

    `judged` tells that it is judged: it is JSON, and in a response.
    """

    status: str
    media_type: str
    file: str | None
    judged: bool


def documented_bodies(
    path: Path, operation: OpenApiOperation, faults: FaultList
) -> list[DocumentedBody]:
    """Return the bodies that an operation documents; add faults where that is not clear."""
    found = []
    for status, content in _contents(operation):
        for media_type, media in content.items():
            with faults:
                found.append(_body(path, status, media_type, media))
    if not any(response.content for response in operation.responses.values()):
        what = "no response has a documented body"
        remedy = "refer to a schema: content: application/json: schema: $ref: response.schema.json"
        faults.add([Fault(str(path), what, remedy)])
    faults.add(_contradictions(path, found))
    return found


def _contents(operation: OpenApiOperation) -> Iterator[tuple[str, Mapping[str, MediaFile]]]:
    for status, response in operation.responses.items():
        yield status, response.content
    if operation.request_body is not None:
        yield REQUEST, operation.request_body.content


def _body(path: Path, status: str, media_type: str, media: MediaFile) -> DocumentedBody:
    judged = status != REQUEST and is_json(media_type)
    reference = media.schema.get("$ref")
    if not media.schema and not judged:
        return DocumentedBody(status, media_type, None, judged)
    if not isinstance(reference, str) or Path(reference).name != reference.removeprefix("./"):
        whose = "the request" if status == REQUEST else f"response {status}"
        what = f"the schema of {whose} is not a file beside this one"
        raise Fault(str(path), what, "write $ref: response.schema.json")
    return DocumentedBody(status, media_type, reference.removeprefix("./"), judged)


def _contradictions(path: Path, bodies: Sequence[DocumentedBody]) -> Iterator[Fault]:
    """Yield the statuses that have two schemas for JSON."""
    for status in dict.fromkeys(body.status for body in bodies):
        files = {body.file: None for body in bodies if body.status == status and body.judged}
        if len(files) > 1:
            what = (
                f"response {status} has {len(files)} schemas for JSON: {', '.join(map(str, files))}"
            )
            remedy = "give its media types one schema, with oneOf where the bodies differ"
            yield Fault(str(path), what, remedy)
