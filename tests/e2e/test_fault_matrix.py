"""Every row of the fault matrix, on real sockets: what the table in docs/operations.md says comes true."""

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.fault_matrix import DOCUMENT, ROWS, document
from tests.e2e.fault_scene import Row, Scene

_HIDDEN = ("canary", "/response/")
"""Part of every key, token, customer and code here, and of every response_url."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
async def test_a_fault_turns_out_as_the_table_says_and_shows_no_secret(
    row: Row, start_world: StartWorld, capfd: pytest.CaptureFixture[str]
) -> None:
    with Scene(start_world) as scene:
        await row.play(scene)

        assert await scene.outcome(row) == row
    seen = "".join([scene.world.log.text, *capfd.readouterr()]).casefold()
    assert [hidden for hidden in _HIDDEN if hidden in seen] == []


def test_the_document_has_the_table_of_what_is_tested() -> None:
    assert document() == DOCUMENT.read_text(encoding="utf-8"), "run `make faults-table`"
