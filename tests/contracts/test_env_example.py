"""What a person copies to `.env` is what the app reads."""

import re
from pathlib import Path

import pytest

from bot.settings import ServeSettings, Settings, SettingsError, SocketSettings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / ".env.example").read_text(encoding="utf-8")
# A variable may be commented out, as those are that need no value.
VARIABLE = re.compile(r"(?P<off># )?(?P<name>[A-Z][A-Z_]+)=(?P<value>.*)")

REQUIRED_BY_SERVE = [
    name.upper() for name, field in ServeSettings.model_fields.items() if field.is_required()
]
FILLED_IN = {
    "SLACK_BOT_TOKEN": "xoxb-1-a",
    "SLACK_SIGNING_SECRET": "0123456789abcdef",
    "SLACK_APP_TOKEN": "xapp-1-a",
    "GAMEBALL_API_KEY": "gb_test_key",
    "GAMEBALL_SECRET_KEY": "gb_test_secret",
}


def variables() -> list[re.Match[str]]:
    return [match for line in TEXT.splitlines() if (match := VARIABLE.fullmatch(line))]


def comments() -> dict[str, str]:
    """The lines above each variable, as one."""
    found: dict[str, str] = {}
    above: list[str] = []
    for line in TEXT.splitlines():
        if match := VARIABLE.fullmatch(line):
            found[match["name"]] = " ".join(above)
            above = []
        elif line:
            above.append(line.removeprefix("# "))
        else:
            above = []
    return found


def default_of(name: str) -> str:
    default = Settings.model_fields[name.lower()].get_default()
    if isinstance(default, tuple):
        return ",".join(default)
    return "" if default in (None, frozenset()) else str(default)


def test_every_setting_is_there_once_and_in_the_order_of_the_settings() -> None:
    assert [match["name"] for match in variables()] == [name.upper() for name in Settings.model_fields]


def test_what_serve_needs_is_to_be_filled_in_and_everything_else_shows_its_default() -> None:
    assert {match["name"]: (match["off"] is None, match["value"]) for match in variables()} == {
        name.upper(): (True, "") if name.upper() in REQUIRED_BY_SERVE else (False, default_of(name))
        for name in Settings.model_fields
    }


@pytest.mark.parametrize(("name", "comment"), comments().items())
def test_every_variable_says_where_its_value_is_to_be_found(name: str, comment: str) -> None:
    description = Settings.model_fields[name.lower()].description
    assert description
    # The sentence around it is the file's own.
    assert description in comment


def test_a_bare_copy_lacks_what_is_to_be_filled_in_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        ServeSettings.load()
    assert [fault.split(" (")[0] for fault in caught.value.faults] == [
        f"{name}: missing" for name in REQUIRED_BY_SERVE
    ]


@pytest.mark.parametrize("needed_by", [ServeSettings, SocketSettings])
def test_a_copy_that_is_filled_in_starts_even_with_every_line_switched_on(
    needed_by: type[ServeSettings | SocketSettings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [f"{match['name']}={FILLED_IN.get(match['name'], match['value'])}" for match in variables()]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    settings = needed_by.load()
    defaults = {
        name: field.get_default()
        for name, field in Settings.model_fields.items()
        if name.upper() not in FILLED_IN
    }
    assert {name: getattr(settings, name) for name in defaults} == defaults
    assert set(settings.secrets()) == set(FILLED_IN.values())
