from dataclasses import replace

import pytest

from bot.listeners.typed.parsing import (
    AskForCoupons,
    AskForHelp,
    Mention,
    NotUnderstood,
    parse_command,
    parse_form,
)


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", "\u200b", "``", '""', "help", " HELP ", "?", "' '", '"  "', "“help”", "`help`"]
)
def test_nothing_and_help_ask_for_help(text: str) -> None:
    assert parse_command(text) == AskForHelp()


@pytest.mark.parametrize(
    ("text", "customer_id"),
    [
        ("cust_1001", "cust_1001"),
        ("  Cust_1001\n", "Cust_1001"),
        ("a/b?c#d%2F&amp;", "a/b?c#d%2F&"),
        ("..", ".."),
        ("help_1", "help_1"),
        ('"cust 1001"', "cust 1001"),
        ("'cust 1001'", "cust 1001"),
        ("“cust 1001”", "cust 1001"),
        ("„cust 1001“", "cust 1001"),
        ("‘cust 1001’", "cust 1001"),
        ('"a\'b c"', "a'b c"),
        ('"cust_1001', "cust_1001"),
        ("cust_1001”", "cust_1001"),
        ("O’Brien", "O'Brien"),
        ("`cust_1001`", "cust_1001"),
        ("```cust_1001```", "cust_1001"),
        ("<mailto:a+b@c.com|a+b@c.com>", "a+b@c.com"),
        ("<mailto:a@b.co>", "a@b.co"),
        ('"<mailto:a@b.co|a@b.co>"', "a@b.co"),
        ("<tel:+15550100|+15550100>", "+15550100"),
        ("<tel:+15550100>", "+15550100"),
        ("<https://example.com|example.com>", "example.com"),
        ("<cust_1001>", "cust_1001"),
        ("cust\u200b_10\u200d01\ufeff", "cust_1001"),
        ("\u202ecust_1001\u2069", "cust_1001"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u00a0cust_1001\u3000", "cust_1001"),
        ("“cust\u00a01001”", "cust 1001"),
        ("ü-ñ-👍", "ü-ñ-👍"),
        ("*cust_1001*", "cust_1001"),
        ("cust*1001", "cust*1001"),
        ("+966 50 000 1234", "+966500001234"),
        ("+1 (555) 010-0199", "+15550100199"),
        ("+1 23 45 67", "+1234567"),
        ("+123 456 789 012 345", "+123456789012345"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+1-555-010-0199", "+1-555-010-0199"),
        ('cust_1 "  "', "cust_1"),
        ("<tel:+966500001234|+966 50 000 1234>", "+966500001234"),
    ],
)
def test_one_word_is_a_customer_id_freed_from_what_clients_and_pasting_add(
    text: str, customer_id: str
) -> None:
    assert parse_command(text) == AskForCoupons(customer_id)


@pytest.mark.parametrize(
    "text",
    [
        "a b c",
        '"a b" c d',
        "help me please",
        "12 34 56 78",
        "cust 1001 code WELCOME15",
        "is NOT WORKING today",
        "coupon GONE10 please help",
        "+1 23 456",
        "+123 456 789 012 3456",
        "customer code GONE10",
        "Layla Hassan GONE10",
    ],
)
def test_more_words_than_the_command_takes_are_not_understood(text: str) -> None:
    assert parse_command(f" {text}\u200b") == NotUnderstood(text)


@pytest.mark.parametrize("length", [101, 3000])
def test_a_code_may_be_of_any_length(length: int) -> None:
    assert parse_command("a " + "x" * length) == AskForCoupons("a", "x" * length)
    assert parse_form("a", "x" * length) == AskForCoupons("a", "x" * length)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("WELCOME15.", "WELCOME15"),
        ("*WELCOME15*", "WELCOME15"),
        ("*WELCOME15*.", "WELCOME15"),
        ('"WELCOME15."', "WELCOME15."),
        ("WOW!", "WOW!"),
        ("...", "..."),
    ],
)
def test_a_code_is_freed_from_the_sentence_it_was_copied_from(typed: str, code: str) -> None:
    assert parse_command(f"cust_1 {typed}") == AskForCoupons("cust_1", code)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("code:GONE10", "GONE10"),
        ("voucher=GONE10.", "GONE10"),
        ("<https://shop.example/discount/GONE10|offer>", "GONE10"),
        ("https://shop.example/cart?discount=GONE10", "GONE10"),
        ("https://shop.example/sale", "https://shop.example/sale"),
        ("EXTRA:10", "EXTRA:10"),
    ],
)
def test_a_code_is_freed_from_its_name_and_its_address_in_the_command_and_in_the_form(
    typed: str, code: str
) -> None:
    assert parse_command(f"cust_1 {typed}") == AskForCoupons("cust_1", code)
    assert parse_form("cust_1", typed) == AskForCoupons("cust_1", code)


