"""What befalls the process itself: each row of the table in docs/operations.md, as it turns out."""

import pytest

from tests.e2e.conftest import StartWorld
from tests.e2e.fault_matrix import PROCESS
from tests.e2e.fault_scene import Row, Scene


@pytest.mark.parametrize("row", PROCESS, ids=lambda row: row.id)
async def test_a_fault_turns_out_as_the_table_says(row: Row, start_world: StartWorld) -> None:
    with Scene(start_world) as scene:
        await row.play(scene)

        assert await scene.outcome(row) == row
