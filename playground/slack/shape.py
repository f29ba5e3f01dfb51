"""Checks of JSON: which fields, of which type, how long, how many. Knows nothing of Slack."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place. `pointer` is a JSON pointer, such as "/blocks/0/text"."""

    pointer: str
    code: str
    message: str


Check = Callable[[Any, str], Iterator[Problem]]
"""Takes a value and its pointer, and yields what is wrong with it."""


def wrong(at: str, message: str, code: str = "failed_constraint") -> Problem:
    return Problem(at, code, message)


def string(most: int, *, least: int = 1) -> Check:
    """Text of `least` to `most` characters."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield wrong(at, "must be a string", "invalid_type")
        elif len(value) > most:
            yield wrong(at, f"must be at most {most} characters, and is {len(value)}")
        elif len(value) < least:
            yield wrong(at, "must not be empty" if least == 1 else f"must be at least {least} characters")

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[Problem]:
        if value not in allowed:
            yield wrong(at, f"must be one of {', '.join(allowed)}")

    return check


def boolean(value: Any, at: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield wrong(at, "must be true or false", "invalid_type")


def array(item: Check, *, most: int, least: int = 1, unique: str | None = None) -> Check:
    """`least` to `most` items. Where items have the field `unique`, no two have the same."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield wrong(at, "must be an array", "invalid_type")
            return
        if len(value) < least:
            yield wrong(at, f"must have at least {least} items")
        if len(value) > most:
            yield wrong(at, f"must have at most {most} items, and has {len(value)}")
        for index, entry in enumerate(value):
            yield from item(entry, f"{at}/{index}")
        if unique is not None:
            yield from _repeated(value, unique, at)

    return check


def _repeated(value: list[Any], field: str, at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, entry in enumerate(value):
        name = entry.get(field) if isinstance(entry, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield wrong(f"{at}/{index}/{field}", f"{name!r} is there twice", "duplicate_id")
            seen.add(name)


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others. `type` is allowed: `by_type` has checked it."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield wrong(at, "must be an object", "invalid_type")
            return
        for name in required:
            if name not in value:
                yield wrong(f"{at}/{name}", "is required", "missing_field")
        for name, entry in value.items():
            if name in known:
                yield from known[name](entry, f"{at}/{name}")
            elif name != "type":
                yield wrong(f"{at}/{name}", "is not a field of this object", "unknown_field")

    return check


def by_type(checks: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of the checks it must pass."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield wrong(at, "must be an object", "invalid_type")
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in checks:
            yield wrong(f"{at}/type", f"{kind!r} is not allowed here", "unsupported_type")
        else:
            yield from checks[kind](value, at)

    return check


def both(*checks: Check) -> Check:
    """All of the checks, in order."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        for one in checks:
            yield from one(value, at)

    return check
