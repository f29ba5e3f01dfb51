"""The command line: `python -m bot serve | socket | check`. Owns the arguments and the exit codes."""

import argparse
import asyncio
import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bot
from bot.garbage import collect_seldom

if TYPE_CHECKING:
    from bot.settings import Settings

OK, FAILED, MISCONFIGURED = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one of the commands. Returns the exit code: 0, 1 where it failed, 2 where the environment is not fit."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return OK
    _make_output_safe()
    # Nothing that is imported ever goes away, so there is no garbage to look for before the start.
    gc.disable()
    try:
        code = _run_command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would say so on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    else:
        return code
    finally:
        gc.enable()


def _make_output_safe() -> None:
    # Closed by whoever started this, or of an encoding that lacks some of our characters.
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - it is open until the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _run_command(arguments: argparse.Namespace) -> int:
    from bot.settings import SettingsError

    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except SettingsError as error:
        print("These settings keep the app from starting (see .env.example):", file=sys.stderr)
        for fault in error.faults:
            print(f"  {fault}", file=sys.stderr)
        return MISCONFIGURED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=bot.__doc__)
    parser.add_argument("--version", action="version", version=bot.__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, run, text in (
        ("serve", _serve, "answer Slack over HTTP, on HOST and PORT"),
        ("socket", _socket, "answer Slack over Socket Mode, without a public address"),
        ("check", _check, "tell whether all is in place: settings, Slack, Gameball, messages"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if run is _check:
            command.add_argument("--json", action="store_true", help="print the findings as JSON")
    return parser


def _serve(_: argparse.Namespace) -> int:
    from bot.server import serving
    from bot.settings import ServeSettings

    settings = ServeSettings.load()
    configure_log(settings)
    return until_stopped(serving(settings), lambda _: collect_seldom())


def _socket(_: argparse.Namespace) -> int:
    from bot.settings import SocketSettings
    from bot.socket_mode import SocketModeError, connected

    settings = SocketSettings.load()
    configure_log(settings)
    # All that is needed has been imported. It may be long until Slack is reached.
    collect_seldom()
    try:
        return until_stopped(connected(settings), may_take_long=True)
    except SocketModeError as error:
        print(f"Slack refuses the connection ({error.code}): check SLACK_APP_TOKEN.", file=sys.stderr)
        return FAILED


def _check(arguments: argparse.Namespace) -> int:
    from bot.check.doctor import check, setting_faults
    from bot.check.finding import Finding, all_well, as_json
    from bot.log import configure
    from bot.settings import Settings, SettingsError

    async def findings() -> list[Finding]:
        found: list[Finding] = []
        try:
            settings = Settings.load()
        except SettingsError as error:
            found = setting_faults(error)
        else:
            # Standard output is for the findings alone.
            with redirect_stdout(sys.stderr):
                configure(level="error", style=settings.log_format, secrets=settings.secrets())
            async for finding in check(settings):
                found.append(finding)
                if not arguments.json:
                    print(finding.line(), flush=True)
            return found
        if not arguments.json:
            print(*(finding.line() for finding in found), sep="\n")
        return found

    found = asyncio.run(findings())
    if arguments.json:
        print(as_json(found))
    return OK if all_well(found) else FAILED


def configure_log(settings: "Settings") -> None:
    from bot.log import configure

    configure(level=settings.log_level, style=settings.log_format, secrets=settings.secrets())


def until_stopped(
    running: AbstractAsyncContextManager[str | None],
    started: Callable[[str | None], None] = lambda _: None,
    *,
    may_take_long: bool = False,
) -> int:
    """Run until SIGTERM or SIGINT. Where the start `may_take_long`, because it waits for Slack, it is given up for these."""

    async def run() -> None:
        stop, entered = asyncio.Event(), asyncio.Event()

        async def serve() -> None:
            async with running as url:
                entered.set()
                started(url)
                await stop.wait()

        serving = asyncio.create_task(serve())

        def end() -> None:
            stop.set()
            if may_take_long and not entered.is_set():
                serving.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, end)
        with suppress(asyncio.CancelledError):
            await serving

    try:
        _run(run())
    except BrokenPipeError:
        raise
    except OSError as error:
        taken = error.errno in {errno.EADDRINUSE, errno.EACCES}
        advice = "PORT sets another port" if taken else "HOST and PORT say where to listen"
        print(f"Cannot start: {error.strerror or type(error).__name__}. {advice}.", file=sys.stderr)
        return FAILED
    return OK


def _run(work: Coroutine[Any, Any, None]) -> None:
    if sys.platform == "win32":
        asyncio.run(work)
        return
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


if __name__ == "__main__":
    sys.exit(main())
