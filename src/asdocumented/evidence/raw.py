"""Reads recordings with all headers and other texts, for the leak scanner."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple
from urllib.parse import parse_qsl, unquote_plus

from asdocumented.evidence import gateways, har, vcr, vcr_fast
from asdocumented.evidence.beginning import recognise
from asdocumented.evidence.gateway_envoy import with_har_names
from asdocumented.evidence.headers import headers_of, text_of
from asdocumented.evidence.json_file import is_bare_list, read_json_text, read_json_tree
from asdocumented.evidence.lines import BufferedFile
from asdocumented.evidence.recorded import MARK, NOT_RECORDED, MissingAnswer, Recorded
from asdocumented.evidence.vcr_dialects import as_vcrpy
from asdocumented.evidence.vcr_yaml import LISTS
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import Json, mapping, sequence


class RawInteraction(NamedTuple):
    """One interaction with all of its texts.

    `more` are the texts of other places, by place: the body of the request, the cookies that a HAR
    file lists beside the headers. `marked` tells whether the recording says that it is redacted;
    of one that is, they are left out.
    `when` is aware.
    """

    recorded: Recorded
    request_headers: tuple[tuple[str, str], ...]
    response_headers: tuple[tuple[str, str], ...]
    reason: str
    more: tuple[tuple[str, str], ...]
    marked: bool
    when: datetime

    @property
    def body_is_encoded(self) -> bool:
        """Tell whether the file holds the body in a content coding, which hides its texts."""
        return any(name.lower() == "content-encoding" for name, _ in self.response_headers)


class RawEntry(NamedTuple):
    """One interaction of a file as it stands there, or a member of the file beside them.

    `read` is what was read of an interaction; None beside them, where `key` names the member.
    `plain` tells that the file holds no text of it that is not in `entry`, `is_lossy` that it holds
    some that no reader gives, such as the first value of a name that stands twice.
    """

    entry: object
    read: RawInteraction | Damaged | None
    key: str = ""
    plain: bool = False
    is_lossy: bool = False


def read_raw(file: BufferedFile, start: bytes) -> Iterator[RawEntry]:
    """Yield all that a cassette or a HAR file holds; raise Damaged if it is neither.

    `start` are the first bytes of the file, which tell its format.
    """
    begun = recognise(file, start)
    if begun.form == "ndjson":
        yield from map(_of_line, begun.lines)
    elif begun.form == "yaml":
        yield from _of_yaml(begun.file)
    else:
        yield from _of_tree(read_json_tree(file, begun.start))


def _of_line(line: bytes | Damaged) -> RawEntry:
    if isinstance(line, Damaged):
        return RawEntry(None, line, is_lossy=True)
    try:
        entry = read_json_text(line)
    except Damaged as damaged:
        return RawEntry(line.decode("utf-8", "replace"), damaged)
    try:
        shaped = gateways.shape_line(line, entry)
    except Damaged:
        return RawEntry(entry, None)  # an access log has no interactions, and texts all the same
    if shaped is None:
        return RawEntry(entry, _raw(mapping(entry), har.interaction(entry)))
    read = _raw(mapping(shaped.entry), gateways.interaction(shaped))
    return RawEntry(with_har_names(mapping(entry)), read)


def _of_tree(tree: Json) -> Iterator[RawEntry]:
    top = mapping(tree)
    if is_bare_list(tree):
        top = {"interactions": tree}
    log = mapping(top.get("log"))
    key = next((one for one in LISTS if isinstance(top.get(one), list)), "")
    entries = sequence(top.get(key) if key else log.get("entries"))
    members = {**top, **{f"log.{name}": value for name, value in log.items()}} if top else {}
    for name in {key, "log.entries" if not key else "", "log" if log else ""}:
        members.pop(name, None)
    yield from (RawEntry(value, None, name) for name, value in members.items())
    if not key and not isinstance(log.get("entries"), list):
        yield RawEntry(None if top else tree, None)
        raise Damaged("neither a cassette nor a HAR file")
    for entry in entries:
        if isinstance(entry, dict):
            shaped, read = (_as_vcrpy(entry), vcr) if key else (entry, har)
            yield RawEntry(entry, _raw(shaped, read.interaction(entry)))
        else:
            yield RawEntry(entry, Damaged("an entry that is not written as its format says"))


def _of_yaml(file: BinaryIO) -> Iterator[RawEntry]:
    found = False
    for part in vcr_fast.read_parts(file, whole=True):
        if part.key in LISTS and part.item:
            read = _raw(_as_vcrpy(part.value), vcr.of_part(part))
            is_lossy = bool(part.fault) or part.repeated is not None
            yield RawEntry(part.value, read, plain=part.plain, is_lossy=is_lossy)
        elif part.key in LISTS and isinstance(part.value, list):
            found = True
        else:
            yield RawEntry(part.value, None, part.key, part.plain)
    if not found:
        raise Damaged("neither a cassette nor a HAR file")


def _as_vcrpy(entry: object) -> Mapping[str, object]:
    """Return an interaction of a cassette in vcrpy's shape; one that has none as it is."""
    try:
        return as_vcrpy(_mapping(entry))
    except Damaged:
        return _mapping(entry)


