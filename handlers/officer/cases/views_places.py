"""A shared place, as officers get it: a map that can be opened, rather than figures."""

from bot.domain.intake.shared_places import places_of_case
from bot.domain.notices.officer.cases import StoryPlace
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.merged_cases import reports_of
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views


async def story_place(context: RenderContext, row: OutboxRow, said: StoryPlace) -> Rendered | None:
    """The map, which cannot be forwarded; None when the report no longer holds such a place."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        found = places_of_case(await reports_of(uow, await uow.cases.get(row.notice.case)))
    if not 1 <= said.place <= len(found):
        return None
    place = found[said.place - 1].place
    return Rendered("", place=(place.latitude, place.longitude), protect=True)


VIEWS = no_views().on(StoryPlace, story_place)
