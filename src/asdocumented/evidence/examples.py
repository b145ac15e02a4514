"""Reads the examples that a documentation page prints, each with its request."""

from codecs import BOM_UTF8
from pathlib import Path
from typing import Literal

import msgspec

from asdocumented.errors import Fault, FaultList
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats import json_body
from asdocumented.formats.files import files_in, read_bytes, read_json


class _RequestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    method: str
    url: str
    source: Literal["printed", "inferred"]


class _ResponseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: msgspec.Raw
    status: int | None = None
    headers: dict[str, str] = {}


class _ExampleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    request: _RequestFile
    response: _ResponseFile


def read_examples(folder: Path) -> list[Interaction]:
    """Return the examples of an edition's folder by name; raise what is wrong with any of them.

    The bytes of a body are those in the file, with the spelling of its numbers.
    """
    faults = FaultList()
    found = gather_examples(folder, faults)
    faults.raise_found()
    return found


def gather_examples(folder: Path, faults: FaultList) -> list[Interaction]:
    """Return the examples of an edition's folder that can be read; add what is wrong with others.

    They come by name.
    """
    found = []
    for path in files_in(folder / "examples", "*.json"):
        with faults:
            found.append(read_example(path))
    return found


def read_example(path: Path) -> Interaction:
    """Return one example; raise Fault with its place where the file is at fault."""
    try:
        example = msgspec.json.decode(read_bytes(path).removeprefix(BOM_UTF8), type=_ExampleFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        read_json(path)
        remedy = "write it as contracts/README.md describes examples"
        raise Fault(str(path), f"not an example: {error}", remedy) from error
    request, response = example.request, example.response
    headers = {name.lower(): value for name, value in response.headers.items()}
    body = bytes(response.body)
    fault = json_body.parse(body)[1]
    if fault is not None:
        raise Fault(str(path), f"the body is {fault}", "write the body as the page prints it")
    return Interaction(
        name=path.stem,
        origin="example",
        request=Request(request.method, request.url, inferred=request.source == "inferred"),
        response=Response(response.status, headers.get("content-type"), body),
        redacted=True,
    )
