"""Every environment variable of the app: its form, where its value is to be found, and what is wrong with it."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic.fields import FieldInfo

from bot.proxy import proxy_for
from bot.settings.environment import SettingsError, environment

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_OAUTH_PAGE = "api.slack.com/apps › your app › OAuth & Permissions › Bot User OAuth Token"
_BASIC_PAGE = "api.slack.com/apps › your app › Basic Information"
_KEYS_PAGE = "Gameball dashboard › Settings › Account integration"
_PROXY = "HTTPS_PROXY: must be an address such as http://proxy.example.com:8080 (or leave it unset)"
_SIGNING_SECRET = f"{_BASIC_PAGE} › App Credentials › Signing Secret"
_APP_TOKEN = f"{_BASIC_PAGE} › App-Level Tokens, with the scope connections:write"


def _clean(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _clean_lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _key(secret: SecretStr) -> SecretStr:
    # A header's value must be printable ASCII; anything else, and a quote, is a slip of the clipboard.
    if not re.fullmatch(r"[!#-&(-_a-~]+", secret.get_secret_value()):
        raise ValueError("contains spaces or characters that no key has")
    return secret


def _gameball_key(secret: SecretStr) -> SecretStr:
    # One slip of the clipboard, and Slack's token would be sent to Gameball.
    if secret.get_secret_value().startswith(("xox", "xapp-")):
        raise ValueError("this is a token of Slack's")
    return _key(secret)


def _starting_with(prefix: str) -> Callable[[SecretStr], SecretStr]:
    def check(secret: SecretStr) -> SecretStr:
        if not secret.get_secret_value().startswith(prefix):
            raise ValueError(f"must start with {prefix}")
        return _key(secret)

    return check


def _signing_secret(secret: SecretStr) -> SecretStr:
    if secret.get_secret_value().startswith(("xoxb-", "xapp-", "xoxp-")):
        raise ValueError("this is a token; the signing secret has no prefix")
    return _key(secret)


def _base_url(value: str) -> str:
    # Not quoted in what is said: it may be a secret that was pasted into the wrong variable.
    try:
        url = urlsplit(value)
        whole = url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
    except ValueError:
        whole = False
    if not whole or not re.fullmatch(r"[!-~]+", value):
        raise ValueError("must be an address such as https://api.example.com")
    if url.username is not None or url.query or url.fragment:
        raise ValueError("must not have a user, a query or a fragment")
    if url.scheme == "http" and url.hostname not in _LOOPBACK:
        raise ValueError("must start with https://, as it carries secrets")
    return value.rstrip("/")


def _host(value: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z.:-]+", value):
        raise ValueError("must be an IP address or a host name")
    return value


def _slack_api_url(value: str) -> str:
    if not value.endswith("/api/"):
        raise ValueError("must end with /api/")
    return f"{_base_url(value)}/"


def _slack_ids(pattern: str, example: str) -> Callable[[object], object]:
    def split(value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = [part.strip() for part in value.split(",") if part.strip()]
        for number, slack_id in enumerate(ids, start=1):
            # Not quoted: it may be a secret that was pasted into the wrong variable.
            if not re.fullmatch(pattern, slack_id):
                raise ValueError(f"item {number} is not a Slack id such as {example}")
        if not ids:
            # As an empty list it would let everybody in.
            raise ValueError(f"has no Slack id in it, such as {example}")
        return ids

    return split


_Key = Annotated[SecretStr, BeforeValidator(_clean), AfterValidator(_gameball_key)]
_BotToken = Annotated[SecretStr, BeforeValidator(_clean), AfterValidator(_starting_with("xoxb-"))]
_AppToken = Annotated[SecretStr, BeforeValidator(_clean), AfterValidator(_starting_with("xapp-"))]
_SigningSecret = Annotated[SecretStr, BeforeValidator(_clean), AfterValidator(_signing_secret)]
_ChannelIds = Annotated[frozenset[str], BeforeValidator(_slack_ids(r"[CDG][A-Z0-9]{2,}", "C0123456789"))]
_UserIds = Annotated[frozenset[str], BeforeValidator(_slack_ids(r"[UW][A-Z0-9]{2,}", "U0123456789"))]


class Settings(BaseModel):
    """What the environment says. A field's description tells where its value is to be found."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    slack_bot_token: _BotToken = Field(description=_OAUTH_PAGE)
    slack_signing_secret: _SigningSecret | None = Field(None, description=_SIGNING_SECRET)
    slack_app_token: _AppToken | None = Field(None, description=_APP_TOKEN)
    slack_api_url: Annotated[str, BeforeValidator(_clean), AfterValidator(_slack_api_url)] = Field(
        "https://slack.com/api/", description="leave unset for Slack's own"
    )
    gameball_api_key: _Key = Field(description=f"{_KEYS_PAGE} › API key")
    gameball_secret_key: _Key = Field(description=f"{_KEYS_PAGE} › Secret key")
    gameball_api_url: Annotated[str, BeforeValidator(_clean), AfterValidator(_base_url)] = Field(
        "https://api.gameball.co", description="leave unset for Gameball's own"
    )
    gameball_api_version: Annotated[Literal["v4.0", "v4.1"], BeforeValidator(_clean_lower)] = Field(
        "v4.0", description="v4.1 where Gameball's secure integrations ask for it"
    )
    allowed_channels: _ChannelIds = Field(
        frozenset(), description="in Slack: a channel's name, View channel details, at the bottom"
    )
    allowed_users: _UserIds = Field(
        frozenset(), description="in Slack: a person's profile, the three dots, Copy member ID"
    )
    max_customers_per_user: int = Field(
        30, ge=0, le=100_000, description="different customers in 10 minutes, for each person; 0 for no limit"
    )
    card_style: Annotated[Literal["auto", "card", "section"], BeforeValidator(_clean_lower)] = Field(
        "auto", description="auto falls back to sections where Slack refuses cards"
    )
    host: Annotated[str, BeforeValidator(_clean), AfterValidator(_host)] = Field(
        "0.0.0.0", description="the address to listen on"
    )
    port: int = Field(3000, ge=0, le=65535, description="the platform sets it")
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_clean_lower)] = Field(
        "info", description="how much to log"
    )
    log_format: Annotated[Literal["console", "json"], BeforeValidator(_clean_lower)] | None = Field(
        None, description="leave unset: console on a terminal, else json"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _without_quotes(cls, value: object) -> object:
        # A shell and .env take them away; a platform's form, a unit file or `docker --env-file` keep them.
        if isinstance(value, str) and re.fullmatch(r"""\s*["'`“‘].*["'`”’]\s*""", value, re.DOTALL):
            raise ValueError("has quotes around it: set it without them")
        return value

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Read the environment, but for what is given. Raises SettingsError with every fault at once, none quoting a
        secret."""
        values = environment() | given
        try:
            settings = cls(**values)
        except ValidationError as error:
            # pydantic's own text quotes the input, secrets included: only its verdict is passed on.
            faults = [
                f"{name.upper()}: {_problem(fault, cls.model_fields[name])} ({cls.model_fields[name].description})"
                for fault in error.errors()
                if (name := str(fault["loc"][0]))
            ]
            raise SettingsError(faults) from None
        try:
            proxy_for(settings.slack_api_url)
        except ValueError:
            raise SettingsError([_PROXY]) from None
        return settings

    def secrets(self) -> list[str]:
        """The values that must never be seen, for the log to blank out."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]

    @property
    def gameball_data(self) -> Literal["test", "live"] | None:
        """Which of Gameball's data the keys open, where their prefix tells."""
        key = self.gameball_api_key.get_secret_value()
        if key.startswith("gb_test_"):
            return "test"
        return "live" if key.startswith("gb_live_") else None


class ServeSettings(Settings):
    """What `serve` needs: Slack's requests are verified with the signing secret."""

    slack_signing_secret: _SigningSecret = Field(description=_SIGNING_SECRET)


class SocketSettings(Settings):
    """What `socket` needs: the connection is opened with the app-level token."""

    slack_app_token: _AppToken = Field(description=_APP_TOKEN)


def _problem(fault: Any, field: FieldInfo) -> str:
    if fault["type"] == "missing":
        return "missing"
    if fault["type"] == "literal_error":
        return f"must be {fault['ctx']['expected'].replace(chr(39), '')}"
    if fault["type"] != "value_error" and field.annotation is int:
        low, high = (
            next(getattr(rule, end) for rule in field.metadata if hasattr(rule, end)) for end in ("ge", "le")
        )
        return f"must be a whole number from {low} to {high}"
    message: str = fault["msg"]
    return message.removeprefix("Value error, ")
