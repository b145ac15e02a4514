"""Lines of NDJSON, for the tests of what reads them."""

import json
from typing import Any

URL = "https://a.example/c?a="
TYPE = [{"name": "Content-Type", "value": "application/json"}]


def line(number: int, text: str | None = "{}", **more: Any) -> str:
    entry = {
        "startedDateTime": "2026-11-22T10:30:00Z",
        "request": {"method": "GET", "url": f"{URL}{number}"},
        "response": {"status": 200, "headers": TYPE, "content": {"text": text}},
    }
    return json.dumps({**entry, **more}) + "\n"
