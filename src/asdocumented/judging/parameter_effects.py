"""Whether answers could show the documented effect of a request parameter."""

from collections.abc import Mapping

from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.judging.observations import Observation


class ParameterEffects:
    """Where each parameter of a contract shows its effect.

    It shows in a field whose presence is bound to it, in a text whose letter case it decides, and
    in the member that it filters by.
    """

    def __init__(self, contract: Contract) -> None:
        self._places: dict[str, set[str]] = {}
        for root in contract.bodies.values():
            for node in root.tree():
                if node.presence.rule == "parameter":
                    self._add(node.presence.parameter, node.location)
                if node.letter_case is not None:
                    self._add(node.letter_case.parameter, node.location)
        for one in contract.filters:
            if one.location is not None:
                self._add(one.parameter, one.location)

    def _add(self, parameter: str, location: str) -> None:
        self._places.setdefault(parameter, set()).add(location)

    def could_show(
        self, parameter: str, seen: Mapping[str, Observation], evidence_set: EvidenceSet
    ) -> bool:
        """Tell whether something was seen where a parameter that was sent shows its effect."""
        places = self._places.get(parameter, set())
        return any(
            observation.values(evidence_set)
            or observation.missing[evidence_set]
            or any(one == evidence_set for one, _ in observation.expected)
            for observation in seen.values()
            if observation.place.node.location in places
        )
