"""What the page at / says, and what it never does."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.gameball.errors import CredentialsError, UnreachableError
from bot.setup import page
from bot.setup.manifest import manifest
from bot.setup.status import Status

HOST = "coupons.example.com"
READY = Status("http", "fine", slack_knows_token=True)
SOCKET = Status("socket", "fine", slack_knows_token=True)


def home(status: Status = READY, host: str | None = HOST, *, over_https: bool = True) -> str:
    return page.home(status, host, over_https=over_https)


def words(text: str) -> str:
    """What a person reads, with single spaces."""
    text = re.sub(r"<style>.*?</style>|<textarea.*?</textarea>", "", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def lines_of_status(status: Status) -> list[str]:
    [shown] = re.findall(r'<ul class="status">(.*?)</ul>', home(status), re.DOTALL)
    return [words(line) for line in re.findall(r"<li>.*?</li>", shown)]


def linked_manifests(text: str) -> list[Any]:
    links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', text)]
    return [
        json.loads(parse_qs(urlsplit(link).query)["manifest_json"][0])
        for link in links
        if "manifest_json" in link
    ]


def pasted_manifests(text: str) -> list[Any]:
    return [
        json.loads(html.unescape(found))
        for found in re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    ]


FINE = "OK When the app started, Gameball accepted its keys."
KNOWN = "OK Slack accepts the bot token."
AGAIN = "Reload this page in a moment. If it stays like this, python -m bot check says why."


@pytest.mark.parametrize(
    ("status", "lines"),
    [
        (READY, [KNOWN, FINE]),
        (SOCKET, [KNOWN, "OK The Socket Mode connection is open.", FINE]),
        (
            replace(SOCKET, connected=False),
            [KNOWN, f"Wait The Socket Mode connection is not open yet. {AGAIN}", FINE],
        ),
        (
            Status("http", "waiting"),
            [f"Wait Slack has not answered yet. {AGAIN}", f"Wait Gameball has not answered yet. {AGAIN}"],
        ),
        (
            Status("http", CredentialsError(status=401), slack_refusal="invalid_auth"),
            [
                "Fix Slack does not accept the bot token ( invalid_auth ). python -m bot check says what to do.",
                "Fix When the app started: Gameball does not accept this app's keys. python -m bot check asks again, "
                "and says what to do.",
            ],
        ),
        (
            replace(READY, gameball=UnreachableError()),
            [
                KNOWN,
                "Fix When the app started: Gameball cannot be reached. python -m bot check asks again, and says what to "
                "do.",
            ],
        ),
    ],
)
def test_it_says_whether_slack_and_gameball_are_ready(status: Status, lines: list[str]) -> None:
    assert lines_of_status(status) == lines


def test_it_says_that_the_app_runs_or_stops() -> None:
    assert "<h1>Coupons for Slack is running</h1>" in home()
    assert "<h1>Coupons for Slack is stopping</h1>" in home(replace(READY, draining=True))


def test_link_and_manifest_are_those_of_the_host_that_is_named() -> None:
    text = home()

    assert (linked_manifests(text), pasted_manifests(text)) == ([manifest(HOST)], [manifest(HOST)])
    assert f"The Slack app for {HOST}" in words(text)
    assert f"https://{HOST}/slack/events . Go on only if that is the address of your own app." in words(text)


def test_where_the_host_is_not_known_only_the_app_that_needs_none_is_offered() -> None:
    text = home(host=None)

    assert (linked_manifests(text), pasted_manifests(text)) == ([manifest(None)], [])
    assert "Slack cannot call the address at which this page was opened" in words(text)


def test_over_socket_mode_no_host_is_needed() -> None:
    text = home(SOCKET)

    assert (linked_manifests(text), pasted_manifests(text)) == ([manifest(None)], [manifest(None)])
    assert HOST not in text


@pytest.mark.parametrize(("status", "name"), [(READY, "SLACK_SIGNING_SECRET"), (SOCKET, "SLACK_APP_TOKEN")])
def test_who_makes_a_new_slack_app_is_told_to_set_its_tokens(status: Status, name: str) -> None:
    assert f"set its own SLACK_BOT_TOKEN and {name} where this app runs" in words(home(status))


@pytest.mark.parametrize(("over_https", "warned"), [(True, False), (False, True)])
def test_who_opened_it_without_https_is_told_to_try_with_it(over_https: bool, warned: bool) -> None:
    text = words(home(over_https=over_https))

    assert ("Please open https://coupons.example.com/ first." in text) is warned


def test_the_address_that_slack_calls_says_so_in_a_browser() -> None:
    assert "<h1>This is the right address</h1>" in page.events(READY)
    assert "<h1>Slack does not need this address</h1>" in page.events(SOCKET)


PAGES = [home(), home(host=None), home(SOCKET), page.events(READY), page.events(SOCKET)]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_has_its_own_style_and_nothing_else_that_a_browser_would_fetch_or_run(text: str) -> None:
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert (
        re.findall(r"<(script|img|link|iframe|form|object)\b|\bon\w+=|\bstyle=|\bsrc=|url\(|@import", text)
        == []
    )
    assert page.HEADERS["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        f"style-src 'sha256-{allowed}'",
    ]


def test_slacks_word_is_shown_as_text() -> None:
    text = home(Status("http", "fine", slack_refusal="<b>"))

    assert "<code>&lt;b&gt;</code>" in text