@pytest.mark.parametrize("text", ['"cust 1",', "'cust 1';"])
def test_quotes_may_stand_before_a_comma(text: str) -> None:
    assert parse_command(f'{text} "GONE10",') == AskForCoupons("cust 1", "GONE10")
    assert parse_form(text, '"GONE10".') == AskForCoupons("cust 1", "GONE10")


def test_a_second_word_is_a_coupons_code() -> None:
    assert parse_command('"cust 1" `WELCOME15`') == AskForCoupons("cust 1", "WELCOME15")


@pytest.mark.parametrize(
    ("customer_id", "code"), [("cust_1001", "خصم 10"), ("a@b.co", "FREE SHIP"), ("c1", "A B")]
)
def test_a_code_with_a_space_is_found_as_it_is_copied_in_code_style(customer_id: str, code: str) -> None:
    assert parse_command(f"{customer_id} `{code}`.") == AskForCoupons(customer_id, code)


def test_what_is_in_code_style_as_a_whole_is_an_id_and_a_code() -> None:
    assert parse_command("`cust_1001 GONE10`") == AskForCoupons("cust_1001", "GONE10")
    assert parse_command("see `cust_1001 GONE10`") == meant("cust_1001", "GONE10")


@pytest.mark.parametrize("code", ["202412", "10000", "2024-11"])
def test_a_whole_phone_number_is_an_id_before_a_code(code: str) -> None:
    assert parse_command(f"+15551234567 {code}") == AskForCoupons("+15551234567", code)


def test_what_is_bold_as_a_whole_is_an_id_and_a_code() -> None:
    assert parse_command("*cust_1 WELCOME15*") == AskForCoupons("cust_1", "WELCOME15")


def test_a_blank_is_no_id() -> None:
    assert parse_command('"  " CODE') == NotUnderstood('"  " CODE')


def meant(customer_id: str, code: str | None = None) -> AskForCoupons:
    return AskForCoupons(customer_id, code, interpreted=True)


LINK = "<https://admin.shop.example/customers/6543210987654|https://admin.shop.example/customers/65432…>"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (LINK, meant("6543210987654")),
        (f"{LINK} welcome", meant("6543210987654", "welcome")),
        (f"{LINK} GONE10", meant("6543210987654", "GONE10")),
        ("https://admin.shop.example/customers/6543210987654", meant("6543210987654")),
        ("admin.shop.example/customers/6543210987654/edit", meant("6543210987654")),
        ("<https://admin.shop.example/customers/6543210987654|Layla H.>", meant("6543210987654")),
        ("cust_1001 code GONE10", meant("cust_1001", "GONE10")),
        ("customer cust_1001 code GONE10", meant("cust_1001", "GONE10")),
        ("customer id cust_1001 coupon code GONE10", meant("cust_1001", "GONE10")),
        ("Customer ID: 42, coupon: summer", meant("42", "summer")),
        ("code GONE10 for customer cust_1001", meant("cust_1001", "GONE10")),
        ("GONE10 of the customer 42", meant("42", "GONE10")),
        ("why does GONE10 not work for cust_1001?", meant("cust_1001", "GONE10")),
        ("cust_1001 GONE10 please", meant("cust_1001", "GONE10")),
        ("please check cust_1001", meant("cust_1001")),
        ("all coupons for cust_1001", meant("cust_1001")),
        ("cust_1001 what works?", meant("cust_1001")),
        ("cust_1001 SUMMER SALE", meant("cust_1001", "SUMMER SALE")),
        ("cust_1001 code SUMMER 20", meant("cust_1001", "SUMMER 20")),
        ("cust_1001 gone10 not working", meant("cust_1001", "gone10")),
        ("cust_1001 GONE10 SAVE20", meant("cust_1001", "GONE10")),
        ("layla code welcome", meant("layla", "welcome")),
        ("id 42 welcome", meant("42", "welcome")),
        ("code welcome 42", meant("42", "welcome")),
        (f"GONE10 {LINK}", meant("6543210987654", "GONE10")),
        ("+966 50 000 1234 GONE10", meant("+966500001234", "GONE10")),
        ("customer 'cust 1001' code GONE10", meant("cust 1001", "GONE10")),
        ("العميل cust_1001 كود GONE10", meant("cust_1001", "GONE10")),
        ("<@U0AGENT0001|jane> cust_1001 GONE10 please", meant("cust_1001", "GONE10")),
    ],
)
def test_what_cannot_be_an_id_and_a_code_is_understood_as_a_person_would(
    text: str, understood: AskForCoupons
) -> None:
    assert parse_command(text) == understood
    # In the form, a value may have spaces in it.
    typed = parse_form(text, "")
    assert isinstance(typed, AskForCoupons)
    assert understood.customer_id in {typed.customer_id, typed.otherwise and typed.otherwise.customer_id}


