"""The result: a table on the screen, and docs/performance.md."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version


@dataclass(frozen=True)
class Row:
    """`if_missed` says why, for a row that misses its target."""

    what: str
    target: str
    figure: str
    met: bool
    if_missed: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return self.what, self.target, self.figure, "met" if self.met else "**missed**"


def ms(seconds: float, digits: int = 0) -> str:
    return f"{seconds * 1000:,.{digits}f} ms"


def table(rows: Sequence[Row]) -> str:
    """In Markdown, with columns that line up on the screen too."""
    cells = [("", "target", "figure", ""), ("---",) * 4, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [" | ".join(map(str.ljust, line, widths)) for line in cells]
    return "\n".join(f"| {line} |" for line in lines)


def misses(rows: Sequence[Row]) -> str:
    return "\n\n".join(
        f"**Missed: {row.what}** ({row.figure}). {row.if_missed}" for row in rows if not row.met
    )


def page(rows: Sequence[Row], explanations: Iterable[str], *, others: float) -> str:
    """docs/performance.md. The explanations say what was measured, and how. Other programs used `others` percent."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("slack-bolt", "aiohttp", "httpx", "uvloop"))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    measured = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine}, Python {platform.python_version()}, {versions}. "
        f"Just before, other programs used {others:.0f} % of the processors. "
        "Times belong to the machine; the ratios are the result."
    )
    parts = (_HEAD, table(rows), misses(rows), measured, _METHOD, *explanations)
    return "\n\n".join(part for part in parts if part) + "\n"


_HEAD = """# Performance

An agent should wait for Gameball, and hardly for the bot. `make bench` writes this page. It measures the bot side
by side with two others that draw the same cards:

- **the floor**: aiohttp alone, by hand (`benchmarks/floor.py`): what nobody can do without;
- **the tutorials' way**: Bolt without async in Flask under gunicorn, which acknowledges, asks Gameball and posts
  the cards (`benchmarks/tutorial.py`), with one HTTP client that is kept, or with a new client for each lookup."""

_METHOD = """## What is measured, and how

A lookup takes from the signed command until its five cards are there, in the HTTP response or at the
`response_url`. Each is for another customer, unless said otherwise. The bot is started as a user starts it, with
nothing set for the benchmark. The servers take turns in each round, so that whatever else the machine does meets
all of them. A ratio is taken in each round, and the median of all rounds is shown."""
