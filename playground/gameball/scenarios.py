"""The customers of the stand-in Gameball: who they are, and what Gameball answers for each."""

from dataclasses import dataclass
from itertools import cycle, islice
from math import copysign
from typing import Any, Final, Literal

from playground.gameball.answers import (
    BUSY,
    END_OF_DAY,
    EXACT,
    FAILED,
    NO_KEY,
    NO_PERMISSION,
    NOT_IN_PLAN,
    OMIT,
    START_OF_DAY,
    SWITCHED_OFF,
    TOO_MANY,
    UNKNOWN_CUSTOMER,
    Moment,
    Responder,
    after,
    coupon,
    coupons,
    hang,
    html,
    json_body,
    raw,
    reset_before_answer,
)

Payload = dict[str, Any]
Group = Literal["Coupons", "Odd data", "Trouble"]
_Rows = list[tuple[str, str, list[Responder]]]


@dataclass(frozen=True, slots=True)
class Scenario:
    customer_id: str
    summary: str
    group: Group


def _starts(days: float) -> Moment:
    return Moment(days, START_OF_DAY)


def _ends(days: float | None) -> Any:
    return OMIT if days is None else Moment(days, END_OF_DAY)


def _offer(
    name: str, code: str, value: Any, *, starts: float = -14, ends: float | None = 30, **fields: Any
) -> Payload:
    """A coupon each customer may use once, valid from and until that many days from now."""
    dates = {"startDate": _starts(starts), "expiryDate": _ends(ends)}
    return coupon(**({"name": name, "code": code, "value": value} | dates | fields))


def _money(name: str, code: str, value: float, currency: str, **fields: Any) -> Payload:
    return _offer(name, code, value, **({"type": "Fixed Rate Discount", "currency": currency} | fields))


_WEBP: Final = "https://assets.gameball.co/icons/coupon.webp"
_NOT_NOW: Final = {"isAvailableToUse": False}

_WELCOME: Final = _offer("Welcome back", "WELCOME15", 15, ends=20, limitPerCustomer=3, customerUsedCount=1)
_EVERY_STATE: Final = [
    _WELCOME,
    _money("Weekend saver", "WEEKEND50", 50, "EGP", target="Online", ends=2, iconPath=_WEBP),
    _offer("Free delivery for members", "SHIPFREE", 0, ends=None, type="Free Shipping", target="Permanent")
    | {"usageLimit": 0, "limitPerCustomer": 0, "usedCount": 310, "customerUsedCount": 4},
    _offer("Eid celebration", "EID25", 25, target="Automation", starts=9, ends=16, **_NOT_NOW),
    _offer("Long gone", "GONE10", 10, starts=-90, ends=-30, isExpired=True, customerUsedCount=1, **_NOT_NOW),
    _offer("Ramadan nights", "RAMADAN20", 20, target="Online", isActive=False, **_NOT_NOW),
    _money("Thanks for 10 orders", "LOYAL100", 100, "EGP", customerUsedCount=1, iconPath=_WEBP, **_NOT_NOW),
    _offer("Flash sale", "FLASH30", 30, target="Online", usageLimit=100, usedCount=100, **_NOT_NOW),
    _offer("Gift: travel mug", "MUGGIFT", 0, type="Free Product", target="POS", **_NOT_NOW),
]


def _reissued(payload: Payload, number: int) -> Payload:
    """The same coupon with a code of its own, and with its dates farther from now: its state stays."""
    moved = {
        name: Moment(moment.days + copysign(number, moment.days), moment.form)
        for name, moment in payload.items()
        if isinstance(moment, Moment)
    }
    return payload | moved | {"name": f"{payload['name']} {number}", "code": f"{payload['code']}-{number:02}"}


_SIXTY: Final = [
    _reissued(payload, number) for number, payload in enumerate(islice(cycle(_EVERY_STATE), 60), start=1)
]