@pytest.mark.parametrize(
    ("text", "exact", "otherwise"),
    [
        ("customer cust_1001", AskForCoupons("customer", "cust_1001"), meant("cust_1001")),
        ("customer 42", AskForCoupons("customer", "42"), meant("42")),
        ("id: 42", AskForCoupons("id:", "42"), meant("42")),
        ("id=cust_1001", AskForCoupons("id=cust_1001"), meant("cust_1001")),
        ("customerId:42", AskForCoupons("customerId:42"), meant("42")),
        ("id=42 code=summer", AskForCoupons("id=42", "summer"), meant("42", "summer")),
        ("cust_1001:GONE10", AskForCoupons("cust_1001:GONE10"), meant("cust_1001", "GONE10")),
        ("cust_1001,GONE10", AskForCoupons("cust_1001,GONE10"), meant("cust_1001", "GONE10")),
        ("cust_1001/GONE10", AskForCoupons("cust_1001/GONE10"), meant("cust_1001", "GONE10")),
        ("GONE10 cust_1001", AskForCoupons("GONE10", "cust_1001"), meant("cust_1001", "GONE10")),
        ("WELCOME layla@example.com", AskForCoupons("WELCOME", "layla@example.com"), meant("layla@example.com", "WELCOME")),
        ("coupons cust_1001", AskForCoupons("coupons", "cust_1001"), meant("cust_1001")),
        ("_cust_1001_", AskForCoupons("_cust_1001_"), meant("cust_1001")),
        ("gid://shopify/Customer/42", AskForCoupons("gid://shopify/Customer/42"), meant("42")),
        ("GONE10 layla@example.com", AskForCoupons("GONE10", "layla@example.com"), meant("layla@example.com", "GONE10")),
    ],
)  # fmt: skip
def test_what_may_be_an_id_is_one_until_gameball_does_not_know_it(
    text: str, exact: AskForCoupons, otherwise: AskForCoupons
) -> None:
    assert parse_command(text) == replace(exact, otherwise=otherwise)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("cust_1001 GONE10", AskForCoupons("cust_1001", "GONE10")),
        ("cust_1001 welcome", AskForCoupons("cust_1001", "welcome")),
        ('"id=cust_1001"', AskForCoupons("id=cust_1001")),
        ('"customer" cust_1001', AskForCoupons("customer", "cust_1001")),
        ("cust_1001. SAVE20", AskForCoupons("cust_1001.", "SAVE20")),
        ("cust—1001", AskForCoupons("cust—1001")),
        ("cust_1001…", AskForCoupons("cust_1001…")),
        (
            "https://shop.example/orders/6543210987654",
            AskForCoupons("https://shop.example/orders/6543210987654"),
        ),
        ("@jane", AskForCoupons("@jane")),
        ("6.54321E+12", AskForCoupons("6.54321E+12")),
        ("layla@example.com GONE10", AskForCoupons("layla@example.com", "GONE10")),
        ("4711 welcome", AskForCoupons("4711", "welcome")),
    ],
)
def test_what_is_plainly_an_id_is_not_looked_at_further(text: str, exact: AskForCoupons) -> None:
    assert parse_command(text) == exact


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<@U0AGENT0001|jane>", "jane"),
        ("<@U0AGENT0001>", ""),
        ("<#C0SUPPORT01|support>", ""),
        ("<!subteam^S0TEAM00001|@vip10>", ""),
        (" <!here> ", ""),
        ("<!date^1795423950^{date_short}|GONE10>", ""),
    ],
)
def test_a_mention_is_neither_an_id_nor_a_code(text: str, name: str) -> None:
    assert parse_command(text) == parse_form(text, "") == Mention(name)
    assert parse_command(f"cust_1001 {text}") == parse_form("cust_1001", text) == AskForCoupons("cust_1001")


