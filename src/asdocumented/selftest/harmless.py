"""Changes that no page forbids: none of them may be told."""

import json
from collections.abc import Iterator
from functools import partial

from asdocumented.checks.mutation import Mutant, Subject


def harmless(subject: Subject) -> Iterator[Mutant]:
    """Yield conforming answers that are written otherwise: members and items in another order."""
    body = subject.parsed.body
    if subject.parsed.fault is not None or subject.parsed.node is None:
        return
    spaced = json.dumps(body, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
    yield Mutant("blanks and lines", "$", partial(subject.answered, body=spaced))
    for spot in subject.spots:
        location = spot.place.documented_location
        if isinstance(spot.value, dict) and len(spot.value) > 1:
            turned = dict(reversed(spot.value.items()))
            yield Mutant("members reordered", location, partial(spot.with_value, turned))
        elif isinstance(spot.value, list) and len(spot.value) > 1 and not spot.node.error_array:
            items = spot.value[::-1]
            yield Mutant("items reordered", location, partial(spot.with_value, items))
