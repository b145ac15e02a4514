"""URLs keep host, path and documented names; values are replaced as documented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.contracts.model import Contract, Filter
from asdocumented.contracts.routing import match
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.redactor import Redactor
from tests.generating import examples
from tests.redaction.exchanges import KEY, documented, exchange, interactions, of, redacted
from tests.support import CLUSTERS, PAGE, contract, parameter

KNOWN = documented(code={"type": "string", "x-sensitive": "secret"}, title={"type": "string"})
BASE = "https://utc.example/coupons"


def url_of(
    url: str, *contracts: Contract, body: str = "{}", credentials: tuple[str, ...] = ()
) -> str:
    """Return a URL as it is after redaction."""
    known = contracts or (KNOWN,)
    return redacted(exchange(body, url=url), *known, credentials=credentials).url


@pytest.mark.parametrize(
    "url",
    [
        BASE,
        f"{BASE}?",
        f"{BASE}?page=7&page=8",
        f"{BASE}?page=a%20b+c&letters=UPPER&letters=%75pper&letters=Title",
        f"{BASE}?codes=&codes&person=null&codes=NULL&unknown=true&codes=7",
        f"{BASE}?person=Nobody",
        f"{BASE}?a&b=&c=False&&=",
        f"{BASE}/",
        "http://utc.example:8080/coupons",
        "//utc.example/coupons",
        "/coupons?page=1",
        "",
        "?page=1",
        "https://utc.example/coupons/error/v1.1/not-found",
    ],
)
def test_what_tells_nothing_stays_to_the_letter(url: str) -> None:
    """Known parameters, listed values, no values at all, and the address."""
    assert url_of(url) == url


CODE = of("WL2ZBJZK")


@pytest.mark.parametrize(
    ("url", "new"),
    [
        (f"{BASE}?codes=WL2ZBJZK", f"{BASE}?codes={CODE}"),
        (f"{BASE}?codes=%57L2ZBJZK", f"{BASE}?codes={CODE}"),
        (f"{BASE}?codes=wl2zbjzk,+WL2ZBJZK", f"{BASE}?codes={CODE.lower()},+{CODE}"),
        (f"{BASE}?unknown=WL2ZBJZK&page=WL2ZBJZK", f"{BASE}?unknown={CODE}&page={CODE}"),
        (f"{BASE}?WL2ZBJZK=1&tom%40x.example", f"{BASE}?{CODE}=1&{of('tom@x.example')}"),
        (f"{BASE}?codes=WL2ZBJZK#WL2ZBJZK", f"{BASE}?codes={CODE}"),
        ("https://tom:pa@ss@utc.example/coupons?page=1", f"{BASE}?page=1"),
        ("//tom@utc.example/coupons", "//utc.example/coupons"),
        (f"{BASE}?page=tom&person=tom", f"{BASE}?page=tom&person={of('tom')}"),
        ("https://utc.example/other/WL2ZBJZK", f"https://utc.example/other/{CODE}"),
        (
            "https://utc.example/o/a%40b/1234",
            f"https://utc.example/{of('o')}/{of('a@b')}/{of('1234')}",
        ),
        ("https://utc.example/jane/doe.jane", f"https://utc.example/{of('jane')}/{of('doe.jane')}"),
    ],
)
def test_values_and_names_that_may_not_stay_are_replaced(url: str, new: str) -> None:
    """Sensitive and unknown values, names that are values, user information, fragments."""
    assert url_of(url) == new


PATHS = contract({}, parameters=[parameter("code", place="path", sensitive="secret")])


def with_path(path: str, **changes: object) -> Contract:
    """Return a contract for another path."""
    from msgspec.structs import replace

    return replace(PATHS, path=path, **changes)


@pytest.mark.parametrize(
    ("path", "url", "new"),
    [
        ("/coupons/{code}", "/coupons/WL2ZBJZK", f"/coupons/{CODE}"),
        ("/coupons/{code}/", "/coupons/WL2ZBJZK/", f"/coupons/{CODE}/"),
        ("/c/{code}.json", "/c/WL2ZBJZK.json", f"/c/{CODE}.json"),
        ("/c/{id}-{code}/x", "/c/12-WL2ZBJZK/x", f"/c/12-{CODE}/x"),
        ("/c/{id}/x", "/c/a%2Fb/x", "/c/a%2Fb/x"),
    ],
)
def test_parameters_in_a_path(path: str, url: str, new: str) -> None:
    """Sensitive ones are replaced within their segment: the operation still matches."""
    known = with_path(path, parameters={**PATHS.parameters, "id": parameter("id", place="path")})
    found = url_of(f"https://utc.example{url}", known)
    assert found == f"https://utc.example{new}"
    assert match("GET", found, [known]) is known


def test_a_header_parameter_is_none_of_the_query() -> None:
    """A name documented for a header documents nothing in the query."""
    known = contract({}, parameters=[parameter("token", place="header")])
    assert url_of(f"{BASE}?token=WL2ZBJZK", known) == f"{BASE}?token={CODE}"


def test_what_a_request_selects_by_is_as_sensitive_as_what_it_selects() -> None:
    """Whichever of the two the contract calls sensitive."""
    secret = {"type": "string", "x-sensitive": "secret"}
    rule = Filter("codes", "$.code", ignore_case=True, separator=None, citation=PAGE)
    by_field = contract({"code": secret}, parameters=[parameter("codes")], filters=[rule])
    by_parameter = contract(
        {"code": {"type": "string"}},
        parameters=[parameter("codes", sensitive="secret")],
        filters=[rule],
    )
    for known in (by_field, by_parameter):
        new = redacted(exchange('{"code": "ab12"}', url=f"{BASE}?codes=AB12"), known)
        assert (new.url, new.body.decode()) == (
            f"{BASE}?codes={of('AB12')}",
            f'{{"code": "{of("ab12")}"}}',
        )


def test_a_credential_in_a_host_or_a_documented_value_is_replaced() -> None:
    """Wherever it stands."""
    url = "https://hunter2.example/coupons?page=xHUNTER2x&letters=hunter2"
    new = url_of(url, credentials=("hunter2",))
    word = Pseudonyms(KEY).of("hunter2")
    assert new == f"https://{word}.example/coupons?page=x{word.upper()}x&letters={word}"


def test_a_secret_of_the_body_goes_from_the_url_too() -> None:
    """Though the parameter that holds it is none."""
    assert url_of(f"{BASE}?page=WL2ZBJZK", body='{"code": "WL2ZBJZK"}') == f"{BASE}?page={CODE}"


@pytest.mark.parametrize("url", ["https://[", "//\u2100.example/", "http://[::1/coupons?codes=A"])
def test_what_is_no_url_stays_none_and_tells_nothing(url: str) -> None:
    """It belongs to no operation before and after."""
    new = url_of(f"{url}WL2ZBJZK")
    assert match("GET", new, [KNOWN]) is None
    assert "WL2ZBJZK" not in new


@examples()
@given(
    url=st.text(max_size=40)
    | st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=5).map(
        lambda pairs: BASE + "?" + "&".join(f"{name}={value}" for name, value in pairs)
    )
)
def test_any_text_as_a_url_is_redacted_and_judged(url: str) -> None:
    """Nothing is raised, and the operation is the same."""
    new = redacted(exchange("{}", url=url), KNOWN)
    assert (match("GET", new.url, [KNOWN]) is None) == (match("GET", url, [KNOWN]) is None)
    ContractJudge(KNOWN, [], CLUSTERS).judge(interactions([new])[0])


def test_a_url_is_written_as_in_its_exchange() -> None:
    """Asked for before, during or after: so that a replay finds its request."""
    redactor = Redactor([KNOWN], KEY)
    url = f"{BASE}?codes=WL2ZBJZK&unknown=12345&WL2ZBJZK"
    before = redactor.url("GET", url)
    assert redactor.redact(exchange("{}", url=url)).url == before == redactor.url("GET", url)
