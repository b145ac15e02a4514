"""Which time zone a host answers in, as far as anybody documents it."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from asdocumented.errors import Fault, FaultList
from asdocumented.formats import dates
from asdocumented.formats.files import is_there, read_toml


class Cluster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cluster: host patterns, and its IANA zone where one is documented."""

    hosts: list[str]
    source: str | list[str]
    zone: str | None = None


class _ClustersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    clusters: dict[str, Cluster] = {}


class Clusters(msgspec.Struct, frozen=True):
    """All clusters that the contract folder knows, in the order of the file, and by name."""

    all: Sequence[Cluster] = ()
    named: Mapping[str, Cluster] = msgspec.field(default_factory=dict)

    def zone(self, host: str) -> str | None:
        """Return the zone of a host's cluster; None where nobody documents it."""
        for cluster in self.all:
            if any(fnmatchcase(host.lower(), pattern.lower()) for pattern in cluster.hosts):
                return cluster.zone
        return None


def load_clusters(root: Path) -> Clusters:
    """Read clusters.toml; no such file means that no zone is known."""
    path = root / "clusters.toml"
    if not is_there(path):
        return Clusters()
    clusters = read_toml(path, _ClustersFile).clusters
    faults = FaultList()
    for name, cluster in clusters.items():
        if cluster.zone is not None:
            try:
                dates.find_zone(cluster.zone)
            except ValueError as error:
                remedy = "write an IANA id such as Asia/Kolkata, or leave it out if undocumented"
                faults.add([Fault(f"{path}, clusters.{name}", str(error), remedy)])
    faults.raise_found()
    return Clusters(tuple(clusters.values()), clusters)
