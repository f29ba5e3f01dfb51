"""Rows of a table that was pasted, as lines in which each value stands behind its name."""

import re

from bot.listeners.typed import vocabulary

_NAMES = vocabulary.CUSTOMER | vocabulary.ID | vocabulary.CODE
_RULE = set("-|:+ \t")


def with_named_cells(text: str) -> str:
    """The text, in which each value of a table has the name of its column before it. In a table as it is pasted, the name of the last
    column stands before the first value."""
    lines, names = [], list[str]()
    # Between head and rows, some draw a line.
    given = [line for line in text.split("\n") if not ("-" in line and set(line) <= _RULE)]
    for line, below in zip(given, [*given[1:], ""], strict=False):
        cells = _cells(line)
        if names and len(cells) == len(names):
            lines.append(" . ".join(f"{name}: {cell}" for name, cell in zip(names, cells, strict=True)))
        elif _is_head(cells) and _is_row(_cells(below), len(cells)):
            names = cells
        else:
            names = []
            lines.append(line)
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    row = line.strip(" |")
    mark = next((mark for mark in "\t|;," if mark in row), None)
    return [cell.strip() for cell in row.split(mark)] if mark else []


def _is_head(cells: list[str]) -> bool:
    is_short = all(len(cell.split()) <= 3 and not re.search(r"\d", cell) for cell in cells)
    return is_short and _has_names(cells)


def _is_row(cells: list[str], length: int) -> bool:
    # Where there are names in it too, they stand before their values already.
    return len(cells) == length and bool(re.search(r"\d", "".join(cells))) and not _has_names(cells)


def _has_names(cells: list[str]) -> bool:
    return any(word in _NAMES for cell in cells for word in cell.casefold().split())
