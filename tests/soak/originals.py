"""Requests as Slack sends them, of every kind that the app takes."""

import itertools
import json
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

from bot.blocks import ids
from bot.blocks.kit import Message as Drawn
from bot.blocks.modals import Origin, form_view, results_view
from bot.blocks.state import State
from playground.slack.conversation import SUPPORT, VIEWER
from playground.slack.payloads import Actor, Installation, Payloads
from playground.slack.workspace import Message
from tests.soak.wire import FORM

Json = dict[str, Any]

JSON = "application/json"
_CUSTOMERS = ("cust_1001", "cust_one", "cust_none", "cust_404", "cust_hostile")
_ACTIONS = (
    *(ids.SHOW_ALL, ids.NEXT_PAGE, ids.REFRESH, ids.TRY_AGAIN, ids.SHARE, ids.SHARE_USABLE, ids.REPLY_TEXT),
    *(ids.LOOK_UP, "no_such_action"),
)


@dataclass(frozen=True)
class Original:
    """`form` tells a slash command, whose body is the payload itself; `event` one of the Events API, which is JSON."""

    kind: str
    payload: Json
    form: bool = False
    event: bool = False

    def encoded(self) -> tuple[bytes, str]:
        """The body and its content type."""
        if self.event:
            return json.dumps(self.payload).encode(), JSON
        if self.form:
            fields = {name: _field(value) for name, value in self.payload.items()}
            return urlencode(fields, doseq=True, errors="surrogatepass").encode(), FORM
        return urlencode({"payload": json.dumps(self.payload)}).encode(), FORM


def _field(value: Any) -> Any:
    """A form's value: text, or several texts."""
    return [str(item) for item in value] if isinstance(value, list) else str(value)


class Originals:
    def __init__(self, rng: Random, *, response_url: str) -> None:
        self._rng = rng
        self._response_url = response_url
        self._numbers = itertools.count(1)
        self._payloads = Payloads(Installation())

    def next(self) -> Original:
        rng, payloads = self._rng, self._payloads
        number = next(self._numbers)
        # A name that was used already would get the answer of that time.
        actor = Actor(VIEWER, Installation().team_id, f"{number}.{rng.getrandbits(40)}")
        customer, url = rng.choice(_CUSTOMERS), self._response_url
        message = Message("1700000000.000100", SUPPORT.id, "user", VIEWER, f"Where is {customer}?", "user")
        action = {
            "type": "button",
            "action_id": rng.choice(_ACTIONS),
            "block_id": "b1",
            "value": State(customer_id=customer, code="GONE10", shown="1700000000 abcdeu1").dump(),
            "action_ts": "1700000000.000200",
            "text": {"type": "plain_text", "text": "Next", "emoji": False},
        }
        origin = Origin(channel_id=SUPPORT.id, response_url=url)
        form = form_view(origin, customer_id=customer) | {
            "id": "V1",
            "state": {
                "values": {
                    ids.CUSTOMER_BLOCK: {ids.INPUT: {"type": "plain_text_input", "value": customer}},
                    ids.CODE_BLOCK: {ids.INPUT: {"type": "plain_text_input", "value": None}},
                }
            },
        }
        results = results_view(Drawn("Coupons", []), origin) | {"id": "V2"}
        match rng.randrange(9):
            case 0 | 1:
                text = rng.choice([customer, f"{customer} GONE10", "help", ""])
                command = payloads.command(
                    actor, command=ids.COMMAND, text=text, channel=SUPPORT, response_url=url
                )
                return Original("command", command, form=True)
            case 2:
                clicked = payloads.message_click(
                    actor, message=message, channel=SUPPORT, action=action, state={}, response_url=url
                )
                return Original("block_actions in a message", clicked)
            case 3:
                return Original(
                    "block_actions in a view", payloads.view_click(actor, view=results, action=action)
                )
            case 4:
                return Original("view_submission", payloads.view_submission(actor, view=form))
            case 5:
                shortcut = payloads.message_shortcut(
                    actor,
                    callback_id=ids.MESSAGE_SHORTCUT,
                    message=message,
                    channel=SUPPORT,
                    action_ts="1700000000.000300",
                    response_url=url,
                )
                return Original("message_action", shortcut)
            case 6:
                ts = "1700000000.000400"
                return Original(
                    "shortcut",
                    payloads.global_shortcut(actor, callback_id=ids.GLOBAL_SHORTCUT, action_ts=ts),
                )
            case 7:
                home = payloads.app_home_opened(
                    actor, view=None, event_id=f"Ev{number}", event_ts="1700000000.000500"
                )
                return Original("app_home_opened", home, event=True)
            case _:
                return Original("url_verification", payloads.url_verification("challenge"), event=True)
