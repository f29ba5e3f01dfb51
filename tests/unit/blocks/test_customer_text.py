from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.blocks.customer_text import reply_text
from bot.blocks.recipient import Recipient
from bot.coupons.availability import Standing
from bot.coupons.selection import JudgedCoupon, judge
from bot.gameball.models import UnreadField
from bot.gameball.values import ASSUMED_UTC, WHOLE_DAY
from bot.languages import language
from tests.factories import NOW, coupon

ENGLISH = Recipient(language("en"), UTC, NOW)
ARABIC = Recipient(language("ar"), UTC, NOW)
THANKS = "Thank you for asking about your coupon CODE1."
IF_NOT_YOU = "If that was not you, please tell us."
SORRY = "We are sorry for the trouble."


def judged(**fields: Any) -> JudgedCoupon:
    return judge([coupon(**fields)], now=NOW)[0]


def paragraphs(
    item: JudgedCoupon, alternative: JudgedCoupon | None = None, to: Recipient = ENGLISH
) -> list[str]:
    return reply_text(item, alternative, to).split("\n\n")


def in_zone(name: str) -> Recipient:
    return Recipient(language("en"), ZoneInfo(name), NOW)


@pytest.mark.parametrize(
    ("fields", "english", "arabic"),
    [
        ({"type": "Percentage", "value": 15}, "15% off", "خصمًا بنسبة \u206815%\u2069"),
        ({"type": "Percentage", "value": None}, "a discount", "خصمًا"),
        # 0.15 may mean 15%.
        ({"type": "Percentage", "value": 0.15}, "a discount", "خصمًا"),
        (
            {"type": "Percentage", "value": 15, "capping": 90, "currency": "EGP"},
            "15% off, at most EGP 90.00",
            "خصمًا بنسبة \u206815%\u2069، بحد أقصى \u2068\u200f90.00 ج.م.\u200f\u2069",
        ),
        (
            {"type": "Percentage", "value": 15, "capping": 90, "currency": None},
            "15% off, up to a certain amount",
            "خصمًا بنسبة \u206815%\u2069، بحد أقصى معيّن",
        ),
        (
            {"type": "Fixed Rate Discount", "value": 50, "currency": "EGP"},
            "EGP 50.00 off",
            "خصمًا بقيمة \u2068\u200f50.00 ج.م.\u200f\u2069",
        ),
        ({"type": "Fixed Rate Discount", "value": 50, "currency": "points"}, "a discount", "خصمًا"),
        ({"type": "Fixed Rate Discount", "value": None}, "a discount", "خصمًا"),
        ({"type": "Free Shipping", "value": 0}, "free shipping", "شحنًا مجانيًا"),
        ({"type": "Free Product", "value": None}, "a free product", "منتجًا مجانيًا"),
        ({"type": "Percentage-based Cashback", "value": None}, "cashback", "استردادًا نقديًا"),
        (
            {"type": "Percentage-based Cashback", "value": 5},
            "5% cashback",
            "استردادًا نقديًا بنسبة \u20685%\u2069",
        ),
        ({"type": "Fixed Cashback", "value": 5, "currency": None}, "cashback", "استردادًا نقديًا"),
        (
            {"type": "Fixed Cashback", "value": 5, "currency": "KWD"},
            "KWD 5.000 cashback",
            "استردادًا نقديًا بقيمة \u2068\u200f5.000 د.ك.\u200f\u2069",
        ),
        (
            {"type": "Percentage-based Fees Discount", "value": 5},
            "5% off fees",
            "خصمًا على الرسوم بنسبة \u20685%\u2069",
        ),
        ({"type": "Percentage-based Fees Discount", "value": None}, "a discount on fees", "خصمًا على الرسوم"),
        (
            {"type": "Custom", "value": 5, "name": "Golden {week}"},
            "“Golden {week}”",
            "«\u2068Golden {week}\u2069»",
        ),
        ({"type": "Custom", "value": 5, "name": None}, "a special offer", "عرضًا خاصًا"),
    ],
)
def test_what_a_coupon_gives_is_said_in_plain_words(
    fields: dict[str, Any], english: str, arabic: str
) -> None:
    usable = judged(code="CODE1", expiry_date=None, is_available_to_use=True, **fields)

    assert paragraphs(usable)[1] == f"Your coupon CODE1 gives you {english}, and you can use it now."
    assert (
        paragraphs(usable, to=ARABIC)[1] == f"يمنحك الكوبون \u2066CODE1\u2069 {arabic}، ويمكنك استخدامه الآن."
    )


