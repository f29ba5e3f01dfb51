"""Requests as Slack would never send them, made from requests as it does: everything follows from one `Random`."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import quote

from playground.slack.signing import sign
from tests.soak import odd_values as odd
from tests.soak.originals import JSON, Originals
from tests.soak.wire import FORM, Message, Response, post

Json = dict[str, Any]


class Corpus:
    """An endless supply of requests. `now` is Unix seconds for the signature; `response_url` takes any post."""

    def __init__(self, rng: Random, *, secret: str, now: Callable[[], float], response_url: str) -> None:
        self._rng = rng
        self._secret = secret
        self._now = now
        self._originals = Originals(rng, response_url=response_url)

    def __iter__(self) -> Iterator[Message]:
        while True:
            yield self.next()

    def next(self) -> Message:
        original = self._originals.next()
        if self._rng.random() < 0.05:
            body, content_type, words = *original.encoded(), "untouched"
        elif self._rng.random() < 0.75:
            payload, words = self._changed(original.payload)
            body, content_type = replace(original, payload=payload).encoded()
        else:
            body, content_type, words = self._garbled(*original.encoded())
        headers = {"Content-Type": content_type, **self._signature(body)}
        words = f"{original.kind}: {words}"
        if self._rng.random() < 0.1:
            changes, how = self._forged()
            return Message(f"{words}, {how}", post(body, headers | changes), signed=False)
        return Message(words, post(body, headers))

    def _signature(self, body: bytes) -> dict[str, str]:
        return sign(body, secret=self._secret, timestamp=int(self._now()))

    def _changed(self, payload: Json) -> tuple[Json, str]:
        changed: Json = json.loads(json.dumps(payload))
        words = [self._change(changed) for _ in range(self._rng.choice([1, 1, 1, 2, 4]))]
        return changed, "; ".join(words)

    def _change(self, payload: Json) -> str:
        """Changes one place in the payload, and says which and how."""
        rng = self._rng
        places = list(_places(payload, ()))
        if rng.random() < 0.2 or not places:
            name = rng.choice(odd.NAMES)
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
            url = self._rng.choice(odd.URLS)
            return url if name == "response_url" else json.dumps({"c": "C1", "r": url})
        if name == "type" and self._rng.random() < 0.7:
            return self._rng.choice(odd.TYPES)
        if name == "value" and self._rng.random() < 0.6:
            state = {"c": "cust_1001", self._rng.choice("cfpks"): json.loads(self._rng.choice(odd.VALUES))}
            if self._rng.random() < 0.5:
                state["s"] = self._rng.choice(odd.SHOWN)
            return json.dumps(state)
        return json.loads(self._rng.choice(odd.VALUES))

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
                junk = rng.choice(odd.BEFORE)
                return junk + body, content_type, f"{junk!r} before it"
            case 3:
                junk = rng.choice(odd.AFTER)
                return body + junk, content_type, f"{junk!r} after it"
            case 4:
                wrong = rng.choice(odd.CONTENT_TYPES)
                return body, wrong, f"as {wrong!r}"
            case 5:
                return b"payload=" + rng.choice(odd.PAYLOADS), FORM, "another payload"
            case 6:
                deep = rng.choice([b"[", b'{"a":']) * 10_000
                return rng.choice([b"payload=", b""]) + deep, rng.choice([FORM, JSON]), "nested 10,000 levels"
            case 7:
                return rng.randbytes(rng.randrange(200)), content_type, "random bytes"
            case 8:
                number = quote('{"a":' + "9" * 5000 + "}").encode()
                return b"payload=" + number, FORM, "a number of 5,000 digits"
            case _:
                return body + b"&" + body, content_type, "every key twice"

    def _forged(self) -> tuple[dict[str, str], str]:
        """Headers that no request of Slack's has, and what is wrong with them."""
        rng = self._rng
        if rng.random() < 0.5:
            stamp = rng.choice(odd.TIMESTAMPS)
            return {"X-Slack-Request-Timestamp": stamp}, f"timestamp {_brief(stamp)}"
        mark = rng.choice(odd.SIGNATURES)
        return {"X-Slack-Signature": mark}, f"signature {_brief(mark)}"


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
