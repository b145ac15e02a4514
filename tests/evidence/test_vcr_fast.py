"""The fast reader reads what the YAML loader reads, and refuses what it refuses."""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from vcr.request import Request
from vcr.serialize import serialize
from vcr.serializers import yamlserializer

from asdocumented.evidence import vcr, vcr_fast, vcr_yaml
from asdocumented.evidence.recorded import read_base64
from asdocumented.evidence.vcr_yaml import Binary, Part, Source, parts
from asdocumented.formats.damage import Damaged
from tests.generating import examples

HEADERS = {"Content-Type": ["application/json"], "Content-Encoding": ["identity"]}
INTERACTION: dict[str, Any] = {
    "request": {"method": "GET", "uri": "https://a.example/c", "body": None, "headers": {}},
    "response": {
        "status": {"code": 200, "message": "OK"},
        "headers": HEADERS,
        "body": {"string": "{}"},
    },
}


class TextLoader(yaml.SafeLoader):
    """PyYAML's own safe loader, without the resolvers that make numbers and dates of text."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


for tag in ("int", "bool", "timestamp"):
    TextLoader.add_constructor(f"tag:yaml.org,2002:{tag}", yaml.SafeLoader.construct_yaml_str)  # type: ignore[type-var]  # the stubs want the base


def outcome(found: Iterator[Part]) -> tuple[list[Any], bool]:
    """Return the interactions of a file as they will be judged, and whether it is refused."""
    read: list[Any] = []
    try:
        for part in found:
            if part.item:
                one = vcr.interaction(part.value)
                read.append(str(one) if isinstance(one, Damaged) else one)
    except Damaged:
        return read, True
    return read, False


def fast(content: bytes) -> tuple[list[Any], bool]:
    return outcome(vcr_fast.read_parts(BytesIO(content)))


def safe(content: bytes) -> tuple[list[Any], bool]:
    return outcome(parts(Source(b"", BytesIO(content))))


def assert_equal(content: bytes) -> None:
    """The fast path may read more of a file that is refused, but nothing else."""
    quick, slow = fast(content), safe(content)
    assert quick[1] == slow[1]
    assert quick[0][: len(slow[0])] == slow[0]
    if not slow[1]:
        assert quick == slow


def recorded_by_vcrpy(*bodies: bytes, uri: str = "https://a.example/c") -> bytes:
    """Return a cassette that vcrpy's own serializer writes."""
    requests = [Request("GET", uri, None, {"Accept": "*/*"}) for _ in bodies]
    responses = [
        copy.deepcopy({**INTERACTION["response"], "body": {"string": body}}) for body in bodies
    ]
    written = serialize({"requests": requests, "responses": responses}, yamlserializer)
    return str(written).encode()


def forbid_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every use of the YAML loader an error."""
    monkeypatch.setattr(vcr_fast, "parts", lambda *_, **__: pytest.fail("the loader was used"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"a": "it\'s"}',
        b"null",
        b"NO",
        b"12:30:45",
        b'{"a":1}\n',
        b"\n\n a\n\n\nb  \n",
        b" lead and trail ",
        b'{"a": "' + b"word " * 60 + b'"}',
        '{"a": "é 😀 \u2028 \x85 \x00"}'.encode(),
        ('{"a": "é ' + "word " * 60 + '"}').encode(),
        b"\xef\xbb\xbf{}",
        b"\t{\r\n}\t",
        b"\xff\xfe\x00binary",
        b"[" * 10_000 + b"]" * 10_000,
        b"<html>\n  <p>a # b: c</p>\n</html>",
        b"- request:\n    body: null\n",
        b"a: b # c",
    ],
)
def test_every_body_that_vcrpy_writes_is_read_without_the_loader(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever style the serializer chooses for a body, its bytes come back."""
    content = recorded_by_vcrpy(body, b"{}", body)
    assert_equal(content)
    forbid_loader(monkeypatch)
    assert [one.body for one in fast(content)[0]] == [body, b"{}", body]


