"""Credentials are found in any text of an entry, by the name beside them or by their form."""

import json

import pytest

from asdocumented.redaction.credential_places import credential_places

TOKEN = "zq81Kd93Lmw02xTT7pQa"  # noqa: S105  # it is invented
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop"


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"a": {"token": TOKEN}}, "a credential, at a.token"),
        (
            {"a": [{"name": "Authorization", "value": f"Bearer {TOKEN}"}]},
            "a credential, at a[0].Authorization",
        ),
        ({"headers": {"X-Api-Key": [TOKEN]}}, "a credential, at headers.X-Api-Key"),
        ({"url": f"https://h/x?sometoken={TOKEN}"}, "a credential, at url.sometoken"),
        (
            {"data": json.dumps({"x": {"password": "Tr0ub4dor"}})},
            "a credential, at data.*.x.password",
        ),
        ({"form": "user=jane&password=Tr0ub4dor"}, "a credential, at form.password"),
        ({"pin": 123456}, "a credential, at pin"),
        ({"jane roe": {"token": TOKEN}}, "a credential, at .*.token"),
        ({"log": f"sent {JWT} to h"}, "a JSON Web Token, at log"),
        ({"log": "AKIAIOSFODNN7EXAMPLE"}, "an AWS key, at log"),
        ({"log": "-----BEGIN RSA PRIVATE KEY-----"}, "a private key, at log"),
        ({"log": "ASIAIOSFODNN7EXAMPLE"}, "an AWS key, at log"),
        *(
            ({"log": [f"gh{kind}_" + "a1B2" * 9]}, "a GitHub token, at log[0]")
            for kind in ("o", "p", "s", "u", "r")
        ),
        ({"log": "github_pat_" + "a1B2" * 6}, "a GitHub token, at log"),
        ({"log": "glpat-" + "a1B2" * 5}, "a GitLab token, at log"),
        ({"log": "AIza" + "a1B2c" * 7}, "a Google key, at log"),
        ({"log": "xoxb-" + "a1B2" * 5}, "a Slack token, at log"),
        ({"log": "rk_live_" + "a1B2" * 5}, "a Stripe key, at log"),
        ({"log": "sk_live_" + "a1B2" * 5}, "a Stripe key, at log"),
    ],
)
def test_a_credential_is_told_by_its_place(entry: object, place: str) -> None:
    """Never by its value, nor by a name that may be one."""
    assert [*credential_places(entry)] == [place.replace("at .*", "at *")]


@pytest.mark.parametrize(
    "entry",
    [
        {"token": "***"},
        {"token": ""},
        {"token": None},
        {"token": True},
        {"password": ["<PASSWORD>"]},
        {"url": "https://h/x?page=2&keyword=shoe"},
        {"text": "the token is in the header"},
        {"pin": 7},
        {"pinned": "board", "authors": "jane"} | {"monkey": "x"},
        None,
        [],
    ],
)
def test_what_is_no_credential_is_none(entry: object) -> None:
    """Placeholders, empty values, names that only sound alike."""
    assert [*credential_places(entry)] == []


def test_where_somebody_else_looks_only_forms_are_told() -> None:
    """So that nothing is told twice."""
    entry = {"request": {"headers": {"token": TOKEN, "x": JWT}}}
    assert [*credential_places(entry, [("request", "headers")])] == [
        "a JSON Web Token, at request.headers.x"
    ]


def test_what_is_nested_deeply_or_endless_is_left() -> None:
    """It costs no more than its size."""
    deep: object = {"token": TOKEN}
    for _ in range(5000):
        deep = [deep]
    assert len([*credential_places(deep)]) == 1
