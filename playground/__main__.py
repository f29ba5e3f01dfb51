"""The command line: `python -m playground` runs the app between its stand-ins until SIGINT or SIGTERM."""

import sys

from bot.__main__ import configure_log, until_stopped
from bot.settings import SettingsError
from playground.server import playground, playground_settings


def main() -> int:
    """Run it. Returns the exit code: 2 where a variable of the environment is not understood."""
    try:
        settings = playground_settings()
    except SettingsError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        return 2
    # Beside the address, only what is wrong is of interest; the line of each click is for debugging.
    level = "debug" if settings.log_level == "debug" else "warning"
    configure_log(settings.model_copy(update={"log_level": level}))
    return until_stopped(
        playground(settings), lambda url: print(f"The playground is at {url} (Ctrl+C ends it)", flush=True)
    )


if __name__ == "__main__":
    sys.exit(main())
