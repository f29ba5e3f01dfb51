"""What each HTTP answer of Gameball's means."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gameball import errors
from bot.gameball.answer import HttpAnswer, parse_answer, parse_retry_after
from bot.gameball.body import MOST_BYTES
from bot.gameball.models import Coupon, CustomerCoupons

Facts = tuple[type[errors.GameballError], int | None, int | None, str | None, str | None]


def failure(
    status: int, body: bytes, retry_after: str | None = None, *, encoding: str = "", most: int = MOST_BYTES
) -> errors.GameballError:
    error = parse_answer(HttpAnswer(status, retry_after, body, encoding), most=most)
    assert isinstance(error, errors.GameballError)
    return error


def read(body: bytes, *, encoding: str = "", most: int = MOST_BYTES) -> tuple[Coupon, ...]:
    found = parse_answer(HttpAnswer(200, None, body, encoding), most=most)
    assert isinstance(found, CustomerCoupons)
    return found.coupons


def facts(error: errors.GameballError) -> Facts:
    return (type(error), error.status, error.code, error.detail, error.request_id)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, 1000, errors.CredentialsError),
        (401, 1001, errors.CredentialsError),
        (401, None, errors.CredentialsError),
        (403, 1002, errors.PermissionDeniedError),
        (403, None, errors.PermissionDeniedError),
        (408, None, errors.UnavailableError),
        (403, 8000, errors.PlanError),
        (422, 2001, errors.BusyError),
        (422, 3003, errors.InvalidCustomerIdError),
        (422, 6000, errors.SwitchedOffError),
        (422, 9999, errors.RejectedError),
        (400, None, errors.RejectedError),
        (404, 7000, errors.CustomerNotFoundError),
        (404, 4004, errors.CustomerNotFoundError),
        (404, None, errors.WrongAddressError),
        (429, None, errors.RateLimitedError),
        (429, 4290, errors.RateLimitedError),
        (500, 5000, errors.UnavailableError),
        (503, 5003, errors.UnavailableError),
    ],
)
def test_status_and_code_tell_who_must_act_and_the_envelope_is_kept(
    status: int, code: int | None, kind: type[errors.GameballError]
) -> None:
    envelope = {"code": code, "type": "API_ERROR", "message": "Why.", "requestId": "req-1"}
    error = failure(status, json.dumps(envelope).encode())

    assert facts(error) == (kind, status, code, "Why.", "req-1")


@pytest.mark.parametrize(
    "body",
    [
        *(
            b"<h1>Sorry</h1>",
            b"",
            b"404",
            b"\xff\x00",
            b"{}",
            b'{"message": "Forbidden"}',
            b'{"error": "no"}',
        ),
        # A gateway may repeat the status as its code.
        *(b'{"code": 404, "message": "Not Found", "type": "about:blank"}', b'{"code": "403"}'),
        # As Cloudflare says it.
        b'{"type": "https://developers.cloudflare.com/", "title": "Access denied", "status": 403, "error_code": 1020}',
    ],
)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, errors.UnreadableAnswerError),
        (204, errors.UnreadableAnswerError),
        (206, errors.UnreadableAnswerError),
        (308, errors.WrongAddressError),
        (400, errors.RejectedError),
        # Gameball gives its reasons in JSON, with a code: a firewall or a proxy refuses.
        (401, errors.BlockedError),
        (403, errors.BlockedError),
        (407, errors.BlockedError),
        (404, errors.WrongAddressError),
        (408, errors.UnavailableError),
        (425, errors.UnavailableError),
        (500, errors.UnavailableError),
        (511, errors.BlockedError),
    ],
)
def test_without_an_envelope_the_status_alone_tells(
    status: int, kind: type[errors.GameballError], body: bytes
) -> None:
    assert facts(failure(status, body)) == (kind, status, None, None, None)


@pytest.mark.parametrize(
    ("envelope", "code", "request_id"),
    [
        ({"code": "7000"}, 7000, None),
        ({"code": 7000, "requestId": 42}, 7000, "42"),
        ({"code": 7000, "requestId": ["r"]}, 7000, None),
        ({"code": 7000, "requestId": True}, 7000, None),
        ({"code": 7000, "requestId": "0HN:0000-1_b.c"}, 7000, "0HN:0000-1_b.c"),
        ({"code": 7000, "requestId": "r" * 64}, 7000, "r" * 64),
        ({"code": 7000, "requestId": "r" * 65}, 7000, None),
        ({"code": 7000, "requestId": ""}, 7000, None),
        ({"code": 7000, "requestId": "r\n"}, 7000, None),
        ({"code": 7000, "requestId": "customer@example.com"}, 7000, None),
        ({"code": 7000, "requestId": "\x1b[31mr"}, 7000, None),
        ({"code": 7000, "requestId": "<!channel>"}, 7000, None),
        ({"code": 7000, "requestId": "\u0667"}, 7000, None),
        ({"code": 7000, "message": "cut \ud83d"}, 7000, None),
        ({"code": 999_999_999}, 999_999_999, None),
        ({"code": 1_000_000_000}, None, None),
        ({"code": 10**90}, None, None),
        ({"code": "9" * 4000}, None, None),
        ({"code": -7000}, None, None),
        ({"code": 7000.0}, None, None),
        ({"code": True}, None, None),
        ({"code": "seven"}, None, None),
        ({"code": "\u0667"}, None, None),
    ],
)
def test_an_odd_envelope_is_read_as_far_as_possible(
    envelope: dict[str, Any], code: int | None, request_id: str | None
) -> None:
    error = failure(404, json.dumps(envelope).encode())

    assert (error.code, error.request_id) == (code, request_id)


BODY = b'[{"code": "A"}]'
# The time would be in the names of the tests, which must be the same in each process.
ZIPPED = gzip.compress(BODY, mtime=0)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(BODY, ""), (ZIPPED, "gzip"), (ZIPPED, " X-GZip "), (BODY, "identity")],
)
def test_coupons_are_read_compressed_or_not_up_to_a_length(body: bytes, encoding: str) -> None:
    most = max(len(body), len(BODY))

    assert read(body, encoding=encoding, most=most) == (Coupon(code="A"),)
    too_long = failure(200, body, encoding=encoding, most=most - 1)
    assert (type(too_long), too_long.status) == (errors.TooLongAnswerError, 200)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (BODY, "gzip"),
        (ZIPPED[:-1], "gzip"),
        (ZIPPED, "br"),
        (gzip.compress(ZIPPED, mtime=0), "gzip, gzip"),
        (gzip.compress(ZIPPED, mtime=0), "gzip"),
    ],
)
def test_what_cannot_be_decompressed_is_unreadable_but_its_status_counts(body: bytes, encoding: str) -> None:
    assert isinstance(failure(200, body, encoding=encoding), errors.UnreadableAnswerError)
    assert isinstance(failure(404, body, encoding=encoding), errors.WrongAddressError)


def test_an_error_that_is_too_long_for_one_is_told_by_its_status() -> None:
    envelope = b'{"code": 7000}'

    assert isinstance(failure(404, envelope, most=len(envelope)), errors.CustomerNotFoundError)
    assert isinstance(failure(404, envelope, most=len(envelope) - 1), errors.WrongAddressError)


def test_a_list_of_more_than_20000_is_not_read() -> None:
    body = b"[" + b"{}," * 19_999 + b"{}"

    assert len(read(body + b"]")) == 20_000
    assert isinstance(failure(200, body + b",{}]"), errors.TooLongAnswerError)
    assert isinstance(failure(200, b'{"coupons":' + body + b",{}]}"), errors.TooLongAnswerError)


def test_what_has_far_more_values_than_coupons_could_have_is_not_even_parsed() -> None:
    body = b"[" + b"0," * 1_000_001 + b"0"

    # Not to be parsed, as it never ends; and one value less.
    assert isinstance(failure(200, body), errors.TooLongAnswerError)
    assert isinstance(failure(200, body.replace(b"0,", b"", 1)), errors.UnreadableAnswerError)


def test_what_has_far_more_objects_than_coupons_could_have_is_not_parsed_to_its_end() -> None:
    body = b'[{"x": [' + b"{}," * 199_999

    assert isinstance(failure(200, body + b"{},{}, and no end"), errors.TooLongAnswerError)
    assert len(read(body[:-1] + b'], "code": "A"}]')) == 1


def test_the_text_of_an_error_holds_nothing_that_gameball_wrote() -> None:
    error = failure(404, b'{"code": 7000, "message": "No customer c.", "requestId": "r"}')

    assert (str(error), repr(error)) == ("(404, 7000)", "CustomerNotFoundError(404, 7000)")


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("0", 0.0),
        ("7", 7.0),
        ("0.25", 0.25),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0.0),
        (None, None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("Mon, 99 Nov 1994", None),
        ("Mon, 06 Nov 1994 08:49:37", None),
        ("Fri, 31 Dec 99999999999999999999 23:59:59 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -9999999999", None),
        ("9" * 400, None),
    ],
)
def test_a_rate_limit_tells_how_long_to_wait_in_seconds_or_by_a_date(
    header: str | None, wait: float | None
) -> None:
    assert failure(429, b"", header).retry_after == wait


def test_a_date_to_come_is_so_many_seconds_away() -> None:
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)

    assert parse_retry_after(tomorrow) == pytest.approx(86400, abs=60)


@given(
    st.text(max_size=40)
    | st.from_regex(r"\w{3}, \d{1,3} \w{3} \d{1,6} \d\d:\d\d:\d\d [+-]\d{1,12}", fullmatch=True)
)
def test_a_wait_is_never_negative_nor_endless(header: str) -> None:
    wait = parse_retry_after(header)

    assert wait is None or 0 <= wait < float("inf")
