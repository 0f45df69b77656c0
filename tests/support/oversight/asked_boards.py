"""The board that a reader with this scope gets now."""

from bot.domain.access.places import Place
from bot.domain.ids import PersonKey, UserId
from bot.domain.numbers.board import Board
from bot.domain.people import Agent, Visitor
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from tests.support.acting import ActInScope
from tests.support.oversight.lists import HERE
from tests.support.people import District

EVERYTHING = Scope(everything=True)


async def board(district: District, wanted: WantedNumbers, scope: Scope = EVERYTHING, *, named: bool = True) -> Board:
    """The board, made in a transaction of its own, for somebody whose second factor is open."""
    agent = Agent(PersonKey("asker"))
    visitor = Visitor(UserId(9), HERE.chat, agent.person, "en")
    services, now = district.services, district.time.at
    async with services.begin() as uow:
        act = ActInScope(
            services, uow, now, visitor, agent, Place.PRIVATE, frozenset(), HERE, is_press=False, given=scope
        )
        return await board_of(act, wanted, named=named)
