"""What a long run measures of a process, and how it reports what it found."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MEMORY_GROWS_AT_MOST = 0.05


def memory_of(pid: int) -> float:
    """Resident memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024, 1)


def open_files_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def growth(memory: Sequence[float]) -> float:
    """How much larger the last quarter of the readings is than the first, 0.01 being 1 %."""
    quarter = max(1, len(memory) // 4)
    return sum(memory[-quarter:]) / sum(memory[:quarter]) - 1


def report(figures: dict[str, Any]) -> int:
    """Print the figures, and return the exit code that they mean."""
    print(json.dumps(figures, indent=2))
    return 0 if figures["passed"] else 1
