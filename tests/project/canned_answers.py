"""Answers every request of `requests` in place of a server; loaded as a pytest plugin, too."""

import pytest
import requests
from requests.adapters import HTTPAdapter

BODY = b'{"data": [{"description": "Ten off"}], "warnings": [], "errors": []}'


def answer(_: HTTPAdapter, request: requests.PreparedRequest, **__: object) -> requests.Response:
    """Return a success, as the documentation describes it."""
    response = requests.Response()
    response.status_code = 200
    response.headers["Content-Type"] = "application/json"
    response.url = str(request.url)
    response.request = request
    response._content = BODY  # noqa: SLF001  # what a real one is filled with
    return response


@pytest.fixture(autouse=True)
def canned_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every request of the test."""
    monkeypatch.setattr(HTTPAdapter, "send", answer)
