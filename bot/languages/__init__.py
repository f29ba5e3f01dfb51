"""The languages of the texts for customers. Each but English is a gettext catalogue in this folder: English texts are what the
catalogues translate. Money, numbers and days are written by Babel.

Text that runs from right to left is given directional isolates around codes, numbers, days and names (Unicode's annex 9):
without them, "50-OFF" is drawn as "OFF-50" there."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_gmt, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

ENGLISH = "en"
FOLDER = Path(__file__).parent
# "13 December 2026" and "US$10": English that is read outside America, too.
_LOCALES = {ENGLISH: "en_GB"}
_LEFT_TO_RIGHT, _AS_IT_BEGINS, _END = "\u2066", "\u2068", "\u2069"
# CLDR wants a space there ("EGP 50.00", but "€50.00"). Babel does not set it.
_LETTER_BESIDE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


@dataclass(frozen=True)
class Language:
    code: str
    _locale: Locale
    _translations: NullTranslations

    @property
    def name(self) -> str:
        """For agents, such as "Arabic (العربية)"."""
        locale = Locale.parse(self.code)
        own, english = locale.get_display_name(), locale.english_name
        return f"{english}" if own == english else f"{english} ({own})"

    def say(self, text: str, **values: str) -> str:
        """An English text in this language, with the values at their places."""
        return self._translations.gettext(text).format(**values)

    def say_number(self, one: str, several: str, number: int) -> str:
        """The text for that number, which stands at {number}."""
        text = self._translations.ngettext(one, several, number)
        return text.format(number=self._isolated(format_decimal(number, locale=self._locale)))

    def coupon_code(self, code: str) -> str:
        """A code within a sentence. On a line of its own it needs no isolates, and is copied without them."""
        return self._isolated(code, _LEFT_TO_RIGHT)

    def quoted(self, name: str) -> str:
        """A name from outside, which may be in any language."""
        return self._isolated(name)

    def percent(self, value: Decimal) -> str:
        share = Decimal(value) / 100
        return self._isolated(format_percent(share, locale=self._locale, decimal_quantization=False))

    def money(self, value: Decimal, currency: str) -> str:
        """With as many decimals as the currency has, and more where it would be another amount without them."""
        text = format_currency(value, currency.upper(), locale=self._locale, decimal_quantization=False)
        return self._isolated(_LETTER_BESIDE_DIGIT.sub(" ", _plain_spaces(text)))

    def day(self, day: date) -> str:
        return self._isolated(format_date(day, "long", self._locale))

    def time(self, instant: datetime) -> str:
        """The hour and minute in the instant's own time zone."""
        text = format_time(instant, "short", tzinfo=instant.tzinfo, locale=self._locale)
        return self._isolated(_plain_spaces(text))

    def zone(self, instant: datetime) -> str:
        """The instant's time zone, such as "Egypt Time"."""
        name = str(instant.tzinfo)
        if "/" in name and not name.startswith("Etc/"):
            return self._isolated(get_timezone_location(instant, self._locale))
        gmt = get_timezone_gmt(instant, locale=self._locale)
        return self._isolated(gmt if instant.utcoffset() else "UTC")

    def _isolated(self, text: str, how: str = _AS_IT_BEGINS) -> str:
        return f"{how}{text}{_END}" if self._locale.text_direction == "rtl" else text


def known_languages() -> list[str]:
    """The codes of all languages, English first."""
    return [ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po"))]


@cache
def language(code: str) -> Language:
    """One of the known languages. Reads its catalogue once."""
    translations = NullTranslations()
    if code != ENGLISH:
        with (FOLDER / f"{code}.po").open("rb") as file:
            catalogue = read_po(file, locale=code)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translations = GNUTranslations(compiled)
    return Language(code, Locale.parse(_LOCALES.get(code, code)), translations)


def _plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