LATE = datetime(2026, 12, 13, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expiry", "zone", "until"),
    [
        (LATE, "UTC", "13 December 2026"),
        (LATE, "Africa/Cairo", "14 December 2026 at 01:59 (Egypt Time)"),
        (LATE, "America/Chicago", "13 December 2026 at 17:59 (United States (Chicago) Time)"),
        # Who comes a quarter of an hour later must not find that it is over.
        (LATE - timedelta(minutes=15), "UTC", "13 December 2026 at 23:44 (UTC)"),
        (datetime(2026, 12, 14, 1, 59, tzinfo=timezone(timedelta(hours=2))), "UTC", "13 December 2026"),
        # What ends at midnight is not valid on the day that begins then.
        (datetime(2026, 12, 14, tzinfo=UTC), "UTC", "13 December 2026"),
        # Of the days that may be meant, the earlier one is no false promise.
        (LATE.replace(tzinfo=ASSUMED_UTC), "Africa/Cairo", "13 December 2026"),
        (datetime(2026, 12, 14, 1, tzinfo=ASSUMED_UTC), "America/New_York", "13 December 2026"),
        # A day is the same day everywhere.
        (datetime(2026, 12, 13, tzinfo=WHOLE_DAY), "America/New_York", "13 December 2026"),
        # On the last day, the hour counts in any case.
        (NOW + timedelta(hours=3), "UTC", "23 November 2026 at 11:52 (UTC)"),
        (NOW + timedelta(hours=3), "Africa/Cairo", "23 November 2026 at 13:52 (Egypt Time)"),
        (NOW + timedelta(hours=3), "Asia/Tokyo", "23 November 2026 at 20:52 (Japan Time)"),
        (NOW + timedelta(hours=8), "Asia/Tokyo", "24 November 2026 at 01:52 (Japan Time)"),
        (datetime(2026, 11, 24, tzinfo=UTC), "UTC", "23 November 2026"),
    ],
)
def test_until_when_is_a_day_of_the_customer_and_the_hour_where_not_all_of_it_is_meant(
    expiry: datetime, zone: str, until: str
) -> None:
    usable = judged(code="CODE1", type="Free Shipping", expiry_date=expiry, is_available_to_use=True)

    assert paragraphs(usable, to=in_zone(zone))[1] == (
        f"Your coupon CODE1 gives you free shipping, and you can use it until {until}."
    )


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (19, "gives you free shipping, and you can use it until"),
        (21, "gives you free shipping. It has no end date."),
    ],
)
def test_an_end_that_nobody_plans_for_is_none(years: int, words: str) -> None:
    usable = judged(
        code="CODE1",
        type="Free Shipping",
        expiry_date=NOW + timedelta(days=365 * years),
        is_available_to_use=True,
    )

    assert words in paragraphs(usable)[1]


@pytest.mark.parametrize("length", [61, 110, 500])
@pytest.mark.parametrize("to", [ENGLISH, ARABIC])
def test_a_code_to_be_typed_is_whole_wherever_it_stands(length: int, to: Recipient) -> None:
    code, other = "x" * length, "y" * length
    text = reply_text(judged(code=code, is_active=False, is_available_to_use=False), judged(code=other), to)

    assert (text.count(code), text.count(other), "…" in text) == (1, 2, False)
    # Slack's field holds 3000 characters.
    assert len(text) <= 3000


@pytest.mark.parametrize("to", [ENGLISH, ARABIC])
@pytest.mark.parametrize("target", ["Online", "POS"])
def test_the_code_to_enter_stands_alone_on_its_line_without_invisible_characters(
    to: Recipient, target: str
) -> None:
    text = reply_text(judged(code="10-SAVE", target=target, is_available_to_use=True), None, to)

    assert text.splitlines().count("10-SAVE") == 1


def test_an_english_text_has_no_invisible_characters() -> None:
    item = judged(code="CODE1", value=5, type="Fixed Rate Discount", currency="EGP", min_order_value=50)

    assert reply_text(item, None, ENGLISH).replace("\n", "").isascii()


def test_a_coupon_for_stores_is_shown_at_the_till() -> None:
    usable = judged(code="CODE1", target="POS", is_available_to_use=True)

    assert paragraphs(usable)[2] == (
        "To use it, please show this code at the till in one of our stores:\nCODE1"
    )


@pytest.mark.parametrize(
    ("currency", "condition"),
    [
        ("EGP", "It works for orders of EGP 100.00 or more."),
        (None, "Your order must reach a minimum amount."),
        ("points", "Your order must reach a minimum amount."),
    ],
)
def test_a_minimum_is_named_where_it_can_be_told(currency: str | None, condition: str) -> None:
    usable = judged(min_order_value=100, currency=currency, is_available_to_use=True)

    assert paragraphs(usable)[3] == condition


