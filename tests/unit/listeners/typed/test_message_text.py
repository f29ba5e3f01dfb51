from typing import Any

import pytest

from bot.listeners.typed.guessing import Guess, guess
from bot.listeners.typed.message_text import LONGEST, text_of

Json = dict[str, Any]


def rich_text(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "A"}, "A"),
        ({"text": " ", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "A"}}]}, "A"),
        (
            {"blocks": [{"type": "section", "fields": [{"type": "mrkdwn", "text": "*Id*\nA"}, {"type": "plain_text", "text": "B"}]}]},
            "*Id*\nA\nB",
        ),
        (
            {"blocks": [{"type": "card", "title": {"type": "plain_text", "text": "A"}, "body": {"type": "mrkdwn", "text": "B"}}]},
            "A\nB",
        ),
        ({"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "A"}]}]}, "A"),
        (
            {"blocks": [rich_text(
                {"type": "text", "text": "my code "}, {"type": "text", "text": "GONE10", "style": {"code": True}},
                {"type": "user", "user_id": "U0AGENT0001"}, {"type": "emoji", "name": "tada"},
                {"type": "color", "value": "#FF5733"}, {"type": "text", "text": "for "},
                {"type": "link", "url": "https://shop.example/customers/4711", "text": "Layla"},
                {"type": "link", "url": "mailto:a@b.co"},
            )]},
            "my code `GONE10`   for <https://shop.example/customers/4711|Layla><mailto:a@b.co|>",
        ),
        (
            {"blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "A"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "B"}]},
            ]}]}]},
            "A\nB",
        ),
        (
            {"text": "New ticket", "attachments": [{
                "fallback": "F", "pretext": "P", "author_name": "N", "title": "T", "title_link": "https://x.example/1",
                "text": "X", "fields": [{"title": "Customer ID", "value": "cust_1", "short": True}, {"value": "V"}],
                "footer": "O", "ts": 1, "color": "#FF5733", "image_url": "https://x.example/CODE10.png",
            }]},
            "New ticket\nX\nP\nN\nT\nhttps://x.example/1\nO\nF\nCustomer ID: cust_1\n: V",
        ),
        (
            {"text": "New ticket", "attachments": [{
                "author_name": "Layla", "author_link": "https://x.example/customers/4711",
                "actions": [{"type": "button", "text": "Open", "value": "1", "url": "https://x.example/customers/4712"}],
            }]},
            "New ticket\nLayla\nhttps://x.example/customers/4711\nOpen\nhttps://x.example/customers/4712",
        ),
        (
            {"blocks": [
                {"type": "actions", "elements": [{
                    "type": "button", "text": {"type": "plain_text", "text": "Open"}, "value": "1",
                    "url": "https://x.example/customers/4711",
                }]},
                {"type": "image", "alt_text": "cust_1001", "image_url": "https://x.example/CODE10.png"},
            ]},
            "Open\nhttps://x.example/customers/4711\ncust_1001",
        ),
        (
            {"text": "", "attachments": [{"is_share": True, "message_blocks": [
                {"team": "T1", "channel": "C1", "message": {"blocks": [rich_text({"type": "text", "text": "forwarded"})]}}
            ]}]},
            "forwarded",
        ),
        (
            {"text": "", "files": [{
                "mode": "email", "filetype": "email", "title": "Help", "subject": "Help",
                "from": [{"address": "layla@example.com", "name": "Layla", "original": "Layla <layla@example.com>"}],
                "to": [{"address": "support@shop.example"}],
                "plain_text": "my code GONE10\n> quoted", "preview": '<p style="color:red">R&amp;D <b>cust_1</b></p>',
                "headers": {"message_id": "<abc123456789@mail.example>"}, "id": "F0ABC12345",
            }]},
            "Help\nlayla@example.com\nmy code GONE10\n> quoted\n R&D  cust_1  ",
        ),
        (
            {"blocks": [{"type": "actions", "elements": [
                {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "value": "SECRET10", "url": "https://x.example"}
            ]}]},
            "Open\nhttps://x.example",
        ),
        ({"text": "A\nB", "blocks": [rich_text({"type": "text", "text": "A"})], "attachments": [{"fallback": "B"}]}, "A\nB"),
        ({"text": None, "blocks": "odd", "attachments": [None, 1, {"fields": {"title": 1}}], "files": {"from": 1}}, ""),
        ({"blocks": [rich_text({"type": "text", "text": 7}, {"type": "text"}, None)]}, ""),  # type: ignore[arg-type]
        ({}, ""),
    ],
)  # fmt: skip
def test_all_that_a_message_says_is_read_wherever_it_stands(message: Json, text: str) -> None:
    assert text_of(message) == text


def test_what_is_nested_without_end_is_read_as_far_as_is_sensible() -> None:
    nested: Json = {"text": "too deep"}
    for _ in range(100):
        nested = {"elements": [nested]}

    assert text_of({"blocks": [nested]}) == ""


def test_a_text_without_end_is_cut() -> None:
    assert len(text_of({"text": "x" * (2 * LONGEST), "files": [{"preview": "<" * (2 * LONGEST)}]})) == LONGEST


def test_the_cells_of_a_row_stay_side_by_side() -> None:
    head, row = (
        [{"type": "raw_text", "text": text} for text in texts]
        for texts in (("Customer", "Coupon"), ("10042", "GONE10"))
    )
    rich: Json = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    rich["elements"][0]["elements"] = [{"type": "text", "text": "SAVE20"}]
    table: Json = {"type": "table", "rows": [head, row, [row[0], rich], "odd"]}

    assert text_of({"blocks": [table]}) == "Customer | Coupon\n10042 | GONE10\n10042 | SAVE20"
    assert guess(text_of({"blocks": [table]})) == Guess("10042", "GONE10")
