"""Which calls count as recent, when a process begins to send and does not know what was sent before it."""

from datetime import timedelta

from bot.domain.queues.delivery import Later
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.loops.outbox import add, lease, notice


async def test_of_a_row_that_never_got_an_answer_three_calls_and_the_next_one_count_as_recent(
    database: Database, clock: FixedClock
) -> None:
    """Else one chat whose answers are lost would use up the limit of all."""
    await add(database, notice("first"))
    unanswered = Later(reason="Uncertain", uncertain=True, failed=True, keeps_place=True)
    for counted in (2, 3, 4, 4, 4):
        [row] = await lease(database, FixedClock(clock.advance(minutes=10)))
        await database.outbox.record_result(row, unanswered, clock.now())
        assert len(await database.outbox.recent(clock.now() - timedelta(minutes=1), clock.now())) == counted
