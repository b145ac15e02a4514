"""Keywords of JSON Schema in words: what each promises, and what breaks it."""

from asdocumented.formats.json_schema import TOO_DEEP, Break

_ANOTHER_SHAPE = ("the documented shape", "another shape")
COMBINED = frozenset({"oneOf", "anyOf", "not", "pattern"})
"""Keywords that tell nothing of their own where a promise is written in words."""
_WORDS = {
    "minimum": ("at least {}", "too small"),
    "maximum": ("at most {}", "too large"),
    "exclusiveMinimum": ("more than {}", "too small"),
    "exclusiveMaximum": ("less than {}", "too large"),
    "multipleOf": ("a multiple of {}", "no multiple"),
    "minLength": ("at least {} characters", "too short"),
    "maxLength": ("at most {} characters", "too long"),
    "pattern": ("a text of the documented form", "another form"),
    "format": ("the format {}", "another format"),
    "minItems": ("at least {} items", "too few items"),
    "maxItems": ("at most {} items", "too many items"),
    "minProperties": ("at least {} members", "too few members"),
    "maxProperties": ("at most {} members", "too many members"),
    "uniqueItems": ("no item twice", "an item twice"),
    "required": ("a member that has to be there", "absent"),
    "const": ("the only documented value", "another value"),
    "enum": ("one of the listed values", "another value"),
    "type": ("the documented type", "another type"),
    "oneOf": ("one of the documented forms", "none of them, or more than one"),
    "anyOf": ("one of the documented forms", "none of them"),
    "contains": ("an item of the documented form", "no such item"),
    "not": ("a form that is not excluded", "an excluded form"),
    TOO_DEEP: ("the documented shape", "nested too deeply to judge"),
}


def in_words(broken: Break) -> tuple[str, str]:
    """Return what was promised, with its limit, and the class of what was observed."""
    promised, observed = _WORDS.get(broken.keyword, _ANOTHER_SHAPE)
    return promised.format("" if broken.limit is None else broken.limit), observed
