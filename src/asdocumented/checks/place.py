"""What is documented of one place in a body, for one kind of request."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from functools import cached_property
from typing import NamedTuple, TypedDict, Unpack

import msgspec
from msgspec.structs import fields

from asdocumented.checks.finding import Finding
from asdocumented.checks.similar_names import misnamed, unlisted_names
from asdocumented.contracts.model import Citation, Contract, Node, Severity
from asdocumented.evidence.interaction import EvidenceSet, Origin
from asdocumented.formats import dates
from asdocumented.formats.json_path import Step, member

IN_A_ZONE = "in a known zone"
"""What a date in the server's zone is held against where that zone is known."""

REQUESTED, UNREQUESTED = "requested", "unrequested"
"""What a field is held against whose presence a parameter of the request decides."""


_OTHER_WORDS = frozenset({"citation", "documented", "follows_from"})
"""Fields of a finding that departs from something else than the datatype."""

VALUE_CHARACTERS = 64
"""How much of a parameter's value tells situations apart."""


class Situation(NamedTuple):
    """Everything but the body that decides how an interaction is judged.

    - `zone` is the IANA id of the answering cluster's zone, None where nobody documents it.
    - `query` holds the values of the parameters on which the contract's promises depend.
    - `parameters_sent` are the names of all parameters that were sent, None where the request is
      inferred and so is no evidence.
    - `status` and `content_type` are None where nobody recorded them.
    - `stale_after_days` is the documented age that a recording has passed, None where it has not.
    """

    contract: Contract
    evidence_set: EvidenceSet
    zone: str | None
    query: tuple[tuple[str, str], ...] = ()
    parameters_sent: tuple[str, ...] | None = ()
    status: int | None = None
    content_type: str | None = None
    stale_after_days: int | None = None

    @property
    def origin(self) -> Origin:
        """Where the interaction comes from."""
        return self.evidence_set.origin

    def parameter(self, name: str) -> str | None:
        """Return the value that a parameter has here, sent or by default."""
        return self.contract.parameter_value(name, dict(self.query))


class FindingFields(TypedDict, total=False):
    """The fields of a finding that differ from those of its place.

    `below` is added to the location of the place; the others are fields of `Finding`.
    """

    below: str
    documented: str
    follows_from: str
    observed_class: str
    citation: Citation | None
    sources: tuple[Citation, ...]
    relation: str
    among: str
    expectation: str
    path: tuple[Step, ...]
    has_value: bool


