from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.coupons.availability import Standing
from bot.coupons.selection import PAGE_SIZE, Filter, JudgedCoupon, judge, select
from bot.gameball.models import CustomerCoupons
from tests.factories import NOW
from tests.property.coupons import SOME, answers


def leafed(judged: list[JudgedCoupon], show: Filter) -> list[JudgedCoupon]:
    """All pages of a filter, one after the other."""
    pages = select(judged, show=show).pages
    return [item for number in range(1, pages + 1) for item in select(judged, show=show, page=number).items]


@SOME
@given(answers)
def test_the_pages_of_all_hold_every_coupon_once_and_in_order(answer: CustomerCoupons) -> None:
    judged = judge(answer.coupons, now=NOW)
    assert leafed(judged, Filter.ALL) == judged


@SOME
@given(answers)
def test_the_other_filters_share_all_coupons_between_them_in_order(answer: CustomerCoupons) -> None:
    judged = judge(answer.coupons, now=NOW)
    shown = {show: leafed(judged, show) for show in (Filter.USABLE, Filter.UNCLEAR, Filter.UNUSABLE)}
    assert [item for items in shown.values() for item in items] == judged
    assert all(item.availability.usable for item in shown[Filter.USABLE])
    assert all(item.availability.standing is Standing.UNCLEAR for item in shown[Filter.UNCLEAR])


@SOME
@given(answers)
def test_judging_loses_and_adds_no_coupon(answer: CustomerCoupons) -> None:
    judged = judge(answer.coupons, now=NOW)
    assert Counter(id(item.coupon) for item in judged) == Counter(map(id, answer.coupons))


@SOME
@given(answers)
def test_no_page_but_the_last_has_room_left(answer: CustomerCoupons) -> None:
    judged = judge(answer.coupons, now=NOW)
    for show in Filter:
        pages = select(judged, show=show).pages
        sizes = [len(select(judged, show=show, page=number).items) for number in range(1, pages + 1)]
        assert sizes[:-1] == [PAGE_SIZE] * (pages - 1)
        assert 0 < sizes[-1] <= PAGE_SIZE or (pages == 1 and not sizes[0])


@SOME
@given(answers, st.integers(-(10**9), 10**9), st.sampled_from(Filter))
def test_any_page_number_leads_to_a_page_that_exists(
    answer: CustomerCoupons, number: int, show: Filter
) -> None:
    page = select(judge(answer.coupons, now=NOW), show=show, page=number)
    assert page.number == min(max(1, number), page.pages)


@SOME
@given(answers)
def test_the_counts_add_up_whatever_the_filter_and_page(answer: CustomerCoupons) -> None:
    judged = judge(answer.coupons, now=NOW)
    standings = Counter(item.availability.standing for item in judged)
    for show in Filter:
        counts = select(judged, show=show, page=2).counts
        assert (counts.usable, counts.unclear, counts.starts_later, counts.unusable, counts.total) == (
            standings[Standing.USABLE],
            standings[Standing.UNCLEAR],
            standings[Standing.STARTS_LATER],
            standings[Standing.UNUSABLE],
            len(answer.coupons),
        )


@SOME
@given(answers)
def test_usable_coupons_come_first_then_unclear_ones_then_those_that_start_later_then_the_rest(
    answer: CustomerCoupons,
) -> None:
    order = list(Standing)
    places = [order.index(item.availability.standing) for item in judge(answer.coupons, now=NOW)]
    assert places == sorted(places)
