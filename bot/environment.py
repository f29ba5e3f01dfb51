"""The variables of the environment, and of `.env`, by the names of the settings. Nothing else reads them."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv.parser import parse_stream


class EnvFileError(Exception):
    """`.env` is not understood; `faults` holds one line for each trouble, and none of its words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def variables() -> dict[str, str]:
    """Those that are set to something, in small letters. What the process was given goes before what `.env` says.

    Raises EnvFileError."""
    return _set(_of_env_file()) | _set(os.environ)


def _set(source: Mapping[str, str]) -> dict[str, str]:
    # The usual spelling, in capitals, goes before others.
    return {name.lower(): source[name] for name in sorted(source, key=str.isupper) if source[name].strip()}


def _of_env_file() -> dict[str, str]:
    try:
        with Path(".env").open(encoding="utf-8") as file:
            bindings = list(parse_stream(file))
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, OSError):
        raise EnvFileError([".env: cannot be read (it must be UTF-8 text, and open to this user)"]) from None
    # One that is not understood may be the one that keeps strangers out.
    faults = [
        f".env: line {binding.original.line} is not NAME=value (are its quotes closed?)"
        for binding in bindings
        if binding.error or (binding.key and binding.value is None)
    ]
    if faults:
        raise EnvFileError(faults)
    return {binding.key: binding.value for binding in bindings if binding.key and binding.value}
