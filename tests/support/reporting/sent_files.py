"""Files that a reporter sends, and what of them is stored."""

from dataclasses import replace
from pathlib import Path

from bot.domain.cases.case import Case
from bot.domain.notices.notice import Notice
from bot.domain.report import MediaRef, MediaState
from tests.support.people import District, Someone, hand_in

BYTES = b"the bytes of a picture" * 100


async def sends(
    rita: Someone,
    message: int,
    *,
    kind: str = "photo",
    album: str = "",
    caption: str = "",
    mime: str = "",
    by_others: bool = False,
) -> list[Notice]:
    """A file, judged, encrypted into the store and kept, as the handler does it."""
    now = rita.now
    item = MediaRef(kind, MediaState.FAILED, message, now, len(BYTES), f"hash-{message}", album=album)
    item = replace(item, caption=caption, mime=mime, by_others=by_others)
    await hand_in(rita.district, rita.visitor, item, BYTES)
    return await rita.district.deliver()


async def on_disk(district: District, folder: Path) -> int:
    """How many files lie in the store once what is to be deleted has been, as the ticker does every few seconds."""
    await district.database.files.delete_expired(district.time.at)
    return sum(path.is_file() for path in (folder / "files").rglob("*"))


async def the_case(district: District) -> Case:
    async with district.database.reading() as uow:
        (case,) = [case for case in [await uow.cases.by_number(1)] if case]  # type: ignore[arg-type]
    return case


PREGNANT = "There is never food for the boy. The mother is pregnant again."
