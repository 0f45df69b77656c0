"""Places that were shared, sent to an officer as maps; and their slots, so that they can be removed."""

from bot.domain.cases.case import Case
from bot.domain.intake.shared_places import places_of_case
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.cases import StoryPlace
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import reports_of


def place_slot(case: Case, number: int) -> str:
    """The slot of a map in an officer's chat."""
    return f"place{number}:{case.id}"


async def place_slots(uow: UnitOfWork, case: Case) -> list[str]:
    """The slots of all maps of a case."""
    found = places_of_case(await reports_of(uow, case))
    return [place_slot(case, number) for number in range(1, len(found) + 1)]


async def shown_places(uow: UnitOfWork, case: Case, to: ToChat) -> list[Notice]:
    """Each place of the case as a map. They stand before the words, which name each place by its number."""
    found = places_of_case(await reports_of(uow, case))
    return [
        Notice(StoryPlace(place=number), to, case=case.id, slot=place_slot(case, number), mode=Mode.REPLACE)
        for number in range(1, len(found) + 1)
    ]