@pytest.mark.parametrize("dumper", [yaml.SafeDumper, yaml.CSafeDumper])
@pytest.mark.parametrize("width", [20, 80])
@pytest.mark.parametrize("when", ["2026-11-22T05:00:00Z", "Sun, 22 Nov 2026 05:00:00 GMT"])
def test_when_and_long_texts_are_read_without_the_loader(
    dumper: Any, width: int, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`recorded_at` may stand before the request; texts fold in every style and width."""
    texts = ["a b " * 40, "a\n\nb \n c" * 9, "é \t  b" * 30, "it's: a " * 20, 'a\\ " b' * 30]
    found = [
        {
            "recorded_at": when,
            "request": INTERACTION["request"],
            "response": {
                "status": {"code": 200, "message": text.strip()},
                "headers": {"Content-Type": [f"a/b; c={text.strip()}"], "X": [text]},
                "body": {"string": text},
            },
        }
        for text in copy.deepcopy(texts)
    ]
    dumped = yaml.dump_all([{"interactions": [one]} for one in found], Dumper=dumper, width=width)
    for document in dumped.split("---\n"):
        assert_equal(document.encode())
    forbid_loader(monkeypatch)
    for text, document in zip(texts, dumped.split("---\n"), strict=True):
        (one,) = fast(document.encode())[0]
        assert (one.body, one.content_type) == (text.encode(), f"a/b; c={text.strip()}")
        assert one.when == datetime(2026, 11, 22, 5, tzinfo=UTC)


def with_own(own: dict[str, Any], **style: Any) -> bytes:
    """Return a cassette of ours, as PyYAML writes it: two interactions with this mapping."""
    one = {"asdocumented": own, "recorded_at": "2026-11-24T22:00:00Z", **INTERACTION}
    found = [copy.deepcopy(one) for _ in range(2)]
    written = yaml.dump({"interactions": found, "version": 1}, **style)
    assert written.startswith("interactions:\n- asdocumented:\n    ")
    return str(written).encode()


BUENOS_AIRES = "America/Argentina/Buenos_Aires"
DEPARTS = ("decimal-amounts", "no-errors")
OWN = {"stand_in": True, "target": "sandbox", "version": "0.1.0", "zone": "UTC"}


@pytest.mark.parametrize("dumper", [yaml.SafeDumper, yaml.CSafeDumper])
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ("sandbox", "UTC", True, ())),
        ({"zone": None}, ("sandbox", None, True, ())),
        ({"zone": BUENOS_AIRES}, ("sandbox", BUENOS_AIRES, True, ())),
        ({"stand_in": False, "target": "eu-demo"}, ("eu-demo", "UTC", False, ())),
        ({"target": "null", "version": "1.2.3.dev4+g0123"}, ("null", "UTC", True, ())),
        ({"target": "7", "version": "7"}, ("7", "UTC", True, ())),
        ({"deviations": [*DEPARTS]}, ("sandbox", "UTC", True, DEPARTS)),
        (
            {"deviations": ["null", "Not A Name", "7", "a-name"]},
            ("sandbox", "UTC", True, ("null", "a-name")),
        ),
    ],
)
def test_our_own_recordings_are_read_without_the_loader(
    changes: dict[str, Any],
    told: tuple[str, str | None, bool, tuple[str, ...]],
    dumper: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What they say of themselves is part of the fast path's shape."""
    content = with_own({**OWN, **changes}, Dumper=dumper)
    assert_equal(content)
    forbid_loader(monkeypatch)
    read = [(one.target, one.zone, one.stand_in, one.deviations) for one in fast(content)[0]]
    assert read == [told, told]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stand_in: true", "stand_in: yes"),
        ("stand_in: true", "stand_in: 'true'"),
        ("target: sandbox", "target: [sandbox]"),
        ("target: sandbox", "target: sandbox # the local one"),
        ("target: sandbox", "target: sandbox\n    target: other"),
        ("target: sandbox", "target: san\n      dbox"),
        ("target: sandbox", "target: !!binary |\n      c2FuZGJveA=="),
        ("    version: 0.1.0\n", ""),
        ("    zone: UTC\n", ""),
        ("    zone: UTC\n", "    zone: UTC\n    more: 1\n"),
        ("    zone: UTC\n", "    zone: Mars/Olympus\n"),
        ("- asdocumented:\n", "- asdocumented: {}\n  other:\n"),
        ("- asdocumented:\n", "- asdocumented: &a\n"),
        ("    stand_in", "    deviations:\n    - 'a-name'\n    - b\n      c\n    stand_in"),
        ("    stand_in", "    deviations:\n      - a-name\n    stand_in"),
        ("    stand_in", "    deviations: a-name\n    stand_in"),
        ("    stand_in", "    deviations: [a-name]\n    stand_in"),
        ("    stand_in", "    deviations: []\n    stand_in"),
        ("    stand_in", "    deviations:\n    - a: b\n    stand_in"),
        ("    zone: UTC\n", "    zone: UTC\n    deviations:\n    - a-name\n"),
    ],
)
def test_what_is_nearly_our_own_is_read_as_the_loader_reads_it(old: str, new: str) -> None:
    """Any other shape goes the loader's way."""
    content = with_own(OWN).decode()
    assert old in content
    assert_equal(content.replace(old, new).encode())
    assert_equal(content.replace(old, new, 1).encode())


