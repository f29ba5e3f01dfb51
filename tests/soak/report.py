"""What a long run found, for people and for whoever reads the file."""

import json
from pathlib import Path
from typing import Any


def report(figures: dict[str, Any], out: Path | None) -> int:
    """Print the figures, write them where told, and return the exit code that they mean."""
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    print(text)
    if out:
        out.write_text(f"{text}\n", encoding="utf-8")
    return 0 if figures["passed"] else 1
