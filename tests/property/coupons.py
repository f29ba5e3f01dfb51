"""Whatever a server could send as a customer's coupons: sane, odd and hostile."""

import json
from datetime import UTC, timedelta, timezone
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from bot.gameball.models import Coupon, CustomerCoupons, parse_coupons
from tests.factories import NOW

# A busy machine is no fault: no deadline.
SOME = settings(max_examples=30, deadline=None)
"""For properties of whole messages."""
MANY = settings(max_examples=80, deadline=None)
"""For properties of one value."""

_LIVE = (
    "<!channel>", "<!here|here>", "<@U012AB3CD>", "<#C012AB3CD>", "<!subteam^S012AB3CD>",
    "<https://evil.example|click>", "<mailto:a@b.example|a>", "<!date^1893456000^{date_short}|now>",
    "&lt;!channel&gt;", "&amp;", "&", "<", ">", "\n> quoted", "`", "```", "*", "_", "~", ":boom:", "@here", "|", "^",
    "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b[31m", "\r\n", "\t", "\u2028", "\u0301", "é", "خصم",
    "👩‍👩‍👧", "𝕏", "  ·  ", "…", "",
)  # fmt: skip
hostile_text = st.one_of(
    st.lists(st.sampled_from(_LIVE), max_size=8).map("".join),
    st.builds(
        lambda piece, times: piece * times, st.sampled_from(_LIVE), st.sampled_from([30, 70, 150, 5000])
    ),
    st.text(max_size=40),
    st.text(alphabet="&<>`*_~|^! \u200d👩", max_size=250),
)
_any_text = hostile_text | st.sampled_from(
    [None, "", " ", "\u200b", 0, 15, -2.5, True, [], ["<"], {"en": "<!here>"}]
)

_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(timezones=st.just(UTC) | _zones)
"""Any aware instant of the calendar."""
_near_now = st.sampled_from(
    [timedelta(days=-30), timedelta(hours=-1), timedelta(0), timedelta(hours=72), timedelta(days=20)]
).map(lambda distance: NOW + distance)

_SANE: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Welcome back", "Summer treat"]),
    "code": st.sampled_from(["WELCOME15", "SUMMER10", "summer10"]),
    "value": st.sampled_from([0, 15, 2.5, "2.500"]),
    "type": st.sampled_from(
        [
            *("Free Shipping", "Fixed Rate Discount", "Percentage", "Free Product", "Custom", "mystery_box"),
            *("Percentage-based Fees Discount", "Percentage-based Cashback", "fixed-cashback"),
        ]
    ),
    "target": st.sampled_from(["Online", "POS", "Permanent", "Reward", "Automation"]),
    "currency": st.sampled_from(["EGP", "KWD", "JPY", None]),
    "startDate": _near_now.map(lambda instant: f"{instant:%Y-%m-%dT%H:%M:%SZ}"),
    "expiryDate": _near_now.map(lambda instant: f"{instant:%Y-%m-%dT%H:%M:%S}"),
    "isExpired": st.booleans(),
    "isActive": st.booleans(),
    "usageLimit": st.sampled_from([0, 1, 100]),
    "limitPerCustomer": st.sampled_from([0, 1, 3]),
    "usedCount": st.sampled_from([0, 100]),
    "customerUsedCount": st.sampled_from([0, 1]),
    "isAvailableToUse": st.sampled_from([True, False, None]),
    "status": st.sampled_from([None, "Active", "Used", "expired", "Inactive", "Deleted", "Frozen"]),
    "isUsed": st.sampled_from([None, None, False, True]),
    "isPromotion": st.sampled_from([None, None, False, True]),
    "capping": st.sampled_from([None, 0, 50]),
    "minOrderValue": st.sampled_from([None, 0, 100]),
}  # fmt: skip

