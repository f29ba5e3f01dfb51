"""How many customers a person may look up, and until when each counts."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access.quota import WINDOW, Quota


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def asked(limit: Quota, *customers: str, user: str = "U1") -> list[bool]:
    return [limit.admits(user, customer) for customer in customers]


def test_so_many_customers_are_admitted_and_not_one_more(clock: Clock) -> None:
    assert asked(Quota(3, clock=clock), "a", "b", "c", "d") == [True, True, True, False]


def test_a_customer_counts_once_however_often_asked_for(clock: Clock) -> None:
    assert asked(Quota(2, clock=clock), "a", "a", "a", "b", "c") == [True, True, True, True, False]


def test_those_looked_up_already_still_work_at_the_limit(clock: Clock) -> None:
    assert asked(Quota(2, clock=clock), "a", "b", "c", "a", "b") == [True, True, False, True, True]


def test_each_person_has_a_limit_of_their_own(clock: Clock) -> None:
    limit = Quota(1, clock=clock)
    asked(limit, "a", user="U1")

    assert (asked(limit, "b", user="U1"), asked(limit, "b", user="U2")) == ([False], [True])


@pytest.mark.parametrize(("later", "admitted"), [(WINDOW - 0.001, False), (WINDOW, True), (WINDOW * 9, True)])
def test_a_customer_counts_until_the_window_has_passed(clock: Clock, later: float, admitted: bool) -> None:
    limit = Quota(1, clock=clock)
    asked(limit, "a")

    clock.now += later

    assert asked(limit, "b") == [admitted]


def test_the_window_of_a_customer_begins_anew_when_asked_for_again(clock: Clock) -> None:
    limit = Quota(1, clock=clock)
    asked(limit, "a")
    clock.now += WINDOW - 1
    asked(limit, "a")

    clock.now += WINDOW - 1

    assert asked(limit, "b") == [False]


def test_what_was_refused_does_not_count(clock: Clock) -> None:
    limit = Quota(1, clock=clock)
    asked(limit, "a")
    clock.now += WINDOW / 2
    asked(limit, "b", "c", "d")

    clock.now += WINDOW / 2

    assert asked(limit, "e") == [True]


def test_places_become_free_one_by_one(clock: Clock) -> None:
    limit = Quota(2, clock=clock)
    asked(limit, "a")
    clock.now += 60
    asked(limit, "b")

    clock.now += WINDOW - 60

    assert asked(limit, "c", "d") == [True, False]


def test_a_limit_of_0_is_none(clock: Clock) -> None:
    assert all(asked(Quota(0, clock=clock), *map(str, range(1000))))


def test_people_who_ask_no_more_are_forgotten(clock: Clock) -> None:
    limit = Quota(1, clock=clock)
    for number in range(10):
        asked(limit, "a", user=f"U{number}")
    clock.now += WINDOW + 1

    asked(limit, "a", user="U10")

    assert len(limit._asked) == 1


def test_those_who_still_count_are_not_forgotten(clock: Clock) -> None:
    limit = Quota(1, clock=clock)
    clock.now += WINDOW - 1
    for number in range(20):
        asked(limit, "a", user=f"U{number}")
    clock.now += 1

    assert [asked(limit, "b", user=f"U{number}") for number in range(20)] == [[False]] * 20


def test_a_change_of_the_wall_clock_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Quota(1)
    asked(limit, "a")

    monkeypatch.setattr("time.time", lambda: 9e9)

    assert asked(limit, "b") == [False]


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, WINDOW / 2)), max_size=60), st.integers(1, 4))
def test_a_customer_is_admitted_where_it_counts_already_or_fewer_than_the_limit_do(
    steps: list[tuple[int, float]], customers: int
) -> None:
    clock = Clock()
    limit = Quota(customers, clock=clock)
    admitted: list[tuple[float, int]] = []
    expected, found = [], []
    for customer, wait in steps:
        clock.now += wait
        counted = {other for at, other in admitted if at > clock.now - WINDOW}
        expected.append(customer in counted or len(counted) < customers)
        found.append(limit.admits("U1", str(customer)))
        if found[-1]:
            admitted.append((clock.now, customer))

    assert found == expected
