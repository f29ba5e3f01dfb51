import re

import pytest

from bot.blocks.look_alikes import odd_characters, plain_form


@pytest.mark.parametrize(
    ("customer_id", "named", "plain"),
    [
        ("cust—1001", ["em dash"], "cust-1001"),
        ("cust–1001", ["en dash"], "cust-1001"),
        ("cust−1001", ["minus sign"], "cust-1001"),
        ("cust\u20111001", ["unusual dash"], "cust-1001"),
        ("cust_١٠٠١", ["Arabic digits"], "cust_1001"),
        ("۶۵۴۳", ["Arabic digits"], "6543"),
        ("cust_१००१", ["Devanagari digits"], "cust_1001"),
        ("ｃｕｓｔ＿１００１", ["Fullwidth digits", "character that looks like another one"], "cust_1001"),
        ("сust_1001", ["character that looks like another one"], "cust_1001"),
        ("ﬁona_1", ["character that looks like another one"], "fiona_1"),
        ("jose\u0301_1", ["accents"], "josé_1"),
        ("6.543210987654E+12", ["spreadsheet"], "6543210987654"),
        ("6,5432109876540E12", ["spreadsheet"], "6543210987654"),
        ("6543210987654.0", ["decimals"], "6543210987654"),
        ("6,543,210,987,654", ["groups"], "6543210987654"),
        ("6.543.210.987.654", ["groups"], "6543210987654"),
        ("6543 2109 87654", ["groups"], "6543210987654"),
        ("+1-555-010-0199", ["groups"], "+15550100199"),
        ('="6543210987654"', ["equals sign", "quotation mark"], "6543210987654"),
        ("cust_1001|", ["vertical bar"], "cust_1001"),
        ("cust_1001.", ["full stop"], "cust_1001"),
        ("cust_1001!?", ["question mark"], "cust_1001"),
        ("cust_1001،", ["comma"], "cust_1001"),
        ("cust_1001؟", ["question mark"], "cust_1001"),
        ("/cust_1001/", ["slash", "slash"], "cust_1001"),
        ("•cust_1001", ["bullet"], "cust_1001"),
        # Brackets that belong together are no slip.
        ("cust_1001 (VIP)", [], ""),
        ("(+20)1001234567", [], ""),
        ("650001…678", ["…"], ""),
        ("(cust_1001)", ["bracket", "bracket"], "cust_1001"),
        ("@jane", ["@"], "jane"),
        ("#4711", ["#"], "4711"),
        ("*cust_1001", ["asterisk"], "cust_1001"),
        ("mailto:a@b.co", ["mailto:"], "a@b.co"),
        ("a%40b.co", ["percent signs"], "a@b.co"),
        ("@cust—١.", ["em dash", "Arabic digits", "@", "full stop"], "cust-1"),
    ],
)
def test_what_is_odd_in_an_id_is_named_and_its_plain_form_known(
    customer_id: str, named: list[str], plain: str
) -> None:
    hints = odd_characters(customer_id)

    assert [re.findall(r"\*([^*]+)\*", hint)[0] for hint in hints] == named
    assert plain_form(customer_id) == plain


def test_the_odd_character_itself_is_shown() -> None:
    assert odd_characters("cust—1001") == [
        "There is an *em dash* (—) in it. Phones put one in place of a hyphen (-)."
    ]
    assert odd_characters("сust") == [
        "There is a *character that looks like another one* in it: с (cyrillic small letter es)."
    ]


@pytest.mark.parametrize(
    ("customer_id", "named"),
    [
        ("6.54321E+12", "spreadsheet"),
        ("1E+12", "spreadsheet"),
        ("6.54321e12", "spreadsheet"),
        ("cust_10…", "…"),
        ("cust_10...", "…"),
    ],
)
def test_what_is_lost_is_not_made_up(customer_id: str, named: str) -> None:
    [hint] = odd_characters(customer_id)

    assert (f"*{named}*" in hint, plain_form(customer_id)) == (True, "")


@pytest.mark.parametrize(
    "customer_id",
    ["cust_1001", "cust-1001", "a+b@c.co", "o'brien@example.com", "+966500001234", "ü-ñ-👍", "عميل", "Иван", "a b", "1.5",
     "gid://shopify/Customer/1", "..", "!"],
)  # fmt: skip
def test_a_plain_id_has_nothing_odd(customer_id: str) -> None:
    assert (odd_characters(customer_id), plain_form(customer_id)) == ([], "")
