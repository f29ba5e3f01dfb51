"""What an HTTP answer of Gameball's means: coupons, or an error that is named by who must act."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.gameball import errors
from bot.gameball.body import parse_body
from bot.gameball.models import CustomerCoupons, parse_coupons


@dataclass(frozen=True)
class Answer:
    """What of an HTTP response decides."""

    status: int
    retry_after: str | None
    body: bytes


def parse_answer(answer: Answer) -> CustomerCoupons:
    """The coupons in an answer. Raises the GameballError that the answer means."""
    if answer.status != 200:
        raise _error(answer)
    try:
        return parse_coupons(answer.body)
    except ValueError as error:
        raise errors.UnreadableAnswerError(status=200) from error


_BY_CODE: dict[int, type[errors.GameballError]] = {
    2001: errors.BusyError,
    3003: errors.InvalidCustomerIdError,
    6000: errors.SwitchedOffError,
    7000: errors.CustomerNotFoundError,
    8000: errors.PlanError,
}
_BY_STATUS: dict[int, type[errors.GameballError]] = {
    401: errors.CredentialsError,
    403: errors.PermissionDeniedError,
}


def _error(answer: Answer) -> errors.GameballError:
    envelope = _envelope(answer.body)
    status, code = answer.status, envelope.get("code")
    if status == 429:
        return errors.RateLimitedError(retry_after=seconds(answer.retry_after), status=status, **envelope)
    kind = _BY_CODE.get(code or 0) or _BY_STATUS.get(status)
    if kind is None:
        if status >= 500:
            kind = errors.UnavailableError
        elif status == 404 and code is not None:
            # A 404 in Gameball's own words is about the customer; any other says that nobody knows this path.
            kind = errors.CustomerNotFoundError
        elif status == 404 or status < 400:
            kind = errors.WrongAddressError
        else:
            kind = errors.RejectedError
    return kind(status=status, **envelope)


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        envelope = parse_body(body)
    except ValueError:
        return {}
    if not isinstance(envelope, dict):
        return {}
    code, detail, request_id = (envelope.get(name) for name in ("code", "message", "requestId"))
    if isinstance(code, str) and code.isascii() and code.isdigit():
        code = int(code[:9])
    return {
        "code": code if isinstance(code, int) and not isinstance(code, bool) else None,
        "detail": detail if isinstance(detail, str) else None,
        "request_id": _reference(request_id),
    }


def _reference(request_id: object) -> str | None:
    # It is shown and logged, so it may not be of any length.
    known = isinstance(request_id, str | int) and not isinstance(request_id, bool)
    return str(request_id)[:100] if known else None


def seconds(retry_after: str | None) -> float | None:
    """A `Retry-After` header in seconds from now, whichever of its two forms it has; None where it has neither."""
    if not retry_after:
        return None
    try:
        wait = float(retry_after)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(0.0, wait) if math.isfinite(wait) else None
