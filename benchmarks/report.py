"""docs/performance.md, and the table on the terminal."""

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median, quantiles

from benchmarks.cores import Cores
from benchmarks.crowd import memory_in, middle
from benchmarks.desk import ROUND_TRIP
from benchmarks.growth import SIZES
from benchmarks.servers import BOT, FLOOR, TUTORIAL, TUTORIAL_KEPT
from benchmarks.targets import Figures, Target, beside_floor, ms, typical, us

_SERVERS = (BOT, FLOOR, TUTORIAL, TUTORIAL_KEPT)


def as_table(rows: Sequence[Target]) -> str:
    """For the terminal."""
    cells = [("what", "goal", "measured", "verdict")]
    cells += [(row.subject, row.goal, row.measured, row.verdict.strip("*")) for row in rows]
    widths = [max(len(cell[column]) for cell in cells) for column in range(4)]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(cell, widths, strict=True)).rstrip()
        for cell in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def as_markdown(figures: Figures, rows: Sequence[Target], *, cores: Cores, laps: int, plot: str) -> str:
    parts = [
        _head(cores, rows),
        _markdown_table(
            ("", "goal", "measured", "verdict"), ((r.subject, r.goal, r.measured, r.verdict) for r in rows)
        ),
        f"![The bot beside the floor and the tutorials' way]({plot})\n",
        *_misses(figures, rows),
        "## In detail\n",
        *_details(figures),
        *_profile(figures),
        *_start(figures),
        _METHOD.format(laps=f"{laps} laps" if laps > 1 else "one lap"),
    ]
    return "\n".join(parts) + "\n"


def _head(cores: Cores, rows: Sequence[Target]) -> str:
    met = sum(row.met is True for row in rows)
    return (
        "# Performance\n\n"
        "The agent waits for Gameball, never for us: how near that is to the truth. Written by `make bench`, which "
        "measures everything side by side in one run. The ratios are the result; times belong to the machine.\n\n"
        f"{met} of {len(rows)} targets met on {datetime.now(UTC):%Y-%m-%d}: {_machine()}; {cores.in_words}.\n"
    )


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("slack-bolt", "aiohttp", "httpx", "uvloop"))
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, {versions}"


def _misses(figures: Figures, rows: Sequence[Target]) -> Iterator[str]:
    missed = [row for row in rows if row.met is False]
    if not missed:
        return
    yield "## What is missed, and why\n"
    for row in missed:
        yield f"- **{_whole_subject(rows, row)}** ({row.measured}; goal: {row.goal}). {row.if_missed}"
    if any(figures.profiles.values()):
        yield (
            "\nThe profiles: [where a lookup's time goes](#where-a-lookups-time-goes), and "
            "[where the start goes](#where-the-start-goes)."
        )
    yield ""


def _whole_subject(rows: Sequence[Target], row: Target) -> str:
    """What "… memory then" continues."""
    if not row.subject.startswith("… "):
        return row.subject
    before = next(r for r in reversed(rows[: rows.index(row)]) if not r.subject.startswith("… "))
    return f"{before.subject}, {row.subject.removeprefix('… ')}"


def _details(figures: Figures) -> Iterator[str]:
    desk = figures.desk
    yield (
        f"Median time to cards at a desk's pace. Both services are {ms(ROUND_TRIP)} away behind TLS; one request over "
        f"an open connection takes {ms(desk.round_trip, 1)} here.\n"
    )
    yield _markdown_table(
        (
            "",
            "after 20 s of quiet",
            "after 2 minutes, connections closed",
            "the way from and to Slack counted too",
        ),
        (
            (
                kind.title,
                *(ms(median(times[kind.name])) for times in (desk.quiet, desk.after_pause, desk.both_ways)),
            )
            for kind in _SERVERS
        ),
    )
    if desk.after_real_quiet:
        seconds, opened = desk.after_real_quiet
        yield (
            f"Quiet is simulated by letting the services close what a real one would have closed by then. After 20 s that "
            f"really passed, the bot had the cards after {ms(seconds)}, with {opened} new connections to Gameball.\n"
        )
    yield "Cost of a lookup: nothing kept, five coupons, Gameball on the same machine and answering at once.\n"
    yield _markdown_table(
        (
            "",
            "1 connection: p50",
            "p95",
            "lookups/s",
            "32 connections: p50",
            "p95",
            "lookups/s",
            "processor time each",
        ),
        (_cost_row(figures, kind.name, kind.title) for kind in _SERVERS),
    )
    kept = median(desk.quiet[TUTORIAL_KEPT.name]) / median(desk.quiet[BOT.name])
    of_bot, of_kept = (typical(figures.cost[kind.name, 32], "per_second") for kind in (BOT, TUTORIAL_KEPT))
    yield (
        "Most of what the tutorials' way spends goes into a new client, and with it a new TLS context, for each lookup. With "
        f"a client that is kept, the bot is still {kept:.1f} times faster at a desk's pace, and has {of_bot / of_kept:.1f} times "
        "the throughput at 32 connections.\n"
    )
    latency, throughput = (
        quantiles(beside_floor(figures.cost, connections, figure), n=4)
        for connections, figure in ((1, "median"), (32, "per_second"))
    )
    yield (
        f"The bot and the floor take {len(figures.cost[BOT.name, 1])} short turns side by side. In the middle half of these, "
        f"the median at 1 connection is {latency[0]:.2f} to {latency[2]:.2f} times the floor's, and the throughput at 32 "
        f"connections {throughput[0]:.2f} to {throughput[2]:.2f} of it.\n"
    )
    memory, floor = memory_in(figures.crowds), memory_in(figures.floor_crowds)
    if memory and floor:
        yield (
            f"Memory with {figures.crowds[0].asked:,} lookups under way: the bot {memory[0]:.0f} MB, the floor {floor[0]:.0f} MB "
            f"(its slowest answer after {middle(figures.floor_crowds).slowest:.2f} s).\n"
        )
    yield "Growth with the length of a customer's list.\n"
    growth = figures.growth
    yield _markdown_table(
        ("coupons", "reading them", "each", "judging them and drawing a page"),
        (
            (
                f"{size:,}",
                ms(growth.parsing[size], 2),
                us(growth.parsing[size] / size),
                ms(growth.page[size], 2),
            )
            for size in SIZES
        ),
    )


