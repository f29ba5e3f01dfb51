"""How an answer reached a person, as the log says it."""

from typing import Literal

Delivery = Literal["http_response", "response_url", "view", "closed", "failed", "ended"]
"""`closed`: the person has closed the window meanwhile. `failed`: Slack did not confirm it. `ended`: the `response_url`
takes no more posts."""