@pytest.mark.parametrize(
    ("fields", "english", "arabic"),
    [
        ({"is_active": False}, "It is not active any more.", "لم يعد مفعَّلًا."),
        # To the customer, these two are one.
        ({"is_active": False, "status": "deleted"}, "It is not active any more.", "لم يعد مفعَّلًا."),
        ({"is_expired": True, "expiry_date": None}, "It has expired.", "انتهت صلاحيته."),
        ({"is_expired": True, "expiry_date": NOW + timedelta(days=3)}, "It has expired.", "انتهت صلاحيته."),
        (
            {"start_date": None, "expiry_date": datetime(2026, 1, 2, 3, 4, tzinfo=UTC)},
            "It was valid until 2 January 2026.",
            "كان صالحًا حتى \u20682 يناير 2026\u2069.",
        ),
        (
            {"start_date": datetime(2027, 1, 2, 0, 0, 59, tzinfo=UTC)},
            "It can be used from 2 January 2027. It gives you 10% off.",
            "يمكن استخدامه ابتداءً من \u20682 يناير 2027\u2069. يمنحك خصمًا بنسبة \u206810%\u2069.",
        ),
        (
            {
                "start_date": datetime(2027, 1, 2, tzinfo=UTC),
                "expiry_date": datetime(2027, 1, 9, 23, 59, tzinfo=UTC),
            },
            "It can be used from 2 January 2027. It gives you 10% off, until 9 January 2027.",
            "يمكن استخدامه ابتداءً من \u20682 يناير 2027\u2069. يمنحك خصمًا بنسبة \u206810%\u2069، حتى \u20689 يناير 2027\u2069.",
        ),
        (
            {"start_date": NOW + timedelta(hours=3)},
            "It can be used from 23 November 2026 at 11:52 (UTC). It gives you 10% off.",
            "يمكن استخدامه ابتداءً من \u206823 نوفمبر 2026\u2069 الساعة \u206811:52 ص\u2069 (\u2068UTC\u2069)."
            " يمنحك خصمًا بنسبة \u206810%\u2069.",
        ),
        (
            {"start_date": datetime(2027, 1, 2, 23, tzinfo=ASSUMED_UTC)},
            "It can be used from 2 January 2027. It gives you 10% off.",
            "يمكن استخدامه ابتداءً من \u20682 يناير 2027\u2069. يمنحك خصمًا بنسبة \u206810%\u2069.",
        ),
        (
            {"limit_per_customer": 1, "customer_used_count": 1},
            f"We see one use of it on your account. {IF_NOT_YOU}",
            "نرى في حسابك استخدامًا واحدًا له. إن لم يكن ذلك من قِبلك، فيُرجى إخبارنا.",
        ),
        (
            {"limit_per_customer": 3, "customer_used_count": 3},
            f"We see 3 uses of it on your account, and it allows no more. {IF_NOT_YOU}",
            "نرى في حسابك \u20683\u2069 استخدامات له، ولا يُسمح بأكثر من ذلك. إن لم يكن ذلك من قِبلك، فيُرجى إخبارنا.",
        ),
        (
            {"is_used": True, "limit_per_customer": None, "customer_used_count": None},
            f"We see that it has already been used. {IF_NOT_YOU}",
            "نرى أنه قد استُخدم من قبل. إن لم يكن ذلك من قِبلك، فيُرجى إخبارنا.",
        ),
        (
            {"limit_per_customer": 1, "customer_used_count": 1, "usage_limit": 9, "used_count": 9},
            f"We see one use of it on your account. {IF_NOT_YOU} All of its uses have been taken.",
            "نرى في حسابك استخدامًا واحدًا له. إن لم يكن ذلك من قِبلك، فيُرجى إخبارنا. استُنفدت جميع مرات استخدامه المتاحة.",
        ),
        (
            {"expiry_date": datetime(202, 1, 2, tzinfo=UTC)},
            "It cannot be used.",
            "لا يمكن استخدامه.",
        ),
        # It may be in the way then, too.
        (
            {"start_date": datetime(2027, 1, 2, 3, 4, tzinfo=UTC), "status": "Frozen"},
            "It cannot be used yet.",
            "لا يمكن استخدامه بعد.",
        ),
        # A day on which it starts would be a false promise.
        (
            {"is_active": False, "start_date": datetime(2027, 1, 2, 3, 4, tzinfo=UTC)},
            "It is not active any more.",
            "لم يعد مفعَّلًا.",
        ),
        (
            {"start_date": NOW + timedelta(days=9), "expiry_date": NOW + timedelta(days=5)},
            "It cannot be used.",
            "لا يمكن استخدامه.",
        ),
        # It was never valid.
        (
            {"start_date": NOW + timedelta(days=9), "expiry_date": NOW - timedelta(days=5)},
            "It cannot be used.",
            "لا يمكن استخدامه.",
        ),
    ],
)
def test_why_it_cannot_be_used_is_said_kindly(fields: dict[str, Any], english: str, arabic: str) -> None:
    unusable = judged(**{"code": "CODE1", "is_available_to_use": False, "expiry_date": None, **fields})

    assert paragraphs(unusable) == ["Hi,", f"{THANKS} {english}", SORRY]
    assert paragraphs(unusable, to=ARABIC) == [
        "مرحبًا،",
        f"شكرًا لاستفسارك عن الكوبون \u2066CODE1\u2069. {arabic}",
        "نعتذر عن الإزعاج.",
    ]


