"""What is said of an environment that is not fit to start with, and what is never said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import ServeSettings, Settings, SettingsError, SocketSettings
from tests.conftest import NEEDED_SETTINGS as NEEDED

pytestmark = pytest.mark.usefixtures("needed_settings")
SECRETS = list(NEEDED)
PLAIN = [name.upper() for name in Settings.model_fields if name.upper() not in NEEDED]


def faults(kind: type[Settings] = Settings) -> list[str]:
    with pytest.raises(SettingsError) as error:
        kind.load()
    return error.value.faults


def load_with(values: dict[str, str]) -> Settings | SettingsError:
    """What loading comes to in an environment that has only these. For properties, where fixtures are too coarse."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**NEEDED, **values}.items():
            patch.setenv(name, value)
        try:
            return ServeSettings.load()
        except SettingsError as error:
            return error


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Settings, "SLACK_BOT_TOKEN"),
        (Settings, "GAMEBALL_API_KEY"),
        (Settings, "GAMEBALL_SECRET_KEY"),
        (ServeSettings, "SLACK_SIGNING_SECRET"),
        (SocketSettings, "SLACK_APP_TOKEN"),
    ],
)
@pytest.mark.parametrize("value", [None, "", " "], ids=["unset", "empty", "blank"])
def test_a_missing_variable_is_one_line_that_says_where_to_get_it(
    kind: type[Settings], name: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)

    assert faults(kind) == [f"{name}: missing ({kind.model_fields[name.lower()].description})"]


def test_all_faults_are_told_at_once_in_the_order_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NEEDED:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PORT", "http")
    monkeypatch.setenv("CARD_STYLE", "fancy")

    assert [fault.partition(" (")[0] for fault in faults(ServeSettings)] == [
        "SLACK_BOT_TOKEN: missing",
        "SLACK_SIGNING_SECRET: missing",
        "GAMEBALL_API_KEY: missing",
        "GAMEBALL_SECRET_KEY: missing",
        "CARD_STYLE: must be auto, card or section",
        "PORT: must be a whole number from 0 to 65535",
    ]


_NO_KEY = "contains spaces or characters that no key has"
_NOT_HTTPS = "must start with https://, as it carries secrets"
_NOT_A_URL = "must be an address such as https://api.example.com"
_ONE_QUERY = "must have {query} in it once, where the customer's id goes"
_NO_SEARCH = "must be an address such as https://shop.example.com/customers?query={query}"
_EXTRAS = "must not have a user, a query or a fragment"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1", "must start with xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1 2", _NO_KEY),
        ("SLACK_APP_TOKEN", "xoxb-1", "must start with xapp-"),
        ("SLACK_SIGNING_SECRET", "xoxb-1", "this is a token; the signing secret has no prefix"),
        ("SLACK_SIGNING_SECRET", "0123 4567", _NO_KEY),
        ("GAMEBALL_API_KEY", "gb\ntest", _NO_KEY),
        ("GAMEBALL_SECRET_KEY", "gb…", _NO_KEY),
        ("SLACK_API_URL", "https://slack.com/", "must end with /api/"),
        ("SLACK_API_URL", "http://slack.com/api/", _NOT_HTTPS),
        ("GAMEBALL_API_URL", "http://api.gameball.co", _NOT_HTTPS),
        ("GAMEBALL_API_URL", "api.gameball.co", _NOT_A_URL),
        ("GAMEBALL_API_URL", "ftp://api.gameball.co", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://[::1", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://api.gameball.co:https", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://api.gameball.co:99999", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://api gameball.co", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://user:hush@api.gameball.co", _EXTRAS),
        ("GAMEBALL_API_URL", "https://:hush@api.gameball.co", _EXTRAS),
        ("GAMEBALL_API_URL", "https://hush\u2100.gameball.co", _NOT_A_URL),
        ("GAMEBALL_API_URL", "https://api.gameball.co?key=hush", _EXTRAS),
        ("GAMEBALL_API_URL", "https://api.gameball.co#hush", _EXTRAS),
        ("GAMEBALL_API_VERSION", "v5", "must be v4.0 or v4.1"),
        ("ALLOWED_CHANNELS", "C012AB3CD,general", "item 2 is not a Slack id such as C0123456789"),
        ("ALLOWED_CHANNELS", "U012AB3CD", "item 1 is not a Slack id such as C0123456789"),
        ("ALLOWED_USERS", "c012ab3cd", "item 1 is not a Slack id such as U0123456789"),
        ("ALLOWED_USERS", "U0,U1,U2,@hush", "item 1 is not a Slack id such as U0123456789"),
        ("ALLOWED_CHANNELS", ",", "has no Slack id in it, such as C0123456789"),
        ("ALLOWED_USERS", " , ", "has no Slack id in it, such as U0123456789"),
        ("CARD_STYLE", "fancy", "must be auto, card or section"),
        ("REPLY_LANGUAGES", "en,fr", "item 2 is not a language of this app (en, ar)"),
        ("REPLY_LANGUAGES", "english", "item 1 is not a language of this app (en, ar)"),
        ("REPLY_LANGUAGES", ",", "has no language in it (en, ar)"),
        ("REPLY_TIMEZONE", "Cairo", "is not a time zone such as Africa/Cairo"),
        ("REPLY_TIMEZONE", "Africa", "is not a time zone such as Africa/Cairo"),
        ("REPLY_TIMEZONE", "../../etc/passwd", "is not a time zone such as Africa/Cairo"),
        ("MAX_CUSTOMERS_PER_USER", "100001", "must be a whole number from 0 to 100000"),
        ("CONTACT", "x" * 101, "must be one line of at most 100 characters"),
        ("CONTACT", "one\ntwo", "must be one line of at most 100 characters"),
        ("CONTACT", "xoxb-hush", "this is a key: agents would read it"),
        ("CUSTOMER_SEARCH_URL", "https://shop.example.com/customers", _ONE_QUERY),
        ("CUSTOMER_SEARCH_URL", "https://shop.example.com/{query}/{query}", _ONE_QUERY),
        ("CUSTOMER_SEARCH_URL", "http://shop.example.com/?q={query}", _NO_SEARCH),
        ("CUSTOMER_SEARCH_URL", "https://{query}.example.com/", _NO_SEARCH),
        ("CUSTOMER_SEARCH_URL", "https://{query}", _NO_SEARCH),
        ("CUSTOMER_SEARCH_URL", "https://hush@shop.example.com/?q={query}", _NO_SEARCH),
        ("CUSTOMER_SEARCH_URL", "https://shop.example.com/?q={query} hush", _NO_SEARCH),
        (
            "CUSTOMER_SEARCH_URL",
            f"https://shop.example.com/{'x' * 500}?q={{query}}",
            "must have at most 500 characters",
        ),
        ("HOST", "my host", "must be an IP address or a host name"),
        ("PORT", "-1", "must be a whole number from 0 to 65535"),
        ("PORT", "65536", "must be a whole number from 0 to 65535"),
        ("PORT", "80.5", "must be a whole number from 0 to 65535"),
        ("PORT", "9" * 5000, "must be a whole number from 0 to 65535"),
        ("LOG_LEVEL", "loud", "must be debug, info, warning or error"),
        ("LOG_FORMAT", "xml", "must be console or json"),
    ],
)
def test_a_malformed_variable_is_one_line_that_says_what_is_wrong(
    name: str, value: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    assert faults() == [f"{name}: {problem} ({Settings.model_fields[name.lower()].description})"]


_QUOTES = "has quotes around it: set it without them"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef"),
        ("GAMEBALL_API_KEY", "gb_test_1"),
        ("GAMEBALL_SECRET_KEY", "gb_test_2"),
        ("GAMEBALL_API_URL", "https://api.gameball.co"),
        ("GAMEBALL_API_VERSION", "v4.0"),
        ("ALLOWED_USERS", "U0123456789"),
        ("MAX_CUSTOMERS_PER_USER", "30"),
        ("HOST", "0.0.0.0"),
        ("PORT", "3000"),
        ("LOG_LEVEL", "info"),
    ],
)
@pytest.mark.parametrize("quoted", ['"{}"', "'{}'", "“{}”", "‘{}’", "`{}`", ' "{}"\n'])
def test_quotes_around_a_value_are_named_as_what_is_wrong(
    name: str, value: str, quoted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, quoted.format(value))

    assert faults() == [f"{name}: {_QUOTES} ({Settings.model_fields[name.lower()].description})"]


