"""The rules about whole interactions that are asked about a body which a reading judged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Schema
from asdocumented.checks.place import Place
from asdocumented.checks.selected import PlainFilter, plain_filter, possible_names
from asdocumented.contracts.model import Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json

if TYPE_CHECKING:
    from asdocumented.judging.reading_maker import Wanted


class WholeRules(NamedTuple):
    """The rules about whole interactions, as bodies that are read are judged by them.

    Each of `rules` comes with whether its check heeds errors. `wanted` are the members that they
    look at; under the `silent` schemas of some nodes they find nothing in others. With a `filter`
    they are those for answers that are `in_order` by it, with one value sent of all in `once`.
    """

    rules: Sequence[tuple[Callable[[ParsedInteraction], Findings], bool]]
    wanted: "Wanted"
    silent: Mapping[Node, Sequence[Schema]]
    filter: PlainFilter | None = None
    once: Sequence[str] = ()

    def admits(
        self, interaction: Interaction, sent: Mapping[str, Sequence[str]], body: Json
    ) -> bool:
        """Tell whether these are the rules for an answer."""
        if self.filter is None:
            return True
        for name in self.once:
            if len(sent[name]) > 1:
                return False
        return not interaction.as_created and self.filter.selects(sent, body)


def whole_rules(
    checks: Iterable[Check], root: Place, *, in_silence: bool, in_order: bool = False
) -> WholeRules | None:
    """Return the rules of checks for the bodies at a place; None where one looks at any member.

    They are asked about less `in_silence`: where all values are such that they find nothing, and
    are fewer for answers `in_order`, that have what was asked for: None where none shows that.
    """
    from asdocumented.judging.reading_maker import wanted_of

    rules: list[tuple[Callable[[ParsedInteraction], Findings], bool]] = []
    silent: dict[Node, list[Schema]] = {}
    wanted: list[tuple[str, ...]] = []
    asked = (
        plain_filter(root.situation.contract, possible_names(root.situation)) if in_order else None
    )
    if asked is not None:
        wanted.append((*asked.items, asked.member))
    elif in_order:
        return None
    for check in checks:
        if in_order and check.in_order(root.situation):
            continue
        silence = check.silence(root.situation, root.node) if in_silence else None
        looks_at = silence.looks_at if silence else check.looks_at(root.situation, root.node)
        if looks_at is None:
            return None
        paths = [*looks_at]
        if check.interaction is not None and (paths or not check.of_body):
            rules.append((check.interaction, check.heeds_errors))
        for node, schema in silence.schemas.items() if silence else ():
            silent.setdefault(node, []).append(schema)
        wanted += paths
    once = [name for name, _ in root.situation.query]
    return WholeRules(rules, wanted_of(wanted), silent, asked, once)
