"""Every environment variable of the app: its form, where its value is to be found, and what is wrong with it."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

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

from bot.languages import ENGLISH
from bot.network.proxy import proxy_for
from bot.settings import addresses
from bot.settings.environment import SettingsError, environment
from bot.settings.reply import Languages, TimeZone

_LONGEST_CONTACT = 100
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


def _contact(value: str) -> str:
    if len(value) > _LONGEST_CONTACT or not value.isprintable():
        raise ValueError(f"must be one line of at most {_LONGEST_CONTACT} characters")
    if value.startswith(("xox", "xapp-", "gb_")):
        raise ValueError("this is a key: agents would read it")
    return value


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
    slack_api_url: Annotated[str, BeforeValidator(_clean), AfterValidator(addresses.slack_api_url)] = Field(
        "https://slack.com/api/", description="leave unset for Slack's own"
    )
    gameball_api_key: _Key = Field(description=f"{_KEYS_PAGE} › API key")
    gameball_secret_key: _Key = Field(description=f"{_KEYS_PAGE} › Secret key")
    gameball_api_url: Annotated[str, BeforeValidator(_clean), AfterValidator(addresses.base_url)] = Field(
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
    contact: Annotated[str, BeforeValidator(_clean), AfterValidator(_contact)] | None = Field(
        None, description="a Slack member id such as U0123456789, or words"
    )
    customer_search_url: (
        Annotated[str, BeforeValidator(_clean), AfterValidator(addresses.search_url)] | None
    ) = Field(None, description="the shop's own customer search, with {query} where the id goes")
    card_style: Annotated[Literal["auto", "card", "section"], BeforeValidator(_clean_lower)] = Field(
        "auto", description="auto falls back to sections where Slack refuses cards"
    )
    reply_languages: Languages = Field(
        (ENGLISH,), description="en or ar, or several with commas between them; the first is preselected"
    )
    reply_timezone: TimeZone = Field(
        ZoneInfo("UTC"), description="your customers' time zone, by its IANA name such as Africa/Cairo"
    )
    host: Annotated[str, BeforeValidator(_clean), AfterValidator(addresses.host)] = Field(
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