_EVERY_TYPE: Final = [
    _offer("Free delivery", "TYPESHIP", 0, type="Free Shipping", target="Permanent"),
    _offer("Free delivery, no value given", "TYPESHIP2", OMIT, type="Free Shipping", target="POS"),
    _money("Fifty pounds", "TYPEEGP", 50, "EGP", target="Online"),
    _money("Ten dollars", "TYPEUSD", 10, "USD"),
    _money("Seven and a half euros", "TYPEEUR", 7.5, "EUR", target="Automation"),
    _money("Two and a half dinars", "TYPEKWD", 2.5, "KWD", target="POS"),
    _money("Five hundred yen", "TYPEJPY", 500, "JPY", target="Online"),
    _money("Twenty-five riyals", "TYPESAR", 25, "SAR", target="Permanent"),
    _offer("An eighth off", "TYPEPERCENT", 12.5, type="Percentage"),
    _offer("Free coffee", "TYPEPRODUCT", 0, type="Free Product", target="POS"),
    _offer("Birthday surprise", "TYPECUSTOM", 0, type="Custom", target="Automation"),
    _offer("Lower service fees", "TYPEFEES", 20, type="Percentage-based Fees Discount", target="Online"),
    _offer("Money back", "TYPECASHBACK", 5, type="Percentage-based Cashback"),
]

_ARABIC: Final = [
    _offer("خصم العيد", "عيد25", 25, ends=9, limitPerCustomer=2),
    _money("هدية الصيف (Summer)", "صيف-50", 50, "EGP", target="Online"),
    _offer("توصيل مجاني", "SHIP-مجاني", 0, ends=None, type="Free Shipping", target="Permanent"),
    _offer("عرض رمضان", "رمضان20", 20, starts=-60, ends=-12, isExpired=True, **_NOT_NOW),
]

_X5000: Final = "x" * 5000
_HOSTILE: Final = [
    coupon(name="<!channel> free money", code="<!here>", type="<!everyone>", target="<!subteam^S012AB3CD>"),
    coupon(name="<https://evil.example|click>", code="A|B>C", currency="<b>", iconPath="javascript:alert(1)"),
    coupon(name="&lt;!channel&gt; &amp; co", code="&lt;X&gt;", type="&amp;", currency="&"),
    coupon(name="`rm -rf` and ```fences```", code="`BACK`TICKS```", type="`Percentage`", currency="`EGP`"),
    coupon(name="Line one\nline two\r\n> quoted", code="NEW\nLINE", type="Fixed\nRate", currency="US\nD"),
    coupon(
        name="Gift \u202egnp.TFIG\u202c", code="\u202eEDOC", type="\u2066Percentage", currency="\u200fEGP"
    ),
    coupon(name="Zero\u200bwidth\u200d\u2060\ufeff", code="FREE\u200bSHIP\ufeff", type="Per\u200bcentage"),
    coupon(name=":boom: :heart:", code=":fire:", type=":tada:", currency=":euro:"),
    coupon(name="@here @channel <@U012AB3CD> <#C012AB3CD>", code="@everyone", target="@here"),
    coupon(name="*bold* _slanted_ ~struck~", code="*10*", type="_Percentage_", currency="~EGP~"),
    coupon(name="<!date^1893456000^{date}|now>", code="<mailto:a@b.example|x>", currency="\x00\x1b[31m"),
    coupon(name=_X5000, code=_X5000, type=_X5000, target=_X5000, currency=_X5000, iconPath=_X5000),
    coupon(name="", code="", type="", target="", currency="", iconPath=""),
    coupon(name=" \t ", code=" ", type="\u00a0", target="\n", currency=" "),
]

