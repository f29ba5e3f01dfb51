"""What can go wrong when Gameball is asked, sorted by who must act.

The text of these errors holds no customer id, coupon code or key, as errors are logged."""

from typing import Literal


class GameballError(Exception):
    """Gameball gave no coupons.

    `status` is the HTTP status. `code`, `detail` and `request_id` are `code`, `message` and `requestId` of
    Gameball's error envelope. Each is None if there was none. `tries` counts the client's tries."""

    retryable = False
    retry_after: float | None = None

    def __init__(
        self,
        *,
        status: int | None = None,
        code: int | None = None,
        detail: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code
        self.detail = detail
        self.request_id = request_id
        self.tries = 0


class AgentError(GameballError):
    """The agent must look at the customer id."""


class InvalidCustomerIdError(AgentError):
    """This cannot be a customer id. Gameball says so if there is a `status`; otherwise it was not asked."""


class CustomerNotFoundError(AgentError):
    """Gameball knows no such customer."""


class OperatorError(GameballError):
    """Whoever runs the app must change something."""


class CredentialsError(OperatorError):
    """The API key or the secret key is missing or wrong."""


class PermissionDeniedError(OperatorError):
    """The keys are right, but may not read coupons."""


class PlanError(OperatorError):
    """The merchant's Gameball plan does not include this."""


class SwitchedOffError(OperatorError):
    """Gameball is switched off for this merchant."""


class BlockedError(OperatorError):
    """Something on the way to Gameball refuses the request, such as a firewall or a proxy."""


class WrongAddressError(OperatorError):
    """The answer does not come from Gameball's API: a wrong base URL or API version, or a certificate that is
    not trusted."""


class RejectedError(OperatorError):
    """The request was refused in a way that Gameball does not document."""


class TooLongAnswerError(OperatorError):
    """Gameball answered 200 with more coupons, or more bytes, than this app reads."""


class TemporaryError(GameballError):
    """Trying again may help."""

    retryable = True


class BusyError(TemporaryError):
    """Gameball is still working on another request for this customer."""


class RateLimitedError(TemporaryError):
    """Too many requests. `retry_after` is in seconds, None if Gameball did not give it."""

    def __init__(
        self,
        *,
        retry_after: float | None,
        status: int | None = None,
        code: int | None = None,
        detail: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(status=status, code=code, detail=detail, request_id=request_id)
        self.retry_after = retry_after


class UnavailableError(TemporaryError):
    """Gameball failed, or something in front of it: a status from 500 up, 408 or 425."""


class UnreadableAnswerError(TemporaryError):
    """Gameball answered with success, but with something that is not a list of coupons."""


class UnreachableError(TemporaryError):
    """No connection was made, or it broke."""


class TimedOutError(TemporaryError):
    """No answer in time."""


Health = GameballError | Literal["fine", "waiting"]
"""How a request with the app's keys went: the error, `fine`, or `waiting` where it is not answered yet."""
