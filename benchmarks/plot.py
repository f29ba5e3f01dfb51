"""The figures at a glance: docs/performance.svg."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.growth import SIZES
from benchmarks.servers import BOT, FLOOR, TUTORIAL
from benchmarks.targets import Figures, typical

_COLOURS = {"bot": "#2f6fde", "floor": "#9aa5b1", "tutorial": "#d9822b"}
_LABELS = {FLOOR.name: "floor", BOT.name: "the bot", TUTORIAL.name: "tutorials' way"}


def draw(figures: Figures, path: Path) -> None:
    # Text stays text, and the same figures make the same file.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "coupons", "font.size": 9})
    figure = Figure(figsize=(10, 5.2), layout="constrained", facecolor="white")
    desk, cost, throughput, growth = figure.subplots(2, 2).flat
    round_trip = figures.desk.round_trip * 1000
    _bars(
        desk,
        "Time to cards at a desk's pace, ms (dotted: one Gameball round trip)",
        [median(figures.desk.quiet[n]) * 1000 for n in _LABELS],
    )
    desk.axvline(round_trip, color="black", linewidth=1, linestyle=":")
    _bars(
        cost,
        "Cost of a lookup, 1 connection, ms",
        [typical(figures.cost[n, 1], "median") * 1000 for n in _LABELS],
    )
    _bars(
        throughput,
        "Lookups a second, 32 connections",
        [typical(figures.cost[n, 32], "per_second") for n in _LABELS],
    )
    _growth(growth, figures)
    figure.savefig(path, metadata={"Date": None})


def _bars(axes: Axes, title: str, values: Sequence[float]) -> None:
    bars = axes.barh(list(_LABELS.values()), values, color=[_COLOURS[name] for name in _LABELS], height=0.6)
    axes.bar_label(
        bars, labels=[f"{value:,.1f}" if value < 100 else f"{value:,.0f}" for value in values], padding=3
    )
    axes.set_title(title, loc="left", fontsize=10)
    axes.set_xlim(0, max(values) * 1.15)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)


def _growth(axes: Axes, figures: Figures) -> None:
    for label, series, colour in (
        ("reading", figures.growth.parsing, _COLOURS["bot"]),
        ("judging, and drawing a page", figures.growth.page, _COLOURS["tutorial"]),
    ):
        axes.plot(SIZES, [series[size] * 1000 for size in SIZES], marker="o", color=colour, label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_title("A list of so many coupons, ms", loc="left", fontsize=10)
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
