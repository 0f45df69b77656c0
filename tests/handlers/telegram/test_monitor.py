"""What is known of alarms before the first look, and what a health report changes."""

from typing import Any, cast

from handlers.telegram.monitor import Monitor


def test_that_no_answer_gets_out_is_known_from_the_beginning_and_no_report_forgets_it() -> None:
    unused = cast("Any", None)
    monitor = Monitor(unused, unused, unused)
    assert not monitor.is_mute
    monitor.is_mute = True
    monitor.note_alarms(frozenset({"outbox"}))
    assert monitor.is_mute
    assert monitor.alarms == {"outbox"}
