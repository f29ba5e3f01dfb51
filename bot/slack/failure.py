"""Why Slack did not do what it was asked."""

import re

from slack_sdk.errors import SlackApiError

PASSING = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "SlackApiError",
    }
)
"""What `slack_failure` gives for troubles of Slack's own, and for answers that are not Slack's at all: on another day
the same request is fine."""

SLACK_OUT_OF_REACH = "it is tried again; see whether this machine reaches slack.com, and slack-status.com"
"""The hint of log lines about such troubles."""


# Of cards, Slack says invalid_blocks in one place and invalid_arguments in another.
_ABOUT_CONTENT = re.compile("block|invalid_(?:arguments|attachments|payload|view)|too_l(?:ong|arge)")


def is_about_content(refusal: str) -> bool:
    """Whether Slack refuses what a message or view holds: it may accept the same content in a plainer form."""
    return bool(_ABOUT_CONTENT.search(refusal))


def app_token_advice(word: str | None) -> str:
    """What helps where Slack refuses to open a Socket Mode connection."""
    if word == "socket_mode_not_enabled":
        return "switch Socket Mode on: api.slack.com/apps › your app › Socket Mode"
    return (
        "check SLACK_APP_TOKEN: api.slack.com/apps › your app › Basic Information › App-Level Tokens, with the scope "
        "connections:write"
    )


def slack_failure(error: Exception) -> str:
    """Slack's own word, such as invalid_auth, or the kind of error where it gave none.

    That is all that may be logged: the SDK's errors quote requests and answers."""
    if isinstance(error, SlackApiError):
        # Where the answer was not Slack's at all, the SDK puts something else here.
        data = getattr(error.response, "data", None)
        word = data.get("error") if isinstance(data, dict) else None
        # What is no such word may quote anything.
        if isinstance(word, str) and re.fullmatch(r"[A-Za-z_]{1,60}", word):
            return word
    return type(error).__name__
