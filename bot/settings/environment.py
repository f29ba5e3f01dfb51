"""What is set: the process's environment and the file .env."""

import io
import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream


class SettingsError(Exception):
    """The environment is not fit to start; `faults` holds one line for each variable."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def environment() -> dict[str, str]:
    """The variables that are set to something, by their names in small letters. What the process was given goes before
    what `.env` says."""
    return _set(_env_file()) | _set(os.environ)


def _set(source: Mapping[str, str | None]) -> dict[str, str]:
    # The usual spelling, in capitals, goes before others.
    names = sorted(source, key=str.isupper)
    return {name.lower(): value for name in names if (value := source[name]) and value.strip()}


def _env_file() -> Mapping[str, str | None]:
    try:
        text = Path(".env").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, OSError):
        raise SettingsError([".env: cannot be read (it must be UTF-8 text, and open to this user)"]) from None
    # python-dotenv leaves out what it does not understand: that may be the line that keeps strangers out.
    faults = [
        f".env: line {line.original.line} is not NAME=value (are its quotes closed?)"
        for line in parse_stream(io.StringIO(text))
        if line.error or (line.key and line.value is None)
    ]
    if faults:
        raise SettingsError(faults)
    return dotenv_values(stream=io.StringIO(text), interpolate=False)
