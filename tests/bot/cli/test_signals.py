"""A signal that comes at any moment of a program's end does not turn it into a crash."""

import os
from pathlib import Path

from tests.support.processes.children import ChildOrder, forked_child


async def test_a_signal_at_any_line_of_the_end_leaves_the_end_in_order(tmp_path: Path) -> None:
    output = tmp_path / "output"
    child = await forked_child(ChildOrder((), {**os.environ}, str(output), "tests.support.processes.signalled_end"))
    assert (await child.wait(), output.read_text("utf-8")) == (0, "ended in order\n")
