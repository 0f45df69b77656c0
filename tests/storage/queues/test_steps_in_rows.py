"""Steps of deadlines in rows that older versions wrote: each under its name, a repeated reminder with its number."""

import pytest

from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.notices.supervisor.deadlines import Ladder, Reminder
from storage.database.notice_rows import dump_content, load_content

REMINDERS = {
    "half": LadderStep.HALF,
    "breach": LadderStep.BREACH,
    "double": LadderStep.DOUBLE,
    "repeat-1": LadderStep.REPEAT,
    "repeat-12": LadderStep.REPEAT,
    "by_hand": LadderStep.BY_HAND,
}
LADDERS = {"breach": LadderStep.BREACH, "double": LadderStep.DOUBLE, "takeover": LadderStep.TAKEOVER}


@pytest.mark.parametrize("step", REMINDERS)
def test_a_reminder_is_read_by_its_step(step: str) -> None:
    found = load_content("reminder", {"number": 12, "urgency": "P1", "step": step, "clock": "assess", "agency": "PSB"})
    assert isinstance(found, Reminder)
    assert found.step is REMINDERS[step]
    assert dump_content(found)["step"] == step.split("-", maxsplit=1)[0]


@pytest.mark.parametrize("step", LADDERS)
def test_a_message_above_a_late_body_is_read_by_its_step(step: str) -> None:
    found = load_content("ladder", {"number": 12, "urgency": "P1", "step": step, "agency": "PSB"})
    assert isinstance(found, Ladder)
    assert found.step is LADDERS[step]
    assert dump_content(found)["step"] == step


@pytest.mark.parametrize("step", ["repeats", "tomorrow", ""])
def test_an_unknown_step_is_not_taken_for_another(step: str) -> None:
    found = load_content("ladder", {"number": 12, "urgency": "P1", "step": step, "agency": "PSB"})
    assert not isinstance(found, Ladder)
