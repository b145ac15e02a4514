"""Bodies are edited in place: only what must not be written differs."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.redaction.json_text import joined, kind_of, quoted, split, string_of
from asdocumented.redaction.pseudonyms import Pseudonyms
from tests.generating import examples, values
from tests.redaction.exchanges import KEY, body_of, documented, of

COUPONS = "https://utc.example/coupons"
SECRET = {"type": "string", "x-sensitive": "secret"}
PERSONAL = {"x-sensitive": "personal"}
JSON = {"type": "string", "contentMediaType": "application/json"}
MESSAGE = {"type": "string", "x-sensitive": "message"}
KNOWN = documented(
    code=SECRET,
    name=PERSONAL,
    title={"type": "string"},
    count={"type": "integer"},
    day={"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
    kind={"type": "string", "enum": ["ABS", "PERC"]},
    message=MESSAGE,
)


def test_all_between_the_tokens_survives() -> None:
    """Blanks, key order, duplicate keys, number spelling, escapes: nothing is written anew."""
    text = (
        '{ "title"\t: "caf\\u00e9 \\/ \\"x\\"",\r\n'
        '  "count": 10.0, "count": 1e400, "count":2.00, "count" : -0,\n'
        '  "code": "WL2ZBJZK", "title": "b", "code":"WL2ZBJZK"  }\n'
    )
    assert body_of(text, KNOWN) == text.replace("WL2ZBJZK", of("WL2ZBJZK"))


@examples(150)
@given(body=values, indent=st.none() | st.integers(0, 3), ascii_only=st.booleans())
def test_only_tokens_differ(body: Any, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001  # Hypothesis hands it over by name
    """Marks and blanks stay, and every token is still of its kind."""
    text = json.dumps(body, indent=indent, ensure_ascii=ascii_only)
    if any(0xD800 <= ord(character) < 0xE000 for character in text):
        return
    new = body_of(text, KNOWN)
    assert skeleton(new) == skeleton(text)
    assert shape(json.loads(new)) == shape(json.loads(text))


def skeleton(text: str) -> str:
    """Return a JSON text without the characters of its tokens."""
    pieces = split(text)
    return joined(pieces, [kind_of(token) for token in pieces[1::2]])


def shape(value: Any) -> Any:
    """Return the structure of a value: types, lengths of texts, numbers of members."""
    if isinstance(value, dict):
        return [(len(name), shape(member)) for name, member in value.items()]
    return [shape(item) for item in value] if isinstance(value, list) else type(value)


# By the documented place


def test_sensitive_values_are_replaced_whole() -> None:
    """Texts and numbers, whatever they look like; lists part by part."""
    pseudonyms = Pseudonyms(KEY)
    code, name, mobile = map(pseudonyms.of, ("WL2ZBJZK,ab12", "Tom Hanks", "9876543210"))
    text = '{"code": "WL2ZBJZK,ab12", "name": "Tom Hanks", "name": 9876543210}'
    assert body_of(text, KNOWN) == f'{{"code": "{code}", "name": "{name}", "name": {mobile}}}'


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "Summer sale", "count": 98765, "day": "2026-05-09", "kind": "PERC"}',
        '{"title": "NULL", "count": 0, "day": "2026-02-30", "kind": "perc"}',
        '{"title": "", "count": 1.50, "day": "2026-05-09T10:00:00Z", "kind": "OTHER"}',
        '{"code": null, "name": true, "message": "Success", "day": "0000-00-00"}',
        '{"code": "NULL", "code": "", "code": " ", "code": "false", "code": "7", "name": 7}',
        '{"day": "09.05.2026", "day": "20260509", "day": "2026-05-09 10:00:00.123+0530"}',
        '{"message": "code 700: the item is not valid", "message": "401 Unauthorized"}',
    ],
)
def test_what_is_documented_and_not_sensitive_stays_to_the_letter(text: str) -> None:
    """Known fields, dates right or wrong, listed words, words of any message, no values at all."""
    assert body_of(text, KNOWN) == text


@pytest.mark.parametrize(
    "text",
    [
        '{"Code": "WL2ZBJZK"}',
        '{"codes": "WL2ZBJZK"}',
        '{"code": ["WL2ZBJZK", ["WL2ZBJZK"]]}',
        '{"code": {"deep": "WL2ZBJZK"}}',
        '[{"code": "WL2ZBJZK"}, [{"code": "WL2ZBJZK"}]]',
        '{"unknown": "WL2ZBJZK", "other": {"a": ["WL2ZBJZK"]}}',
        '{"count": "WL2ZBJZK", "day": "WL2ZBJZK"}',
        '{"title": "see WL2ZBJZK!", "code": "wl2zbjzk"}',
        '{"title": "see wl2zbjzk, please", "code": "WL2ZBJZK"}',
        '{"message": "no such coupon: WL2ZBJZK", "message": "Tom Hanks"}',
        '{"WL2ZBJZK": 1}',
        '{"kind": "WL2ZBJZK", "code": "WL2ZBJZK"}',
        '{"title": "WL2ZBJZK", "unknown": "WL2ZBJZK"}',
        '"WL2ZBJZK"',
        '["WL2ZBJZK"]',
    ],
)
def test_a_secret_stays_nowhere(text: str) -> None:
    """Misnamed, in another type, where nothing is documented, or repeated in a kept text."""
    new = body_of(text, KNOWN)
    assert "wl2zbjzk" not in new.lower()
    assert "Hanks" not in new


def test_an_array_for_an_object_and_the_reverse_are_looked_through() -> None:
    """As when they are judged: the members are those that are documented."""
    known = documented(
        one={"properties": {"code": SECRET, "title": {"type": "string"}}},
        many={"type": "array", "items": {"properties": {"code": SECRET, "title": {}}}},
    )
    member = '{"code": "WL2ZBJZK", "title": "Summer sale"}'
    for text in (
        f'{{"one": {member}, "many": [{member}]}}',
        f'{{"one": [{member}], "many": {member}}}',
        f'{{"one": [[{member}]], "many": [[{member}]]}}',
    ):
        assert body_of(text, known) == text.replace("WL2ZBJZK", of("WL2ZBJZK"))


def test_free_names_of_a_map() -> None:
    """They stay where they read as names; their values are what the map documents."""
    known = documented(free={"additionalProperties": {"type": "string"}})
    text = '{"free": {"favouriteStore": "Main Street", "tom@hanks.example": "x"}}'
    assert body_of(text, known) == text.replace("tom@hanks.example", of("tom@hanks.example"))


def test_all_below_a_sensitive_object_is_sensitive() -> None:
    """Documented or not; only dates and listed words, which checks look at, stay."""
    known = documented(
        owner={
            **PERSONAL,
            "properties": {
                "title": {"type": "string"},
                "day": {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
                "kind": {"enum": ["A"]},
            },
        },
        owners={**PERSONAL, "type": "array", "items": {"type": "string"}},
    )
    text = (
        '{"owner": {"title": "Doctor", "day": "1970-01-01", "kind": "A", "pin": 4711,'
        ' "more": [{"x": "Hanks"}]}, "owners": ["Tom", 12]}'
    )
    new = json.loads(body_of(text, known))
    owner = new["owner"]
    assert (owner["day"], owner["kind"]) == ("1970-01-01", "A")
    for found in (owner["title"], owner["pin"], owner["more"][0]["x"], *new["owners"]):
        assert str(found) not in text


@pytest.mark.parametrize(
    ("number", "stays"),
    [("1234", True), ("-12.5", True), ("12345", False), ("123.45", False), ("1.2345e9", False)],
)
def test_unknown_numbers_stay_up_to_four_digits(number: str, *, stays: bool) -> None:
    """Counts and amounts tell nothing, telephone numbers do."""
    new = json.loads(body_of(f'{{"unknown": {number}}}', KNOWN))["unknown"]
    assert (new == float(number)) is stays


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("919876543210", r"[1-9]\d{11}"),
        ("98765 43210", r"\d{5} \d{5}"),
        ("919876543210T", r"\d{12}T"),
        ("+91-98765", r"\+\d\d-\d{5}"),
        ("Tom Hanks", r"[A-Z][a-z]{2} [A-Z][a-z]{4}"),
    ],
)
def test_what_is_no_date_does_not_stay_in_the_place_of_one(text: str, pattern: str) -> None:
    """It keeps the shape that a finding tells."""
    new = json.loads(body_of(json.dumps({"day": text}), KNOWN))["day"]
    assert re.fullmatch(pattern, new)
    assert new != text


def test_json_in_a_sensitive_text_stays_json() -> None:
    """Its own texts and numbers are replaced, its structure and words stay."""
    known = documented(inner={**SECRET, "contentMediaType": "application/json"})
    inner = '{"list": [12345, "Tom", true, null], "WL2ZBJZK": 77}'
    new = json.loads(body_of(json.dumps({"inner": inner}), known))["inner"]
    pseudonyms = Pseudonyms(KEY)
    assert json.loads(new) == {
        "list": [int(pseudonyms.of("12345")), pseudonyms.of("Tom"), True, None],
        pseudonyms.of("WL2ZBJZK"): int(pseudonyms.of("77")),
    }


def test_json_in_a_documented_text_stays_json() -> None:
    """Sensitive values go from it token by token; what is unknown elsewhere is documented here."""
    known = documented(
        inner={"type": "string", "contentMediaType": "application/json"}, code=SECRET
    )
    inner = '{"list": [12345, "for WL2ZBJZK", true], "a": "b"}'
    body = {"code": "WL2ZBJZK", "inner": inner, "unknown": inner, "unknown2": 12345}
    new = json.loads(body_of(json.dumps(body), known))
    assert new["inner"] == inner.replace("WL2ZBJZK", of("WL2ZBJZK"))
    assert new["unknown"] != inner


def test_a_sensitive_value_of_several_tokens_goes_though_no_json_is_left() -> None:
    """Nothing sensitive stays for the sake of a finding."""
    known = documented(
        inner={"type": "string", "contentMediaType": "application/json"}, code=SECRET
    )
    body = {"code": '{"tom": "hanks"}', "inner": '{"tom": "hanks"}'}
    assert "hanks" not in body_of(json.dumps(body), known)


@pytest.mark.parametrize(
    "name",
    [
        *("storeId", "store_id", "address2", "@type", "$ref", "x-ray", "URL", "CODE", "_id"),
        *("customField12", "custom_field_1", "md5Hash", "Bob"),
    ],
)
def test_unknown_names_that_read_as_names_stay(name: str) -> None:
    """An undocumented field drifts under its own name."""
    assert json.loads(body_of(json.dumps({name: 1}), KNOWN)) == {name: 1}


@pytest.mark.parametrize(
    "name",
    [
        *("tom@hanks.example", "WL2ZBJZK", "wl2zbjzk", "SUMMERSALE", "SUMMER20", "summer20"),
        *("9876543210", "Tom Hanks", "https://x.example/", "+91 98765", "d94f2a00-7c1e-4b9a"),
    ],
)
def test_unknown_names_that_look_like_values_are_replaced(name: str) -> None:
    """A map by code or by customer; the values repeated elsewhere go, too."""
    new = body_of(json.dumps({name: 1, "title": f"for {name}"}), KNOWN)
    assert name.lower() not in new.lower()
    (other, _) = json.loads(new)
    assert json.loads(new) == {other: 1, "title": f"for {other}"}


def test_a_name_that_is_a_sensitive_value_is_replaced() -> None:
    """Though it would read as a name."""
    assert "hanks" not in body_of('{"name": "Hanks", "hanks": 1, "tomHanks_hanks": 1}', KNOWN)


def test_a_name_that_is_an_unknown_value_stays() -> None:
    """Else it would drift under another name."""
    text = '{"type": "percent", "percent": 5}'
    assert body_of(text, KNOWN) == text.replace('"percent",', f'"{of("percent")}",')


def test_a_number_in_a_known_field_goes_where_it_is_a_secret() -> None:
    """One value has one pseudonym wherever it stands, in every spelling."""
    new = json.loads(body_of('{"name": 98765, "count": 98765, "count ": 98765.0}', KNOWN))
    assert new["name"] == new["count"] == int(of("98765"))


def test_a_short_unknown_number_goes_where_it_is_a_secret() -> None:
    """Three digits stay, but not where a sensitive parameter is spelled with them."""
    text = '{"x": 1.0E+3}'
    new, digits = body_of(text, KNOWN, url=f"{COUPONS}?codes=1.0E%2B3"), of("1000")
    assert new == f'{{"x": {digits[0]}.{digits[1:]}E+3}}' != text
    assert body_of(text, KNOWN) == text


# The text itself


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('{"a": [1, true, "x"]}', ["string", "number", "word", "string"]),
        ('"open', ["string"]),
        ("<p>a b</p>", ["word", "word"]),
        ("-1.5e3,NaN", ["number", "word"]),
        ("", []),
    ],
)
def test_the_tokens_of_a_text(text: str, kinds: list[str]) -> None:
    """JSON or not, every piece of it is some token."""
    assert [kind_of(token) for token in split(text)[1::2]] == kinds


def test_names_that_stand_again_far_below_are_no_trouble() -> None:
    """In the deepest body that is read as JSON."""
    text = "[" * 498 + '{"a": {"b": "WL2ZBJZK", "b": "x"}, "a": 7}' + "]" * 498
    assert body_of(text) == text.replace("WL2ZBJZK", of("WL2ZBJZK")).replace("x", of("x"))


def test_what_a_string_token_stands_for() -> None:
    """Escapes are undone; a broken one stands for its own characters."""
    assert string_of('"a\\u0041\\n"') == "aA\n"
    assert string_of('"a\\x') == "a\\x"
    assert quoted("\u00e9\ud800") == '"\\u00e9\\ud800"'


@pytest.mark.parametrize("name", ["jane.roe", "acme:jane", "jane$roe"])
def test_unknown_names_that_are_written_as_persons_are_do_not_stay(name: str) -> None:
    """A key may be a value: words joined by a point are known words, or replaced."""
    assert name not in body_of(json.dumps({name: {}}), KNOWN)


@pytest.mark.parametrize("name", ["otp", "userPin", "session_id"])
def test_a_short_number_below_a_name_that_sounds_secret_is_replaced(name: str) -> None:
    """A one-time code has four digits, and no row documents it."""
    assert json.loads(body_of(json.dumps({name: 4821, "count": 4821}), KNOWN))[name] != 4821