@pytest.mark.parametrize(
    ("customer", "code", "asked"),
    [
        ("cust_1001", "", AskForCoupons("cust_1001")),
        ("+966 50 000 1234", "", AskForCoupons("+966500001234")),
        ("cust_1001,", "", AskForCoupons("cust_1001")),
        ("*cust_1001*", "*GONE10*.", AskForCoupons("cust_1001", "GONE10")),
        (" `cust_1001`\u200b ", "“gone10”", AskForCoupons("cust_1001", "gone10")),
        ("tom&amp;jane@example.com", "R&amp;D", AskForCoupons("tom&jane@example.com", "R&D")),
        ("<mailto:a@b.co|a@b.co>", "GONE 10", AskForCoupons("a@b.co", "GONE 10")),
        (LINK, "", meant("6543210987654")),
        (LINK, "GONE10", meant("6543210987654", "GONE10")),
        ("cust_1001", "code: welcome", AskForCoupons("cust_1001", "welcome")),
        ("cust_1001", "coupon code GONE10", AskForCoupons("cust_1001", "GONE10")),
        ("cust_1001", "code=GONE10", AskForCoupons("cust_1001", "GONE10")),
        ("cust_1001", "CODE RED", AskForCoupons("cust_1001", "CODE RED")),
        ("Layla Hassan", "", AskForCoupons("Layla Hassan")),
        ("*Layla Hassan*", "", AskForCoupons("Layla Hassan")),
        ("“Layla Hassan”, ", "", AskForCoupons("Layla Hassan")),
        ("Layla Hassan", "GONE10", AskForCoupons("Layla Hassan", "GONE10")),
        ("cust_1001 GONE10", "", AskForCoupons("cust_1001 GONE10", otherwise=meant("cust_1001", "GONE10"))),
        ("+966 500001234", "", AskForCoupons("+966500001234")),
        ('"cust 1001"', "", AskForCoupons("cust 1001")),
        ('cust_1001 "GONE 10"', "", AskForCoupons("cust_1001", "GONE 10")),
        ("cust—1001 GONE10", "", AskForCoupons("cust—1001 GONE10", otherwise=meant("cust—1001", "GONE10"))),
        ("+966 (0)50 000 1234", "", AskForCoupons("+966500001234")),
        ("id=cust_1001", "GONE10", AskForCoupons("id=cust_1001", "GONE10", meant("cust_1001", "GONE10"))),
        ("customer cust_1001 code A1", "B2", AskForCoupons("customer cust_1001 code A1", "B2", meant("cust_1001", "B2"))),
        ("“” ", "GONE10", None),
        ("\u200b", "", None),
    ],
)  # fmt: skip
def test_the_form_understands_what_the_command_understands(
    customer: str, code: str, asked: AskForCoupons | None
) -> None:
    assert parse_form(customer, code) == asked


@pytest.mark.parametrize("filler", ['"', "'", "<mailto:", '"a ', "<", "\u200b", "` "])
def test_hostile_text_does_not_stall_the_parser(filler: str) -> None:
    assert parse_command(filler * 20_000) is not None
    assert parse_form(filler * 3000, filler * 3000) != AskForCoupons("")


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("code GONE10", "GONE10"),
        ("code: GONE10", "GONE10"),
        ("coupon=GONE10", "GONE10"),
        ("“GONE 10”", "GONE 10"),
    ],
)
def test_the_address_of_a_page_is_no_id_however_the_code_beside_it_is_written(code: str, read: str) -> None:
    page = "https://admin.shop.example/customers/6543210987654"

    assert parse_command(f"{page} {code}") == meant("6543210987654", read)
    assert parse_form(page, code) == meant("6543210987654", read)
