"""What a rule of a map file needs, and how it tells people of a change."""

from asdocumented.comparing.upgrade_files import MappedFile
from asdocumented.comparing.upgrade_map import RULES, Rule
from asdocumented.comparing.upgrade_places import Places
from asdocumented.errors import Fault
from asdocumented.formats.dates import DateForm
from asdocumented.formats.json_path import RequestLocation

_DAYS: tuple[Rule, ...] = ("same-day", "same-moment")
_OF_PARAMETERS: tuple[Rule, ...] = ("same", "comma-to-repeated")
_VALUES = 'write values = { true = "ABS" } there, and nowhere else'
_KEPT = 'write kept = ["700"] there, and nowhere else'


def check_rule(one: MappedFile, rule: Rule, sides: tuple[Places, Places], where: str) -> None:
    """Raise Fault where an entry does not have what its rule needs."""
    _check_kinds(one, rule, where)
    if (rule == "enum") != bool(one.values):
        what, remedy = "values belong to the rule enum, and it needs them", _VALUES
        raise Fault(where, what, remedy)
    if (rule == "left-out") != bool(one.kept):
        raise Fault(where, "kept belongs to the rule left-out, which needs it", _KEPT)
    if rule in _DAYS:
        old, new = sides
        dated = [(one.old, _date(old, one.old)), *((to, _date(new, to)) for to in one.targets)]
        for place, date in dated:
            if date is None:
                remedy = "choose another rule, or say x-date in its schema"
                raise Fault(where, f"no date format is documented at {place}", remedy)


def change_words(one: MappedFile, rule: Rule, old: Places, new: Places) -> str:
    """Return how a value changes, in words."""
    if rule == "enum":
        words = ", ".join(f"{value} becomes {word}" for value, word in one.values.items())
        return f"{RULES[rule]}: {words}"
    before = _date(old, one.old)
    if rule in _DAYS and before is not None:
        forms = [date for place in one.targets if (date := _date(new, place))]
        after = " or ".join(dict.fromkeys(form.words for form in forms))
        zone = "" if before.has_offset else " without an offset"
        return f"{RULES[rule]}: {before.words}{zone} becomes {after}"
    return RULES[rule]


def _check_kinds(one: MappedFile, rule: Rule, where: str) -> None:
    """Raise Fault where a field became a parameter, or a rule is not one of what it stands at."""
    kinds = {RequestLocation.read(place) is not None for place in (one.old, *one.targets)}
    if len(kinds) > 1:
        remedy = "list the field as lost, with the parameter under elsewhere"
        raise Fault(where, "a field is no parameter", remedy)
    if kinds == {True} and rule not in _OF_PARAMETERS:
        remedy = f"choose one of: {', '.join(_OF_PARAMETERS)}"
        raise Fault(where, f"{rule} is no rule of parameters", remedy)
    if kinds == {False} and rule == "comma-to-repeated":
        raise Fault(where, f"{rule} is a rule of parameters alone", "choose another rule")
    if len(one.targets) > 1 and (kinds == {True} or rule == "left-out"):
        raise Fault(where, "to names several places", "name one")


def _date(places: Places, location: str) -> DateForm | None:
    node = places.nodes.get(location)
    return node.date if node else None