_DATES: Final = [
    coupon(name="No zone", code="ZONELESS", expiryDate=Moment(12, "%Y-%m-%dT%H:%M:%S")),
    coupon(name="Seven digits", code="FRACTION7", expiryDate=Moment(13, "%Y-%m-%dT%H:%M:%S.%f7Z")),
    coupon(name="Two digits", code="FRACTION2", expiryDate=Moment(14, "%Y-%m-%dT%H:%M:%S.25Z")),
    coupon(name="Seven digits, no zone", code="FRACTION7ZL", expiryDate=Moment(15, "%Y-%m-%dT%H:%M:%S.%f7")),
    coupon(name="Riyadh time", code="OFFSET", expiryDate=Moment(16, "%Y-%m-%dT%H:%M:%S+03:00")),
    coupon(name="The first day", code="MINDATE", startDate="0001-01-01T00:00:00", expiryDate=_ends(17)),
    coupon(name="The last day", code="MAXDATE", expiryDate="9999-12-31T23:59:59.9999999"),
]
_NULLS: Final = [
    coupon(name="No dates", code="NODATES", startDate=None, expiryDate=None),
    coupon(name="No limits", code="NOLIMITS", usageLimit=None, limitPerCustomer=None, usedCount=None),
    coupon(name=None, code="NONAME", type=None, target=None),
    coupon(name="No code", code=None, value=None, currency=None, iconPath=None),
    dict.fromkeys(coupon()) | {"code": "ONLYCODE"},
    {"name": "Only a name"},
    {},
]
_NUMBERS: Final = [
    coupon(name="Percent as text", code="TEXT15", value="15", usageLimit="100", limitPerCustomer="3"),
    _money("Dinars as text", "TEXTKWD", 0, "KWD") | {"value": "2.500", "customerUsedCount": "0"},
    _money("Counts with a fraction", "FLOATS", 50.0, "EGP", usageLimit=100.0, usedCount=7.0),
]
_EXTRA: Final = [
    coupon(
        displayName={"en": "Summer treat", "ar": "هدية الصيف"},
        termsAndConditions={"en": "One per order.", "ar": None},
        isPromotion=True,
        promotionRules=[{"kind": "minimumSpend", "amount": 200}],
        status="active",
        isUsed=False,
    ),
    coupon(name="Plain one", code="PLAIN", displayName=None),
]
_SPELLED: Final = """
    percentage_discount fixed_discount fixed_rate_discount fixed_rate_settings fixed percentage free_shipping
    shipping FreeShipping product percentage-fees percentage-cashback fixed-cashback mystery_box
"""
_SPELLINGS: Final = [coupon(name=type_, code=type_, type=type_, currency="EGP") for type_ in _SPELLED.split()]
_UNREADABLE: Final = [
    _WELCOME,
    "SUMMER10",
    coupon(name="Ends some day", code="VAGUE", expiryDate="soon"),
    _money("Weekend saver", "WEEKEND50", 50, "EGP"),
]
_GONE: Final = Moment(-3, EXACT)
_CONTRADICTIONS: Final = [
    coupon(name="Past its date, not marked expired", code="LATE", expiryDate=_GONE),
    coupon(name="Marked expired too early", code="EARLY", expiryDate=_ends(10), isExpired=True, **_NOT_NOW),
    coupon(name="Available, used 3 of 1 by this customer", code="OVERMINE", customerUsedCount=3),
    coupon(name="Available, used 120 of 100 by all", code="OVERALL", usageLimit=100, usedCount=120),
    coupon(name="Available, though deactivated", code="INACTIVE", isActive=False),
    coupon(name="Available, though it starts later", code="TOOSOON", startDate=_starts(5)),
    coupon(name="Nothing said, looks fine", code="UNSAID", isAvailableToUse=OMIT),
    coupon(
        name="Nothing said, expired", code="GONE", expiryDate=_GONE, isExpired=True, isAvailableToUse=OMIT
    ),
]

_CUT_OFF: Final = raw('{"coupons": [{"name": "Welcome back", "cod', "application/json")
_NINE: Final = coupons(_EVERY_STATE)
_FINE: Final = coupons([_WELCOME])
_SMALL: Final = coupons([_WELCOME, _money("Weekend saver", "WEEKEND50", 50, "EGP", ends=2)])

