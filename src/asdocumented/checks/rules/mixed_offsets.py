"""Two offsets in one response, though one cluster answers in one zone.

Why it matters: a client that reads the offset once, or compares the texts, orders them wrongly.
Winter and summer time of one zone are no mixture.

Example: `validTill` ends in `Z`, `createdOn` in `+05:30`.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from operator import itemgetter

import msgspec

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Rating, Silence
from asdocumented.checks.date_schemas import right_date, right_offset
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, Subject
from asdocumented.checks.place import Situation, locate
from asdocumented.contracts.model import Contract, Node
from asdocumented.formats import dates
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.json_path import Json, Step, member, members

ID = "mixed-offsets"
_KIND = "two offsets"
_LAST = itemgetter(-1)
_ONLY_Z = {"Z"}
_SUMMER_TIME = timedelta(hours=1)


class _Tree(msgspec.Struct, frozen=True):
    """The part of a node's tree that leads to dates in the server's zone.

    `item` is also set where an array may stand for a documented object, and `fields` where an
    object may stand for a documented array. `dates` are the fields that are dates themselves, and
    `get_dates` returns the values of all of them.
    """

    node: Node
    is_date: bool
    fields: "tuple[tuple[str, _Tree], ...]"
    item: "_Tree | None"
    others: "_Tree | None"
    dates: tuple[str, ...] = ()
    deeper: "tuple[tuple[str, _Tree], ...]" = ()
    get_dates: Callable[[dict[str, Json]], tuple[Json, ...]] | None = None


class _Date(msgspec.Struct, frozen=True):
    """A date in a body; `in_zone` tells whether its offset is that of the known zone."""

    node: Node
    location: str
    path: tuple[Step, ...]
    text: str
    offset: timedelta
    in_zone: bool


def _find(parsed: ParsedInteraction) -> Findings:
    if parsed.node is None or parsed.fault is not None:
        return
    tree = _tree(parsed.node)
    if tree is None or len(_endings(tree, parsed.body, set())) < 2:
        return
    zone, others = parsed.situation.zone, list[_Date]()
    for date in _dates(tree, parsed.body, "$", (), zone):
        other = next((one for one in others if not _same_zone(one, date, zone)), None)
        if other is not None:
            yield Finding(
                check=ID,
                severity="warning",
                location=locate(parsed.node, date.path)[0],
                follows_from="all dates of one response in one zone",
                observed=f"{_KIND}, such as {date.text} beside {other.text} at {other.location}",
                observed_class=_KIND,
                citation=date.node.citation or parsed.situation.contract.citation(),
                sources=date.node.sources,
                among=date.location,
                path=date.path,
                value=date.text,
            )
            return
        if all((one.offset, one.in_zone) != (date.offset, date.in_zone) for one in others):
            others.append(date)


def _same_zone(one: _Date, other: _Date, zone: str | None) -> bool:
    """Tell whether two dates can be of one zone; in an unknown one, summer time adds an hour."""
    if one.offset == other.offset or (one.in_zone and other.in_zone):
        return True
    return zone is None and abs(one.offset - other.offset) <= _SUMMER_TIME


@lru_cache(maxsize=4096)
def _tree(node: Node) -> _Tree | None:
    is_date = _is_date(node)
    below = ((name, _tree(field)) for name, field in node.fields.items())
    fields = tuple((name, tree) for name, tree in below if tree is not None)
    item = _tree(node.item) if node.item else None
    others = _tree(node.others) if node.others else None
    if item is not None:
        fields = fields or item.fields
    elif fields or others:
        item = _made(node, is_date=False, fields=fields, item=None, others=others)
    made = _made(node, is_date=is_date, fields=fields, item=item, others=others)
    return made if is_date or item else None


def _made(
    node: Node,
    *,
    is_date: bool,
    fields: tuple[tuple[str, _Tree], ...],
    item: _Tree | None,
    others: _Tree | None,
) -> _Tree:
    named = tuple(name for name, below in fields if below.is_date)
    deeper = tuple((name, below) for name, below in fields if not below.is_date)
    get_dates = itemgetter(*named, named[-1]) if named else None
    return _Tree(node, is_date, fields, item, others, named, deeper, get_dates)


def _endings(tree: _Tree, value: Json, endings: set[str]) -> set[str]:
    """Collect the last characters of the dates: with one ending there is only one offset."""
    if isinstance(value, dict):
        _add_endings(tree, value, endings)
        for name, below in tree.deeper:
            if (found := value.get(name)) is not None:
                _endings(below, found, endings)
        for name in _free(tree, value) if tree.others else ():
            _endings(tree.others or tree, value[name], endings)
    elif isinstance(value, list) and tree.item is not None:
        for item in value:
            _endings(tree.item, item, endings)
    elif isinstance(value, str) and tree.is_date:
        endings.add(_ending(value))
    return endings


def _add_endings(tree: _Tree, value: dict[str, Json], endings: set[str]) -> None:
    """Add the last characters of the dates that are members of an object."""
    if _all_in_utc(tree, value):
        endings.add("Z")
        return
    for name in tree.dates:
        if isinstance(text := value.get(name), str):
            endings.add(_ending(text))


def _all_in_utc(tree: _Tree, value: dict[str, Json]) -> bool:
    """Tell quickly that all dates of an object end in Z; False may be doubt."""
    if tree.get_dates is None or tree.dates[0] not in value:
        return False
    try:
        found = tree.get_dates(value)
        return {*map(_LAST, found)} == _ONLY_Z  # type: ignore[arg-type]  # what has no last item raises
    except (LookupError, TypeError):
        return False


def _ending(text: str) -> str:
    return "Z" if text[-1:] == "Z" else text[-6:]


def _free(tree: _Tree, value: dict[str, Json]) -> list[str]:
    """Return the free names of a map whose values lead to dates."""
    return [] if tree.others is None else [name for name in value if name not in tree.node.fields]


def _dates(
    tree: _Tree, value: Json, location: str, path: tuple[Step, ...], zone: str | None
) -> Iterator[_Date]:
    if isinstance(value, str) and tree.is_date:
        moment = tree.node.date.read(value) if tree.node.date else None
        if moment is not None and moment.offset is not None:
            known = dates.find_zone(zone) if zone else None
            in_zone = known is not None and dates.zone_offset(known, moment) == moment.offset
            yield _Date(tree.node, location, path, value, moment.offset, in_zone)
    elif isinstance(value, list):
        for index, item in enumerate(value if tree.item is not None else ()):
            yield from _dates(tree.item or tree, item, f"{location}[*]", (*path, index), zone)
    elif isinstance(value, dict):
        members = [(name, below, member(name)) for name, below in tree.fields if name in value]
        members += [(name, tree.others or tree, "[*]") for name in _free(tree, value)]
        for name, below, segment in members:
            yield from _dates(below, value[name], location + segment, (*path, name), zone)


def _silence(situation: Situation, root: Node) -> Silence | None:
    """Return schemas for dates with the only offset that the server's zone ever has."""
    zone = dates.find_zone(situation.zone) if situation.zone else None
    if zone is None or right_offset(zone) is None:
        return None
    forms = {node: node.date for node in root.tree() if node.date is not None and _is_date(node)}
    if not all(form.pattern.startswith("yyyy-") for form in forms.values()):
        return None
    return Silence({node: right_date(form, zone) for node, form in forms.items()})


