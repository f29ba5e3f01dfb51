import pytest
from structlog.testing import capture_logs

from bot.access.interaction import Interaction
from bot.access.record import Record

CLICK = Interaction("block_actions", "U1", frozenset({"T1"}), "C1", "", "")


@pytest.mark.parametrize(
    ("outcome", "level"),
    [("InternalError", "error"), ("Answered", "info"), ("CustomerNotFound", "info"), ("Credentials", "info")],
)
def test_only_a_fault_of_the_app_itself_is_an_error_in_the_log(outcome: str, level: str) -> None:
    with capture_logs() as lines:
        Record(CLICK, outcome=outcome).write()

    assert [(line["event"], line["outcome"], line["log_level"]) for line in lines] == [
        ("block_actions", outcome, level)
    ]