def test_of_the_days_on_which_it_may_start_the_later_one_is_promised() -> None:
    later = judged(
        code="CODE1",
        is_available_to_use=False,
        start_date=datetime(2027, 1, 2, 23, tzinfo=ASSUMED_UTC),
        expiry_date=None,
    )

    assert "from 3 January 2027." in paragraphs(later, to=in_zone("Africa/Cairo"))[1]


def test_a_refusal_without_a_reason_says_what_the_customer_can_try() -> None:
    held = judged(code="CODE1", is_available_to_use=False)

    assert paragraphs(held)[1:3] == [
        f"{THANKS} It cannot be used at the moment.",
        "If you have another checkout open, on your phone for example, please finish or close it and try again in a few "
        "minutes. It may also not count for everything in your cart.",
    ]


@pytest.mark.parametrize(
    "doubt",
    [
        {"status": "Frozen"},
        {"unread": (UnreadField("expiryDate", "soon"),)},
        {"expiry_date": datetime(2026, 11, 22, tzinfo=WHOLE_DAY)},
        {"start_date": datetime(2026, 11, 23, tzinfo=WHOLE_DAY)},
    ],
)
def test_where_a_field_may_be_why_nobody_is_sent_to_the_checkout_to_try_again(doubt: dict[str, Any]) -> None:
    refused = judged(code="CODE1", is_available_to_use=False, **doubt)

    assert paragraphs(refused)[1:] == [
        f"{THANKS} It cannot be used at the moment.",
        "We are sorry for the trouble.",
    ]


def test_what_starts_later_needs_its_minimum_too() -> None:
    later = judged(
        code="CODE1",
        is_available_to_use=False,
        start_date=datetime(2027, 1, 2, 0, 30, tzinfo=UTC),
        expiry_date=None,
        min_order_value=100,
        currency="EGP",
    )

    assert paragraphs(later)[1:3] == [
        f"{THANKS} It can be used from 2 January 2027 at 00:30 (UTC). It gives you 10% off.",
        "It works for orders of EGP 100.00 or more.",
    ]


def test_what_works_instead_is_good_news() -> None:
    gone = judged(code="CODE1", is_active=False, is_available_to_use=False)
    other = judged(code="CODE2", type="Free Shipping", expiry_date=None, is_available_to_use=True)

    assert paragraphs(gone, other)[2:] == [
        "The good news: there is another one for you. Your coupon CODE2 gives you free shipping, and you can use it now.",
        "To use it, please enter this code at the checkout:\nCODE2",
    ]
    assert paragraphs(gone, other, ARABIC)[2:] == [
        "والخبر السار أن لدينا كوبونًا آخر لك. يمنحك الكوبون \u2066CODE2\u2069 شحنًا مجانيًا، ويمكنك استخدامه الآن.",
        "لاستخدامه، يُرجى إدخال هذا الرمز عند إتمام الشراء:\nCODE2",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"is_expired": True, "expiry_date": NOW + timedelta(days=9)},
        {"expiry_date": NOW - timedelta(days=1)},
        {"usage_limit": 9, "used_count": 9},
        {"is_available_to_use": None, "status": "Frozen"},
        {"is_available_to_use": None, "unread": (UnreadField("isAvailableToUse", "maybe"),)},
    ],
)
def test_for_what_is_unclear_it_asks_for_time_and_promises_nothing(fields: dict[str, Any]) -> None:
    doubtful = judged(**{"code": "CODE1", "type": "Free Shipping", "is_available_to_use": True, **fields})

    assert doubtful.availability.standing is Standing.UNCLEAR
    assert paragraphs(doubtful) == [
        "Hi,",
        f"{THANKS} We are checking whether it can be used, and will come back to you. Please give us a little time.",
    ]
    assert paragraphs(doubtful, to=ARABIC) == [
        "مرحبًا،",
        "شكرًا لاستفسارك عن الكوبون \u2066CODE1\u2069. نتحقق حاليًا من إمكانية استخدامه، وسنعود إليك بالرد. نرجو منحنا بعض الوقت.",
    ]
