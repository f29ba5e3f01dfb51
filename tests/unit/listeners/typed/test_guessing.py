import time

import pytest

from bot.listeners.typed.guessing import Guess, guess
from bot.listeners.typed.message_text import LONGEST
from tests.unit.listeners.typed.support_messages import MESSAGES


@pytest.mark.parametrize(("text", "customer_id", "code"), MESSAGES)
def test_what_a_message_is_about_is_found_and_nothing_else_is_taken_for_it(
    text: str, customer_id: str, code: str
) -> None:
    assert guess(text) == Guess(customer_id, code)


@pytest.mark.parametrize(
    ("text", "customer_id"),
    [
        ("my account is cust_1001, thanks", "cust_1001"),
        ("customer_1001", "customer_1001"),
        ("user_42 again", "user_42"),
        ("see https://shop.com/users/cust_1001", "cust_1001"),
        ("customer.id=cust_1001", "cust_1001"),
        ("<mailto:layla@x.com|layla@x.com> asks", "layla@x.com"),
        ("client1@shop.com", "client1@shop.com"),
        ("_layla@x.com_ asks", "layla@x.com"),
        ("_layla@x.com asks", "_layla@x.com"),
        ("_layla_@x.com asks", "_layla_@x.com"),
        # Either may be meant.
        ("_layla@x.com asks again_", ""),
        ("account 2 days ago, email layla@x.com", "layla@x.com"),
        ("customer 5 times … (cust_9)", "cust_9"),
        ("mail layla@x.com, id cust_9", "cust_9"),
        ("customer 4711 writes", "4711"),
        ("customerId: ABC-1234", "ABC-1234"),
        ("call +966500001234", "+966500001234"),
        *(("call +12345678", "+12345678"), ("call +1234567", "")),
        *(("call +123456789012345", "+123456789012345"), ("call +1234567890123456", "")),
        ("order of 6571483726149.", "6571483726149"),
        ("nothing to see here", ""),
        ("the customer is angry", ""),
    ],
)
def test_the_likeliest_customer_id_is_found_whole(text: str, customer_id: str) -> None:
    assert guess(text).customer_id == customer_id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("my code GONE10 says invalid", "GONE10"),
        ("`save10` does not work", "save10"),
        ("she typed “WELCOME15”", "WELCOME15"),
        ("my code welcome15 fails", "welcome15"),
        ("account id cust_1001 code: gone10 INVALID", "gone10"),
        ("coupon FREE-SHIP", "FREE-SHIP"),
        ("it is EID25!", "EID25"),
        *(("I try VIP123456!", "VIP123456"), ("I try VIP1234567!", "")),
        ("the code is not working", ""),
        ("cust_1001 has no luck", ""),
        ("6571483726149", ""),
    ],
)
def test_the_likeliest_code_is_found_and_words_are_not_taken_for_one(text: str, code: str) -> None:
    assert guess(text).code == code


def test_one_word_is_never_both() -> None:
    assert guess("customer id `cust_1001` cannot use `GONE10`") == Guess("cust_1001", "GONE10")


def test_a_text_is_searched_as_far_as_is_sensible() -> None:
    assert guess("a b " * LONGEST + "cust_1001") == Guess()


@pytest.mark.parametrize(
    "filler", ["customer ", "a@", "a.", "_", "`", '"', "+1 ", "<a", "a_", "1 ", "&amp;", "a/", "'a", "é="]
)
def test_hostile_text_does_not_stall_the_search(filler: str) -> None:
    assert guess(filler * 20_000) == Guess()


@pytest.mark.parametrize("text", ["\n", "-!\n", "cc \n", "cc:\n"])
def test_a_message_of_hardly_anything_but_lines_takes_no_time(text: str) -> None:
    began = time.perf_counter()

    guess(f"code {text * (LONGEST // len(text) - 10)}!")

    # Everybody else waits meanwhile.
    assert time.perf_counter() - began < 0.5
