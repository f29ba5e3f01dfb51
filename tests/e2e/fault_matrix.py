"""The fault matrix: every row, and the table of them in docs/operations.md, which `make faults-table` writes."""

from collections.abc import Iterator
from pathlib import Path

from tests.e2e import faults_of_gameball, faults_of_process, faults_of_response_urls, faults_of_slack
from tests.e2e.fault_scene import (
    AGAIN,
    COUPONS,
    COUPONS_IN_A_MODAL,
    CUSTOMER,
    IN_A_MODAL,
    IN_THE_CHANNEL,
    Row,
    Side,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "operations.md"
ROWS = [
    *faults_of_gameball.ROWS,
    *faults_of_slack.ROWS,
    *faults_of_response_urls.ROWS,
    *faults_of_process.ROWS,
]

_BEGIN, _END = "<!-- fault matrix -->\n", "<!-- end of fault matrix -->\n"
_INTRODUCTIONS: dict[Side, str] = {
    "Gameball": "Gameball, or the way to it. An agent asks with `/coupons`; the answer stands in the HTTP response to the"
    " command where it is there within 2.3 seconds.",
    "Slack": "Slack, or the way to it, while Gameball is well. An answer is posted at the `response_url` where Gameball is"
    " late, and at a click. What Slack may have taken already is not posted a second time; a modal shows it, where one"
    " still opens.",
    "The process": "The app's own process and machine.",
}


def document() -> str:
    """docs/operations.md as it ought to be."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"{DOCUMENT.name} has no place for the fault matrix")
    table = "\n".join(_lines())
    return f"{before}{begin}{table}\n{end}{after}"


def _lines() -> Iterator[str]:
    for side, introduction in _INTRODUCTIONS.items():
        yield f"\n### {side}\n\n{introduction}\n"
        yield "| what fails | what the agent reads | after | what the log says |"
        yield "|---|---|---|---|"
        yield from (f"| {' | '.join(_cells(row))} |" for row in ROWS if row.side == side)
    yield ""


def _cells(row: Row) -> tuple[str, str, str, str]:
    read = "<br>".join(map(_in_words, row.agent)) or "nothing"
    after = f"{row.after} s" if row.after else "at once"
    log = "<br>".join(f"`{line}`" for line in row.log)
    return row.fault, read, after if row.agent else "", log


def _in_words(text: str) -> str:
    if text in {COUPONS, COUPONS_IN_A_MODAL}:
        return "the coupons" if text == COUPONS else f"{IN_A_MODAL}the coupons"
    words, again, _ = text.replace(CUSTOMER, "…").partition(AGAIN)
    where = next((place for place in (IN_A_MODAL, IN_THE_CHANNEL) if words.startswith(place)), "")
    return f"{where}“{words.removeprefix(where)}”{again}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
