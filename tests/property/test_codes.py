import html
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.blocks import kit, mrkdwn
from bot.blocks.card import spoken_line
from bot.blocks.context import Context
from bot.blocks.notes import understood
from bot.blocks.one_coupon import one_coupon
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.codes import find
from bot.coupons.identity import coupon_meant
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import judge
from bot.gameball.models import Coupon, CustomerCoupons
from bot.listeners.typed.parsing import AskForCoupons, parse_command, parse_form
from playground.slack.block_kit import validate_message
from tests.factories import NOW, coupon
from tests.property.coupons import MANY, SOME, hostile_text

_ODD_CHARACTERS = "ıİiI’'`\"“*_~.!&<>-—– \u200b\u00ad\ufe0f\u0301é\u3164٣۴०Ａ１ß ﬁﬀ🎉👋🏽:ـخ;amp\u00a0\u2028"
codes = st.one_of(
    hostile_text,
    st.text(alphabet="SAVE10" + _ODD_CHARACTERS, min_size=1, max_size=30),
    st.text(min_size=1, max_size=20),
)


def on_a_list(code: str) -> Coupon:
    """As Gameball's text is read. There is something to see in its code, and room for it."""
    one = coupon(code=code)
    assume(one.code and mrkdwn.code(one.code) != "`?`" and mrkdwn.is_code_shown(one.code))
    return one


@MANY
@given(codes)
def test_what_is_shown_of_a_code_finds_its_coupon(code: str) -> None:
    judged = judge([coupon(code="OTHER"), on_a_list(code)], now=NOW)
    [item] = [item for item in judged if item.coupon.code != "OTHER"]
    shown = mrkdwn.code(item.coupon.code or "")[1:-1]
    assert f"code `{shown}`: " in spoken_line(item, NOW)
    for pasted in (shown, html.unescape(shown), mrkdwn.clean(item.coupon.code or "")):
        found = find(judged, pasted)
        assert item in [*found.same, *found.otherwise_spelled]


@MANY
@given(st.text(alphabet="SaVE10-_.,:;*~!?#@&%+=/'’—\u200bé٣Ａ", min_size=1, max_size=12))
def test_what_is_shown_of_a_code_and_pasted_after_the_id_finds_its_coupon(code: str) -> None:
    assume(any(map(str.isalnum, code)))
    item = judge([on_a_list(code)], now=NOW)[0]
    shown = mrkdwn.code(item.coupon.code or "")[1:-1]
    for asked in (parse_command(f"cust_1001 {shown}"), parse_form("cust_1001", shown)):
        assert isinstance(asked, AskForCoupons)
        assert (asked.customer_id, find([item], asked.code or "").same) == ("cust_1001", [item])


_kinds = st.sampled_from(
    [
        {},
        {"name": "Other"},
        {"customer_used_count": 1},
        {"is_active": False},
        {"expiry_date": None},
        {"used_count": 9},
    ]
)


@SOME
@given(st.lists(_kinds, min_size=1, max_size=12))
def test_each_button_means_the_coupon_on_its_card(kinds: list[dict[str, object]]) -> None:
    coupons = tuple(coupon(code="GIFT", **kind) for kind in kinds)
    judged = judge(coupons, now=NOW)
    snapshot = Snapshot("cust_1", CustomerCoupons(coupons), NOW)
    for state in (State(customer_id="cust_1"), State(customer_id="cust_1", code="gift")):
        draw = one_coupon if state.code else results
        message = draw(snapshot, state, Context(now=NOW))
        cards = [block for block in message.blocks if str(block.get("block_id")).startswith("coupon:")]
        for card, item in zip(cards, judged, strict=False):
            for button in card["actions"]:
                clicked = State.parse(button["value"])
                assert coupon_meant(judged, clicked.code or "", clicked.mark) == item


@SOME
@given(
    st.lists(st.sampled_from(["GIFT", "Gift", "gift", "GIFT.", "gift!"]), min_size=1, max_size=40),
    st.sampled_from(["", "x" * 61, "x" * 494, "&" * 90, "👩" * 200]),
    st.sampled_from(["short", "<" * 200, "\\" * 200]),
    st.booleans() | st.none(),
)
def test_slack_takes_any_number_of_coupons_with_one_code(
    spellings: list[str], more: str, customer_id: str, usable: bool | None
) -> None:
    coupons = tuple(
        coupon(
            code=spelling + more,
            name="&" * 300,
            type="<" * 60,
            target="&" * 60,
            is_available_to_use=usable,
            is_active=False,
            is_expired=True,
            start_date=NOW + timedelta(days=20),
            expiry_date=NOW + timedelta(days=10),
            usage_limit=10**12,
            used_count=10**12,
            limit_per_customer=10**12,
            customer_used_count=10**12,
        )
        for spelling in spellings
    )
    answer = CustomerCoupons((*coupons, *(coupon(code=f"{n}{more}", name="&" * 300) for n in range(3))), 1)
    state = State(customer_id=customer_id, code=f"gift{more}", shown="1 abcdeu0")
    message = one_coupon(Snapshot(customer_id, answer, NOW), state, Context(now=NOW, data="test"))
    message = understood(message, customer_id, state.code)
    for blocks in (message.blocks, kit.without_cards(message.blocks)):
        assert validate_message({"text": message.text, "blocks": blocks}) == []
