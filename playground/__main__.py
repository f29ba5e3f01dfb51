"""The command line: `python -m playground` runs the app between its stand-ins until SIGINT or SIGTERM."""

import sys

from bot.__main__ import configure_log, until_stopped
from bot.garbage import collect_seldom
from playground.server import playground, playground_settings


def main() -> int:
    settings = playground_settings()
    configure_log(settings)

    def started(url: str | None) -> None:
        collect_seldom()
        print(f"\n  The playground is at {url} (Ctrl+C ends it)\n", flush=True)

    return until_stopped(playground(settings), started)


if __name__ == "__main__":
    sys.exit(main())
