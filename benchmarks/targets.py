"""What was hoped for, beside what was measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.cold_start import ColdStart
from benchmarks.cost import Rate, Rounds
from benchmarks.crowd import Crowd, memory_in, middle, worst
from benchmarks.desk import Desk
from benchmarks.growth import SIZES, Growth


@dataclass
class Figures:
    """All that a run measured, lap by lap. `profiles` holds each server's shares of work, None where they could not be
    had."""

    desk: Desk = field(default_factory=Desk)
    cost: Rounds = field(default_factory=dict)
    crowds: list[Crowd] = field(default_factory=list)
    floor_crowds: list[Crowd] = field(default_factory=list)
    cold_start: ColdStart = field(default_factory=ColdStart)
    growth: Growth = field(default_factory=Growth)
    same_customer: list[Crowd] = field(default_factory=list)
    profiles: dict[str, dict[str, float] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """`met` is None where it could not be measured; `if_missed` says where the time goes then."""

    subject: str
    goal: str
    measured: str
    met: bool | None
    if_missed: str = ""

    @property
    def verdict(self) -> str:
        if self.met is None:
            return "not measured"
        return "met" if self.met else "**missed**"


def targets(figures: Figures) -> list[Target]:
    return [
        *_desk(figures.desk),
        *_cost(figures.cost),
        *_crowd(figures.crowds),
        *_cold_start(figures.cold_start),
        *_growth(figures.growth),
        _coalescing(figures.same_customer),
    ]


def _desk(desk: Desk) -> Iterator[Target]:
    bot, tutorial = median(desk.quiet["bot"]), median(desk.quiet["tutorial"])
    limit = desk.round_trip + 0.008
    yield Target(
        "Time to cards at a desk's pace",
        f"one Gameball round trip plus 8 ms: {ms(limit)}",
        ms(bot),
        bot <= limit,
        "One round trip is all that the bot waits for; the rest is its own work, in the table below.",
    )
    yield Target(
        "… against the tutorials' way",
        "at least 5 times faster",
        f"{tutorial / bot:.1f} times ({ms(tutorial)})",
        tutorial >= 5 * bot,
        "Both wait for the same Gameball; the ratio is the trips and handshakes that the bot does without.",
    )


def beside_floor(rounds: Rounds, connections: int, figure: str) -> list[float]:
    """The ratio of the bot to the floor in each pair of turns: what else the machine did then met both."""
    pairs = zip(rounds["bot", connections], rounds["floor", connections], strict=True)
    return [float(getattr(bot, figure) / getattr(floor, figure)) for bot, floor in pairs]


def typical(rates: list[Rate], figure: str) -> float:
    return median(float(getattr(rate, figure)) for rate in rates)


def _cost(rounds: Rounds) -> Iterator[Target]:
    latency = median(beside_floor(rounds, 1, "median"))
    yield Target(
        "Cost of a lookup, 1 connection",
        "median within 1.6 times the floor",
        f"{latency:.2f} times ({ms(typical(rounds['bot', 1], 'median'), 2)})",
        latency <= 1.6,
        "The floor has no dispatch, client library, retries, coalescing or log line; each has its share below.",
    )
    of_floor = median(beside_floor(rounds, 32, "per_second"))
    yield Target(
        "Throughput, 32 connections",
        "at least 0.6 of the floor",
        f"{of_floor:.2f} of it ({typical(rounds['bot', 32], 'per_second'):,.0f} lookups/s)",
        of_floor >= 0.6,
        "The floor has no dispatch, client library, retries, coalescing or log line, and the faster the cards that both draw, the larger the share of these.",
    )
    of_tutorial = typical(rounds["bot", 32], "per_second") / typical(rounds["tutorial", 32], "per_second")
    yield Target(
        "… against the tutorials' way",
        "at least 4 times",
        f"{of_tutorial:.1f} times ({typical(rounds['tutorial', 32], 'per_second'):,.0f} lookups/s)",
        of_tutorial >= 4,
        "Both draw the same cards on one core; the rest is the way, and a new TLS context for each lookup.",
    )


def _crowd(crowds: Sequence[Crowd]) -> Iterator[Target]:
    usual, bad, memory = middle(crowds), worst(crowds), memory_in(crowds)
    yield Target(
        f"{usual.asked:,} lookups at once, Gameball taking 1.5 s",
        "all in their HTTP response within 3 s, none lost",
        f"{usual.in_http_response:,} in the response, {usual.at_response_url:,} posted later, {usual.lost:,} lost; "
        f"the slowest after {usual.slowest:.2f} s. In the worst of {len(crowds)} rounds {bad.in_http_response:,}, "
        f"{bad.at_response_url:,}, {bad.lost:,}, and {bad.slowest:.2f} s",
        usual.in_http_response == usual.asked and usual.slowest <= 3 and not bad.lost,
        "All of them arrive within the same moment and are answered within the same moment by one core: those "
        "whose turn comes more than 2.3 s after they were asked are posted to their `response_url`.",
    )
    yield Target(
        "… memory then",
        "under 120 MB resident",
        f"{memory[0]:.0f} MB; in the worst round {memory[1]:.0f} MB"
        if memory
        else "unknown on this platform",
        memory[0] < 120 if memory else None,
        "Every lookup under way holds two connections with their buffers and parsers, Slack's request in Bolt's form, and "
        "all that waits for Gameball: some 41 kB, of which the floor has 26. What is imported takes 62 MB, and babel's "
        "and pydantic's tables 5 more.",
    )


def _cold_start(cold: ColdStart) -> Iterator[Target]:
    ratio = median(bot / bare for bot, bare in zip(cold.healthy, cold.bare_import, strict=True))
    bare = median(cold.bare_import)
    yield Target(
        "Cold start, until `/healthz` answers",
        "under 1.3 times a bare import of `slack_bolt.async_app` and `httpx`",
        f"{ratio:.2f} times ({ms(median(cold.healthy))} against {ms(bare)})",
        ratio < 1.3,
        "Before the port is open the bot imports pydantic, structlog and aiohttp, of which the bare import has the last.",
    )
    bot, tutorial = median(cold.cards["bot"]), median(cold.cards["tutorial"])
    yield Target(
        "… until the first command has its cards",
        "sooner than the tutorials' way",
        f"{ms(bot)} against {ms(tutorial)}: {bot / tutorial:.2f} times, and {bot / bare:.2f} times the bare import",
        bot < tutorial,
        "Whatever a command needs is imported by then, and the first connection to Gameball opened.",
    )


def _growth(growth: Growth) -> Iterator[Target]:
    each = {size: growth.parsing[size] / size for size in SIZES}
    most = max(each.values())
    linear = each[SIZES[-1]] / each[100]
    yield Target(
        "Reading a list of coupons",
        "linear, under 20 µs a coupon",
        f"{us(most)} a coupon at most; {linear:.2f} times as much each at 10,000 as at 100",
        most < 20e-6 and linear < 1.5,
        "Long lists leave the processor's caches, so that each coupon costs more than in a short one.",
    )
    yield Target(
        "A page out of it",
        "one linear pass, under 3 µs a coupon",
        f"{us(growth.page_per_coupon)} a coupon beyond the page itself ({ms(growth.page[SIZES[0]], 2)})",
        growth.page_per_coupon < 3e-6,
        "Every coupon is judged with all its reasons, ranked and counted, in Python; only the page is drawn.",
    )


def _coalescing(crowds: Sequence[Crowd]) -> Target:
    requests = max(crowd.gameball_requests for crowd in crowds)
    answered = min(crowd.asked - crowd.lost for crowd in crowds)
    return Target(
        f"{crowds[0].asked} agents ask for the same customer at once",
        "1 request to Gameball",
        f"{requests}, {answered} answered",
        requests == 1 and answered == crowds[0].asked,
        "A request of its own for an agent means that they were not waiting for the same one.",
    )


def ms(seconds: float, digits: int = 0) -> str:
    return f"{seconds * 1000:,.{digits}f} ms"


def us(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs"