TEXTS = st.text(max_size=200) | st.text(
    alphabet=" \n'\"\\:#-{}[]&*!|>%@`,?a0é\t\r\x00", max_size=120
)
BODIES = TEXTS.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=150)


@given(st.lists(BODIES, max_size=3), TEXTS)
@examples(150)
def test_whatever_vcrpy_writes_is_read_as_the_loader_reads_it(
    bodies: list[bytes], text: str
) -> None:
    """Any body under any URI."""
    content = recorded_by_vcrpy(*bodies, uri=f"https://a.example/{text}")
    assert_equal(content)


def test_line_breaks_of_windows_are_read_without_the_loader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A version control system may have rewritten the line breaks."""
    forbid_loader(monkeypatch)
    content = recorded_by_vcrpy(b'{"a": "' + b"word " * 60 + b'"}').replace(b"\n", b"\r\n")
    assert fast(content)[0][0].body == b'{"a": "' + b"word " * 60 + b'"}'


NAMES = st.sampled_from(
    ["Content-Type", "content-encoding", "Date", "X", "a b", "yes", "é", "#", ""]
)
HEADER_MAPS = st.dictionaries(NAMES, st.lists(TEXTS, max_size=3) | TEXTS, max_size=4)


OWN_MAPS = st.fixed_dictionaries(
    {
        "stand_in": st.booleans(),
        "target": st.sampled_from(["sandbox", "7", "A", "", "a b"]) | TEXTS,
        "version": st.sampled_from(["0.1.0", "1"]) | TEXTS,
        "zone": st.none() | st.sampled_from(["UTC", "Asia/Kolkata", "Mars", "null"]) | TEXTS,
    },
    optional={
        "deviations": st.lists(st.sampled_from(["a-name", "null", "7"]) | TEXTS, max_size=3),
        "more": TEXTS,
    },
)


@st.composite
def interactions(draw: st.DrawFn) -> dict[str, Any]:
    """Interactions as vcrpy hands them to its serializer, and near relatives."""
    request = {
        "method": draw(st.sampled_from(["GET", "get", "NO", "null", ""])),
        "uri": "https://a.example/" + draw(TEXTS),
        "body": draw(st.none() | BODIES | TEXTS),
        "headers": draw(HEADER_MAPS),
    }
    response = {
        "status": {
            "code": draw(st.sampled_from([200, 404, 0, "200", None])),
            "message": draw(TEXTS),
        },
        "headers": draw(HEADER_MAPS),
        "body": {"string": draw(BODIES | TEXTS | st.none())},
    }
    found: dict[str, Any] = {"request": request, "response": response}
    if draw(st.booleans()):
        found["recorded_at"] = draw(st.sampled_from(["2026-11-22T05:00:00Z", "NO", "a: b"]))
    if draw(st.booleans()):
        found["asdocumented"] = draw(OWN_MAPS)
    return found


CASSETTES = st.lists(interactions(), max_size=3)
STYLES = st.fixed_dictionaries(
    {
        "width": st.sampled_from([20, 80, 10_000]),
        "allow_unicode": st.booleans(),
        "sort_keys": st.booleans(),
        "indent": st.sampled_from([2, 4]),
        "default_style": st.sampled_from([None, None, None, "'", '"', "|", ">"]),
        "line_break": st.sampled_from(["\n", "\r\n"]),
        "Dumper": st.sampled_from([yaml.SafeDumper, yaml.CSafeDumper]),
    }
)


@given(CASSETTES, STYLES)
@examples(150)
def test_whatever_a_dumper_writes_is_read_as_the_loader_reads_it(
    found: list[dict[str, Any]], style: dict[str, Any]
) -> None:
    """Widths, styles, key orders and dumpers differ; the interactions do not."""
    content = yaml.dump({"interactions": found, "version": 1}, **style).encode("utf-8", "replace")
    assert_equal(content)


@given(st.lists(interactions(), min_size=1, max_size=2), st.data())
@examples(250)
def test_a_damaged_cassette_is_read_as_the_loader_reads_it(
    found: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Cut off, cut out, or with something put in anywhere."""
    content = yaml.dump({"interactions": found, "version": 1}).encode("utf-8", "replace")
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 10)) | st.just(len(content)))
    put_in = data.draw(
        st.sampled_from(
            b"|| |\n|\n# |\n#|\xc2\x85|\xe2\x80\xa8|\n\t|\n\n"
            b"|'|\"|\\|#| #|: |:|\t|\xff|- |\n- |&a |*a|!!binary |!x |---\n|\n...\n|>\n"
            b"|\n  |\n        |\r|%YAML 1.1\n|<<: |{|[|\xef\xbb\xbf".split(b"|")
        )
        | st.binary(max_size=3)
    )
    assert_equal(content[:start] + put_in + content[end:])


