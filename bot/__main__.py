"""The command line: `python -m bot serve | socket | check | manifest`. Owns the arguments and the exit codes."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, redirect_stdout, suppress
from typing import Any

import bot
from bot.check.doctor import check, setting_faults
from bot.check.finding import Finding, all_well, as_json
from bot.log import configure, write_in_thread
from bot.server import serving
from bot.settings import ServeSettings, Settings, SettingsError, SocketSettings
from bot.setup.manifest import as_json as manifest_as_json
from bot.setup.manifest import as_yaml, creation_link, host_fault, manifest
from bot.slack.failure import app_token_advice
from bot.socket_mode import SocketModeError, connected

OK, FAILED, MISCONFIGURED = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one of the commands. Returns the exit code: 0, 1 where it failed, 2 where the environment is not fit."""
    try:
        try:
            return _run_command(argv)
        finally:
            sys.stdout.flush()
    except OSError as error:
        print(f"Cannot go on: {error.strerror or type(error).__name__}.", file=sys.stderr)
        # At its end Python writes what is left once more, and would fail with a traceback.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _run_command(argv: list[str] | None) -> int:
    arguments = parser().parse_args(argv)
    if arguments.command is None:
        parser().print_help()
        return OK
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except SettingsError as error:
        print("These settings keep the app from starting (see .env.example):", file=sys.stderr)
        for fault in error.faults:
            print(f"  {fault}", file=sys.stderr)
        return MISCONFIGURED
    except KeyboardInterrupt:
        return FAILED


def parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    whole = argparse.ArgumentParser(prog="python -m bot", description=bot.__doc__)
    whole.add_argument("--version", action="version", version=bot.__version__)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, run, text in (
        ("serve", _serve, "answer Slack over HTTP, on HOST and PORT"),
        ("socket", _socket, "answer Slack over Socket Mode, without a public address"),
        ("check", _check, "tell whether all is in place: settings, Slack, Gameball, messages"),
        ("manifest", _manifest, "print the Slack app's manifest, or the link that creates the app"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if run is _check:
            command.add_argument("--json", action="store_true", help="print the findings as JSON")
        if run is _manifest:
            _add_manifest_arguments(command)
    return whole


def _add_manifest_arguments(command: argparse.ArgumentParser) -> None:
    way = command.add_mutually_exclusive_group()
    # Without a value it is empty, which is said in one line as every other fault of it.
    way.add_argument(
        "--host", nargs="?", const="", help="for HTTP: the host that Slack calls, such as coupons.example.com"
    )
    way.add_argument("--socket", action="store_true", help="for Socket Mode; this is the default")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, and not as YAML")
    form.add_argument("--link", action="store_true", help="as the link that creates the Slack app")
    # The Slack CLI hands the project's folder to its hooks (see .slack/hooks.json).
    command.add_argument("--source", help=argparse.SUPPRESS)


def _serve(_: argparse.Namespace) -> int:
    settings = ServeSettings.load()
    configure_log(settings)
    try:
        return until_stopped(serving(settings))
    except OSError as error:
        return _not_listening(error)


def _socket(_: argparse.Namespace) -> int:
    settings = SocketSettings.load()
    configure_log(settings)
    try:
        return until_stopped(connected(settings))
    except SocketModeError as error:
        print(
            f"Slack refuses the connection ({error.code}): {app_token_advice(error.code)}.", file=sys.stderr
        )
        return FAILED
    except OSError as error:
        return _not_listening(error)


def _not_listening(error: OSError) -> int:
    print(
        f"Cannot start: {error.strerror or type(error).__name__}. HOST and PORT say where to listen.",
        file=sys.stderr,
    )
    return FAILED


def _manifest(arguments: argparse.Namespace) -> int:
    if arguments.host is not None and (fault := host_fault(arguments.host)):
        print(f"--host {fault}. An example: coupons.example.com", file=sys.stderr)
        return MISCONFIGURED
    content = manifest(arguments.host)
    if arguments.link:
        print(creation_link(content))
    elif arguments.json:
        print(manifest_as_json(content))
    else:
        print(as_yaml(content))
    return OK


def _check(arguments: argparse.Namespace) -> int:
    found = asyncio.run(_findings(as_lines=not arguments.json))
    if arguments.json:
        print(as_json(found))
    return OK if all_well(found) else FAILED


async def _findings(*, as_lines: bool) -> list[Finding]:
    """All findings; each is printed as a line as soon as it is there, if asked for."""
    found: list[Finding] = []
    try:
        settings = Settings.load()
    except SettingsError as error:
        found = setting_faults(error)
        if as_lines:
            print(*(finding.line() for finding in found), sep="\n")
        return found
    # Standard output is for the findings alone.
    with redirect_stdout(sys.stderr):
        configure(level="error", style=settings.log_format, secrets=settings.secrets())
    async for finding in check(settings):
        found.append(finding)
        if as_lines:
            print(finding.line(), flush=True)
    return found


def configure_log(settings: Settings) -> None:
    configure(level=settings.log_level, style=settings.log_format, secrets=settings.secrets())


def until_stopped(
    running: AbstractAsyncContextManager[str | None],
    started: Callable[[str | None], None] = lambda _: None,
) -> int:
    """Run until SIGTERM, SIGINT or SIGHUP, then let it finish. `started` is called with what `running` yields."""

    async def serve() -> None:
        async with running as url:
            started(url)
            await asyncio.Event().wait()

    async def run() -> None:
        serving = asyncio.create_task(serve())

        def stop() -> None:
            # Once: systemd sends SIGHUP right after SIGTERM, and another cancellation would cut off what is being finished.
            if not serving.cancelling():
                serving.cancel()

        if sys.platform != "win32":
            # Windows has no such handlers: there Ctrl+C ends it at once.
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, stop)
            loop.add_signal_handler(signal.SIGHUP, stop)
            # Who presses Ctrl+C again does not want to wait.
            loop.add_signal_handler(signal.SIGINT, serving.cancel)
        with suppress(asyncio.CancelledError):
            await serving

    end_log = write_in_thread()
    try:
        _run(run())
    finally:
        written = end_log()
    if not written:
        # Python itself would wait for standard output at its end.
        os._exit(OK)
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
