"""Requests as Slack would never send them, made from requests as it does: everything follows from one `Random`."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from bot.blocks import ids
from bot.blocks.kit import Message as Drawn
from bot.blocks.state import State
from bot.blocks.views import Origin, form_view, results_view
from bot.playground.conversation import SUPPORT, VIEWER
from bot.playground.payloads import Actor, Installation, Payloads
from bot.playground.signing import sign
from bot.playground.workspace import Message as SlackMessage
from tests.soak.wire import FORM, Message, Response, post

Json = dict[str, Any]

_JSON = "application/json"
_CUSTOMERS = ("cust_1001", "cust_one", "cust_none", "cust_404", "cust_hostile")
_ACTIONS = (
    *(ids.SHOW_ALL, ids.NEXT_PAGE, ids.REFRESH, ids.TRY_AGAIN, ids.SHARE, ids.SHARE_USABLE, ids.REPLY_TEXT),
    *(ids.LOOK_UP, "no_such_action"),
)

NESTED = 900
"""Levels of nesting that Python's JSON still reads."""


def _nested(levels: int) -> Any:
    value: Any = "x"
    for level in range(levels):
        value = [value] if level % 2 else {"text": value}
    return value


_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**18, 10**400, float("nan"), float("inf")),
    *(
        "",
        " ",
        "x",
        "\0",
        "\ud800",
        "<!channel>",
        "☃" * 300,
        "a" * 5000,
        "\r\nX-Injected: 1",
        "%s%n",
        "{}",
        "[]",
    ),
    *([], {}, [None], [[]], [{}], {"id": 1}, {"id": None}, {"": ""}, {"type": []}, ["x"], [0, "x", {}]),
    _nested(40),
    _nested(NESTED),
)
# As text: each that is read from it is new, and may be changed in its turn.
_ODD = tuple(json.dumps(value) for value in _VALUES)
_NAMES = (
    *(
        "authorizations",
        "enterprise",
        "team",
        "user",
        "channel",
        "channel_id",
        "item",
        "function_data",
        "event",
    ),
    *(
        "assistant_thread",
        "response_urls",
        "response_url",
        "is_ext_shared_channel",
        "command",
        "type",
        "view",
    ),
    *("ssl_check", "bot_access_token", "message", "previous_message", "thread_ts", "actions", "callback_id"),
    *(
        "trigger_id",
        "event_id",
        "is_enterprise_install",
        "enterprise_id",
        "user_id",
        "text",
        "state",
        "payload",
    ),
    *(
        "private_metadata",
        "blocks",
        "challenge",
        "action_id",
        "value",
        "function_execution_id",
        "workflow_step",
    ),
)
_TYPES = (
    *("block_actions", "view_submission", "view_closed", "message_action", "shortcut", "event_callback"),
    *(
        "url_verification",
        "interactive_message",
        "dialog_submission",
        "dialog_cancellation",
        "block_suggestion",
    ),
    *(
        "dialog_suggestion",
        "workflow_step_edit",
        "app_home_opened",
        "message",
        "function_executed",
        "unknown",
    ),
)
# Odd ones, and none that leaves this machine.
_URLS = (
    "",
    "x",
    "http://127.0.0.1:1/",
    "http://127.0.0.1:99999/",
    "http://[",
    "//127.0.0.1:1",
    "file:///etc/hosts",
)


@dataclass(frozen=True)
class Original:
    """`form` tells a slash command, whose body is the payload itself."""

    kind: str
    payload: Json
    form: bool = False
    event: bool = False