_odd_date = st.one_of(
    st.none(),
    st.timedeltas(timedelta(days=-400), timedelta(days=400)).map(lambda distance: (NOW + distance).isoformat()),
    _near_now.map(lambda instant: f"{instant:%Y-%m-%dT%H:%M:%S}.1234567Z"),
    instants.map(lambda instant: instant.isoformat()),
    st.sampled_from(["", "0001-01-01T00:00:00", "0001-01-02T00:00:00-14:00", "0202-11-23T00:00:00Z", 1_800_000_000]),
    # A day without an hour, an hour 24, and what has no plain meaning.
    st.integers(-3, 3).map(lambda days: f"{NOW + timedelta(days=days):%Y-%m-%d}"),
    st.sampled_from(["2026-11-30T24:00:00Z", "31/12/2026", "soon", "2026-02-30", True, [], {}]),
    st.sampled_from(["1970-01-01T00:00:00Z", "2100-01-01", "9998-12-31T23:59:59-14:00", "9999-12-31T23:59:59.9999999"]),
)  # fmt: skip
_odd_count: st.SearchStrategy[Any] = st.sampled_from(
    [None, -1, 2, "1", 100.0, "", 10**9, 10**30, "1,000", 100.5, "unlimited", [], True]
) | st.integers(-5, 5)
_odd_flag: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, "true", "false", "", "maybe", 2, [], "*perhaps*"]
)
_odd_amount = st.one_of(
    st.sampled_from([None, "", -5, 0, 0.001, 0.15, 100, 150, 999_999_999_999, -999_999_999_999]),
    st.sampled_from(["15%", "1,000.00", "1,000", "EGP 50", "99.995", [], True, {"amount": 5}]),
    st.decimals(-(10**11), 10**11, allow_nan=False, places=5).map(str),
)
_ODD: dict[str, st.SearchStrategy[Any]] = {
    "name": _any_text,
    "code": _any_text,
    "value": _odd_amount,
    "discountValue": _odd_amount,
    "capping": _odd_amount,
    "minOrderValue": _odd_amount,
    "couponType": _any_text | st.sampled_from([0, 1, 2, 3, 4, 7, "0"]),
    "status": _any_text,
    "isUsed": _odd_flag,
    "isPromotion": _odd_flag,
    "type": _any_text,
    "target": _any_text,
    "currency": _any_text | st.sampled_from(["usd", "XYZ", "د.ك", "ZZZZ"]),
    "startDate": _odd_date,
    "expiryDate": _odd_date,
    "isExpired": _odd_flag,
    "isActive": _odd_flag,
    "usageLimit": _odd_count,
    "limitPerCustomer": _odd_count,
    "usedCount": _odd_count,
    "customerUsedCount": _odd_count,
    "isAvailableToUse": _odd_flag,
    "iconPath": _any_text,
    "displayName": st.dictionaries(st.sampled_from(["en", "ar"]), hostile_text, max_size=2),
}
_NONSENSE: list[Any] = [
    None,
    "SUMMER10",
    7,
    [],
    {},
    {"code": "A", "expiryDate": "soon"},
    {"code": "A", "value": 1e308},
    dict.fromkeys(_ODD, "<" * 60) | {"code": "A"},
]


@st.composite
def _coupon_json(draw: st.DrawFn) -> dict[str, Any]:
    """A sane coupon of any state, with a few of its fields odd, and a few left out."""
    sent = dict(draw(st.fixed_dictionaries(_SANE)))
    for field in draw(st.lists(st.sampled_from(list(_ODD)), max_size=6, unique=True)):
        sent[field] = draw(_ODD[field])
    for field in draw(st.lists(st.sampled_from(list(_SANE)), max_size=5, unique=True)):
        sent.pop(field)
    return sent


def _encoded(coupons: list[Any], *, bare: bool) -> bytes:
    return json.dumps(coupons if bare else {"coupons": coupons}, ensure_ascii=False).encode()


def _only_coupon(sent: dict[str, Any]) -> Coupon | None:
    parsed = parse_coupons(_encoded([sent], bare=True)).coupons
    return parsed[0] if parsed else None


_entry = st.one_of(_coupon_json(), _coupon_json(), _coupon_json(), st.sampled_from(_NONSENSE))
_lists = st.lists(_entry, max_size=3) | st.lists(_entry, min_size=5, max_size=9)
bodies: st.SearchStrategy[bytes] = st.builds(_encoded, _lists, bare=st.booleans())
"""What the endpoint sends with a 200."""
answers: st.SearchStrategy[CustomerCoupons] = bodies.map(parse_coupons)
coupons: st.SearchStrategy[Coupon] = _coupon_json().map(_only_coupon).filter(bool)  # type: ignore[assignment]
"""One coupon that can be read."""

customer_ids = st.one_of(
    st.sampled_from(["cust_1001", "6571483726149", "customer@example.com"]),
    st.sampled_from(["x", '"', "\\", "<", "&", "👩"]).map(lambda character: character * 200),
    hostile_text.map(lambda text: text[:200]).filter(bool),
)
"""Any customer id of up to 200 characters."""
