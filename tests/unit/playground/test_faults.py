from typing import Any

import aiohttp
import pytest

from playground.slack.faults import HANG, LOST_ANSWER, RESET, Fault
from playground.slack.stand_in import SlackStandIn

HELLO = {"text": "hello"}


async def url_of_command(slack: SlackStandIn, bot: Any) -> str:
    await slack.send_command()
    return str(bot.last["response_url"])


async def post(http: aiohttp.ClientSession, url: str, body: Any) -> tuple[int, str]:
    async with http.post(url, json=body) as response:
        return response.status, await response.text()


FAULTS = {
    "invalid_blocks": (Fault.invalid_blocks(), (400, "invalid_blocks")),
    "expired": (Fault.expired_url(), (404, "expired_url")),
    "used up": (Fault.used_url(), (404, "used_url")),
    "rate limited": (Fault.rate_limited(), (429, "rate_limited")),
    "broken": (Fault(status=503, body="<html>"), (503, "<html>")),
}


@pytest.mark.parametrize(("fault", "answer"), FAULTS.values(), ids=FAULTS.keys())
async def test_a_fault_is_met_once_and_does_nothing(
    slack: SlackStandIn, bot: Any, http: Any, fault: Fault, answer: tuple[int, str]
) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.response_url = [fault]

    assert [await post(http, url, HELLO), await post(http, url, HELLO)] == [answer, (200, "ok")]
    assert len(slack.messages) == 1


async def test_a_rate_limit_says_when_to_come_back(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.response_url = [Fault.rate_limited(3), Fault.rate_limited(None)]

    async with http.post(url, json=HELLO) as first, http.post(url, json=HELLO) as second:
        assert first.headers["Retry-After"] == "3"
        assert "Retry-After" not in second.headers


async def test_a_reset_does_nothing(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.response_url = [RESET]

    with pytest.raises(aiohttp.ClientError):
        await post(http, url, HELLO)

    assert slack.messages == []
    assert [p.status for p in slack.response_posts] == [0]


async def test_a_lost_answer_leaves_its_message(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.response_url = [LOST_ANSWER]

    with pytest.raises(aiohttp.ClientError):
        await post(http, url, HELLO)

    assert [m.text for m in slack.messages] == ["hello"]
    assert [p.status for p in slack.response_posts] == [200]


async def test_a_url_that_hangs_never_answers(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.response_url = [HANG]

    with pytest.raises(TimeoutError):
        await http.post(url, json=HELLO, timeout=aiohttp.ClientTimeout(total=0.05))

    assert slack.messages == []


async def test_cards_can_be_refused(slack: SlackStandIn, bot: Any, http: Any) -> None:
    url = await url_of_command(slack, bot)
    slack.faults.refuse_cards = True
    card = {"type": "card", "title": {"type": "plain_text", "text": "15% off"}}

    assert await post(http, url, {"text": "x", "blocks": [card]}) == (400, "invalid_blocks")
    assert await post(http, url, {"text": "x", "blocks": [{"type": "divider"}]}) == (200, "ok")