@given(CASSETTES, STYLES)
@examples(60)
def test_the_stream_agrees_with_pyyaml(found: list[dict[str, Any]], style: dict[str, Any]) -> None:
    """Reading by events gives what PyYAML's own loader builds."""
    text = yaml.dump({"interactions": found, "version": 1}, **style)
    content = text.encode("utf-8", "replace")
    loaded = yaml.load(content, Loader=TextLoader)  # noqa: S506  # it is a safe loader
    read = [part.value for part in parts(Source(b"", BytesIO(content))) if part.item]
    assert decoded(read) == loaded["interactions"]


def decoded(value: Any) -> Any:
    """Return a tree with its binary scalars decoded."""
    if isinstance(value, Binary):
        return read_base64(value.base64)
    if isinstance(value, list):
        return [decoded(one) for one in value]
    if isinstance(value, dict):
        return {name: decoded(one) for name, one in value.items()}
    return value


def test_without_libyaml_the_result_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may come without its C library; its own loader then stands in."""
    content = recorded_by_vcrpy(b"{}", b"\xff", b"12:30:45").replace(b"version", b"# a\nversion")
    quick = safe(content)
    monkeypatch.setattr(vcr_yaml, "_LOADER", yaml.SafeLoader)
    assert safe(content) == quick
    assert_equal(content)


ONE = (
    recorded_by_vcrpy(b"{}").removesuffix(b"version: 1\n").removeprefix(b"interactions:\n").decode()
)


@pytest.mark.parametrize(
    "content",
    [
        f"interactions:\n{ONE}- request: &a\n    uri: x\n- request: *a\nversion: 1\n",
        f"interactions:\n{ONE}- 'quoted\n- request: x'\n{ONE}",
        f"interactions:\n{ONE}# a comment\n{ONE}",
        f"interactions:\n{ONE}\n{ONE}version: 1\n# the end\n",
        f"interactions:\n{ONE}version: 2\n",
        f"interactions:\n{ONE}version: 1\nmetadata: {{}}\n",
        f"interactions:\n{ONE}---\ninteractions:\n{ONE}",
        f"interactions:\n{ONE}interactions:\n{ONE}",
        f"interactions:\n{ONE}...\n",
        f"interactions:\n{ONE}",
        f"interactions:\n{ONE}".removesuffix("\n"),
        "interactions:\n" + ONE.replace("message: OK", "message: OK\n        more"),
        "interactions:\n" + ONE.replace("message: OK", "message: OK # a"),
        "interactions:\n" + ONE.replace("GET", "GET: a") + ONE,
        "interactions:\n" + ONE.replace("{}", "# no") + ONE,
        "interactions:\n" + ONE.replace("body: null", 'body: "\\uD800"') + ONE,
        "interactions:\n" + ONE.replace("body: null", 'body: "\\/ \\q"') + ONE,
        "interactions:\n"
        + ONE.replace("body: null", 'body: "a \\ \n   \\  b\\\n\n  c  \n\n d"')
        + ONE,
        "interactions:\n" + ONE.replace("body: null", "body: !!binary |\n      !") + ONE,
        "interactions:\n" + ONE.replace("    method", "# a comment\n    method") + ONE,
        "interactions:\n" + ONE.replace("      Accept:\n      - '*/*'\n", "#': []\n") + ONE,
        "interactions:\n" + ONE + "# a comment\n  recorded_at: 2026-11-22\n" + ONE,
        "interactions:\n" + ONE + "\x85  recorded_at: 2026-11-22\n" + ONE,
        "interactions:\n" + ONE + "\t# a\n  recorded_at: 2026-11-22\n" + ONE,
        "interactions:\n" + ONE + "\ufeff  recorded_at: 2026-11-22\n" + ONE,
        "interactions:\n" + ONE + "\r# a\r  recorded_at: 2026-11-22\r" + ONE,
        "interactions:\n  - request: 1\n  - request: 2\n",
        "interactions:\n- - a\n- b\n- {c: d}\n",
        "interactions:\n",
        "interactions:",
    ],
)
def test_what_stands_around_and_between_interactions(content: str) -> None:
    """Anchors, comments, blank lines, further documents and keys go the loader's way."""
    assert_equal(content.encode())


