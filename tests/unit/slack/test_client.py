import time

import aiohttp
import pytest

from bot.slack.client import slack_client
from playground.slack.faults import HANG
from playground.slack.stand_in import SlackStandIn


@pytest.mark.usefixtures("time_passes")
async def test_slack_has_ten_seconds_to_answer(slack: SlackStandIn, session: aiohttp.ClientSession) -> None:
    slack.faults.web_api["auth.test"] = [HANG]
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        await slack_client(slack.api_url, session, "xoxb-playground").auth_test()

    # aiohttp rounds up to a whole second of its clock.
    assert 10 <= round(time.monotonic() - began, 3) < 11
