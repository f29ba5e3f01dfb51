"""Ways in which Slack can fail, to be set by tests before the request that meets them."""

from dataclasses import dataclass, field
from typing import Literal, Self


@dataclass(frozen=True)
class Fault:
    """What one request meets instead of the usual answer.

    `answer`: `status`, `headers` and `body`, and nothing is done; a `body` in bytes need not be UTF-8.
    `hang`: no answer until the caller gives up.
    `reset`: the connection is reset before anything is done.
    `lost_answer`: all is done, then the connection is reset: a caller who tries again does it twice."""

    kind: Literal["answer", "hang", "reset", "lost_answer"] = "answer"
    status: int = 500
    body: str | bytes = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_carried_out(self) -> bool:
        """Whether Slack does what was asked, although the caller cannot know."""
        return self.kind == "lost_answer"

    @classmethod
    def invalid_blocks(cls) -> Self:
        return cls(status=400, body="invalid_blocks")

    @classmethod
    def expired_url(cls) -> Self:
        return cls(status=404, body="expired_url")

    @classmethod
    def used_url(cls) -> Self:
        return cls(status=404, body="used_url")

    @classmethod
    def rate_limited(cls, retry_after: int | str | None = 1) -> Self:
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        return cls(status=429, body="rate_limited", headers=headers)


HANG = Fault("hang")
RESET = Fault("reset")
LOST_ANSWER = Fault("lost_answer")


@dataclass
class Faults:
    """The faults to come. Lists are used up from the front, one entry per request; flags stay set.

    `web_api` is keyed by method name, such as "views.open"."""

    response_url: list[Fault] = field(default_factory=list)
    web_api: dict[str, list[Fault]] = field(default_factory=dict)
    auth_test_error: str | None = None
    refuse_cards: bool = False

    def next_response_url(self) -> Fault | None:
        return self.response_url.pop(0) if self.response_url else None

    def next_web_api(self, method: str) -> Fault | None:
        waiting = self.web_api.get(method)
        return waiting.pop(0) if waiting else None
