"""What something in a contract is bound to by name has to be documented, and of the right kind."""

from collections.abc import Iterable, Iterator, Sequence

from asdocumented.contracts.files import ParameterFile
from asdocumented.contracts.model import Node
from asdocumented.errors import Fault


def parameter_faults(path: str, parameters: Sequence[ParameterFile]) -> Iterator[Fault]:
    """Yield parameters that stand twice, or are mandatory without one that nothing documents."""
    names = [parameter.name for parameter in parameters]
    for parameter in parameters:
        where = f"{path}, parameter {parameter.name}"
        if names.count(parameter.name) > 1:
            yield Fault(where, "two parameters have this name", "leave one of them out")
        for other in parameter.x_mandatory_unless:
            if other not in names:
                yield _unknown(where, other)


def node_faults(
    path: str, nodes: Iterable[Node], parameters: Sequence[ParameterFile]
) -> Iterator[Fault]:
    """Yield nodes that are bound to a parameter or a member that nothing documents."""
    names = {parameter.name for parameter in parameters}
    for node in nodes:
        where = f"{path}, {node.location}"
        bound = [node.presence.parameter, node.letter_case.parameter if node.letter_case else ""]
        for name in bound:
            if name and name not in names:
                yield _unknown(where, name)
        yield from _member_faults(where, node)


def _unknown(where: str, name: str) -> Fault:
    what = f"bound to the unknown parameter {name!r}"
    return Fault(where, what, "name a parameter of openapi.yaml")


def _member_faults(where: str, node: Node) -> Iterator[Fault]:
    """Yield annotations that are about a member that their node does not document."""
    if node.sensitive is not None and (node.date is not None or node.epoch is not None):
        remedy = "nothing can take its place and be judged the same: leave one of them out"
        yield Fault(where, "x-sensitive stands on a date", remedy)
    if node.identity and (node.item is None or node.item.fields.get(node.identity) is None):
        what = f"x-identity names {node.identity!r}, which its items do not document"
        yield Fault(where, what, "name a member of its items")
    for relation in node.dates:
        for name in (relation.left, relation.right):
            if node.fields[name].date is None and node.fields[name].epoch is None:
                what = f"{relation.id} compares {name!r}, which has no x-date or x-epoch"
                yield Fault(where, what, "annotate it, or drop this")
