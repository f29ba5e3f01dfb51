from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import ServeSettings, Settings, SocketSettings
from tests.conftest import NEEDED_SETTINGS as NEEDED

pytestmark = pytest.mark.usefixtures("needed_settings")
PLAIN = [name.upper() for name in Settings.model_fields if name.upper() not in NEEDED]


def test_only_the_required_need_to_be_set() -> None:
    settings = Settings.load()
    defaults = settings.model_dump(exclude={name.lower() for name in NEEDED})

    assert defaults == {
        "slack_api_url": "https://slack.com/api/",
        "gameball_api_url": "https://api.gameball.co",
        "gameball_api_version": "v4.0",
        "allowed_channels": frozenset(),
        "allowed_users": frozenset(),
        "max_customers_per_user": 30,
        "contact": None,
        "customer_search_url": None,
        "card_style": "auto",
        "reply_languages": ("en",),
        "reply_timezone": ZoneInfo("UTC"),
        "host": "0.0.0.0",
        "port": 3000,
        "log_level": "info",
        "log_format": None,
    }


def test_every_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given_values = {
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "GAMEBALL_API_URL": "https://gb.example.com/proxy/",
        "GAMEBALL_API_VERSION": "v4.1",
        "ALLOWED_CHANNELS": "C012AB3CD, D0PQ",
        "ALLOWED_USERS": "U012AB3CD,W0PQ,",
        "MAX_CUSTOMERS_PER_USER": "0",
        "CONTACT": " the shop team ",
        "CUSTOMER_SEARCH_URL": " https://shop.example.com/customers?query={query}",
        "CARD_STYLE": "section",
        "REPLY_LANGUAGES": "ar, EN,ar,",
        "REPLY_TIMEZONE": " Africa/Cairo ",
        "HOST": "127.0.0.1",
        "PORT": "8080",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "json",
    }
    for name, value in given_values.items():
        monkeypatch.setenv(name, value)
    settings = Settings.load()

    assert settings.model_dump(exclude={name.lower() for name in NEEDED}) == {
        "slack_api_url": "http://127.0.0.1:9/api/",
        "gameball_api_url": "https://gb.example.com/proxy",
        "gameball_api_version": "v4.1",
        "allowed_channels": {"C012AB3CD", "D0PQ"},
        "allowed_users": {"U012AB3CD", "W0PQ"},
        "max_customers_per_user": 0,
        "contact": "the shop team",
        "customer_search_url": "https://shop.example.com/customers?query={query}",
        "card_style": "section",
        "reply_languages": ("ar", "en"),
        "reply_timezone": ZoneInfo("Africa/Cairo"),
        "host": "127.0.0.1",
        "port": 8080,
        "log_level": "debug",
        "log_format": "json",
    }
    assert settings.secrets() == list(NEEDED.values())


def test_secrets_are_the_values_of_those_that_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")

    assert Settings.load().secrets() == [value for name, value in NEEDED.items() if name != "SLACK_APP_TOKEN"]


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(Settings.load())

    assert [value for value in NEEDED.values() if value in shown] == []


def test_spaces_around_a_value_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        **NEEDED,
        "CARD_STYLE": "Card",
        "HOST": "::1",
        "GAMEBALL_API_VERSION": "V4.1",
        "PORT": "80",
    }.items():
        monkeypatch.setenv(name, f" {value}\n")
    settings = Settings.load()

    assert settings.secrets() == list(NEEDED.values())
    others = (settings.card_style, settings.host, settings.gameball_api_version, settings.port)
    assert others == ("card", "::1", "v4.1", 80)


@pytest.mark.parametrize("name", ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", *PLAIN])
def test_an_empty_optional_variable_is_as_good_as_unset(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name, raising=False)
    unset = Settings.load()
    monkeypatch.setenv(name, "")

    assert Settings.load() == unset


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost", "[::1]:9"])
def test_plain_http_is_fine_on_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAMEBALL_API_URL", f"http://{host}")

    assert Settings.load().gameball_api_url == f"http://{host}"


def test_serve_needs_no_app_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")

    assert ServeSettings.load().slack_app_token is None


def test_socket_needs_no_signing_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET")

    assert SocketSettings.load().slack_signing_secret is None


@pytest.mark.parametrize(("key", "data"), [("gb_test_1", "test"), ("gb_live_1", "live"), ("other", None)])
def test_the_prefix_of_the_key_tells_test_from_live_data(
    key: str, data: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAMEBALL_API_KEY", key)

    assert Settings.load().gameball_data == data


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
def test_a_env_file_is_read_and_the_environment_goes_before_it(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    (tmp_path / ".env").write_text(
        f"{mark}SLACK_BOT_TOKEN=xoxb-from-file\n# a comment\nGAMEBALL_API_KEY='from-file'\nUNKNOWN=1\nHOST=\n",
        encoding="utf-8",
    )
    settings = Settings.load()

    assert settings.slack_bot_token.get_secret_value() == "xoxb-from-file"
    assert settings.gameball_api_key.get_secret_value() == "gb_test_key"
    assert settings.host == "0.0.0.0"


def test_the_env_file_is_read_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GAMEBALL_SECRET_KEY")
    (tmp_path / ".env").write_text("GAMEBALL_SECRET_KEY='ab${HOME}$cd'\n", encoding="utf-8")

    assert Settings.load().gameball_secret_key.get_secret_value() == "ab${HOME}$cd"


def test_a_name_in_capitals_goes_before_another_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOST", raising=False)
    (tmp_path / ".env").write_text("HOST=127.0.0.1\nhost=127.0.0.2\nPort=80\n", encoding="utf-8")
    settings = Settings.load()

    assert (settings.host, settings.port) == ("127.0.0.1", 80)


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_leaves_room_for_the_env_file(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("HOST=127.0.0.1\n", encoding="utf-8")
    monkeypatch.setenv("HOST", value)

    assert Settings.load().host == "127.0.0.1"
