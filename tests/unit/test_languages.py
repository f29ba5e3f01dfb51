"""Languages of the texts for customers: what a catalogue lacks, and how each writes codes, money and days."""

import gettext
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from bot import languages
from bot.coupons.codes import folded
from bot.languages import known_languages, language

BLOCKS = Path(__file__).parents[2] / "bot" / "blocks"
CATALOGUES = [code for code in known_languages() if code != "en"]
CAIRO = ZoneInfo("Africa/Cairo")

MessageId = str | tuple[str, str]


def said_in_code() -> Iterator[MessageId]:
    for path in BLOCKS.glob("*.py"):
        with path.open("rb") as file:
            for _, message, _, _ in extract("python", file, {"say": None, "say_number": (1, 2)}):
                yield (message[0], message[1]) if isinstance(message, tuple) else message


def catalogue(code: str) -> Catalog:
    with (languages.FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def strings(message: Message) -> list[str]:
    """A translation in each plural form, or the one that it has."""
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_lacks_no_message_and_has_none_that_is_not_said(code: str) -> None:
    said = set(said_in_code())
    translated = {message.id: message for message in catalogue(code) if message.id}

    assert len(said) > 30
    assert {"lacks": said - translated.keys(), "has too many": translated.keys() - said} == {
        "lacks": set(),
        "has too many": set(),
    }
    unfinished = [message.id for message in translated.values() if message.fuzzy or not all(strings(message))]
    assert unfinished == []


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_translation_has_the_values_of_the_text_and_no_others(code: str) -> None:
    for message in catalogue(code):
        if isinstance(message.id, str):
            assert fields(str(message.string)) == fields(message.id)
        else:
            # "Once" and "twice" need no number.
            assert {tuple(fields(text)) for text in strings(message)} <= {(), ("number",)}


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_has_the_plural_forms_that_babel_knows_of_its_language(code: str) -> None:
    own, known = catalogue(code), Catalog(locale=code)
    one_form, other_form = gettext.c2py(own.plural_expr), gettext.c2py(known.plural_expr)

    assert own.num_plurals == known.num_plurals
    assert [one_form(number) for number in range(300)] == [other_form(number) for number in range(300)]


@pytest.mark.parametrize(
    ("number", "arabic"),
    [
        (1, "يمكنك استخدامه مرة واحدة."),
        (2, "يمكنك استخدامه مرتين."),
        (3, "يمكنك استخدامه \u20683\u2069 مرات."),
        (10, "يمكنك استخدامه \u206810\u2069 مرات."),
        (11, "يمكنك استخدامه \u206811\u2069 مرة."),
        (99, "يمكنك استخدامه \u206899\u2069 مرة."),
        (100, "يمكنك استخدامه \u2068100\u2069 مرة."),
    ],
)
def test_arabic_has_a_form_for_each_kind_of_number(number: int, arabic: str) -> None:
    def said(code: str) -> str:
        return language(code).say_number("You can use it once.", "You can use it {number} times.", number)

    assert said("ar") == arabic
    assert said("en") == ("You can use it once." if number == 1 else f"You can use it {number} times.")


@pytest.mark.parametrize(
    ("value", "currency", "english", "arabic"),
    [
        ("50", "EGP", "EGP 50.00", "\u200f50.00 ج.م.\u200f"),
        ("2.5", "kwd", "KWD 2.500", "\u200f2.500 د.ك.\u200f"),
        ("1250.005", "USD", "US$1,250.005", "\u200f1,250.005 US$"),
        ("500", "JPY", "JP¥500", "\u200f500 JP¥"),
        ("5", "XYZ", "XYZ 5.00", "\u200f5.00 XYZ"),
    ],
)
def test_money_is_written_as_in_the_language_and_never_rounded(
    value: str, currency: str, english: str, arabic: str
) -> None:
    written = [language(code).money(Decimal(value), currency) for code in ("en", "ar")]

    assert written == [english, f"\u2068{arabic}\u2069"]


def test_days_and_hours_are_written_as_in_the_language() -> None:
    instant = datetime(2026, 12, 13, 23, 59, tzinfo=CAIRO)
    english, arabic = language("en"), language("ar")

    assert [english.day(date(2026, 12, 13)), english.time(instant), english.zone(instant)] == [
        "13 December 2026",
        "23:59",
        "Egypt Time",
    ]
    assert [arabic.day(date(2026, 12, 13)), arabic.time(instant), arabic.zone(instant)] == [
        "\u206813 ديسمبر 2026\u2069",
        "\u206811:59 م\u2069",
        "\u2068توقيت مصر\u2069",
    ]


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (UTC, "UTC"),
        (ZoneInfo("UTC"), "UTC"),
        (ZoneInfo("Etc/GMT-3"), "GMT+03:00"),
        (timezone(timedelta(hours=-5)), "GMT-05:00"),
        (ZoneInfo("America/New_York"), "United States (New York) Time"),
    ],
)
def test_an_hour_is_never_without_its_zone(zone: ZoneInfo, name: str) -> None:
    assert language("en").zone(datetime(2026, 12, 13, tzinfo=zone)) == name


def test_a_percentage_has_all_its_digits() -> None:
    assert [language(code).percent(Decimal("99.995")) for code in ("en", "ar")] == [
        "99.995%",
        "\u206899.995%\u2069",
    ]


@pytest.mark.parametrize("code", ["SUMMER10", "10-SAVE", "خصم20"])
def test_a_code_within_a_right_to_left_sentence_is_isolated_and_found_when_it_is_pasted_back(
    code: str,
) -> None:
    isolated = language("ar").coupon_code(code)

    assert (isolated, folded(isolated)) == (f"\u2066{code}\u2069", folded(code))
    assert language("en").coupon_code(code) == code


def test_agents_read_the_name_of_a_language_in_english_and_in_its_own() -> None:
    assert [(code, language(code).name) for code in known_languages()] == [
        ("en", "English"),
        ("ar", "Arabic (العربية)"),
    ]
