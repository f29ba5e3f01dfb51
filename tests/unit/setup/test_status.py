from dataclasses import replace

import pytest

from bot.setup.status import Status

READY = Status("http", "waiting", slack_knows_token=True)
AUTH_TEST = "waiting for Slack's auth.test"


@pytest.mark.parametrize(
    ("status", "waiting"),
    [
        (READY, None),
        (replace(READY, mode="socket"), None),
        (replace(READY, mode="socket", connected=False), "waiting for the Socket Mode connection"),
        (replace(READY, slack_knows_token=False), AUTH_TEST),
        (replace(READY, mode="socket", connected=False, slack_knows_token=False), AUTH_TEST),
        (replace(READY, draining=True), "draining"),
        (replace(READY, draining=True, slack_knows_token=False), "draining"),
    ],
)
def test_it_is_ready_once_slack_knows_it_and_until_it_drains(status: Status, waiting: str | None) -> None:
    assert status.waiting == waiting
