import string
from difflib import SequenceMatcher
from typing import Any

import pytest

from bot.coupons import codes
from bot.coupons.codes import find, folded, near_matches
from bot.coupons.selection import JudgedCoupon, judge
from tests.factories import NOW, coupon

OFF = {"is_active": False, "is_available_to_use": False}


def listed(*names: str | None, **fields: Any) -> list[JudgedCoupon]:
    return judge([coupon(code=name, **fields) for name in names], now=NOW)


def codes_of(items: list[JudgedCoupon]) -> list[str | None]:
    return [item.coupon.code for item in items]


@pytest.mark.parametrize(
    ("on_the_list", "pasted"),
    [
        ("Welcome15", "WELCOME15"),
        ("WELCOME15", " welcome 15 "),
        ("DAD’S10", "DAD'S10"),
        ("DAD'S10", "dad‘s10"),
        ("DAD'S10", "DAD´S10"),
        ("5″OFF", '5"OFF'),
        ("«5”OFF", "5“OFF"),
        ("ZW\u200bSAVE", "ZWSAVE"),
        ("ZWSAVE", "ZW\u2060SA\ufeffVE\u200e"),
        ("HEART❤\ufe0f10", "HEART❤10"),
        ("SAVE\u3164\u034f10", "SAVE10"),
        ("SAVE\x0010", "SAVE10"),
        ("SAVE\u202810", "SAVE10"),
        ("SAVE\u00a010", "SAVE10"),
        ("VIP.", "VIP"),
        ("VIP.", "VIP."),
        ("*STAR*", "STAR"),
        ("~OLD~", "OLD"),
        ("_nqjuejhuy", "_NQJUEJHUY"),
        ("!WOW!", "wow"),
        ("TICK`1", "TICK1"),
        ("TICK`1", "TICK`1"),
        ("CAFE\u0301", "CAFÉ"),
        ("CAFÉ", "cafe\u0301"),
        ("ＳＡＶＥ１０", "SAVE10"),
        ("SAVE10", "ｓａｖｅ１０"),
        ("SAVE١٠", "SAVE10"),
        ("SAVE10", "SAVE۱۰"),
        ("SAVE१०", "SAVE10"),
        ("İNDİRİM", "indirim"),
        ("INDIRIM", "ındırım"),
        ("indirim", "İNDİRİM"),
        ("R&D10", "R&amp;D10"),
        ("R&D10", "R&amp;amp;D10"),
        ("R&AMP;D", "R&AMP;D"),
        ("A<B", "A&lt;B"),
        ("A>B", "A&gt;B"),
        ("BLACK-FRIDAY", "BLACK—FRIDAY"),
        ("BLACK--FRIDAY", "BLACK—FRIDAY"),
        ("BLACK–FRIDAY", "BLACK-FRIDAY"),
        ("BLACK−FRIDAY", "BLACK\u2011FRIDAY"),
        ("SO...NICE", "SO…NICE"),
        ("STRASSE", "straße"),
        ("ﬁrst", "FIRST"),
        ("خصم١٠", "خصم10"),
        ("خصـم10", "خصم10"),
        ("🎉PARTY", "PARTY"),
        ("🎉PARTY", ":tada:PARTY"),
        ("PARTY🎉50", "PARTY:tada:50"),
        ("👋🏽HELLO", ":wave::skin-tone-4:HELLO"),
        ("𝐁𝐎𝐋𝐃", "bold"),
        ("***", "***"),
        ("🎉", "🎉"),
        (":tada:", ":tada:"),
        (":E:", "e"),
        ("50%", "50%"),
    ],
)  # fmt: skip
def test_what_is_shown_or_pasted_finds_the_code(on_the_list: str, pasted: str) -> None:
    found = find(listed("OTHER", on_the_list, None), pasted)

    assert (codes_of(found.same), found.otherwise_spelled) == ([on_the_list], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SAVE10", "SAVE1O"),
        ("SAVE10", "SAVE-10"),
        ("SAVE10", "SAVE100"),
        ("CAFE", "CAFÉ"),
        ("12:30", "1230"),
        ("***", "!!!"),
        ("А10", "A10"),
        ("🎉", "🎊"),
    ],
)
def test_codes_that_a_checkout_may_tell_apart_are_not_one(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_no_letter_and_no_digit_is_lost() -> None:
    characters = string.ascii_lowercase + string.digits

    # Not ASCII alone, which goes a shorter way.
    assert characters in folded(f"“{characters.upper()}”é")


@pytest.mark.parametrize(
    ("on_the_list", "asked", "same", "otherwise"),
    [
        (["SAVE10", "save10"], "save10", ["save10"], ["SAVE10"]),
        (["SAVE10", "save10"], "SAVE10", ["SAVE10"], ["save10"]),
        (["VIP", "VIP."], "VIP.", ["VIP."], ["VIP"]),
        (["VIP", "VIP."], "vip", ["VIP"], ["VIP."]),
        (["VIP.", "vip", "VIP"], "Vip", ["vip" ], ["VIP.", "VIP"]),
        (["SAVE10", "save10", "Save10", "SAVE10"], "SAVE10", ["SAVE10", "SAVE10"], ["save10", "Save10"]),
        (["PARTY", "🎉PARTY"], "🎉PARTY", ["🎉PARTY"], ["PARTY"]),
        (["SAVE10", "SAVE 10", "SA\u200bVE10"], "SAVE10", ["SAVE10", "SAVE 10", "SA\u200bVE10"], []),
    ],
)  # fmt: skip
def test_the_nearest_spelling_is_meant_and_the_others_are_told(
    on_the_list: list[str], asked: str, same: list[str], otherwise: list[str]
) -> None:
    found = find(listed(*on_the_list), asked)

    assert (codes_of(found.same), codes_of(found.otherwise_spelled)) == (same, otherwise)


def test_all_coupons_with_the_same_code_are_found_in_order() -> None:
    judged = judge([coupon(code="GIFT", name="off", **OFF), coupon(code="GIFT", name="on")], now=NOW)

    assert [item.coupon.name for item in find(judged, "gift").same] == ["on", "off"]


def test_codes_that_look_alike_are_offered_as_gameball_spells_them_the_likeliest_first() -> None:
    assert near_matches(listed("Summer100", "Summer10", "WINTER"), "sumer10", most=3) == [
        "Summer10",
        "Summer100",
    ]


@pytest.mark.parametrize(
    "typed", ["SUMMER-4312", "SUMER-04312", "USMMER-04312", "SUMMER-043l2", "SUMMER-04312X", "SUMMER04312"]
)
def test_a_slip_of_a_finger_is_found_among_thousands(typed: str) -> None:
    judged = listed(*(f"SUMMER-{number:05}" for number in range(0, 10_000, 7)))

    assert "SUMMER-04312" in near_matches(judged, typed, most=3)


def test_no_more_codes_are_offered_than_asked_for() -> None:
    assert len(near_matches(listed(*(f"SUMMER1{digit}" for digit in range(9))), "SUMMER1", most=3)) == 3


def test_however_many_codes_are_alike_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    class Counting(SequenceMatcher[str]):
        def ratio(self) -> float:
            compared.append("once")
            return super().ratio()

    monkeypatch.setattr(codes, "SequenceMatcher", Counting)
    near_matches(listed(*(f"SUMMER{number:05}" for number in range(3000))), "SUMMER1234X", most=3)

    assert 3 <= len(compared) <= 20


@pytest.mark.parametrize(("length", "offered"), [(100, 1), (101, 0)])
def test_codes_that_nobody_types_by_hand_are_not_compared(length: int, offered: int) -> None:
    assert len(near_matches(listed("x" * length), "x" * (length - 1), most=3)) == offered
