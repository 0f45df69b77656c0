"""What officers see of files that may not be shown as others."""

from bot.ports import OutboxRow
from handlers.rendered import Rendered, Room, View


async def sealed_media(room: Room, row: OutboxRow) -> Rendered:
    """To police and supervising body, in their groups and without content: there are such files."""
    return Rendered(room.text("staff-sealed-media", row.locale, number=str(row.notice.facts["number"])))


VIEWS: dict[str, View] = {
    "sealed_media": sealed_media,
}
