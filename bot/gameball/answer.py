"""What an HTTP answer of Gameball's means: coupons, or an error that is named by who must act."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.gameball import errors
from bot.gameball.body import MOST_BYTES, TooLargeError, decoded, parse_body
from bot.gameball.models import CustomerCoupons, parse_coupons


@dataclass(frozen=True)
class HttpAnswer:
    """The parts of an HTTP response that this app reads, as they came: `encoding` and `retry_after` are headers."""

    status: int
    retry_after: str | None
    body: bytes
    encoding: str = ""


def parse_answer(answer: HttpAnswer, *, most: int = MOST_BYTES) -> CustomerCoupons | errors.GameballError:
    """The coupons in an answer, or what else it means: of a list of coupons with over `most` bytes, as it came or
    decompressed, that it is too long.

    The error is returned, not raised: while somebody holds one that was raised here, it holds the whole answer."""
    if answer.status != 200:
        return _error(answer, most)
    try:
        return parse_coupons(decoded(answer.body, answer.encoding, most=most))
    except TooLargeError:
        return errors.TooLongAnswerError(status=200)
    except ValueError:
        return errors.UnreadableAnswerError(status=200)


_BY_CODE: dict[int | None, type[errors.GameballError]] = {
    2001: errors.BusyError,
    3003: errors.InvalidCustomerIdError,
    6000: errors.SwitchedOffError,
    7000: errors.CustomerNotFoundError,
    8000: errors.PlanError,
}
_BY_STATUS: dict[int, type[errors.GameballError]] = {
    401: errors.CredentialsError,
    403: errors.PermissionDeniedError,
    408: errors.UnavailableError,
    425: errors.UnavailableError,
}
_REFUSALS = {401, 403, 407, 511}
"""511: a network that wants somebody to log in first."""
_FIRST_CODE = 1000


def _error(answer: HttpAnswer, most: int) -> errors.GameballError:
    status, envelope = answer.status, _envelope(answer, most)
    if envelope is None and status in _REFUSALS:
        # This is a firewall or a proxy.
        return errors.BlockedError(status=status)
    envelope = envelope or {}
    code = envelope.get("code")
    if status == 429:
        retry_after = parse_retry_after(answer.retry_after)
        return errors.RateLimitedError(retry_after=retry_after, status=status, **envelope)
    kind = _BY_CODE.get(code) or _BY_STATUS.get(status)
    if kind is None:
        if status >= 500:
            kind = errors.UnavailableError
        elif status == 404 and code is not None:
            # A 404 with Gameball's error envelope is about the customer. Without it, the path is wrong.
            kind = errors.CustomerNotFoundError
        elif 200 <= status < 300:
            kind = errors.UnreadableAnswerError
        elif status == 404 or status < 400:
            kind = errors.WrongAddressError
        else:
            kind = errors.RejectedError
    return kind(status=status, **envelope)


def _envelope(answer: HttpAnswer, most: int) -> dict[str, Any] | None:
    """Gameball's error envelope, as arguments of a GameballError. None if the body is none: the JSON of a firewall has neither
    a code nor a type, or repeats the status as its code, or is what RFC 9457 calls a problem: a title, and an address as its type."""
    try:
        envelope = parse_body(decoded(answer.body, answer.encoding, most=most))
    except ValueError:
        return None
    if not isinstance(envelope, dict) or envelope.keys().isdisjoint({"code", "type"}):
        return None
    if "title" in envelope and "code" not in envelope:
        return None
    code, detail, request_id = (envelope.get(name) for name in ("code", "message", "requestId"))
    number = _plain(code, r"[0-9]{1,9}")
    if number and int(number) < _FIRST_CODE:
        return None
    return {
        "code": None if number is None else int(number),
        "detail": detail if isinstance(detail, str) else None,
        "request_id": _plain(request_id, r"[A-Za-z0-9:._-]{1,64}"),
    }


def _plain(value: object, pattern: str) -> str | None:
    """A text or a whole number, where the whole of it is as the pattern says: it is shown and logged."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    # Numbers of many digits have become text.
    text = str(value)
    return text if re.fullmatch(pattern, text) else None


def parse_retry_after(header: str | None) -> float | None:
    """The seconds from now that a `Retry-After` header means. None if it holds neither seconds nor a date."""
    if not header:
        return None
    try:
        wait = float(header)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return max(0.0, wait) if math.isfinite(wait) else None