class Corpus:
    """An endless supply of requests. `now` is Unix seconds for the signature; `response_url` takes any post."""

    def __init__(self, rng: Random, *, secret: str, now: Callable[[], float], response_url: str) -> None:
        self._rng = rng
        self._secret = secret
        self._now = now
        self._response_url = response_url
        self._numbers = itertools.count(1)
        self._payloads = Payloads(Installation())

    def __iter__(self) -> Iterator[Message]:
        while True:
            yield self.next()

    def next(self) -> Message:
        original = self._original()
        if self._rng.random() < 0.05:
            body, content_type, words = *_encoded(original), "untouched"
        elif self._rng.random() < 0.75:
            payload, words = self._changed(original.payload)
            body, content_type = _encoded(Original(original.kind, payload, original.form, original.event))
        else:
            body, content_type, words = self._garbled(*_encoded(original))
        headers = {"Content-Type": content_type, **self._signature(body)}
        words = f"{original.kind}: {words}"
        if self._rng.random() < 0.1:
            changes, how = self._forged()
            return Message(f"{words}, {how}", post(body, headers | changes), signed=False)
        return Message(words, post(body, headers))

    def _signature(self, body: bytes) -> dict[str, str]:
        return sign(body, secret=self._secret, timestamp=int(self._now()))

    def _original(self) -> Original:
        rng, payloads = self._rng, self._payloads
        number = next(self._numbers)
        # A name that was used already would get the answer of that time.
        actor = Actor(VIEWER, Installation().team_id, f"{number}.{rng.getrandbits(40)}")
        customer, url = rng.choice(_CUSTOMERS), self._response_url
        message = SlackMessage(
            "1700000000.000100", SUPPORT.id, "user", VIEWER, f"Where is {customer}?", "user"
        )
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

    def _changed(self, payload: Json) -> tuple[Json, str]:
        changed: Json = json.loads(json.dumps(payload))
        words = [self._change(changed) for _ in range(self._rng.choice([1, 1, 1, 2, 4]))]
        return changed, "; ".join(words)

    def _change(self, payload: Json) -> str:
        """Changes one place in the payload, and says which and how."""
        rng = self._rng
        places = list(_places(payload, ()))
        if rng.random() < 0.2 or not places:
            name = rng.choice(_NAMES)
            payload[name] = self._value(name)
            return f"{name} set to {_brief(payload[name])}"
        path = rng.choice(places)
        part: Any = payload
        for step in path[:-1]:
            part = part[step]
        where = ".".join(map(str, path))
        if rng.random() < 0.3:
            del part[path[-1]]
            return f"{where} removed"
        part[path[-1]] = self._value(path[-1])
        return f"{where} set to {_brief(part[path[-1]])}"

    def _value(self, name: str | int) -> Any:
        if name in {"response_url", "private_metadata"} and self._rng.random() < 0.7:
            url = self._rng.choice(_URLS)
            return url if name == "response_url" else json.dumps({"c": "C1", "r": url})
        if name == "type" and self._rng.random() < 0.7:
            return self._rng.choice(_TYPES)
        if name == "value" and self._rng.random() < 0.6:
            odd = {"c": "cust_1001", self._rng.choice("cfpks"): json.loads(self._rng.choice(_ODD))}
            if self._rng.random() < 0.5:
                odd["s"] = self._rng.choice(
                    ["", " ", "9" * 20, "9" * 5000, "-1 abcdeu1", "1 abcdeuz", "1 abcdeu" + "f" * 800]
                )
            return json.dumps(odd)
        return json.loads(self._rng.choice(_ODD))

    def _garbled(self, body: bytes, content_type: str) -> tuple[bytes, str, str]:
        rng = self._rng
        # Half an address could be that of another machine.
        cut = rng.randrange(max(1, body.find(b"http") if b"http" in body else len(body)))
        match rng.randrange(10):
            case 0:
                return body[:cut], content_type, f"cut off after {cut} bytes"
            case 1:
                return b"", content_type, "empty"
            case 2:
                junk = rng.choice(
                    [b"\xff\xfe", b"\0", b"\xef\xbb\xbf", b"\x80", b"{", b"&", b"payload=", b"%ff%00", b"=="]
                )
                return junk + body, content_type, f"{junk!r} before it"
            case 3:
                junk = rng.choice(
                    [b"\xff", b"\0", b"}", b"&payload=[]", b"&payload=1", b"&command=%00", b"&payload", b"&a"]
                )
                return body + junk, content_type, f"{junk!r} after it"
            case 4:
                wrong = rng.choice(
                    [
                        _JSON,
                        FORM,
                        "text/plain",
                        "",
                        "multipart/form-data",
                        "application/json; charset=utf-16",
                        "☃",
                    ]
                )
                return body, wrong, f"as {wrong!r}"
            case 5:
                return (
                    b"payload="
                    + rng.choice([b"", b"null", b"[]", b"1", b'"x"', b"{", b"NaN", b"{}", b"%00"]),
                    FORM,
                    "another payload",
                )
            case 6:
                deep = b"[" * 10_000 if rng.random() < 0.5 else b'{"a":' * 10_000
                return (
                    rng.choice([b"payload=" + deep, deep]),
                    rng.choice([FORM, _JSON]),
                    "nested 10,000 levels",
                )
            case 7:
                return rng.randbytes(rng.randrange(200)), content_type, "random bytes"
            case 8:
                return (
                    b"payload=" + quote('{"a":' + "9" * 5000 + "}").encode(),
                    FORM,
                    "a number of 5,000 digits",
                )
            case _:
                return body + b"&" + body, content_type, "every key twice"

    def _forged(self) -> tuple[dict[str, str], str]:
        """Headers that no request of Slack's has, and what is wrong with them."""
        rng = self._rng
        if rng.random() < 0.5:
            stamp = rng.choice(
                ["", "x", "-1", "1e9", "9" * 13, "9" * 400, "0", "\xb2", "１", "1 1", "nan", "0x10"]
            )
            return {"X-Slack-Request-Timestamp": stamp}, f"timestamp {_brief(stamp)}"
        mark = rng.choice(
            ["", "v0=", "v0=" + "0" * 64, "v1=" + "0" * 64, "v0=" + "é" * 64, "v0=" + "F" * 64, "0" * 9000]
        )
        return {"X-Slack-Signature": mark}, f"signature {_brief(mark)}"


def _encoded(original: Original) -> tuple[bytes, str]:
    if original.event:
        return json.dumps(original.payload).encode(), _JSON
    if original.form:
        fields = {name: _field(value) for name, value in original.payload.items()}
        return urlencode(fields, doseq=True, errors="surrogatepass").encode(), FORM
    return urlencode({"payload": json.dumps(original.payload)}).encode(), FORM


def _field(value: Any) -> Any:
    """A form's value: text, or several texts."""
    return [str(item) for item in value] if isinstance(value, list) else str(value)


def _places(part: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    # Not into what an earlier change nested.
    if len(path) > 8:
        return
    named: Any = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in named:
        yield (*path, name)
        yield from _places(value, (*path, name))


def _brief(value: Any) -> str:
    try:
        return repr(value)[:60]
    except ValueError:
        return "a number of many digits"


def fault_in(message: Message, response: Response) -> list[str]:
    """What is wrong with an answer, in words; nothing where it is as it should be."""
    expected = {200, 400, 401} if message.signed else {400, 401}
    if response.status not in expected:
        return [f"{response.status} for {message.words}"]
    if b"Traceback" in response.body or b"Something went wrong in this app" in response.body:
        return [f"an error's text for {message.words}"]
    return []