def _raw(
    entry: Mapping[str, object], recorded: Recorded | MissingAnswer | Damaged
) -> RawInteraction | Damaged:
    """Return an interaction with all of its texts; one without an answer has an empty body."""
    if isinstance(recorded, Damaged):
        return recorded
    if isinstance(recorded, MissingAnswer):
        if not recorded.reason.startswith(NOT_RECORDED):
            return Damaged(recorded.reason)
        recorded = Recorded(recorded.method, recorded.url, 200, recorded.content_type, b"", None)
    request, response = _mapping(entry.get("request")), _mapping(entry.get("response"))
    headers = tuple(headers_of(request.get("headers")))
    own = isinstance(entry.get("asdocumented"), dict)
    marked = own or any(name.lower() == MARK[0].lower() for name, _ in headers)
    status = _mapping(response.get("status"))
    return RawInteraction(
        recorded,
        headers,
        tuple(headers_of(response.get("headers"))),
        text_of(status.get("message") or response.get("statusText")),
        () if marked else tuple(_beside(request, response)),
        marked,
        recorded.when or datetime(1970, 1, 1, tzinfo=UTC),
    )


def _beside(
    request: Mapping[str, object], response: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Yield the texts beside URL, headers and body of the response, with their places."""
    posted = _mapping(request.get("postData"))
    texts = (
        ("the request body", text_of(_content(request.get("body")))),
        ("the request body", text_of(posted.get("text"))),
        ("the request body", text_of(_values(posted.get("params")))),
        ("the request queryString", text_of(_beside_url(request))),
        ("the response redirectURL", _with_query(response.get("redirectURL"))),
        *(("the request cookies", text_of(one)) for one in _values(request.get("cookies"))),
        *(("the response cookies", text_of(one)) for one in _values(response.get("cookies"))),
    )
    return ((place, text) for place, text in texts if text)


def _content(body: object) -> object:
    """Return what a body holds, without the word for its encoding that betamax has beside it."""
    if not isinstance(body, dict):
        return body
    return {name: value for name, value in body.items() if name != "encoding"}


def _values(pairs: object) -> list[object]:
    """Return the values of a HAR list of names and values."""
    return [_mapping(pair).get("value") for pair in pairs] if isinstance(pairs, list) else []


def _beside_url(request: Mapping[str, object]) -> list[object]:
    """Return the values of a HAR query list that are not in the URL."""
    query = text_of(request.get("url")).partition("#")[0].partition("?")[2]
    asked = {value for _, value in parse_qsl(query, keep_blank_values=True)}
    values = _values(request.get("queryString"))
    return [one for one in values if asked.isdisjoint((text_of(one), unquote_plus(text_of(one))))]


def _with_query(value: object) -> str:
    """Return a URL if it has a query; a URL without one cannot hold a secret value."""
    text = text_of(value)
    return text if "?" in text else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
