"""Two notices that can become one."""

from dataclasses import replace

import pytest

from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.notices.merging import LIST, merged
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from tests.support.notices import content_of, facts_of, notice_of

EDU = ToAgency(AgencyKey("EDU"))
CARD = notice_of("card", EDU, {}, Priority.ALERT, case=CaseId("c"), slot="card:c", mode=Mode.EDIT, merge=True)


def reminder(number: int, *, silent: bool = False) -> Notice:
    facts: dict[str, Fact] = {"number": number, "step": "half"}
    slot = f"reminder:{number}"
    return notice_of("reminder", EDU, facts, Priority.REMINDER, slot=slot, mode=Mode.REPLACE, silent=silent, merge=True)


@pytest.mark.parametrize(
    "waiting, newer, stays",
    [
        (Mode.EDIT, Mode.EDIT, Mode.EDIT),
        (Mode.EDIT, Mode.DELETE, Mode.DELETE),
        (Mode.EDIT, Mode.REPLACE, Mode.REPLACE),
        (Mode.REPLACE, Mode.EDIT, Mode.REPLACE),
        (Mode.REPLACE, Mode.DELETE, Mode.DELETE),
        (Mode.DELETE, Mode.EDIT, Mode.EDIT),
    ],
)
def test_a_merged_card_notice_still_deletes_or_reposts_the_card(waiting: Mode, newer: Mode, stays: Mode) -> None:
    both = merged(replace(CARD, mode=waiting), replace(CARD, mode=newer))
    assert both is not None
    assert both.mode is stays


def test_the_more_urgent_of_two_merged_notices_decides_the_priority() -> None:
    both = merged(replace(CARD, priority=Priority.DANGER), CARD)
    assert both is not None
    assert both.priority is Priority.DANGER


def test_cards_of_two_cases_and_words_that_are_not_to_be_merged_stay_apart() -> None:
    assert merged(CARD, replace(CARD, slot="card:d")) is None
    assert merged(replace(reminder(1), merge=False), reminder(2)) is None
    assert merged(reminder(1), replace(reminder(1), mode=Mode.DELETE, merge=False)) is None
    assert merged(CARD, reminder(1)) is None


def test_a_newer_reminder_of_the_same_case_takes_the_place_of_the_older() -> None:
    newer = replace(reminder(1), content=content_of("reminder", {"number": 1, "step": "breach"}))
    assert merged(reminder(1), newer) == newer


def test_reminders_of_several_cases_are_a_list_that_is_loud_when_one_of_them_is() -> None:
    two = merged(reminder(1, silent=True), reminder(2, silent=True))
    assert two is not None
    assert (two.kind, facts_of(two)["numbers"], two.silent, two.mode) == (LIST, [1, 2], True, Mode.REPLACE)
    three = merged(two, reminder(3))
    assert three is not None
    assert (facts_of(three)["numbers"], three.silent) == ([1, 2, 3], False)
    assert merged(three, two) == three
