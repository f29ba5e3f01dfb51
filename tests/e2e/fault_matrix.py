"""The fault matrix: every row, and the table of them in docs/operations.md, which `make faults-table` writes."""

from collections.abc import Iterator
from pathlib import Path

from tests.e2e import (
    faults_of_gameball_bodies,
    faults_of_gameball_network,
    faults_of_gameball_statuses,
    faults_of_process,
    faults_of_response_urls,
    faults_of_slack,
)
from tests.e2e.fault_scene import (
    AGAIN,
    COUPONS,
    COUPONS_IN_A_MODAL,
    CUSTOMER,
    IN_A_MODAL,
    IN_THE_CHANNEL,
    ON_HOME,
    UNCONFIRMED,
    Row,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "operations.md"
GAMEBALL = [
    *faults_of_gameball_network.ROWS,
    *faults_of_gameball_statuses.ROWS,
    *faults_of_gameball_bodies.ROWS,
]
SLACK = [*faults_of_slack.ROWS, *faults_of_response_urls.ROWS]
PROCESS = faults_of_process.ROWS
ROWS = [*GAMEBALL, *SLACK, *PROCESS]

_BEGIN, _END = "<!-- fault matrix -->\n", "<!-- end of fault matrix -->\n"
_INTRODUCTIONS = {
    "Gameball": "Gameball, or the way to it. An agent asks with `/coupons`; the answer stands in the HTTP response to the"
    " command where it is there within 2.3 seconds.",
    "Slack": "Slack, or the way to it, while Gameball is well. An answer has to be posted at the `response_url` where"
    " Gameball is late. What Slack may have taken is not posted a second time: a notice tells of it, which is one too many"
    " where Slack had taken it.",
    "The process": "The app's own process and machine.",
}


def document() -> str:
    """docs/operations.md as it ought to be."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"{DOCUMENT.name} has no place for the fault matrix")
    return f"{before}{begin}{table()}{end}{after}"


def table() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for side, introduction in _INTRODUCTIONS.items():
        yield f"\n### {side}\n\n{introduction}\n"
        yield "| what fails | what the agent reads | after | what the log says | answers |"
        yield "|---|---|---|---|---|"
        for row in ROWS:
            if row.side == side:
                yield f"| {' | '.join(_cells(row))} |"
    yield ""


def _cells(row: Row) -> list[str]:
    read = [_in_words(text) for text in dict.fromkeys(row.agent)] or ["nothing"]
    after = f"{row.after} s" if row.after else "at once"
    return [
        row.fault,
        "<br>".join(read),
        after if row.agent else "",
        "<br>".join(f"`{line}`" for line in row.log) or "nothing",
        _count(row),
    ]


def _count(row: Row) -> str:
    """How many answers the agent gets. What a channel sees is none, and a notice is one where there is no other."""
    told = [text for text in row.agent if not text.startswith(IN_THE_CHANNEL)]
    answers = [text for text in told if UNCONFIRMED not in text] or told
    return f"{len(answers)}{' and a notice' if len(answers) < len(told) else ''}"


def _in_words(text: str) -> str:
    if text in {COUPONS, COUPONS_IN_A_MODAL}:
        return "the coupons" if text == COUPONS else f"{IN_A_MODAL}the coupons"
    words, again, _ = text.replace(CUSTOMER, "…").partition(AGAIN)
    where = next((place for place in (IN_A_MODAL, ON_HOME, IN_THE_CHANNEL) if words.startswith(place)), "")
    return f"{where}“{words.removeprefix(where)}”{again}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
