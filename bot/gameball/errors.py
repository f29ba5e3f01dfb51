"""What can go wrong when Gameball is asked, sorted by who must act.

No message here holds the customer id, a coupon code or a key: errors end up in logs."""


class GameballError(Exception):
    """Gameball gave no coupons.

    `status`, `code`, `detail` and `request_id` are the HTTP status and the error envelope's `code`, `message` and
    `requestId`, each None where there was none. `tries` counts the requests that were made."""

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
    """The id cannot be a customer's; nothing was asked, or Gameball refused it (`status` tells)."""


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


class WrongAddressError(OperatorError):
    """Whatever answered is not Gameball's API: a wrong base URL or API version, or a bad certificate."""


class RejectedError(OperatorError):
    """Gameball refused the request in a way it does not document."""


class TemporaryError(GameballError):
    """Trying again may help."""

    retryable = True


class BusyError(TemporaryError):
    """Gameball is at work on another request for this customer."""


class RateLimitedError(TemporaryError):
    """Too many requests. `retry_after` is in seconds, where Gameball gave it."""

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
    """Gameball failed, or an outage page answered in its place."""


class UnreadableAnswerError(TemporaryError):
    """Gameball answered 200 with something that is not a list of coupons."""


class UnreachableError(TemporaryError):
    """No connection, or one that broke."""


class TimedOutError(TemporaryError):
    """No answer in time."""
