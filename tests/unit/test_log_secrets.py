"""What never gets into the log, at any level and in either form."""

import json
import logging
import re
from typing import Any

import pytest
import stamina
import structlog
from hypothesis import given
from hypothesis import strategies as st
from structlog.typing import Processor

from bot import log
from tests.conftest import Configure, Style

SECRET = "gb_live_hush"
RESPONSE_URL = "https://hooks.slack.com/commands/T0/1/hush"
STYLES: list[Style] = ["console", "json"]
_log = structlog.stdlib.get_logger("bot")


def events(lines: list[str]) -> list[dict[str, Any]]:
    """The lines as objects, without their times."""
    return [
        {name: value for name, value in json.loads(line).items() if name != "timestamp"} for line in lines
    ]


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "slack_bolt", "slack_sdk", "asyncio", "made.up"])
def test_libraries_say_only_what_is_wrong_at_any_level_of_ours(name: str, configure: Configure) -> None:
    lines = configure(level="debug")
    library = logging.getLogger(name)
    library.debug("GET %s", RESPONSE_URL)
    library.info("body: customer=cust_1")
    library.warning("a warning")

    assert events(lines()) == [{"event": "a warning", "level": "warning"}]


def test_what_is_tried_again_is_not_logged_with_its_arguments(configure: Configure) -> None:
    lines = configure()

    @stamina.retry(on=ValueError, attempts=2, wait_initial=0.0, wait_jitter=0.0)
    def work(_customer_id: str) -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the work's own
        work("cust_hush")

    assert lines() == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "secret",
    [
        SECRET,
        "xoxb-1-2-hush",
        "xoxp-hush",
        "xapp-1-hush",
        RESPONSE_URL,
        "https://hooks.slack-gov.com/actions/T0/1/hush",
        "wss://wss-primary.slack.com/link/?ticket=hush",
        "https://api.gameball.co/api/v4.0/integrations/customers/hush/coupons",
        "http://127.0.0.1:9/api/v4.1/integrations/customers/hush%2Fhush/coupons",
    ],
)
def test_what_must_not_be_seen_is_blanked_out_wherever_it_is(
    secret: str, style: Style, configure: Configure
) -> None:
    lines = configure(style, secrets=[SECRET])
    _log.info(f"said {secret}", field=secret, nested={"list": [secret]}, **{secret: 1})
    logging.getLogger("library").error("said %s", secret)

    written = lines()
    assert (len(written), [line for line in written if "hush" in line]) == (2, [])


@pytest.mark.parametrize("style", STYLES)
def test_a_secret_with_quotes_or_backslashes_is_blanked_out_too(style: Style, configure: Configure) -> None:
    lines = configure(style, secrets=['a"b', "c\\d", "e'f\"g"])
    _log.info("x", one='a"b', two="c\\d", three="e'f\"g", four=["e'f\"g"], five='with a space and a"b')
    (line,) = lines()

    assert line.count("[redacted]") == 5


@pytest.mark.parametrize("style", STYLES)
@given(secret=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=20))
def test_no_key_gets_into_a_line_in_any_spelling(style: Style, secret: str) -> None:
    renderers: dict[Style, Processor] = {
        "json": structlog.processors.JSONRenderer(ensure_ascii=False),
        "console": structlog.dev.ConsoleRenderer(colors=False),
    }
    render = log.redacting(renderers[style], [secret])
    line = render(None, "info", {"event": "x", "value": f"«{secret}»", "list": [f"«{secret}»"]})

    # Where the secret was, there is nothing left of it.
    assert re.findall("«(.*?)»", str(line)) == ["[redacted]"] * 2


def test_a_secret_that_contains_another_is_blanked_out_whole(configure: Configure) -> None:
    lines = configure(secrets=["hush", "hush-hush-hush", ""])
    _log.info("x", said="hush-hush-hush")

    assert events(lines()) == [{"event": "x", "level": "info", "said": "[redacted]"}]


def test_a_line_that_cannot_be_written_is_not_quoted_elsewhere(configure: Configure) -> None:
    lines = configure(secrets=[SECRET])
    # Python refuses to write a number of this many digits.
    _log.info("x", number=10**5000, said=SECRET)

    assert lines() == []


def test_a_customer_is_logged_by_the_same_name_wherever_the_key_is_the_same() -> None:
    names = [log.customer_hasher("key")("cust_1001") for _ in range(2)]

    assert (names[0] == names[1], re.fullmatch("[0-9a-f]{12}", names[0]) is not None) == (True, True)


@pytest.mark.parametrize(("key", "customer_id"), [("other", "cust_1001"), ("key", "Cust_1001")])
def test_another_key_or_customer_is_another_name(key: str, customer_id: str) -> None:
    assert log.customer_hasher(key)(customer_id) != log.customer_hasher("key")("cust_1001")


@given(
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.text(min_size=0, max_size=300).filter(str.isascii),
)
def test_every_customer_has_a_name(customer_id: str, key: str) -> None:
    assert re.fullmatch("[0-9a-f]{12}", log.customer_hasher(key)(customer_id))
