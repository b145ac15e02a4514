"""The bundled recordings of the stand-ins that behave as documented, ready for faults."""

from functools import cache

from asdocumented.checks.mutation import Subject
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.folder import ContractFolder, read_contracts
from asdocumented.contracts.model import Contract
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.selftest.session import subjects_of
from tests.support import CLUSTERS, CONTRACTS, ROOT

RECORDINGS = [ROOT / "cassettes" / target for target in ("sandbox", "sandbox-india")]


@cache
def folder() -> ContractFolder:
    """Return the bundled contracts."""
    return read_contracts(CONTRACTS)


@cache
def subjects() -> dict[Contract, list[Subject]]:
    """Return the recordings by contract."""
    found = (one for one in read_evidence(RECORDINGS) if isinstance(one, Evidence))
    return subjects_of(folder(), [one.interaction for one in found], all_checks())


def subject(judged_by: Contract, interaction: Interaction) -> Subject:
    """Return one interaction, ready for faults."""
    return Subject(ContractJudge(judged_by, all_checks(), CLUSTERS).parse(interaction))
