"""How answers behaved, as one edition's checks see it."""

from collections.abc import Iterable

from asdocumented.checks.place import Place
from asdocumented.checks.registry import all_checks, without_page_checks
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge


class Behaviour:
    """What interactions show at each location, judged by one edition."""

    def __init__(
        self, contract: Contract, interactions: Iterable[Interaction], clusters: Clusters
    ) -> None:
        judge = ContractJudge(contract, [*without_page_checks(all_checks())], clusters)
        for one in interactions:
            judge.judge(one)
        judged = judge.result()
        self.statuses = {
            str(status): sum(counts[status] for counts in judged.statuses.values())
            for status in {one for counts in judged.statuses.values() for one in counts}
        }
        self._values: dict[str, int] = {}
        self._missing: dict[str, int] = {}
        for seen in judged.observations.values():
            location = _documented(seen.place)
            values = sum(counts.total() for counts in seen.types.values())
            self._values[location] = self._values.get(location, 0) + values
            missing = self._missing.get(location, 0) + seen.missing.total()
            self._missing[location] = missing
        self._departing = {
            entry.finding.location
            for entry in judged.drift_counts.entries.values()
            if entry.severity != "note" and judged.checks[entry.finding.check].value is not None
        }

    def values(self, location: str) -> int:
        """Return how many values there were."""
        return self._values.get(location, 0)

    def missing(self, location: str) -> int:
        """Return in how many objects there was none, where there could be one."""
        return self._missing.get(location, 0)

    def departs(self, location: str) -> bool:
        """Tell whether a value is not as the edition says."""
        return location in self._departing

    def conforms(self, location: str) -> bool:
        """Tell whether there were values, and all are as the edition says."""
        return self.values(location) > 0 and not self.departs(location)


def _documented(place: Place) -> str:
    """Return where a place is documented; as it is where its name is another than documented."""
    documented = place.node.location
    same = place.location.replace("[*]", "") == documented.replace("[*]", "")
    return documented if same else place.location
