"""What administrators read about the machine that the line runs on. No case, no person."""

from datetime import timedelta

from bot.ports import OutboxRow
from handlers.rendered import Rendered, Room, View


async def clock_moved(room: Room, row: OutboxRow) -> Rendered:
    """The machine's clock is wrong, and by how much; or it is right again."""
    facts, locale = row.notice.facts, row.locale
    if facts["right"]:
        return Rendered(room.text("machine-clock-right", locale))
    seconds = int(str(facts["seconds"]))
    key = "machine-clock-ahead" if seconds > 0 else "machine-clock-behind"
    return Rendered(room.text(key, locale, by=timedelta(seconds=abs(seconds))))


async def key_file(room: Room, row: OutboxRow) -> Rendered:
    """What has become of the key file, and what to do; or that it is well again."""
    state = str(row.notice.facts["state"]) or "well"
    return Rendered(room.text(f"machine-key-file-{state}", row.locale))


VIEWS: dict[str, View] = {"clock_moved": clock_moved, "key_file": key_file}
