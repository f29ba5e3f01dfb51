"""The scenarios of the stand-in Gameball: ordinary customers keep to Gameball's OpenAPI, odd data breaks it,
and refusals are those that Gameball documents.

The schema requires `coupons`, which the OpenAPI leaves optional: without it nothing would be checked."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from playground.gameball.scenarios import SCENARIOS
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


class Received(NamedTuple):
    status: int
    body: Any


Ask = Callable[[str], Awaitable[Received]]


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    gameball = GameballStandIn(api_key="gb_test_key", secret_key="gb_test_secret", clock=lambda: NOW)
    headers = {"apikey": "gb_test_key", "secretkey": "gb_test_secret"}
    async with gameball, aiohttp.ClientSession(headers=headers) as session:

        async def get(customer_id: str) -> Received:
            url = f"{gameball.url}/api/v4.0/integrations/customers/{customer_id}/coupons"
            async with session.get(url) as response:
                return Received(response.status, await response.json())

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
