"""**From `exec` to the first cards**, each new process is asked from when its port is open. A first round is not
counted: it compiles Python's bytecode."""

import time
from statistics import median

from benchmarks.report import Row, ms
from benchmarks.servers import BOT, TUTORIAL_KEPT, Command, first_cards, started
from benchmarks.world import World, near

_ROUNDS = 5


async def measure() -> list[Row]:
    async with near() as world:
        rounds = [(await _start(BOT, world), await _start(TUTORIAL_KEPT, world)) for _ in range(1 + _ROUNDS)]
    counted = rounds[1:]
    ratio = median(bot / tutorial for bot, tutorial in counted)
    own, other = (median(times) for times in zip(*counted, strict=True))
    return [
        Row(
            "From `exec` to the first cards",
            "sooner than the tutorials' way",
            f"{ratio:.2f} of its time ({ms(own)}; the tutorials' way {ms(other)})",
            ratio < 1,
            "Nearly all of it is imports: pydantic, structlog and aiohttp here; Flask and gunicorn there.",
        )
    ]


async def _start(command: Command, world: World) -> float:
    began = time.perf_counter()
    async with started(command, world) as server:
        await first_cards(server, world)
        return time.perf_counter() - began
