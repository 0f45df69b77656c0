"""While something cannot be reached its errors are logged less and less often, with counts; what concerns one row is
always logged."""

import itertools
import logging
from collections.abc import Iterator, Mapping

import pytest
import structlog

from bot.log_thinning import Thinning
from bot.logs import configure_logs
from tests.support.sources.log_lines import lines


class SecondsOfTest:
    """Seconds, as a test wants them."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


AWAY = {"event": "inbox_away", "level": "error", "error": "Unreachable"}


def said_at(
    thinning: Thinning, watch: SecondsOfTest, line: Mapping[str, object], every: float, times: int
) -> dict[float, int]:
    """The moments at which the line is logged, with their counts."""
    begun, found = watch.at, dict[float, int]()
    for _ in range(times):
        if count := thinning.times(line):
            found[watch.at - begun] = count
        watch.at += every
    return found


def test_a_repeated_line_is_logged_at_once_then_ever_more_seldom() -> None:
    watch = SecondsOfTest()
    said = said_at(Thinning(watch), watch, AWAY, 0.5, 3600 * 2)
    moments = list(said)
    assert moments[:6] == [0.0, 1.0, 3.0, 7.0, 15.0, 31.0]
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert gaps == sorted(gaps)
    assert max(gaps) == 300.0
    assert len(moments) < 25
    assert list(said.values())[:4] == [1, 2, 4, 8]
    assert sum(said.values()) > 3600 * 2 - 600


def test_after_two_quiet_minutes_a_line_is_logged_at_once_again() -> None:
    watch = SecondsOfTest()
    thinning = Thinning(watch)
    said_at(thinning, watch, AWAY, 1.0, 100)
    watch.at += 121
    assert said_at(thinning, watch, AWAY, 0.1, 5) == {0.0: 1}


def test_different_faults_do_not_hide_each_other() -> None:
    watch = SecondsOfTest()
    thinning = Thinning(watch)
    for line in (
        AWAY,
        AWAY | {"error": "TimeoutError"},
        AWAY | {"event": "outbox_away"},
        {"event": "tick_failed", "level": "error", "job": "cases", "error": "Unreachable"},
        {"event": "tick_failed", "level": "error", "job": "drafts", "error": "Unreachable"},
    ):
        assert thinning.times(line) == 1
        assert thinning.times(line) == 0


@pytest.mark.parametrize(
    "line",
    [
        {"event": "update_handled", "level": "info", "row": 1},
        {"event": "leads", "level": "info", "error": "x"},
        {"event": "handler_fault", "level": "error", "row": 1, "error": "KeyError", "where": "a.py:1"},
        {"event": "buried", "level": "critical", "row": 1, "error": "ValueError"},
        {"event": "freed", "level": "warning", "workers": [1]},
    ],
)
def test_lines_about_one_row_or_no_fault_are_never_thinned(line: dict[str, object]) -> None:
    watch = SecondsOfTest()
    thinning = Thinning(watch)
    assert [thinning.times(line) for _ in range(5)] == [1] * 5


def test_rows_that_fail_because_the_database_is_away_are_one_line() -> None:
    thinning = Thinning(SecondsOfTest())
    line = {"event": "not_written", "level": "error", "error": "Unreachable"}
    assert [thinning.times(line | {"row": row}) for row in range(50)] == [1] + [0] * 49


def test_the_number_of_remembered_line_kinds_is_bounded() -> None:
    thinning = Thinning(SecondsOfTest())
    for number in range(5000):
        assert thinning.times(AWAY | {"error": f"Fault{number}"}) == 1
    assert len(thinning._known) == 500


@pytest.fixture
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.usefixtures("_as_before")
def test_our_lines_and_those_of_libraries_are_thinned(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json info")
    for row in range(20):
        structlog.get_logger().error("outbox_away", error="Unreachable")
        logging.getLogger("asyncpg").error("words")
        structlog.get_logger().info("update_handled", row=row)
    shown = [line["event"] for line in lines(capsys)]
    assert (shown.count("outbox_away"), shown.count("library"), shown.count("update_handled")) == (1, 1, 20)
