"""The documented places in a body, as redaction sees them: found as in judging."""

from functools import lru_cache

import msgspec

from asdocumented.checks.place import Place, Situation
from asdocumented.checks.similar_names import misnamed
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.redaction.telling_names import sounds_secret
from asdocumented.redaction.tokens import Token, fixed, worked_out
from asdocumented.redaction.treatment import Sensitivity

_MOST_NAMES = 256
"""How many members an object may have whose names are remembered from body to body."""


class Spot(msgspec.Struct, frozen=True, eq=False):
    """Where a value stands: its documented place, None without one, and how sensitive it is.

    `public` are the words that are not replaced in messages there.
    """

    place: Place | None
    sensitivity: Sensitivity
    public: frozenset[str]


@lru_cache(maxsize=64)
def root_spot(contract: Contract | None, node: Node | None, public: frozenset[str]) -> Spot:
    """Return the spot of a whole body."""
    if contract is None or node is None:
        return _undocumented(None, public)
    place = Place(node, "$", Situation(contract, EvidenceSet("live"), None), contract.citation())
    return Spot(place, node.sensitive, public)


@lru_cache(maxsize=1024)
def item_spot(spot: Spot) -> Spot:
    """Return the spot of an array's items; the array's own if no array is documented."""
    if spot.place is None:
        return spot
    return _below(spot.place.items() or spot.place, spot.sensitivity, spot.public)


def member_spots(spot: Spot, names: tuple[str, ...]) -> tuple[list[Token], list[Spot]]:
    """Return for each name of an object its token, and the spot of its value."""
    return (_members if len(names) <= _MOST_NAMES else _members.__wrapped__)(spot, names)


@lru_cache(maxsize=1024)
def _members(spot: Spot, written: tuple[str, ...]) -> tuple[list[Token], list[Spot]]:
    owner = spot.place.as_object() if spot.place else None
    if owner is None:
        tokens = [_free_name(name, spot.public) for name in written]
        return tokens, [_unlisted(name, spot.sensitivity, spot.public) for name in written]
    sensitivity = spot.sensitivity or owner.node.sensitive
    fields, others = owner.node.fields, owner.node.others
    alike = misnamed(owner.node, dict.fromkeys(written))
    tokens, spots = [], []
    for name in written:
        known = fields.get(name) or alike.get(name)
        node = known or others
        tokens.append(fixed("string", name) if known else _free_name(name, spot.public))
        spots.append(
            _unlisted(name, sensitivity, spot.public)
            if node is None
            else _below(owner.field(name, node), sensitivity, spot.public)
        )
    return tokens, spots


def _free_name(name: str, public: frozenset[str]) -> Token:
    return worked_out("string", name, "name", public)


def _unlisted(name: str, sensitivity: Sensitivity, public: frozenset[str]) -> Spot:
    """Return the spot of a value that no row documents: a secret where its name sounds so."""
    secret = sensitivity is None and sounds_secret(name)
    return _undocumented("secret" if secret else sensitivity, public)


@lru_cache(maxsize=256)
def _undocumented(sensitivity: Sensitivity, public: frozenset[str]) -> Spot:
    return Spot(None, sensitivity, public)


@lru_cache(maxsize=8192)
def _below(place: Place, sensitivity: Sensitivity, public: frozenset[str]) -> Spot:
    linked = _sensitive_locations(place.situation.contract).get(place.node.location)
    return Spot(place, place.node.sensitive or linked or sensitivity, public)


@lru_cache(maxsize=64)
def _sensitive_locations(contract: Contract) -> dict[str, Sensitivity]:
    """Return the locations whose values repeat a sensitive parameter."""
    rules = [(rule.location, contract.parameters.get(rule.parameter)) for rule in contract.filters]
    return {at: found.sensitive for at, found in rules if at and found and found.sensitive}
