"""Nothing from outside comes alive: whatever a coupon, a customer or an agent's text holds, Slack shows it as it is."""

import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import kit, modals, mrkdwn, problem, refusal
from bot.blocks.context import Context
from bot.blocks.customer_text import reply_text
from bot.blocks.one_coupon import one_coupon
from bot.blocks.recipient import Recipient
from bot.blocks.results import results
from bot.blocks.shared import shared
from bot.blocks.state import State
from bot.coupons.changes import dump_shown
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import judge
from bot.gameball.errors import CustomerNotFoundError
from bot.gameball.models import CustomerCoupons, UnreadField
from bot.languages import language
from tests.factories import NOW, coupon
from tests.property.coupons import MANY

# The word "zq" is in nothing that the app itself says.
_ALIVE = (
    *(
        "*zq*",
        "_zq_",
        "~zq~",
        ":zq:",
        "`zq`",
        "www.zq.example",
        "https://zq.example/a",
        "zq@zq.example",
        "> zq",
    ),
    *("<!channel|zq>", "<https://zq.example|zq>", "<@U0123|zq>", "@zq", "#zq", "zq"),
)
words = st.lists(st.sampled_from(_ALIVE), min_size=1, max_size=3).map(" ".join)
_CODE = re.compile(r"`[^`]*`")
_FORMATTED = re.compile(r"[*_~:`]zq|zq[*_~:`]|^(?:&gt;|>)", re.MULTILINE)
_ADDRESS = re.compile(r"www\.zq|zq\.example|https://")


def objects(value: Any) -> Iterator[kit.Text]:
    """Every text object in there."""
    if isinstance(value, list):
        for entry in value:
            yield from objects(entry)
    elif isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn"}:
            yield value
        for entry in value.values():
            yield from objects(entry)


def alive(content: kit.Message | kit.View) -> list[str]:
    """What Slack would draw otherwise, of the words from outside."""
    blocks = content.blocks if isinstance(content, kit.Message) else content["blocks"]
    found = []
    for text in [*objects(blocks), *objects(kit.without_cards(blocks))]:
        if text["type"] == "plain_text":
            found += [text["text"]] if "zq" in text["text"] and text.get("emoji") is not False else []
        else:
            found += [] if text.get("verbatim") else [text["text"]]
            found += _FORMATTED.findall(_CODE.sub("", text["text"]))
    if isinstance(content, kit.Message):
        found += _FORMATTED.findall(_CODE.sub("", content.text)) + _ADDRESS.findall(content.text)
    return found


@st.composite
def coupons(draw: st.DrawFn) -> CustomerCoupons:
    said = draw(st.sampled_from([True, False, None]))
    fields = {name: draw(words) for name in ("name", "code", "type", "target", "currency", "status")}
    unread = tuple(UnreadField(name, draw(words)) for name in ("expiryDate", "value", "capping"))
    odd = coupon(**fields, unread=unread, expiry_date=None, is_available_to_use=said)
    plain = coupon(**fields | {"type": "fixed"}, min_order_value=5, capping=5, is_available_to_use=said)
    return CustomerCoupons((odd, plain))


@MANY
@given(coupons(), words)
def test_in_every_message_about_coupons_words_from_outside_are_shown_as_they_are(
    answer: CustomerCoupons, customer_id: str
) -> None:
    snapshot, context = Snapshot(customer_id, answer, NOW), Context(now=NOW)
    judged = judge(answer.coupons, now=NOW)
    before = dump_shown(judge([coupon(code=judged[0].coupon.code)], now=NOW), NOW)
    code = judged[0].coupon.code
    state = State(customer_id=customer_id)
    for content in (
        results(snapshot, state, context),
        results(snapshot, State(customer_id=customer_id, shown=before), context),
        one_coupon(snapshot, State(customer_id=customer_id, code=code), context),
        one_coupon(snapshot, State(customer_id=customer_id, code=f"{code} zq"), context),
        shared(judged, snapshot, state, context, user_id="U1"),
    ):
        assert alive(content) == []


@MANY
@given(words, words)
def test_in_every_refusal_and_window_words_from_outside_are_shown_as_they_are(one: str, other: str) -> None:
    error = CustomerNotFoundError(status=404, code=7000, detail=one, request_id=other)
    [item] = judge([coupon(code=one, name=other)], now=NOW)
    context = Context(now=NOW, search_url="https://shop.example/?q={query}")
    for content in (
        problem.gameball_problem(error, State(customer_id=one, code=other), context),
        refusal.not_understood(f"{one} {other}"),
        modals.form_view(modals.Origin(), customer_id=one, code=other),
        modals.loading_view(modals.Origin(), one),
        modals.reply_view(
            reply_text(item, item, Recipient(language("en"), UTC, NOW)),
            context,
            languages=kit.Choice({"en": one}, "en"),
            replacements=kit.Choice({"1": one, "2": other}, "1"),
            origin=modals.Origin(about=State(customer_id=one)),
        ),
    ):
        assert alive(content) == []


@MANY
@given(words)
def test_a_code_can_be_copied_from_blocks_as_it_is(code: str) -> None:
    """Where it is no address, from a message's text too."""
    answer = CustomerCoupons((coupon(code=code.replace("`", "")),))
    message = results(Snapshot("cust_1", answer, NOW), State(customer_id="cust_1"), Context(now=NOW))
    shown = (
        f"`{mrkdwn.clean(code).replace('`', '')}`".replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )

    if len(shown) <= 60:
        assert shown in message.blocks[2]["body"]["text"]
        assert shown in message.text or _ADDRESS.search(code)
