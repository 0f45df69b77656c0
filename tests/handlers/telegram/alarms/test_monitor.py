"""What is known of alarms before the first look, and what a health report changes."""

from typing import Any, cast

from handlers.telegram.alarms.monitor import Monitor


def test_a_mute_monitor_stays_mute_when_alarms_are_noted() -> None:
    unused = cast("Any", None)
    monitor = Monitor(unused, unused, unused)
    assert not monitor.is_mute
    monitor.is_mute = True
    monitor.note_alarms(frozenset({"outbox"}))
    assert monitor.is_mute
    assert monitor.alarms == {"outbox"}
