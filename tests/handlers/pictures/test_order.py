"""Drawing is done by a process of its own. What a start imports is tested in `tests/bot/runtime/test_start.py`."""

import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

from handlers.pictures import order as ordering
from handlers.pictures.charts import CHARTS
from handlers.pictures.fonts import font_file
from handlers.pictures.order import NotDrawn, Order, drawn
from tests.support.facts_of_notices import rendered_with
from tests.support.oversight.boards import large, words_in
from tests.support.processes.drawing import REAL_PROGRAM, ForkedProgram

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each order starts the program, as in a real run, where a test says nothing else."""
    monkeypatch.setattr(ordering, "PROGRAM", REAL_PROGRAM)


async def test_pictures_come_in_the_order_of_their_scenes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn by a new process, which here does not give way to other tests."""
    start = "from handlers.pictures.program import main; main()"
    monkeypatch.setattr(ordering, "PROGRAM", (sys.executable, "-c", start))
    words = words_in("zh-Hans")
    scenes = tuple(CHARTS[name](large(), words) for name in ("late", "matrix"))
    pictures = await drawn(Order(scenes, theme="dark"))
    assert [one[:8] for one in pictures] == [b"\x89PNG\r\n\x1a\n"] * 2
    assert pictures[0] != pictures[1]


async def test_pictures_to_print_are_one_file_with_a_page_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "PROGRAM", ForkedProgram())
    words = words_in("en")
    order = Order(tuple(CHARTS[name](large(), words) for name in ("late", "heat")), for_print=True)
    (paper,) = await drawn(order)
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/MediaBox") == 2


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "", "print('of another version')"])
async def test_a_failing_drawing_is_reported_without_its_content(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "PROGRAM", (sys.executable, "-c", program))
    with pytest.raises(NotDrawn, match=r"^$") as caught:
        await drawn(Order((CHARTS["matrix"](large(), words_in("en")),)))
    assert caught.value.__cause__ is None


async def test_a_failure_in_the_drawing_process_writes_no_content_into_our_log(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program fails, and writes the order that it was given into its error output."""
    monkeypatch.setattr(ordering, "PROGRAM", (sys.executable, "-c", "import sys; sys.exit(sys.stdin.buffer.read())"))
    name = "Rita of Poplar Road 12 says that it happened again"
    with pytest.raises(NotDrawn):
        await drawn(Order((CHARTS["matrix"](large(), words_in("en")),), theme=name))
    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "")


def test_the_drawing_process_writes_no_core_dump() -> None:
    """In Linux, 3 is PR_GET_DUMPABLE."""
    asked = (
        "import ctypes, io, pickle, resource, sys; from handlers.pictures import program;"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(pickle.dumps(program.Order(())))); program.main();"
        "sys.stderr.write(str((ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))))"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True)
    assert said.stderr == b"(0, (0, 0))"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_font_has_every_character_of_our_texts(language: str) -> None:
    known = FT2Font(str(font_file())).get_charmap()
    texts = rendered_with(language, "staff-chart", "o-", "harm-", "heading-", "agency-", "area-")
    assert len(texts) > 200
    assert {one for text in texts.values() for one in text if one.isprintable() and ord(one) not in known} == set()