@pytest.mark.parametrize("value", ['gb"', "'gb", 'g"b'])
def test_no_key_has_a_quote_in_it(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAMEBALL_SECRET_KEY", value)

    [fault] = faults()
    assert fault.startswith(f"GAMEBALL_SECRET_KEY: {_NO_KEY}")


def test_quotes_that_the_env_file_needs_are_no_part_of_a_value(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CARD_STYLE='section'\nHOST=\"127.0.0.1\"\n", encoding="utf-8")
    settings = Settings.load()

    assert (settings.card_style, settings.host) == ("section", "127.0.0.1")


@pytest.mark.parametrize("content", [b"HOST=caf\xe9\n", "HOST=x\n".encode("utf-16")])
def test_an_env_file_that_is_no_text_is_a_fault_and_not_a_crash(content: bytes, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(content)

    assert faults() == [".env: cannot be read (it must be UTF-8 text, and open to this user)"]


def test_an_env_file_that_is_a_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()

    assert faults() == [".env: cannot be read (it must be UTF-8 text, and open to this user)"]


@pytest.mark.parametrize(
    "line", ['ALLOWED_USERS="U0123456789', "ALLOWED_USERS: U0123456789", "ALLOWED USERS=U0", "ALLOWED_USERS"]
)
def test_a_line_that_is_not_understood_is_a_fault_and_never_quoted(line: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"# who may ask\n{line}\n", encoding="utf-8")

    assert faults() == [".env: line 2 is not NAME=value (are its quotes closed?)"]


_VALUES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


# Any words are a contact.
@given(
    st.sampled_from([name for name in SECRETS + PLAIN if name != "CONTACT"]),
    _VALUES,
    st.sampled_from(["", "https://", "https://h.co/", "C0,", "9"]),
)
def test_no_fault_quotes_a_value_and_each_is_one_line(name: str, value: str, prefix: str) -> None:
    # Nothing that the app says by itself has this in it.
    loaded = load_with({name: f"{prefix}§h u§{value}"})

    assert isinstance(loaded, SettingsError)
    assert [("§" in fault, len(fault.splitlines())) for fault in loaded.faults] == [(False, 1)]
