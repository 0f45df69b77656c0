"""`/board`: the numbers of a period as pictures."""

from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice
from bot.domain.notices.supervisor.boards import BoardShown
from bot.domain.numbers.asked import PAGES, PAPER, SCREEN
from bot.domain.people import OVERSIGHT, Staff
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.permission import has_open_second_factor
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.statistics.boards import board_of
from bot.usecases.oversight.statistics.numbers import parse_wanted

OF_CHILDREN = "children"
"""The only page that has numbers for a kind of harm or a place."""


@transaction(Action.NUMBERS, again="board", only_reads=True)
async def show_board(act: Act, words: str = "", page: str = PAGES[0], how: str = SCREEN) -> None:
    """`/board [PERIOD] [BODY] [CLASS] [HARM] [AREA]`; `words` are joined by a full stop. A body gets the numbers of the
    cases that it leads. With a harm or a place it opens on the one page that has numbers for them."""
    wanted = parse_wanted(words.split("."), act.services.profile, act.scope)
    said = BoardShown(
        board=await board_of(act, wanted, named=await has_open_second_factor(act)),
        page=page if wanted.harm is None and wanted.area is None else OF_CHILDREN,
        own=_own(act),
        dark=(await _known(act)).dark_pictures,
        for_print=how == PAPER,
    )
    await act.tell(Notice(said, act.to))


@transaction(Action.NUMBERS, again="boardtheme")
async def change_theme(act: Act, words: str = "", page: str = PAGES[0]) -> None:
    """Changes from light to dark pictures or back, for everything this person asks for, and shows the same pictures
    again."""
    staff = await _known(act)
    await act.uow.staff.save(replace(staff, dark_pictures=not staff.dark_pictures))
    await show_board.inside(act, words, page)


async def _known(act: Act) -> Staff:
    """The staff entry of the person who asks; a new one where they have never written in private."""
    return await act.uow.staff.get(act.person) or Staff(act.person, act.visitor.user, act.to.locale)


def _own(act: Act) -> AgencyKey | None:
    """The one body of the person; None where there are several or none."""
    bodies = (bodies_of(act.agent) if act.is_private else act.here) - {OVERSIGHT}
    return min(bodies) if len(bodies) == 1 else None
