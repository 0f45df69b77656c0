"""What the judge of a storm takes for told twice, and what not."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.domain.cases.case import Case
from bot.domain.cases.lists import RecordedAct
from bot.domain.ids import AgencyKey
from bot.domain.report import MediaRef, MediaState, Piece
from bot.domain.told import Extra
from tests.chaos.told_once import STEPS, steps_told_twice, stored_twice
from tests.support.officers import CYL, PSB, officer, reported, the_case, ticks
from tests.support.people import District, Someone, answer_until

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CIV = AgencyKey("CIV")
WORDS = Piece("He is beaten.", 5, NOON)
FILE = MediaRef("photo", MediaState.STORED, 5, NOON)
QUOTED = (Extra("quote", "Come home."),)


def test_words_that_were_stored_before_their_file_came_and_the_file_without_them_are_stored_once() -> None:
    assert stored_twice([WORDS], [FILE]) == set()
    assert stored_twice([replace(WORDS, text="", extras=QUOTED)], [FILE]) == set()
    assert stored_twice([], [replace(FILE, caption="He is beaten.")]) == set()


def test_words_beside_their_file_too_a_second_file_and_a_piece_without_words_are_detected() -> None:
    assert stored_twice([WORDS, WORDS], []) == {5}
    assert stored_twice([], [FILE, FILE]) == {5}
    assert stored_twice([WORDS], [replace(FILE, caption="He is beaten.")]) == {5}
    assert stored_twice([replace(WORDS, text="", extras=QUOTED)], [replace(FILE, extras=QUOTED)]) == {5}
    assert stored_twice([replace(WORDS, text="")], [FILE]) == {5}


@dataclass
class Told:
    """A case and its acts, in their order."""

    case: Case
    acts: list[RecordedAct]

    @property
    def late(self) -> list[tuple[str, AgencyKey | None]]:
        """The steps of the ladder that were told, and of whom."""
        return [(act.action, act.agency) for act in self.acts if act.action in (*STEPS, "takeover")]

    def with_again(self, number: int, **later: float) -> list[RecordedAct]:
        """The acts, and one of these steps once more, so much later."""
        at = [at for at, act in enumerate(self.acts) if act.action in STEPS][number]
        again = replace(self.acts[at], at=self.acts[at].at + timedelta(**later))
        return [*self.acts[: at + 1], again, *self.acts[at + 1 :]]


async def told_of(district: District) -> Told:
    case = await the_case(district)
    async with district.database.reading() as uow:
        return Told(case, [*await uow.audit.history(case.id, 500)])


async def nobody_answers(district: District, *hours: float) -> Told:
    """The clock is moved by these hours, one after the other."""
    for some in hours:
        district.time.move(hours=some)
        await ticks(district)
    return await told_of(district)


async def in_danger(rita: Someone) -> None:
    """A case of danger that the civil affairs lead."""
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await answer_until(rita, "harms")
    await rita.tick("harms", "neglect")


async def test_each_step_of_a_silent_lead_and_its_supports_is_told_once_and_a_repeat_is_detected(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    told = await nobody_answers(district, 8, 8, 16, 60, 24 * 80)
    assert len(told.late) > 10
    assert steps_told_twice(told.case, told.acts) == []
    for number, (step, agency) in enumerate(told.late):
        assert steps_told_twice(told.case, told.with_again(number, minutes=1)) == [f"{step} of {agency}"]


async def test_a_lead_relieved_by_the_police_is_late_anew_as_support(district: District, rita: Someone) -> None:
    """Seed 13: the storm took the breach of a lead and the breach of the same body as a support for one told twice."""
    await in_danger(rita)
    told = await nobody_answers(district, 0.25, 0.25, 0.5, 0.5, 24)
    assert told.case.lead == PSB
    assert told.late.index(("takeover", PSB)) < told.late.index(("double", CIV), told.late.index(("takeover", PSB)))
    assert steps_told_twice(told.case, told.acts) == []
    of_old_lead = [at for at, (_, agency) in enumerate(one for one in told.late if one[0] in STEPS) if agency == CIV]
    for number in of_old_lead:
        assert steps_told_twice(told.case, told.with_again(number, seconds=2))


async def test_steps_that_came_due_together_leave_no_room_for_another(district: District, rita: Someone) -> None:
    """The graver one was told alone; that one of them was not told excuses no repeat."""
    await reported(rita)
    await officer(district, 20, CYL).takes()
    told = await nobody_answers(district, 20)
    assert steps_told_twice(told.case, told.acts) == []
    assert steps_told_twice(told.case, told.with_again(0, minutes=1))