def test_only_the_odd_interaction_is_handed_to_the_loader() -> None:
    """An interaction that stands for itself costs the loader's time for itself alone."""
    odd = ONE.replace("message: OK", "message: Ök")
    content = f"interactions:\n{ONE}{odd}{ONE}version: 1\n".encode()
    assert len(fast(content)[0]) == 3
    assert_equal(content)


def test_the_line_of_a_fault_is_that_of_the_file() -> None:
    """Lines that the fast path has read count, too."""
    lines = ONE.count("\n")
    content = f"interactions:\n{ONE}{ONE}- request: '\n".encode()
    with pytest.raises(Damaged, match=f"at line {2 * lines + 3}$|at line {2 * lines + 2}$"):
        list(vcr_fast.read_parts(BytesIO(content)))


def test_one_interaction_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded by the largest interaction that is let in, on either path."""
    monkeypatch.setattr(vcr_fast, "MOST_BYTES", 100_000)
    monkeypatch.setattr(vcr_fast, "_CHUNK", 1000)
    monkeypatch.setattr(vcr_yaml, "MOST_BYTES", 100_000)
    content = recorded_by_vcrpy(b"{}", b"word " * 60_000)
    for read in (vcr_fast.read_parts(BytesIO(content)), parts(Source(b"", BytesIO(content)))):
        with pytest.raises(Damaged, match="larger than 64 MiB"):
            list(read)
