"""Drawing does not slow replies: it is another process, one at a time, with the lowest priority from its first line on;
and the event loop stays free."""

import asyncio
import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from handlers.pictures import order as ordering
from handlers.pictures.order import Order, drawn
from tests.support.processes.drawing import REAL_PROGRAM

LOWEST = 19
"""Linux knows no higher niceness."""
IN_ITS_PLACE = """
import os, pickle, sys
AT_IMPORT = os.nice(0)
def main():
    pickle.dump((str(AT_IMPORT).encode(),), sys.stdout.buffer)
"""
"""A drawing program that reports the niceness with which it was loaded."""
NOTHING_TO_DRAW = "import pickle, sys; sys.stdin.buffer.read(); pickle.dump((), sys.stdout.buffer)"
ALONE = """
import os, pickle, sys
here = os.open("drawing", os.O_CREAT | os.O_EXCL)
sum(range(2_000_000))
os.remove("drawing")
pickle.dump((b"alone",), sys.stdout.buffer)
"""
"""A drawing program that fails while another one is at work."""


@pytest.fixture(autouse=True)
def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each order starts the program, as in a real run."""
    monkeypatch.setattr(ordering, "PROGRAM", REAL_PROGRAM)


async def test_the_drawing_process_lowers_its_priority_before_importing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "handlers/pictures"
    folder.mkdir(parents=True)
    (folder / "program.py").write_text(IN_ITS_PLACE)
    monkeypatch.setattr(ordering, "ROOT", tmp_path)
    (niceness,) = await drawn(Order(()))
    assert int(niceness) == min(os.nice(0) + 10, LOWEST)


async def test_ten_albums_are_drawn_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "ROOT", tmp_path)
    monkeypatch.setattr(ordering, "PROGRAM", (sys.executable, "-c", ALONE))
    assert await asyncio.gather(*(drawn(Order(())) for _ in range(10))) == [(b"alone",)] * 10


async def test_an_order_is_written_down_outside_of_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "PROGRAM", (sys.executable, "-c", NOTHING_TO_DRAW))
    threads = list[int]()

    class Noted(Order):
        def __reduce__(self) -> Any:
            threads.append(threading.get_ident())
            return Order, ((),)

    assert await drawn(Noted(())) == ()
    assert len(threads) == 1
    assert threads != [threading.get_ident()]
