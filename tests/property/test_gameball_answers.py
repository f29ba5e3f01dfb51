"""Whatever bytes come from Gameball: coupons, or an error that is named by who must act, and nothing else."""

import gzip
import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.gameball.errors import AgentError, OperatorError, TemporaryError
from bot.gameball.models import CustomerCoupons
from tests.property.raw_server import RawServer

_BODIES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b'[{"code": "A"}]',
            b'{"code": 7000, "requestId": "r"}',
            b'[{"code":"A","value":"1e999999999999999999"}]',
            b'{"code": 1e999999999999999999}',
            b"[" * 100_000,
            b'{"coupons":{"coupons":[]}}',
        ]
    ),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode()),
)
_ENCODED = st.one_of(
    _BODIES,
    _BODIES.map(gzip.compress),
    _BODIES.map(lambda body: gzip.compress(gzip.compress(body))),
    _BODIES.map(lambda body: gzip.compress(body)[:-4]),
)
_LATIN = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=12)
_DATES = st.from_regex(
    r"(?a)(\w{3}, )?\d{1,3} (Dec|Feb|\w{3}) \d{1,22} \d\d?:\d\d(:\d\d)? (GMT|[+-]\d{1,12})", fullmatch=True
)
_HEADERS = st.lists(
    st.one_of(
        st.tuples(st.just("Retry-After"), _DATES | _LATIN | st.integers().map(str) | st.floats().map(str)),
        st.tuples(
            st.just("Content-Encoding"),
            st.sampled_from(["gzip", "GZIP", "gzip, gzip", "br", "deflate", "zstd", "identity", "x"])
            | _LATIN,
        ),
        st.tuples(st.just("Transfer-Encoding"), st.sampled_from(["chunked", "gzip, chunked", "gzip", "x"])),
        st.tuples(st.just("Content-Length"), st.integers(-1, 200).map(str) | st.just("9" * 30)),
        st.tuples(st.sampled_from(["Content-Type", "Location", "Set-Cookie", "Connection", "X"]), _LATIN),
    ),
    max_size=3,
)


@pytest.fixture(scope="module")
def gameball() -> Iterator[RawServer]:
    with RawServer() as server:
        yield server


def answer(status: int, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def is_an_outcome(outcome: object) -> bool:
    return isinstance(outcome, CustomerCoupons | AgentError | OperatorError | TemporaryError)


@given(st.sampled_from([200, 200, 200, 429]) | st.integers(200, 599), _HEADERS, _ENCODED)
@example(429, [("Retry-After", "Fri, 31 Dec 99999999999999999999 23:59:59 GMT")], b"")
@example(200, [], b'[{"code":"A","value":"1e999999999999999999"}]')
@example(200, [("Content-Encoding", "gzip, gzip")], gzip.compress(gzip.compress(b"[]")))
def test_every_answer_is_coupons_or_an_error_by_who_must_act(
    gameball: RawServer, status: int, headers: list[tuple[str, str]], body: bytes
) -> None:
    gameball.answer = answer(status, headers, body)

    assert is_an_outcome(gameball.ask())


@given(st.binary(max_size=80) | st.binary(max_size=40).map(lambda rest: b"HTTP/1.1 " + rest))
def test_what_is_not_http_is_such_an_error_too(gameball: RawServer, raw: bytes) -> None:
    gameball.answer = raw

    assert is_an_outcome(gameball.ask())
