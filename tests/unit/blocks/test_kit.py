import pytest

from bot.blocks import kit


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":boom:", ":boom:"),
        ("x" * 11, "x" * 9 + "…"),
        # Slack refuses empty text.
        ("", "–"),
        (" ", "–"),
        ("\u200b", "–"),
    ],
)
def test_text_from_outside_is_cut_and_draws_no_emoji(text: str, shown: str) -> None:
    assert kit.plain_text(text, 10) == {"type": "plain_text", "text": shown, "emoji": False}


def test_a_button_never_carries_half_a_state() -> None:
    assert kit.button("Next ›", "next_page", "x" * 2000)["value"] == "x" * 2000
    with pytest.raises(ValueError, match="2000"):
        kit.button("Next ›", "next_page", "x" * 2001)


def test_an_address_is_never_cut() -> None:
    assert kit.link_button("Find", "find", "x" * 3000)["url"] == "x" * 3000
    with pytest.raises(ValueError, match="3000"):
        kit.link_button("Find", "find", "x" * 3001)


def test_a_label_from_outside_is_cut_and_draws_no_emoji() -> None:
    assert kit.button(":boom:" * 20, "near", "{}", from_outside=True) == {
        "type": "button",
        "text": {"type": "plain_text", "text": (":boom:" * 20)[:74] + "…", "emoji": False},
        "action_id": "near",
        "value": "{}",
    }


def test_without_cards_the_same_content_stands_in_sections() -> None:
    button = kit.button("Share", "share", "{}")
    card = kit.card(
        block_id="coupon:1",
        icon="tag",
        title="15% off · *Welcome*",
        subtitle="✅ Works now",
        body="`WELCOME15`",
        subtext="Reward",
        buttons=[button],
    )
    assert kit.without_cards([kit.header("Coupons"), card]) == [
        {"type": "header", "text": {"type": "plain_text", "text": "Coupons", "emoji": False}},
        {"type": "divider"},
        {
            "type": "section",
            "block_id": "coupon:1",
            "text": {"type": "plain_text", "text": "15% off · *Welcome*", "emoji": False},
            "fields": [
                {"type": "mrkdwn", "text": "✅ Works now", "verbatim": True},
                {"type": "mrkdwn", "text": "`WELCOME15`", "verbatim": True},
            ],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Reward", "verbatim": True}]},
        {"type": "actions", "block_id": "coupon:1:actions", "elements": [button]},
    ]


def test_a_card_without_subtext_and_buttons_becomes_one_section() -> None:
    card = kit.card(block_id="c", icon="tag", title="t", subtitle="s", body="b", subtext="")
    assert [block["type"] for block in kit.without_cards([card])] == ["divider", "section"]


def test_a_card_with_a_title_only_becomes_one_section_of_it() -> None:
    card = kit.card(block_id="c", icon="tag", title="t", subtitle="", body="", subtext="")
    assert kit.without_cards([card]) == [
        {"type": "divider"},
        {"type": "section", "block_id": "c", "text": {"type": "plain_text", "text": "t", "emoji": False}},
    ]


def test_of_a_message_that_slack_would_not_take_the_last_dispensable_blocks_are_left_out() -> None:
    def message(length: int) -> list[kit.Block]:
        parts = [(kit.section("x" * 2000), kit.dispensable(f"c:{n}", "y" * length)) for n in range(4)]
        return [block for part in parts for block in part]

    assert kit.fitting(message(1000)) == message(1000)
    long = message(1001)
    assert kit.fitting(long) == long[:-1]
    assert kit.fitting(message(3000)) == [*message(3000)[:2], *[kit.section("x" * 2000)] * 3]


def test_of_a_message_with_too_many_blocks_the_last_dispensable_ones_are_left_out() -> None:
    blocks = [*[kit.section("x")] * 46, kit.dispensable("a", "y"), kit.dispensable("b", "y")]

    assert kit.fitting(blocks) == blocks[:-1]
    assert kit.fitting([kit.section("x")] * 60) == [kit.section("x")] * 60
