"""How long things may take, in one value that is handed in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimeLimits:
    """All in seconds."""

    answer: float = 2.3
    """Until Slack gets its HTTP response. Slack gives up after 3, the way to it included."""
    trigger: float = 3.0
    """How long a trigger_id opens a window, after what the person did."""
    kept_answer: float = 0.05
    """Until an answer that is in memory is there. Where it takes longer, a window opens before it."""
    before_update: float = 0.3
    """Until the response to a form has arrived: the view that it holds must not overwrite a later one."""
    health: float = 2.0
    """Until the Home tab is drawn without knowing how Gameball is."""
    slack_request: float = 10.0
    """One request to Slack's Web API."""
    response_url_post: float = 5.0
    """One post at a `response_url`."""
    slack_retries: float = 4.0
    """From the first try of a Web API call to the start of the last one."""
    response_url_retries: float = 15.0
    """From the first try of a post to the start of the last one."""
    body: float = 5.0
    """Until a request's body has been read."""
    drain: float = 25.0
    """For what is under way after SIGTERM. Heroku kills after 30."""


LIMITS = TimeLimits()
