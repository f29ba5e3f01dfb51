"""What of Slack's refusals may be logged."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.failure import slack_failure


def refused(data: Any) -> SlackApiError:
    response = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers={}, status_code=200
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


def test_slacks_own_word_tells_why() -> None:
    assert slack_failure(refused({"ok": False, "error": "invalid_auth"})) == "invalid_auth"


@pytest.mark.parametrize(
    "data", [{"error": "no word CODE99"}, {"error": "x" * 61}, {"error": ""}, {"error": 7}, {}, "outage"]
)
def test_what_is_no_word_of_slacks_is_not_quoted(data: Any) -> None:
    assert slack_failure(refused(data)) == "SlackApiError"


def test_any_other_error_is_named_by_its_type() -> None:
    assert slack_failure(TimeoutError("cust_1001")) == "TimeoutError"
