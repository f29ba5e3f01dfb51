"""The scenarios of the stand-in Gameball: ordinary customers keep to Gameball's OpenAPI, odd data breaks it, and
trouble answers as Gameball documents its errors.

The schema requires `coupons`, which the OpenAPI leaves optional: without it nothing would be checked.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from playground.gameball.scenarios import ANSWERS, SCENARIOS
from playground.gameball.stand_in import GameballStandIn

NOW = datetime(2026, 11, 23, 8, 52, 30, 123456, tzinfo=UTC)
SCHEMA = json.loads(Path(__file__).with_name("gameball_coupons_schema.json").read_text(encoding="utf-8"))
FIELDS = SCHEMA["properties"]["coupons"]["items"]["properties"]
ORDINARY = [scenario.customer_id for scenario in SCENARIOS if scenario.group == "Coupons"]
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(text: object) -> bool:
    """As RFC 3339 and so OpenAPI mean it: with a zone."""
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FORMATS)


class Answer(NamedTuple):
    status: int
    content_type: str
    body: Any
    """Parsed where it is JSON."""


Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    gameball = GameballStandIn(api_key="gb_test_key", secret_key="gb_test_secret", clock=lambda: NOW)
    headers = {"apikey": "gb_test_key", "secretkey": "gb_test_secret"}
    async with gameball, aiohttp.ClientSession(headers=headers) as session:

        async def get(customer_id: str, **options: Any) -> Answer:
            url = f"{gameball.url}/api/v4.0/integrations/customers/{customer_id}/coupons"
            async with session.get(url, **options) as response:
                is_json = response.content_type == "application/json"
                body = await (response.json() if is_json else response.text())
                return Answer(response.status, response.content_type, body)

        yield get


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("customer_id", ORDINARY)
async def test_an_ordinary_customer_is_answered_as_the_openapi_declares(customer_id: str, ask: Ask) -> None:
    answer = (await ask(customer_id)).body

    VALIDATOR.validate(answer)
    assert {name for coupon in answer["coupons"] for name in coupon} <= set(FIELDS)


async def test_every_declared_field_type_and_target_occurs_at_an_ordinary_customer(ask: Ask) -> None:
    coupons = [coupon for customer_id in ORDINARY for coupon in (await ask(customer_id)).body["coupons"]]

    assert {name for coupon in coupons for name in coupon} == set(FIELDS)
    assert {coupon["type"] for coupon in coupons} == set(FIELDS["type"]["enum"])
    assert {coupon["target"] for coupon in coupons} == set(FIELDS["target"]["enum"])


@pytest.mark.parametrize("oddity", "array dates hostile nulls numbers spellings unreadable".split())  # noqa: SIM905
async def test_odd_data_breaks_the_declaration(oddity: str, ask: Ask) -> None:
    assert not VALIDATOR.is_valid((await ask(f"cust_{oddity}")).body)


def test_every_customer_is_listed_once() -> None:
    assert sorted(scenario.customer_id for scenario in SCENARIOS) == sorted(ANSWERS)


def test_summaries_are_single_short_lines() -> None:
    assert [s.summary for s in SCENARIOS if "\n" in s.summary or not 10 <= len(s.summary) <= 90] == []


async def test_one_customer_has_a_coupon_in_every_state(ask: Ask) -> None:
    items = (await ask("cust_1001")).body["coupons"]

    facts = (
        "code",
        "isAvailableToUse",
        "isExpired",
        "isActive",
        "usedCount",
        "customerUsedCount",
        "expiryDate",
    )
    assert [tuple(item.get(fact) for fact in facts) for item in items] == [
        ("WELCOME15", True, False, True, 12, 1, "2026-12-13T23:59:59Z"),
        ("WEEKEND50", True, False, True, 12, 0, "2026-11-25T23:59:59Z"),
        ("SHIPFREE", True, False, True, 310, 4, None),
        ("EID25", False, False, True, 12, 0, "2026-12-09T23:59:59Z"),
        ("GONE10", False, True, True, 12, 1, "2026-10-24T23:59:59Z"),
        ("RAMADAN20", False, False, False, 12, 0, "2026-12-23T23:59:59Z"),
        ("LOYAL100", False, False, True, 12, 1, "2026-12-23T23:59:59Z"),
        ("FLASH30", False, False, True, 100, 0, "2026-12-23T23:59:59Z"),
        ("MUGGIFT", False, False, True, 12, 0, "2026-12-23T23:59:59Z"),
    ]


async def test_the_coupon_that_expires_soon_has_less_than_72_hours_at_any_time_of_day(ask: Ask) -> None:
    expiry = datetime.fromisoformat((await ask("cust_1001")).body["coupons"][1]["expiryDate"])

    left_at_midnight = expiry - NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    assert timedelta(hours=48) < left_at_midnight < timedelta(hours=72)


@pytest.mark.parametrize(
    ("customer_id", "count"),
    [
        ("cust_none", 0),
        ("cust_one", 1),
        ("cust_60", 60),
        ("customer@example.com", 2),
        ("mobile_966500001234", 2),
        ("6571483726149", 2),
    ],
)
async def test_a_customer_has_that_many_different_coupons(customer_id: str, count: int, ask: Ask) -> None:
    assert len({item["code"] for item in (await ask(customer_id)).body["coupons"]}) == count


async def test_sixty_coupons_keep_the_states_they_were_made_from(ask: Ask) -> None:
    for item in (await ask("cust_60")).body["coupons"]:
        expiry = item.get("expiryDate")
        assert item["isExpired"] == (expiry is not None and datetime.fromisoformat(expiry) < NOW)
        assert item["code"].startswith("EID25") == (datetime.fromisoformat(item["startDate"]) > NOW)


async def test_dates_come_in_all_the_forms_gameball_writes(ask: Ask) -> None:
    assert [item["expiryDate"] for item in (await ask("cust_dates")).body["coupons"]] == [
        "2026-12-05T08:52:30",
        "2026-12-06T08:52:30.1234567Z",
        "2026-12-07T08:52:30.25Z",
        "2026-12-08T08:52:30.1234567",
        "2026-12-09T08:52:30+03:00",
        "2026-12-10T23:59:59Z",
        "9999-12-31T23:59:59.9999999",
    ]


@pytest.mark.parametrize(
    ("customer_id", "status", "code"),
    [
        ("cust_401", 401, 1000),
        ("cust_403", 403, 1002),
        ("cust_404", 404, 7000),
        ("nobody_knows_me", 404, 7000),
        ("cust_off", 422, 6000),
        ("cust_plan", 403, 8000),
        ("cust_500", 500, 5000),
    ],
)
async def test_a_refusal_has_its_status_and_code(customer_id: str, status: int, code: int, ask: Ask) -> None:
    answer = await ask(customer_id)

    assert (answer.status, answer.body["code"]) == (status, code)


@pytest.mark.parametrize(("customer_id", "status"), [("cust_html", 503), ("cust_wrong_url", 404)])
async def test_what_is_not_gameball_answers_with_a_web_page(customer_id: str, status: int, ask: Ask) -> None:
    assert (await ask(customer_id))[:2] == (status, "text/html")


async def test_garbage_claims_to_be_json_and_is_not(ask: Ask) -> None:
    with pytest.raises(ValueError, match="Unterminated string"):
        await ask("cust_garbage")


@pytest.mark.parametrize(
    ("customer_id", "status"), [("cust_busy_then_fine", 422), ("cust_429_then_fine", 429)]
)
async def test_a_trouble_that_passes_can_be_tried_again_and_again(
    customer_id: str, status: int, ask: Ask
) -> None:
    assert [(await ask(customer_id)).status for _ in range(4)] == [status, 200, status, 200]


async def test_an_unreachable_gameball_breaks_the_connection(ask: Ask) -> None:
    with pytest.raises(aiohttp.ClientConnectionError):
        await ask("cust_unreachable", headers={"Connection": "close"})


@pytest.mark.parametrize("customer_id", ["cust_slow", "cust_timeout"])
async def test_a_slow_gameball_keeps_its_client_waiting(customer_id: str, ask: Ask) -> None:
    with pytest.raises(TimeoutError):
        await ask(customer_id, timeout=aiohttp.ClientTimeout(total=0.05))