def _cost_row(figures: Figures, name: str, title: str) -> tuple[str, ...]:
    one, many = figures.cost[name, 1], figures.cost[name, 32]
    cpu = ms(typical(many, "cpu"), 2) if all(rate.cpu is not None for rate in many) else "–"
    return (
        title,
        *(ms(typical(one, figure), 2) for figure in ("median", "p95")),
        f"{typical(one, 'per_second'):,.0f}",
        *(ms(typical(many, figure), 1) for figure in ("median", "p95")),
        f"{typical(many, 'per_second'):,.0f}",
        cpu,
    )


def _profile(figures: Figures) -> Iterator[str]:
    bot, floor = figures.profiles.get("bot"), figures.profiles.get("floor")
    if not bot or not floor:
        return
    yield "## Where a lookup's time goes\n"
    yield "Shares of the processor time at 32 connections, sampled by py-spy.\n"
    yield _markdown_table(
        ("", "the bot", "the floor"),
        (
            (part, _percent(bot.get(part)), _percent(floor.get(part)))
            for part in sorted({**bot, **floor}, key=lambda part: -bot.get(part, 0.0))
        ),
    )


def _start(figures: Figures) -> Iterator[str]:
    start = figures.cold_start
    yield "## Where the start goes\n"
    yield (
        f"From `exec` to a first 200 of `/healthz`: {ms(median(start.healthy))}. The port is open before the app itself is "
        "imported, and a command that comes meanwhile waits for that. From `exec` to the first command's cards, asked for as "
        "soon as the port is open, or in the bot's case as soon as it has answered `/healthz`:\n"
    )
    yield _markdown_table(
        ("", "first cards"),
        ((kind.title, ms(median(start.cards[kind.name]))) for kind in (BOT, FLOOR, TUTORIAL)),
    )
    yield (
        "What is imported until then, by package, with what is built at that: as Python times imports, which makes each "
        "slower.\n"
    )
    before, after = start.imports
    most = [package for package, _ in (before + after).most_common(10)]
    yield _markdown_table(
        ("package", "before the port is open", "after"),
        (
            *((package, ms(before[package] / 1e6, 1), ms(after[package] / 1e6, 1)) for package in most),
            (
                "all others",
                *(ms((part.total() - sum(part[p] for p in most)) / 1e6, 1) for part in (before, after)),
            ),
        ),
    )


def _percent(share: float | None) -> str:
    return f"{share:.0%}" if share else "–"


def _markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


_METHOD = """## How it is measured

- **The bot** is `python -m bot serve`, as a user starts it, style of cards learned. **The floor** is bare aiohttp doing the
  same work by hand, with the bot's own reading and cards (`benchmarks/peers/floor.py`). **The tutorials' way** is Bolt
  without async in Flask under gunicorn, one process with threads: acknowledge, fetch with a new client, `respond()`
  (`benchmarks/peers/tutorial.py`), with the same cards. The goals are set against that; the tables have it with one client
  that is kept, too.
- A lookup counts from the signed request until the cards are in Slack's hands: in the HTTP response, or whole at the
  `response_url`. Every lookup asks for another customer, so nothing is kept or shared but where that is the question.
- At a desk's pace, the way from Slack to the server is not counted, as no app can change it; the table above has a column
  with it. Handshakes cost what they cost on the real net: a trip for TCP, one for TLS 1.3.
- All but the profiles is measured in {laps}: a slow minute of the machine is to meet a part of each thing, and not the whole
  of one.
- The bot and the floor are compared within pairs of short turns, one right after the other; the median of all pairs is
  shown. The many at once come to a new process each time: the verdict is that of the round in the middle (of an
  even number, the worse of the two), or of the worst one where it lost an answer; what else the machine does shows in the worst.
- The bare import is over when it has imported: what Python does on its way out does not count, nor is the bot's end counted.
- Growth is measured in processor time, in one process that looks for garbage as seldom as the bot does. The least of all
  turns is shown: what a turn takes longer is the machine's."""
