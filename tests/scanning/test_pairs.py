"""Credentials are found in texts of any form, by the name before them."""

import pytest

from asdocumented.scanning.pairs import named_in

SECRET = "kq9Xv27LmPz41RtYw8Bn"  # noqa: S105  # invented


@pytest.mark.parametrize(
    "text",
    [
        f"password={SECRET}",
        f"https://h.example/?password=%26{SECRET}",
        f"https://h.example/?a=1&password=ab%23{SECRET}",
        f"next=https%3A%2F%2Fh.example%2F%3Fnext%3Dhttps%253A%252F%252Fh%252F%253Ftoken%253D{SECRET}",
        f"password     = {SECRET}",
        f"# password:     {SECRET}",
        f"{'x' * 66}_token={SECRET}",
        f"postgres://user:{SECRET}@db/x",
        f"https://user:{SECRET}@127.0.0.1/",
        f'Content-Disposition: Form-Data; name="password"\r\n\r\n{SECRET}\r\n',
        f'Content-Disposition: form-data ;\r\n name="password"\r\n\r\n{SECRET}\r\n',
    ],
)
def test_a_credential_is_found_behind_its_name(text: str) -> None:
    """However it is encoded, aligned or folded."""
    assert any(SECRET in value for _, value in named_in(text, frozenset()))


def test_a_quoted_value_of_letters_is_no_word_of_a_message() -> None:
    """JSON within a text, where further members follow."""
    text = 'sent {"password": "HorseBatteryStaple", "user": "bob"} to it'
    assert [*named_in(text, frozenset())] == [("password", "HorseBatteryStaple")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('password="till"', ["till"]),
        ('password: "till"', []),
        ("password=%3CTOKEN%3E", []),
        ("password=%2A%2A%2A%2A%2A", []),
        ("password=abcd%26kq9Xv27LmP", ["abcd&kq9Xv27LmP"]),
        ("password=abcd%2526kq9Xv27LmP", ["abcd%26kq9Xv27LmP"]),
    ],
)
def test_a_value_is_told_once_and_a_placeholder_never(text: str, values: list[str]) -> None:
    """What a layer of encoding hides of a value, or cuts off, is no other one."""
    assert [value for _, value in named_in(text, frozenset({"till"}))] == values


@pytest.mark.parametrize("text", ["http://h.example/a:b@c", "see https://user@h.example/", "a://b"])
def test_a_url_without_a_password_tells_nothing(text: str) -> None:
    """What stands in its path is none."""
    assert [*named_in(text, frozenset())] == []
