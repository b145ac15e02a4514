"""The annotation keywords of a contract's schema, each read into a value of the model."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from asdocumented.contracts.citations import Citations
from asdocumented.contracts.model import (
    Citation,
    Epoch,
    LetterCase,
    Presence,
    Promise,
    Severity,
    Source,
    Unique,
)
from asdocumented.formats import dates
from asdocumented.formats.json_path import Json, mapping, sequence

PROMISED = Presence("promised")
INTEGER_FORMATS = frozenset({"int32", "int64"})
DATE_FORMATS = {"date-time": dates.RFC3339, "date": "yyyy-MM-dd"}
LIBRARY_FORMATS = frozenset(
    {"duration", "email", "hostname", "idn-email", "ipv4", "ipv6", "json-pointer", "regex"}
    | {"time", "uri", "uri-reference", "uuid"}
)
"""Formats that jsonschema-rs checks itself; a format of none of these kinds is refused."""

Schema = Mapping[str, Json]


class AnnotationError(Exception):
    """A keyword whose value means nothing: which, what is wrong, and what to do."""

    def __init__(self, keyword: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.keyword = keyword
        self.what = what
        self.remedy = remedy


KNOWN_FORMATS = INTEGER_FORMATS | LIBRARY_FORMATS | DATE_FORMATS.keys()


def sources(schema: Schema) -> list[Source]:
    """Return a node's sources, in the order in which they stand."""
    return _sources(schema.get("x-source", []))


def _sources(value: Json) -> list[Source]:
    written = [mapping(one) for one in (value if isinstance(value, list) else [value])]
    return msgspec.convert(
        [{key: _whole(part) for key, part in one.items()} for one in written], list[Source]
    )


def _whole(value: Json) -> Json:
    """Return a number that JSON Schema takes for an integer as one, also where it is `1.0`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def cited(
    named: Sequence[Source], citations: Citations
) -> tuple[Citation | None, tuple[Citation, ...]]:
    """Return the citation of a node's row or page, and those of its other rows and pages.

    The first is None where only an example shows the node.
    """
    shown = [source for source in named if source.inferred is None]
    if not shown:
        return None, ()
    first, *others = citations.all_of(shown) or (citations.of_all(()),)
    return first, tuple(others)


def promise(value: Schema, citations: Citations) -> Promise:
    """Return a promise in words (`x-promise`) with the citations of its rows.

    Raises AnnotationError where it names a row that there is not.
    """
    named = _sources(value.get("source", []))
    for source in named:
        if citations.of(source) is None:
            what = f"cites {source.table}, row {source.row}, which is not there"
            raise AnnotationError("source", what, "name a row of tables/")
    severity = msgspec.convert(value.get("severity", "error"), Severity)
    return Promise(str(value["words"]), severity, citations.of_all(named), citations.beside(named))


def rows(named: Sequence[Source]) -> tuple[tuple[str, int], ...]:
    """Return the table and number of each row among a node's sources."""
    return tuple((s.table, s.row) for s in named if s.table and s.row)


def date(schema: Schema) -> dates.DateForm | None:
    """Return the date format of `x-date` or of a standard date format."""
    documented = mapping(schema.get("x-date"))
    pattern = documented.get("pattern") or DATE_FORMATS.get(str(schema.get("format")))
    if pattern is None:
        return None
    try:
        zone, printed = (str(documented.get(key, "")) for key in ("zone", "printed"))
        return dates.date_form(str(pattern), zone or "none", printed)
    except ValueError as error:
        remedy = "pattern letters: yyyy MM dd HH mm ss XXX xxx, literal text in '…'"
        raise AnnotationError("x-date", str(error), remedy) from error


def epoch(schema: Schema) -> Epoch | None:
    """Return the unit of an instant written as a number (`x-epoch`)."""
    value = mapping(schema.get("x-epoch"))
    if not value:
        return None
    per_second = 1000 if value["unit"] == "ms" else 1
    return Epoch(per_second, msgspec.convert(_whole(value.get("unset")), int | None))


def letter_case(schema: Schema) -> LetterCase | None:
    """Return what decides the letter case (`x-letter-case`)."""
    value = mapping(schema.get("x-letter-case"))
    if not value:
        return None
    words = {key: [str(w) for w in sequence(value.get(key))] for key in value}
    return LetterCase(
        parameter=str(value["parameter"]),
        default=str(value["default"]),
        upper=tuple(words.get("upper", ())),
        lower=tuple(words.get("lower", ())),
        unchanged=tuple(str(word) for word in sequence(value.get("unchanged"))),
    )


def presence(schema: Schema) -> Presence:
    """Return when the field is promised (`x-presence`)."""
    value = schema.get("x-presence")
    if isinstance(value, dict):
        return Presence("parameter", str(value["parameter"]), str(value["equals"]))
    return Presence() if value is None else msgspec.convert({"rule": value}, Presence)


def unique(schema: Schema) -> tuple[Unique, ...]:
    """Return the members that no two items share (`x-unique`)."""
    written = map(mapping, sequence(schema.get("x-unique")))
    return tuple(Unique(str(one["member"]), _whole(one.get("unset"))) for one in written)


def sensitive(schema: Schema) -> Literal["personal", "secret", "message"] | None:
    """Return why a recording must not hold the value, or not all of it (`x-sensitive`)."""
    value: Literal["personal", "secret", "message"] | None = msgspec.convert(
        schema.get("x-sensitive"), Literal["personal", "secret", "message"] | None
    )
    return value


def json_text(schema: Schema) -> Literal["documented", "inferred"] | None:
    """Return how it is known that the text holds JSON (`contentMediaType`)."""
    if schema.get("contentMediaType") != "application/json":
        return None
    return "inferred" if any(source.inferred for source in sources(schema)) else "documented"
