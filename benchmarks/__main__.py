"""Measure how fast the bot is. Without arguments: everything, and write docs/performance.md."""

import argparse
import resource
import time

import psutil
import uvloop

from benchmarks import crowd, desk, load, long_list, start
from benchmarks.report import Row, misses, page, table
from benchmarks.servers import ROOT

_ALL = {"desk": desk, "load": load, "crowd": crowd, "start": start, "long_list": long_list}
_PAGE = ROOT / "docs" / "performance.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=_ALL, help="measure this alone, and write nothing")
    only: str | None = parser.parse_args().only
    _allow_open_files()
    others = psutil.cpu_percent(interval=2)
    print(f"Other programs use {others:.0f} % of the processors; much of that makes the figures worse.")
    rows = uvloop.run(_measure([only] if only else list(_ALL)))
    print("", table(rows), "", misses(rows), sep="\n")
    if not only:
        # Each measurement's docstring says on the page what it measures, and how.
        explanations = (module.__doc__ or "" for module in _ALL.values())
        _PAGE.write_text(page(rows, explanations, others=others), encoding="utf-8")
        print(f"Written: {_PAGE.relative_to(ROOT)}")


async def _measure(names: list[str]) -> list[Row]:
    rows: list[Row] = []
    for name in names:
        print(f"{name} …", end=" ", flush=True)
        began = time.monotonic()
        rows += await _ALL[name].measure()
        print(f"{time.monotonic() - began:.0f} s")
    return rows


def _allow_open_files() -> None:
    """A thousand lookups are several thousand connections; many systems allow a process 1,024 open files."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, most), most))


if __name__ == "__main__":
    main()
