"""Keys, tokens, customers, codes and response_urls hold a canary, or a path that only they have. Nothing sings."""

import io
import logging
from typing import Any

import aiohttp
import pytest

from bot import log
from bot.app import create_app
from bot.blocks.problem import plain_problem
from bot.gameball import errors
from bot.gameball.client import GameballClient
from bot.listeners.services import NoCouponsError
from bot.settings import ServeSettings, SettingsError, SocketSettings
from tests.e2e.conftest import StartWorld
from tests.e2e.fault_matrix import ROWS
from tests.e2e.fault_scene import CUSTOMER, Row, Scene
from tests.e2e.world import World

_HIDDEN = ("canary", "/response/")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _sung(*texts: object) -> list[str]:
    """Which of what must not be seen can be seen in these."""
    return [hidden for hidden in _HIDDEN if any(hidden in str(text).casefold() for text in texts)]


class ForPeople:
    """The log as it would be on a terminal, beside the one in JSON."""

    def __init__(self) -> None:
        self.written = io.StringIO()

    def __call__(self, world: World) -> None:
        root = logging.getLogger()
        # Handlers that are there would be closed.
        as_json, root.handlers[:] = root.handlers[:], []
        log.configure(level="debug", style="console", secrets=world.settings.secrets())
        [handler] = root.handlers
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(self.written)
        root.handlers[:] = [*as_json, handler]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
async def test_whatever_fails_the_log_and_the_terminal_tell_no_secret(
    row: Row, start_world: StartWorld, capfd: pytest.CaptureFixture[str]
) -> None:
    for_people = ForPeople()
    with Scene(start_world, for_people) as scene:
        await row.play(scene)
        await scene.outcome(row)

    as_json, as_text = scene.world.log.text, for_people.written.getvalue()
    assert ('"stopped"' in as_json, "stopped" in as_text) == (True, True)
    assert _sung(as_json, as_text, *capfd.readouterr()) == []


async def test_what_libraries_say_in_their_own_words_is_blanked_out(world: World) -> None:
    for_people = ForPeople()
    for_people(world)

    for secret in world.settings.secrets():
        logging.getLogger("slack_sdk").error("Sending %s", {"Authorization": f"Bearer {secret}"})
        logging.getLogger("aiohttp.client").warning("header %r", secret.encode())

    assert len(for_people.written.getvalue().splitlines()) >= 2 * len(world.settings.secrets())
    assert _sung(world.log.text, for_people.written.getvalue()) == []


def _unsigned(body: bytes) -> dict[str, tuple[bytes, dict[str, str]]]:
    stale = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=" + "0" * 64}
    return {
        "without a signature": (body, _FORM),
        "with a wrong one": (body, {**_FORM, **stale}),
        "with a signature that is none": (body, {**_FORM, **stale, "X-Slack-Signature": "canary"}),
        "with odd headers": (body, {**_FORM, "X-Canary": CUSTOMER, "Cookie": "canary=canary"}),
        "not a form": (b'{"canary": "canary"', {"Content-Type": "application/canary"}),
    }


@pytest.mark.parametrize("kind", _unsigned(b""))
async def test_who_is_not_slack_reads_nothing_of_anybody(world: World, kind: str) -> None:
    body, headers = _unsigned(world.slack.command_form(CUSTOMER))[kind]

    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{world.url}/slack/events", data=body, headers=headers) as response,
    ):
        said = (response.status, await response.text(), dict(response.headers))

    assert (said[0], _sung(said, world.log.text), world.asked) == (401, [], [])


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/slack/events", "/canary?canary=canary", "/.env"]
)
async def test_no_other_address_tells_a_secret(world: World, path: str) -> None:
    assert _sung(await world.get(path), world.log.text) == []


async def test_neither_settings_nor_what_is_made_of_them_show_a_secret(world: World) -> None:
    settings = world.settings
    gameball = GameballClient(
        api_url=settings.gameball_api_url,
        api_version=settings.gameball_api_version,
        api_key=settings.gameball_api_key,
        secret_key=settings.gameball_secret_key,
    )
    async with gameball, aiohttp.ClientSession() as session:
        bot = create_app(settings, gameball=gameball, slack_session=session, clock=world.clock)
        seen = [
            *(draw(thing) for thing in (settings, gameball, bot, bot.app, bot.slack) for draw in (repr, str)),
            settings.model_dump(),
            settings.model_dump_json(),
            vars(gameball),
        ]

    assert _sung(*seen) == []


@pytest.mark.parametrize("kind", [ServeSettings, SocketSettings])
def test_settings_that_are_refused_are_not_quoted(
    kind: type[ServeSettings | SocketSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in kind.model_fields:
        monkeypatch.setenv(name.upper(), "canary §")

    with pytest.raises(SettingsError) as refused:
        kind.load()

    shown: list[Any] = [draw(refused.value) for draw in (repr, str)]
    assert (len(refused.value.faults), _sung(*shown, *refused.value.faults)) == (len(kind.model_fields), [])


def _kinds(kind: type[errors.GameballError]) -> list[type[errors.GameballError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in _kinds(below))]


@pytest.mark.parametrize("kind", _kinds(errors.GameballError))
def test_no_error_shows_what_gameball_said(kind: type[errors.GameballError]) -> None:
    more = {"retry_after": 1.0} if kind is errors.RateLimitedError else {}
    error = kind(status=400, code=1, detail=f"no {CUSTOMER}", request_id="canary", **more)

    assert _sung(repr(error), str(error), error.args) == []


def test_an_error_shows_nothing_of_the_message_it_carries() -> None:
    error = NoCouponsError(plain_problem(CUSTOMER, CUSTOMER), CUSTOMER)

    assert _sung(repr(error), str(error), error.args) == []
