"""How the app logs: one line per event, on standard output, with nothing in it that must not be seen."""

import hashlib
import json
import logging
import queue
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from logging.handlers import QueueHandler, QueueListener
from typing import Any, Literal

import stamina.instrumentation
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

LINES_WAITING = 10_000
"""Lines that may wait to be written: a few megabytes."""
# Tokens by their shape and response_urls by their host, should a library ever log one.
_SHAPES = (
    r"wss?://[^\s\"'<>]*"
    r"|xox[a-z]-[\w-]+"
    r"|xapp-[\w-]+"
    r"|https?://hooks\.slack(?:-gov)?\.com/[^\s\"'<>]*"
    r"|https?://[^\s\"'<>]*/customers/[^\s\"'<>]*"
)


def configure(*, level: str, style: Literal["console", "json"] | None, secrets: Iterable[str]) -> None:
    """Set up logging for the process. `secrets` are blanked out wherever they would appear."""
    if style is None:
        style = "console" if sys.stdout.isatty() else "json"
    # Libraries log whole requests at info and debug: customer ids, response_urls and tokens among them. They get to
    # say what is wrong, at any level of ours.
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout, force=True)
    logging.getLogger("bot").setLevel(level.upper())
    # Its report of a line that cannot be written quotes what would have been blanked out.
    logging.raiseExceptions = False
    # The default hook logs what is retried with its arguments.
    stamina.instrumentation.set_on_retry_hooks([])
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_messages,
    ]
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())
        if style == "console"
        else structlog.processors.JSONRenderer(_as_json)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _first_line],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redacting(renderer, secrets)],
    )
    for handler in logging.getLogger().handlers:
        handler.setFormatter(formatter)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def write_in_thread() -> Callable[..., bool]:
    """Have another thread write the lines: a standard output that nobody reads must not make the app wait.

    Returns a function that ends this. It waits `within` seconds at most until all is written, and tells whether it is."""
    root = logging.getLogger()
    writer = root.handlers[0]
    waiting: queue.Queue[logging.LogRecord] = queue.Queue(LINES_WAITING)
    queued = _Queued(waiting)
    queued.setFormatter(writer.formatter)
    writer.setFormatter(logging.Formatter())
    root.handlers[0] = queued
    listener = QueueListener(waiting, writer)
    listener.start()

    def end(*, within: float = 2.0) -> bool:
        # A queue has no time limit of its own for this.
        all_written = threading.Thread(target=waiting.join, daemon=True)
        all_written.start()
        all_written.join(within)
        if all_written.is_alive():
            return False
        listener.stop()
        writer.setFormatter(queued.formatter)
        root.handlers[0] = writer
        return True

    return end


class _Queued(QueueHandler):
    """Hands lines to the thread that writes them. Where that is too far behind, lines are dropped, and counted."""

    def __init__(self, waiting: queue.Queue[logging.LogRecord]) -> None:
        super().__init__(waiting)
        self._waiting = waiting
        self._dropped = 0

    def enqueue(self, record: logging.LogRecord) -> None:
        if self._dropped and self._waiting.qsize() <= LINES_WAITING // 2:
            dropped, self._dropped = self._dropped, 0
            structlog.stdlib.get_logger("bot").error("lines_dropped", count=dropped)
        try:
            self._waiting.put_nowait(record)
        except queue.Full:
            self._dropped += 1


_json = json.JSONEncoder(ensure_ascii=False, default=repr)


def _as_json(event: EventDict, **_: Any) -> str:
    return _json.encode(event)


def redacting(renderer: Processor, secrets: Iterable[str]) -> Processor:
    """A renderer whose lines have no secrets in them."""
    known = sorted((secret for secret in secrets if secret), key=len, reverse=True)
    pattern = re.compile("|".join([*map(_in_any_spelling, known), _SHAPES]))

    def render(logger: WrappedLogger, name: str, event: EventDict) -> str:
        line = pattern.sub("[redacted]", str(renderer(logger, name, event)))
        # Half of a surrogate pair, from somebody's JSON, cannot be written.
        return line.encode(errors="backslashreplace").decode()

    return render


def _in_any_spelling(secret: str) -> str:
    """A pattern for a secret as it is, and as it looks inside JSON, a repr, or one inside the other."""
    spelled = {"\\": r"\\+", '"': r"\\*\"", "'": r"\\*'"}
    return "".join(spelled.get(character, re.escape(character)) for character in secret)


def customer_hasher(key: str) -> Callable[[str], str]:
    """A function that gives a customer id the name under which it is logged: the same in every process that has the
    key, and worthless to anyone who has not."""
    secret = hashlib.blake2b(key.encode(), digest_size=32, person=b"customer-id").digest()

    def hashed(customer_id: str) -> str:
        return hashlib.blake2b(
            customer_id.encode("utf-8", "surrogatepass"), digest_size=6, key=secret
        ).hexdigest()

    return hashed


def _without_messages(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """An exception by its types and places. Its message may quote anything: a URL, a body, a customer id."""
    exc_info = event.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException):
        event["error"] = " from ".join(_types(error))
        event["at"] = " > ".join(
            f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-8:]
        )
    return event


def _first_line(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """What a library says, without the details below: asyncio puts the exception there, message and all."""
    event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _types(error: BaseException) -> list[str]:
    types: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(types) < 8:
        types.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return types