class Place(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A node at the location where it is looked for; `citation` is its row or its parent's.

    `documented_location` is where the documentation has it: the same, but that an array may stand
    for a documented object (`recovered`), and a lone object for an array's item.
    """

    node: Node
    location: str
    situation: Situation
    citation: Citation
    recovered: bool = False
    documented_location: str = "$"

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle what a place is, without what was worked out for it."""
        return Place, tuple(getattr(self, one.name) for one in fields(self))

    def field(self, name: str, node: Node) -> "Place":
        """Return the place of a member, found under `name`."""
        known = self._fields.get(name)
        if known is not None and known.node is node:
            return known
        segment = member(name)
        found = self._below(node, segment, segment)
        if name in self.node.fields:
            self._fields[name] = found
        return found

    @cached_property
    def _fields(self) -> dict[str, "Place"]:
        """The places of documented members that were asked for: many objects lack the same."""
        return {}

    def free(self, node: Node) -> "Place":
        """Return the place of all members with free names."""
        return self._below(node, "[*]", "[*]")

    def items(self) -> "Place | None":
        """Return the place of an array's items; items of a documented object count as such."""
        if self.node.item is not None:
            return self._below(self.node.item, "[*]", "[*]")
        if self.node.fields and not self.recovered:
            return self._below(self.node, "[*]", "", recovered=True)
        return None

    def as_object(self) -> "Place | None":
        """Return the place for an object here; a lone one may stand for an array's item."""
        if self.node.fields or self.node.others:
            return self
        if self.node.item is not None and self.node.item.fields:
            return self._below(self.node.item, "", "[*]")
        return None

    def expectation(self) -> str:
        """Return what a value here is held against where that depends on the request or the host.

        Values are counted under it, so that a finding is counted among those that could show it.
        """
        rule = self.node.letter_case
        if rule is not None:
            return (self.situation.parameter(rule.parameter) or rule.default).upper()
        expected = self.expected()
        if expected is not None and self.situation.parameters_sent is not None:
            return REQUESTED if expected else UNREQUESTED
        if self.node.date is not None and self.node.date.zone == "server":
            return IN_A_ZONE if self.situation.zone else ""
        return ""

    @property
    def documented(self) -> str:
        """The datatype as printed, or why there is none; a further row may say nothing of it."""
        node = self.node
        if not node.citation and not node.types:
            return unlisted(self.citation)
        rows = (one for one in node.sources if one.table is not None and not one.datatype)
        silent = next(rows, None) if node.citation and node.citation.datatype else None
        return f"{node.documented}, no datatype in {silent.table}" if silent else node.documented

    @cached_property
    def lists_anything(self) -> bool:
        """Whether a table lists something here or below."""
        return any(node.citation is not None for node in self.node.tree())

    def zone(self) -> tzinfo | None:
        """Return the zone in which a date here is promised; None where unknown or none."""
        name = self.node.date.zone if self.node.date else "none"
        known = self.situation.zone if name == "server" else name
        return None if known in (None, "none") else dates.find_zone(known)

    def undecidable(self) -> bool:
        """Tell whether a date here cannot be judged, because nobody documents the zone."""
        date = self.node.date
        return date is not None and date.zone == "server" and self.situation.zone is None

    def expected(self) -> bool | None:
        """Tell whether the request asks for the field; None where no parameter decides it."""
        return self._expected

    @cached_property
    def _expected(self) -> bool | None:
        return self.situation.contract.asks_for(self.node, dict(self.situation.query))

    def date_promise(self, words: str) -> FindingFields:
        """Return what is said of a date here, as fields of a finding, with all its sources.

        The row says it, or where another page has a part in it, it follows from both.
        """
        sources = self.node.sources
        if any(source.table is None for source in sources):
            return {"follows_from": words, "sources": sources}
        return {"documented": words, "sources": sources}

    def absence(self, check: str, severity: Severity, among: str) -> Finding:
        """Return the finding that the field of this place is absent from its object.

        Where the page does not promise the field, it follows from a row that names no condition.
        Many objects lack the same: each finding is made once.
        """
        known = self._absences.get((check, severity, among))
        if known is None:
            known = self._absences[check, severity, among] = self._absence(check, severity, among)
        return known

    @cached_property
    def _absences(self) -> dict[tuple[str, Severity, str], Finding]:
        return {}

    def _absence(self, check: str, severity: Severity, among: str) -> Finding:
        sources = self.node.sources
        promise: FindingFields = {"documented": "always there", "sources": sources}
        if self.node.presence.rule != "promised":
            rows = tuple(source for source in sources if source.table is not None)
            promise = {
                "follows_from": "no condition is named under which it is left out",
                "sources": rows,
            }
        absent: FindingFields = {"among": among, "has_value": False, **promise}
        return self.finding(check, severity, "absent", **absent)

    def presence_citation(self) -> Citation | None:
        """Return the row of the parameter that decides whether the field is there."""
        parameter = self.situation.contract.parameters.get(self.node.presence.parameter)
        return parameter.citation if parameter else None

    def finding(
        self, check: str, severity: Severity, observed: str, **fields: Unpack[FindingFields]
    ) -> Finding:
        """Return a finding at this place; `fields` replace what the place would say.

        Without them, it departs from the datatype in the rows of the place. Fields that cite
        another row, or say what follows from it, name all of the rows.
        """
        below = fields.get("below", "")
        follows_from = fields.get("follows_from", "")
        documented = fields.get("documented")
        if documented is None:
            documented = "" if follows_from else self.documented
        of_the_datatype = _OTHER_WORDS.isdisjoint(fields)
        return Finding(
            check=check,
            severity=severity,
            location=self.documented_location + below,
            documented=documented,
            follows_from=follows_from,
            observed=observed,
            observed_class=fields.get("observed_class", ""),
            citation=fields.get("citation") or self.citation,
            sources=fields.get("sources", self._same_datatype() if of_the_datatype else ()),
            relation=fields.get("relation", ""),
            among=fields.get("among", self.location + below),
            expectation=fields.get("expectation", ""),
            path=fields.get("path", ()),
            has_value=fields.get("has_value", True),
        )

    def _same_datatype(self) -> tuple[Citation, ...]:
        """Return the further rows that say the same datatype as the first, or have none either."""
        first = self.node.citation
        if first is None or first.table is None:
            return ()
        rows = (source for source in self.node.sources if source.table is not None)
        return tuple(row for row in rows if row.datatype == first.datatype)

    def _below(
        self, node: Node, segment: str, documented: str, *, recovered: bool = False
    ) -> "Place":
        return Place(
            node,
            self.location + segment,
            self.situation,
            node.citation or self.citation,
            recovered,
            self.documented_location + documented,
        )


class Names(msgspec.Struct, frozen=True, dict=True):
    """The member names of one object, compared with those that are documented at its place.

    `more` tells that the object has members beside `present`, of which nothing is documented.
    """

    place: Place
    present: tuple[str, ...]
    more: bool = False

    @cached_property
    def misnamed(self) -> Mapping[str, Node]:
        """Names that no table lists and that resemble an absent documented one, with its node."""
        return misnamed(self.place.node, self.present)

    @cached_property
    def absent(self) -> tuple[Place, ...]:
        """The places of documented members that are missing, also under a similar name."""
        found = {*self.present, *(node.name for node in self.misnamed.values())}
        return tuple(
            self.place.field(name, node)
            for name, node in self.place.node.fields.items()
            if node.citation is not None and name not in found
        )

    def undocumented(self) -> Sequence[str]:
        """Return the members that no table lists, and that resemble none that is listed."""
        node = self.place.node
        if node.open or node.others is not None or not self.place.lists_anything:
            return ()
        unlisted, misnamed = unlisted_names(node, self.present), self.misnamed
        return [name for name in unlisted if name not in misnamed] if misnamed else unlisted

    def node(self, name: str) -> Node | None:
        """Return the node by which a member is judged; None where nothing is documented of it.

        It is the node of its name, of the name that it resembles, or of all free names.
        """
        node = self.place.node
        return node.fields.get(name) or self.misnamed.get(name) or node.others


def unlisted(nearest: Citation) -> str:
    """Return what is documented of a member in no row, where this is cited as the nearest row."""
    return "in no row" if nearest.row is None else "without this member"


def locate(root: Node, path: Sequence[Step]) -> tuple[str, Node | None]:
    """Return the documented location of a path below a body, and its node.

    An array that stands for a documented object is passed through, and a lone object that stands
    for an array's item gets its `[*]`; the node is None where nothing documents the path.
    """
    node: Node | None = root
    location = "$"
    for step in path:
        if isinstance(step, int):
            stands_for_object = node is not None and node.item is None and bool(node.fields)
            location += "" if stands_for_object else "[*]"
            node = node if node is None or stands_for_object else node.item
            continue
        if node is not None and not node.fields and node.item is not None:
            location, node = location + "[*]", node.item
        free = node is not None and node.others is not None and step not in node.fields
        location += "[*]" if free else member(step)
        node = None if node is None else node.fields.get(step, node.others)
    return location, node
