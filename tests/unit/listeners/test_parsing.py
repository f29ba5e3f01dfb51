import pytest

from bot.listeners.parsing import (
    AskForCoupons,
    AskForHelp,
    CodeTooLong,
    NotUnderstood,
    parse_command,
    plain_text,
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
        ("a/b?c#d%2F&amp;", "a/b?c#d%2F&amp;"),
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


@pytest.mark.parametrize("text", ["a b c", '"a b" c d', "help me please", "12 34 56 78"])
def test_more_words_than_the_command_takes_are_not_understood(text: str) -> None:
    assert parse_command(f" {text}\u200b") == NotUnderstood(text)


def test_a_code_of_more_than_100_characters_is_too_long() -> None:
    assert parse_command("a " + "x" * 101) == CodeTooLong()


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


def test_a_second_word_is_a_coupons_code() -> None:
    assert parse_command('"cust 1" `WELCOME15`') == AskForCoupons("cust 1", "WELCOME15")


@pytest.mark.parametrize("code", ["202412", "10000", "2024-11"])
def test_a_whole_phone_number_is_an_id_before_a_code(code: str) -> None:
    assert parse_command(f"+15551234567 {code}") == AskForCoupons("+15551234567", code)


def test_what_is_bold_as_a_whole_is_an_id_and_a_code() -> None:
    assert parse_command("*cust_1 WELCOME15*") == AskForCoupons("cust_1", "WELCOME15")


def test_a_blank_is_no_id() -> None:
    assert parse_command('"  " CODE') == NotUnderstood('"  " CODE')


def test_plain_text_keeps_lines_and_backticks() -> None:
    assert plain_text(" “one”\n`two`\u200b ") == '"one"\n`two`'


@pytest.mark.parametrize("filler", ['"', "'", "<mailto:", '"a ', "<", "\u200b", "` "])
def test_hostile_text_does_not_stall_the_parser(filler: str) -> None:
    assert parse_command(filler * 20_000) is not None