def _looks_at(_: Situation, root: Node) -> list[tuple[str, ...]] | None:
    """Return the paths of the dates; None where some lie under free names."""
    nodes = [*root.tree()]
    if any(node.others is not None and _tree(node.others) is not None for node in nodes):
        return None
    return [members(node.location) for node in nodes if _is_date(node)]


def _is_date(node: Node) -> bool:
    return node.date is not None and node.date.zone == "server" and node.date.has_offset


def _concerns(contract: Contract) -> bool:
    return any(_tree(root) is not None for root in contract.roots)


def _mutations(subject: Subject) -> Mutants:
    """Give one date another offset than those before it."""
    dated = [spot for spot in subject.spots if _moment(spot) is not None]
    for spot in dated[1:]:
        form, moment = spot.node.date, _moment(spot)
        if form is not None and moment is not None and moment.offset is not None:
            text = write_date(form, moment.wall_clock, moment.offset + timedelta(hours=3))
            yield spot.becomes("a date with another offset than those before it", text)


def _moment(spot: Spot) -> dates.Moment | None:
    """Return the moment of a date with an offset in the server's zone."""
    form = spot.node.date
    if form is None or form.zone != "server" or not isinstance(spot.value, str):
        return None
    moment = form.read(spot.value)
    return moment if moment is not None and moment.offset is not None else None


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "warning",
            "the dates of one answer have two offsets",
            "a client that compares the texts orders them wrongly",
        ),
    ),
    interaction=_find,
    looks_at=_looks_at,
    of_body=True,
    silence=_silence,
    concerns=_concerns,
    grouping="values",
    picture="instants",
    title="Two offsets stand in one answer",
    mend="Answer in one time zone.",
    mutations=_mutations,
)
