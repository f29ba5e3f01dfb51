"""The variables of the texts for customers: their languages, and the time zone of their days."""

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

from bot.languages import known_languages


def _languages(value: object) -> object:
    if not isinstance(value, str):
        return value
    known = known_languages()
    codes = [part.strip().lower() for part in value.split(",") if part.strip()]
    for number, code in enumerate(codes, start=1):
        # Not quoted: it may be a secret that was pasted into the wrong variable.
        if code not in known:
            raise ValueError(f"item {number} is not a language of this app ({', '.join(known)})")
    if not codes:
        raise ValueError(f"has no language in it ({', '.join(known)})")
    return tuple(dict.fromkeys(codes))


def _time_zone(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return ZoneInfo(value.strip())
    except (
        KeyError,
        ValueError,
        OSError,
    ):  # a name that is none, that no file can have, or that is a folder's
        raise ValueError("is not a time zone such as Africa/Cairo") from None


Languages = Annotated[tuple[str, ...], BeforeValidator(_languages)]
TimeZone = Annotated[ZoneInfo, BeforeValidator(_time_zone)]
