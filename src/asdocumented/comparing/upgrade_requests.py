"""A request of the old operation as the new one takes it."""

from collections.abc import Iterator, Sequence

from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.contracts.cases import Case
from asdocumented.formats.json_path import RequestLocation

_COMMA = ","
_QUERY = "query"

Query = Sequence[tuple[str, str]]


def translate_query(upgrade: UpgradeMap, query: Query) -> list[tuple[str, str]] | None:
    """Return the query that asks the new operation for the same.

    None where a parameter became no other one, so that the new operation cannot be asked.
    """
    became = {one.old: one for one in upgrade.mapped}
    found: list[tuple[str, str]] = []
    for name, value in query:
        mapped = became.get(str(RequestLocation(_QUERY, name)))
        parameter = RequestLocation.read(mapped.new[0]) if mapped is not None else None
        if mapped is None or parameter is None or parameter.place != _QUERY:
            return None
        values = value.split(_COMMA) if mapped.rule == "comma-to-repeated" else [value]
        found += [(parameter.name, one) for one in values]
    return found


def translated_cases(upgrade: UpgradeMap, cases: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Yield each case with right credentials, and the one that asks the new operation for the same.

    A case that sends nothing, or what the new operation does not take, has none.
    """
    for case in cases:
        query = translate_query(upgrade, case.query)
        if case.credentials == "right" and case.query and not case.path and query:
            yield case, Case(case.name, case.why, tuple(query))
