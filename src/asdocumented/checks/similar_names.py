"""Names that no table lists and that resemble a documented one: slips of spelling."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from asdocumented.contracts.model import Node

_SHORTEST = 4
_LONGEST = 80
_MOST_UNLISTED = 500


def misnamed(node: Node, present: Collection[str]) -> Mapping[str, Node]:
    """Return the unlisted names of an object that resemble an absent documented one.

    Args:
        node: of the object.
        present: the names of its members.

    Returns:
        Each such name with the node of the name that it resembles: the same letters in another
        case or with other separators, or else all but one letter.

    """
    names = _documented(node)
    folded: dict[str, str] = {}
    for name in sorted(unlisted_names(node, present))[:_MOST_UNLISTED]:
        letters = _folded(name)
        if names.may_resemble(letters):
            folded[name] = letters
    if not folded:
        return {}
    unlisted = dict(sorted(folded.items()))
    taken = set(present)
    pairs: dict[str, Node] = {}
    for alike in (names.equal, names.near):
        for name, letters in unlisted.items():
            if name in pairs:
                continue
            other = next((other for other in alike(letters) if other not in taken), None)
            if other is not None:
                taken.add(other)
                pairs[name] = node.fields[other]
    return pairs


def unlisted_names(node: Node, present: Iterable[str]) -> Sequence[str]:
    """Return the names that no table lists at a node; none where all names are free."""
    if node.others is not None:
        return ()
    fields = node.fields
    return [name for name in present if name not in fields or fields[name].citation is None]


class _DocumentedNames:
    """The names that a table lists for one object, in its order, to be found by their letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self._equal: dict[str, list[str]] = {}
        self._first: dict[tuple[int, str], list[tuple[int, str, str]]] = {}
        self._last: dict[tuple[int, str], list[tuple[int, str, str]]] = {}
        for order, name in enumerate(names):
            letters = _folded(name)
            self._equal.setdefault(letters, []).append(name)
            for length in range(len(letters) - 1, len(letters) + 2) if letters else ():
                one = (order, name, letters)
                self._first.setdefault((length, letters[0]), []).append(one)
                self._last.setdefault((length, letters[-1]), []).append(one)

    def may_resemble(self, letters: str) -> bool:
        """Tell, in little time, whether one of the names may have these letters or nearly so."""
        size = len(letters)
        return letters in self._equal or (
            size > 0 and ((size, letters[0]) in self._first or (size, letters[-1]) in self._last)
        )

    def equal(self, letters: str) -> Sequence[str]:
        """Return the names with these letters."""
        return self._equal.get(letters, ())

    def near(self, letters: str) -> Sequence[str]:
        """Return the names that differ in one letter; such have their first or last in common."""
        if not letters:
            return ()
        first = self._first.get((len(letters), letters[0]), ())
        last = self._last.get((len(letters), letters[-1]), ())
        found = {one for one in (*first, *last) if _are_near(letters, one[2])}
        return [name for _, name, _ in sorted(found)]


@lru_cache(maxsize=1024)
def _documented(node: Node) -> _DocumentedNames:
    return _DocumentedNames(
        name for name, below in node.fields.items() if below.citation is not None
    )


def _are_near(one: str, two: str) -> bool:
    """Tell whether two names differ in one letter (not a digit) or two that changed places.

    Both are folded. Names so near have their first or their last letter in common.
    """
    if not -1 <= len(one) - len(two) <= 1 or (one[:1] != two[:1] and one[-1:] != two[-1:]):
        return False
    one, two = (one, two) if len(one) <= len(two) else (two, one)
    if len(one) < _SHORTEST:
        return False
    start = _shared(one, two)
    end = _shared(one[start:][::-1], two[start:][::-1])
    left, right = one[start : len(one) - end], two[start : len(two) - end]
    if any(character.isdigit() for character in left + right):
        return False
    return len(right) <= 1 or (len(right) == 2 and left == right[::-1])


def _shared(one: str, two: str) -> int:
    """Return how many letters two texts have in common at the start."""
    differences = (index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    return next(differences, min(len(one), len(two)))


def _folded(name: str) -> str:
    """Return a name without its letter case and separators."""
    return name[:_LONGEST].casefold().replace("_", "").replace("-", "")
