"""A contract's node in a situation: what is promised at one place under one kind of request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from itertools import islice
from typing import NamedTuple, TypedDict, Unpack

from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import Citation, Contract, Node, Severity
from asdocumented.evidence.interaction import EvidenceSet, Origin
from asdocumented.formats import dates
from asdocumented.formats.json_path import Step, member

_SHORTEST = 4
_MOST_UNLISTED = 500


class Situation(NamedTuple):
    """All of an interaction, but for its body, that decides how it is judged.

    `zone` is the IANA id of the answering cluster, None where nobody documents it. `query` holds
    the values of the parameters on which the contract's promises depend, `parameters_sent` the
    names of all that were sent, None where the request is inferred and so no evidence. `status`
    and `content_type` are None where nobody recorded them. `stale_after_days` is how old a
    recording may be, None where it is not older.
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


class Particulars(TypedDict, total=False):
    """What may differ in a finding: a location `below` the place, and what `Finding` says."""

    below: str
    documented: str
    follows_from: str
    observed_class: str
    citation: Citation | None
    sources: tuple[Citation, ...]
    relation: str
    among: str
    path: tuple[Step, ...]
    has_value: bool


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A node at the location where it is looked for; `citation` is its row or its parent's."""

    node: Node
    location: str
    situation: Situation
    citation: Citation
    recovered: bool = False

    def field(self, name: str, node: Node) -> "Place":
        """Return the place of a member, found under `name`."""
        return self._below(node, self.location + member(name))

    def free(self, node: Node) -> "Place":
        """Return the place of all members with free names."""
        return self._below(node, self.location + "[*]")

    def items(self) -> "Place | None":
        """Return the place of an array's items; items of a documented object count as such."""
        if self.node.item is not None:
            return self._below(self.node.item, self.location + "[*]")
        if self.node.fields and not self.recovered:
            return self._below(self.node, self.location + "[*]", recovered=True)
        return None

    def as_object(self) -> "Place | None":
        """Return the place for an object here; a lone one may stand for an array's item."""
        if self.node.fields or self.node.others:
            return self
        if self.node.item is not None and self.node.item.fields:
            return self._below(self.node.item, self.location)
        return None

    def zone(self) -> tzinfo | None:
        """Return the zone in which a date here is promised; None where unknown or none."""
        name = self.node.date.zone if self.node.date else "none"
        known = self.situation.zone if name == "server" else name
        return None if known in (None, "none") else dates.find_zone(known)

    def undecidable(self) -> bool:
        """Tell whether a date here could be right or wrong, but nobody documents the zone."""
        date = self.node.date
        return date is not None and date.zone == "server" and self.situation.zone is None

    def expected(self) -> bool | None:
        """Tell whether a request in this situation asks for the field; None where none decides."""
        return self.situation.contract.asks_for(self.node, dict(self.situation.query))

    def promise(self) -> Citation | None:
        """Return the row of the parameter that the field's presence is bound to."""
        parameter = self.situation.contract.parameters.get(self.node.presence.parameter)
        return parameter.citation if parameter else None

    def finding(
        self, check: str, severity: Severity, observed: str, **particulars: Unpack[Particulars]
    ) -> Finding:
        """Return a finding here: against the datatype of this place's rows, unless told otherwise.

        Particulars that cite another row, or say what follows from it, say all of what is cited.
        """
        location = self.location + particulars.get("below", "")
        follows_from = particulars.get("follows_from", "")
        documented = particulars.get("documented", "" if follows_from else self.node.documented)
        of_the_datatype = not particulars.keys() & {"citation", "documented", "follows_from"}
        return Finding(
            check=check,
            severity=severity,
            location=location,
            documented=documented,
            follows_from=follows_from,
            observed=observed,
            observed_class=particulars.get("observed_class", ""),
            citation=particulars.get("citation") or self.citation,
            sources=particulars.get("sources", self._same_datatype() if of_the_datatype else ()),
            relation=particulars.get("relation", ""),
            among=particulars.get("among", location),
            path=particulars.get("path", ()),
            has_value=particulars.get("has_value", True),
        )

    def _same_datatype(self) -> tuple[Citation, ...]:
        """Return the further rows that say the same datatype as the first, or have none either."""
        first = self.node.citation
        if first is None or first.table is None:
            return ()
        rows = (source for source in self.node.sources if source.table is not None)
        return tuple(row for row in rows if row.datatype == first.datatype)

    def _below(self, node: Node, location: str, *, recovered: bool = False) -> "Place":
        citation = node.citation or self.citation
        return Place(node, location, self.situation, citation, recovered)


@dataclass(frozen=True)
class Names:
    """The member names of one object beside those that its place documents."""

    place: Place
    present: tuple[str, ...]

    @cached_property
    def misnamed(self) -> Mapping[str, Node]:
        """Unlisted names that are near or case variants of an absent documented one."""
        absent = {name: node for name, node in self._documented() if name not in self.present}
        pairs: dict[str, Node] = {}
        unlisted = sorted(islice(self._unlisted(), _MOST_UNLISTED))
        for alike in (_same_letters, _near):
            for name in unlisted:
                found = next((other for other in absent if alike(name, other)), None)
                if found is not None and name not in pairs:
                    pairs[name] = absent.pop(found)
        return pairs

    @cached_property
    def absent(self) -> tuple[Place, ...]:
        """Documented members that are missing, but for those under another name."""
        found = {node.name for node in self.misnamed.values()}
        return tuple(
            self.place.field(name, node)
            for name, node in self._documented()
            if name not in self.present and name not in found
        )

    @cached_property
    def undocumented(self) -> tuple[tuple[str, Node | None], ...]:
        """Members that no table lists, with the node where the page's own example prints them."""
        if self.place.node.open or self.place.node.others is not None:
            return ()
        if all(node.citation is None for node in self.place.node.tree()):
            return ()
        fields = self.place.node.fields
        return tuple(
            (name, fields.get(name)) for name in self._unlisted() if name not in self.misnamed
        )

    def node(self, name: str) -> Node | None:
        """Return the node that judges a member: its own, its right name's, or the free names'."""
        node = self.place.node
        return node.fields.get(name) or self.misnamed.get(name) or node.others

    def _documented(self) -> list[tuple[str, Node]]:
        fields = self.place.node.fields.items()
        return [(name, node) for name, node in fields if node.citation is not None]

    def _unlisted(self) -> Iterator[str]:
        fields = self.place.node.fields
        if self.place.node.others is None:
            for name in self.present:
                if name not in fields or fields[name].citation is None:
                    yield name


def _same_letters(name: str, other: str) -> bool:
    """Tell whether two names differ in nothing but letter case and separators."""
    return _folded(name) == _folded(other)


def _near(name: str, other: str) -> bool:
    """Tell whether two names differ in one letter (not a digit) or two that changed places."""
    one, two = sorted((_folded(name), _folded(other)), key=len)
    if len(one) < _SHORTEST or len(two) - len(one) > 1:
        return False
    start = _shared(one, two)
    end = _shared(one[start:][::-1], two[start:][::-1])
    left, right = one[start : len(one) - end], two[start : len(two) - end]
    if any(character.isdigit() for character in left + right):
        return False
    return len(right) <= 1 or (len(right) == 2 and left == right[::-1])


def _shared(one: str, two: str) -> int:
    """Return how many letters two texts have in common at the start."""
    differences = (index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    return next(differences, min(len(one), len(two)))


def _folded(name: str) -> str:
    return name[:80].casefold().replace("_", "").replace("-", "")
