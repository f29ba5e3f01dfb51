import json

import pytest

from bot.check.finding import Finding, all_well, as_json

FINE = Finding("slack.reachable", "ok", "Slack answers")
BAD = Finding("slack.token", "failed", "Slack says invalid_auth", "copy it anew")
LEFT_OUT = Finding("clock", "skipped", "Slack's answer has no date")


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (FINE, "ok    slack.reachable       Slack answers"),
        (BAD, "FAIL  slack.token           Slack says invalid_auth → copy it anew"),
        (LEFT_OUT, "skip  clock                 Slack's answer has no date"),
    ],
)
def test_a_finding_is_one_line_with_its_advice(finding: Finding, line: str) -> None:
    assert finding.line() == line


@pytest.mark.parametrize(("findings", "well"), [([FINE, LEFT_OUT], True), ([FINE, BAD], False)])
def test_what_is_skipped_is_no_failure(findings: list[Finding], well: bool) -> None:
    assert all_well(findings) is well


def test_json_says_all_that_the_lines_say() -> None:
    assert json.loads(as_json([FINE, BAD])) == {
        "ok": False,
        "checks": [
            {"id": "slack.reachable", "verdict": "ok", "found": "Slack answers", "advice": ""},
            {
                "id": "slack.token",
                "verdict": "failed",
                "found": "Slack says invalid_auth",
                "advice": "copy it anew",
            },
        ],
    }
