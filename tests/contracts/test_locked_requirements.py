"""The locked requirements, as every pip reads them that a supported Python brings along."""

import re
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_LOCKED = Path(__file__).parents[2] / "requirements-dev.txt"


def _locked() -> set[tuple[str, frozenset[str]]]:
    """The name of each, and the extras that it is locked with."""
    lines = re.findall(
        r"^([a-z0-9-]+)(?:\[([a-z0-9,-]+)\])?==", _LOCKED.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {(name, frozenset(filter(None, extras.split(",")))) for name, extras in lines}


def _asked_for_with_extras() -> set[tuple[str, frozenset[str]]]:
    """What one of the locked packages needs together with extras."""
    names = {name for name, _ in _locked()}
    needs = [
        Requirement(need)
        for package in distributions()
        if canonicalize_name(package.name) in names
        for need in package.requires or ()
    ]
    return {
        (canonicalize_name(need.name), frozenset(need.extras))
        for need in needs
        if need.extras
        and canonicalize_name(need.name) in names
        and (need.marker is None or need.marker.evaluate({"extra": ""}))
    }


def test_what_is_needed_with_extras_is_locked_with_them() -> None:
    # Else pip 23, which comes with Python 3.11 and 3.12, takes a newer release for not locked, and installs nothing.
    assert _asked_for_with_extras()
    assert [
        (name, extras)
        for name, extras in _asked_for_with_extras()
        if not any(name == locked and extras <= with_extras for locked, with_extras in _locked())
    ] == []
