"""Loads an upgrade map by the contracts of both sides: every mapping is cited, once, and known."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from asdocumented.comparing.differences import identity
from asdocumented.comparing.upgrade_example import check_example
from asdocumented.comparing.upgrade_files import (
    AddedFile,
    ConcernFile,
    ExampleFile,
    LostFile,
    MappedFile,
    SideFile,
    StepFile,
    UpgradeFile,
    as_rule,
    find_map,
    read_upgrade,
)
from asdocumented.comparing.upgrade_map import (
    RULES,
    Added,
    Concern,
    Example,
    Exchange,
    Lost,
    Mapped,
    Step,
    UpgradeMap,
)
from asdocumented.comparing.upgrade_pairing import check_items, pairing_of
from asdocumented.comparing.upgrade_places import Places
from asdocumented.comparing.upgrade_rules import change_words, check_rule
from asdocumented.contracts.files import SourceFile, Sources, as_list
from asdocumented.contracts.model import Citation, Contract
from asdocumented.errors import Fault, FaultList
from asdocumented.formats.files import shown_path
from asdocumented.formats.json_path import RequestLocation


def upgrade_between(root: Path, old: Contract, new: Contract) -> UpgradeMap:
    """Return the map between two operations, empty where the contract folder has no file of it.

    Raises all that is wrong with the file at once.
    """
    path = find_map(root, old.operation, new.operation)
    if path is not None:
        return load_upgrade(path, old, new)
    before, after = Places(old), Places(new)
    return UpgradeMap(
        old=before.side, new=after.side, open_old=before.open((), ()), open_new=after.open((), ())
    )


def load_upgrade(path: Path, old: Contract, new: Contract) -> UpgradeMap:
    """Return the map in a file; raise all that is wrong with it at once."""
    loader = _Loader(shown_path(path), Places(old), Places(new))
    return loader.load(read_upgrade(path))


_SHARED = ("left-out", "told-otherwise")
"""The rules whose new place may be that of other entries, too."""


class _Loader:
    """Turns the entries of one file into values, and gathers what is wrong with them."""

    def __init__(self, file: str, old: Places, new: Places) -> None:
        self._file = file
        self._old = old
        self._new = new
        self._faults = FaultList()

    def load(self, file: UpgradeFile) -> UpgradeMap:
        """Return the map; raise all that is wrong."""
        self._check_side(file.old, self._old, "from")
        self._check_side(file.new, self._new, "to")
        self._faults.raise_found()  # all else would follow from it
        with self._faults:
            check_items(file.items, self._old, self._new, f"{self._file}, items")
        mapped = [*map(self._mapped, file.mapped, range(len(file.mapped)))]
        lost = [*map(self._lost, file.lost, range(len(file.lost)))]
        added = [*map(self._added, file.added, range(len(file.added)))]
        concerns = [*map(self._concern, file.remarks, range(len(file.remarks)))]
        steps = [*map(self._step, file.steps, range(len(file.steps)))]
        example = None if file.example is None else self._example(file.example)
        self._check_once(file)
        self._faults.raise_found()
        found = UpgradeMap(
            old=self._old.side,
            new=self._new.side,
            pairing=pairing_of(file.items),
            mapped=tuple(one for one in mapped if one),
            lost=tuple(one for one in lost if one),
            added=tuple(one for one in added if one),
            concerns=tuple(one for one in concerns if one),
            steps=tuple(one for one in steps if one),
            example=example,
        )
        check_example(found, (self._old.contract, self._new.contract), f"{self._file}, example")
        return _with_open(found, self._old, self._new)

    def _check_side(self, file: SideFile, places: Places, key: str) -> None:
        contract = places.contract
        with self._faults:
            if (file.operation, file.edition) != (contract.operation, contract.edition):
                what = f"is written to {file.operation} {file.edition}, not to {places.side.name}"
                remedy = f"choose edition {file.edition}, or bring the file up to date"
                raise Fault(f"{self._file}, {key}", what, remedy)

    def _mapped(self, one: MappedFile, number: int) -> Mapped | None:
        where = f"{self._file}, mapped[{number}]"
        new = tuple(one.targets)
        with self._faults:
            self._old.check(one.old, where)
            for place in new:
                self._new.check(place, where)
            rule = as_rule(one.rule, dict(RULES), where)
            check_rule(one, rule, (self._old, self._new), where)
            old_rows, new_rows = self._both(one.old_source, one.new_source, (one.old,), new, where)
            return Mapped(
                old=one.old,
                new=new,
                rule=rule,
                change=change_words(one, rule, self._old, self._new),
                old_rows=old_rows,
                new_rows=new_rows,
                values=one.values,
                kept=tuple(one.kept),
                note=one.note,
                fingerprint=self._fingerprint("mapping-contradicted", one.old),
            )
        return None

    def _lost(self, one: LostFile, number: int) -> Lost | None:
        where = f"{self._file}, lost[{number}]"
        with self._faults:
            self._old.check(one.old, where)
            rows, _ = self._both(one.old_source, (), (one.old,), (), where)
            elsewhere = self._new.cite(as_list(one.elsewhere), where)
            return Lost(
                old=one.old,
                instead=one.instead,
                old_rows=rows,
                elsewhere=elsewhere,
                fingerprint=self._fingerprint("field-lost", one.old),
            )
        return None

    def _added(self, one: AddedFile, number: int) -> Added | None:
        where = f"{self._file}, added[{number}]"
        with self._faults:
            self._new.check(one.new, where)
            self._check_needs(one, where)
            _, rows = self._both((), one.new_source, (), (one.new,), where)
            return Added(new=one.new, note=one.note, needs=one.needs, new_rows=rows)
        return None

    def _check_needs(self, one: AddedFile, where: str) -> None:
        """Raise Fault where what has to be sent is no parameter with a value."""
        name, _, value = one.needs.partition("=")
        if one.needs and not (name and value):
            raise Fault(where, f"needs is {one.needs}", "write it as name=value")
        if one.needs:
            self._new.check(str(RequestLocation("query", name)), where)

    def _concern(self, one: ConcernFile, number: int) -> Concern | None:
        where = f"{self._file}, remarks[{number}]"
        with self._faults:
            return Concern(subject=one.subject, text=one.text, rows=self._either(one, where))
        return None

    def _step(self, one: StepFile, number: int) -> Step | None:
        where = f"{self._file}, steps[{number}]"
        with self._faults:
            return Step(text=one.text, rows=self._either(one, where))
        return None

    def _example(self, one: ExampleFile) -> Example | None:
        with self._faults:
            return Example(
                old=Exchange(one.old.request, one.old.body.strip()),
                new=Exchange(one.new.request, one.new.body.strip()),
                note=one.note,
                rows=self._either(one, f"{self._file}, example"),
            )
        return None

    def _either(
        self, one: ConcernFile | StepFile | ExampleFile, where: str
    ) -> tuple[Citation, ...]:
        """Return the citations of both sides; raise Fault where there is none at all."""
        old, new = as_list(one.old_source), as_list(one.new_source)
        rows = (*self._old.cite(old, where), *self._new.cite(new, where))
        if not rows:
            raise Fault(where, "cites neither row nor page", "name one under from_source")
        return rows

    def _fingerprint(self, what: str, location: str) -> str:
        return identity((what, self._old.side.operand, self._new.side.operand, location))

    def _both(
        self,
        old_source: Sources | Sequence[SourceFile],
        new_source: Sources | Sequence[SourceFile],
        old: Sequence[str],
        new: Sequence[str],
        where: str,
    ) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
        """Return the citations of both sides; raise Fault where no row of them is cited."""
        before, after = _listed(old_source), _listed(new_source)
        old_rows, new_rows = self._old.cite(before, where), self._new.cite(after, where)
        if not any(one.row for one in (*old_rows, *new_rows)):
            key = "from_source" if old else "to_source"
            raise Fault(where, "cites no row", f"name the row of the field under {key}")
        self._old.check_rows(old, before, where)
        self._new.check_rows(new, after, where)
        return old_rows, new_rows

    def _check_once(self, file: UpgradeFile) -> None:
        """Gather the fields of either side that two entries name."""
        old = [*(one.old for one in file.mapped), *(one.old for one in file.lost)]
        shared = {place for one in file.mapped if one.rule in _SHARED for place in one.targets}
        new = [place for one in file.mapped for place in one.targets if place not in shared]
        new += [one.new for one in file.added]
        for places in (old, new):
            for place in dict.fromkeys(one for one in places if places.count(one) > 1):
                what = f"names {place} in {places.count(place)} entries"
                self._faults.add([Fault(self._file, what, "keep the one that is right")])


def _listed(sources: Sources | Sequence[SourceFile]) -> list[SourceFile]:
    return [sources] if isinstance(sources, SourceFile) else [*sources]


def _with_open(found: UpgradeMap, old: Places, new: Places) -> UpgradeMap:
    """Return a map with the fields that its file leaves open."""
    pairing = found.pairing
    before = () if pairing is None else (pairing.old_items,)
    after = () if pairing is None else (pairing.new_items,)
    return structs.replace(
        found,
        open_old=old.open(found.old_places(), before),
        open_new=new.open(found.new_places(), after),
    )
