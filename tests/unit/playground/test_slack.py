from typing import Any

import pytest

from playground.slack.stand_in import SlackStandIn


async def test_next_message_hands_out_each_message_once(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda payload: {"text": payload["text"]}
    await slack.send_command("one")
    await slack.send_command("two")

    assert [(await slack.next_message()).text, (await slack.next_message()).text] == ["one", "two"]
    with pytest.raises(TimeoutError):
        await slack.next_message(timeout=0)


async def test_what_people_write_is_not_the_bots(slack: SlackStandIn, bot: Any) -> None:
    await slack.write("mail <layla@example.com>")

    assert [m.text for m in slack.messages] == ["mail &lt;<mailto:layla@example.com|layla@example.com>&gt;"]
    assert bot.received == []


async def test_a_command_in_a_thread_is_refused_by_slack(slack: SlackStandIn, bot: Any) -> None:
    await slack.write("/coupons cust_1001", thread_ts="1.0")

    [notice] = slack.messages
    assert (notice.text, notice.thread_ts) == ("/coupons is not supported in threads. Sorry!", "1.0")
    assert bot.received == []


async def test_an_unknown_command_is_refused_by_slack(slack: SlackStandIn, bot: Any) -> None:
    await slack.write("/copuons cust_1001")

    assert [m.text for m in slack.messages] == ["/copuons is not a valid command."]
    assert bot.received == []


async def test_the_url_is_verified(slack: SlackStandIn, bot: Any) -> None:
    bot.reply = lambda payload: {"challenge": payload["challenge"]}

    answer = await slack.interactions.verify_url("abc")

    assert answer.json == {"challenge": "abc"}


def test_nothing_is_bound_before_it_is_entered() -> None:
    assert SlackStandIn().url == ""


async def test_it_listens_on_this_machine_alone(slack: SlackStandIn) -> None:
    assert slack.url.startswith("http://127.0.0.1:")
    assert slack.api_url == f"{slack.url}/api/"


async def test_a_bot_can_move(slack: SlackStandIn, bot: Any) -> None:
    url = slack.bot_url
    slack.bot_url = None
    assert (await slack.send_command()).error == "dispatch_failed"

    slack.bot_url = url

    assert (await slack.send_command()).error is None
    assert len(bot.received) == 1


def test_the_conversation_starts_with_something_to_act_on() -> None:
    mail, reply = SlackStandIn(conversation=True).messages

    assert "cust_1001" in mail.text
    assert reply.thread_ts == mail.ts


async def test_a_reset_brings_the_conversation_back() -> None:
    slack = SlackStandIn(conversation=True)
    texts = [message.text for message in slack.messages]
    await slack.write("noise")

    slack.reset()

    assert [message.text for message in slack.messages] == texts


async def test_a_port_that_is_taken_is_an_error(slack: SlackStandIn) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await SlackStandIn(port=int(slack.url.rpartition(":")[2])).__aenter__()