# Several answers are given in turn, over and over: a trouble that passes can be tried again.
_COUPONS: Final[_Rows] = [
    ("cust_1001", "Nine coupons: three work, one starts later, five do not, for five reasons", [_NINE]),
    ("cust_none", "A known customer without any coupon", [coupons([])]),
    ("cust_one", "A single coupon, which works", [_FINE]),
    ("cust_60", "Sixty coupons in every state, over many pages", [coupons(_SIXTY)]),
    ("cust_types", "Every type of coupon, in six currencies", [coupons(_EVERY_TYPE)]),
    ("ليلى-عادل", "A customer, names and codes in Arabic", [coupons(_ARABIC)]),
    ("customer@example.com", "A shop that uses e-mail addresses as customer ids", [_SMALL]),
    ("mobile_966500001234", "A shop that uses phone numbers as customer ids", [_SMALL]),
    ("6571483726149", "A Shopify shop, whose customer ids are 13 digits", [_SMALL]),
]
_ODD_DATA: Final[_Rows] = [
    ("cust_hostile", "Names that try to mention everyone, link, format or flood", [coupons(_HOSTILE)]),
    ("cust_dates", "Dates without a time zone, with fractions, or absurdly far away", [coupons(_DATES)]),
    ("cust_nulls", "Coupons with empty or missing fields", [coupons(_NULLS)]),
    ("cust_numbers", "Numbers that arrive as text", [coupons(_NUMBERS)]),
    ("cust_array", "A bare list of coupons, as in one Gameball tutorial", [json_body(_EVERY_STATE[:3])]),
    ("cust_extra", "Coupons with extra fields that the bot does not know", [coupons(_EXTRA)]),
    ("cust_spellings", "Coupon types in other spellings, and an unknown one", [coupons(_SPELLINGS)]),
    ("cust_unreadable", "Two good coupons, and two that cannot be read", [coupons(_UNREADABLE)]),
    ("cust_contradictions", "Coupons whose facts contradict each other", [coupons(_CONTRADICTIONS)]),
]
_TROUBLE: Final[_Rows] = [
    ("cust_slow", "Gameball takes 5 seconds to answer", [after(5, _SMALL)]),
    (
        "cust_404",
        "A customer Gameball does not know, like any id that is not listed here",
        [UNKNOWN_CUSTOMER],
    ),
    ("cust_busy_then_fine", "Another request for this customer is running, then all is fine", [BUSY, _FINE]),
    ("cust_429_then_fine", "Too many requests; one second later all is fine", [TOO_MANY, _FINE]),
    ("cust_401", "Gameball does not accept the bot's keys", [NO_KEY]),
    ("cust_403", "The bot's keys lack the permission", [NO_PERMISSION]),
    ("cust_off", "Gameball is switched off for this shop", [SWITCHED_OFF]),
    ("cust_plan", "The shop's Gameball plan does not include this", [NOT_IN_PLAN]),
    ("cust_wrong_url", "The bot is set up with a wrong Gameball address", [html(404)]),
    ("cust_500", "Gameball fails", [FAILED]),
    ("cust_html", "Gameball is down and shows an outage page", [html(503)]),
    ("cust_garbage", "The answer is cut off in the middle", [_CUT_OFF]),
    ("cust_unreachable", "The connection breaks without an answer", [reset_before_answer()]),
    ("cust_timeout", "Gameball never answers", [hang()]),
]
_GROUPS: Final[dict[Group, _Rows]] = {"Coupons": _COUPONS, "Odd data": _ODD_DATA, "Trouble": _TROUBLE}

SCENARIOS: Final = tuple(
    Scenario(customer_id, summary, group)
    for group, rows in _GROUPS.items()
    for customer_id, summary, _ in rows
)
ANSWERS: Final = {customer_id: answers for rows in _GROUPS.values() for customer_id, _, answers in rows}
