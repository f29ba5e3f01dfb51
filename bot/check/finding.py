"""What a check found, as a line or as JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

_SIGNS = {"ok": "ok  ", "failed": "FAIL", "skipped": "skip"}


@dataclass(frozen=True)
class Finding:
    """What one check found. `advice` says how to mend it, where there is something to mend."""

    id: str
    verdict: Literal["ok", "failed", "skipped"]
    found: str
    advice: str = ""

    def line(self) -> str:
        advice = f" → {self.advice}" if self.advice else ""
        return f"{_SIGNS[self.verdict]}  {self.id:<21} {self.found}{advice}"


def all_well(findings: list[Finding]) -> bool:
    """Whether nothing failed; what was skipped may be well or not."""
    return not any(finding.verdict == "failed" for finding in findings)


def as_json(findings: list[Finding]) -> str:
    report = {"ok": all_well(findings), "checks": list(map(asdict, findings))}
    return json.dumps(report, indent=2, ensure_ascii=False)
