"""`python -m playground`, which `make demo` runs: a process of its own."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

ROOT = Path(__file__).parents[3]


@asynccontextmanager
async def started(directory: Path, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "playground"),
        cwd=directory,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PORT": "0", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def use(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Asks for coupons at the page, then ends the process. Returns all that it wrote to either output."""
    assert process.stdout is not None
    lines = [""]
    while "The playground is at " not in lines[-1]:
        lines.append((await process.stdout.readline()).decode())
    url = lines[-1].removeprefix("The playground is at ").partition(" ")[0]
    async with aiohttp.ClientSession(url) as http:
        command = {"channel_id": "C0SUPPORT01", "text": "/coupons cust_1001"}
        async with http.post("/playground/messages", json=command) as response:
            assert response.status == 200
    process.send_signal(signal.SIGINT)
    rest, errors = await process.communicate()
    assert process.returncode == 0
    return "".join(lines) + rest.decode(), errors.decode()


async def test_it_prints_its_address_and_nothing_else(tmp_path: Path) -> None:
    async with started(tmp_path) as process:
        written, errors = await use(process)

    assert re.fullmatch(r"The playground is at http://127\.0\.0\.1:\d+ \(Ctrl\+C ends it\)\n", written)
    assert errors == ""


async def test_the_log_of_each_click_is_for_debugging(tmp_path: Path) -> None:
    async with started(tmp_path, LOG_LEVEL="debug", LOG_FORMAT="json") as process:
        written, _ = await use(process)

    assert '"event": "command"' in written


@pytest.mark.parametrize(
    ("variable", "fault"), [("PORT", "PORT: must be"), ("CARD_STYLE", "CARD_STYLE: must be")]
)
async def test_a_malformed_variable_is_one_line_and_exit_code_2(
    tmp_path: Path, variable: str, fault: str
) -> None:
    async with started(tmp_path, **{variable: "nonsense"}) as process:
        written, errors = await process.communicate()

    assert (process.returncode, written) == (2, b"")
    assert errors.decode().startswith(fault)
    assert errors.count(b"\n") == 1
