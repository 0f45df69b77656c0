"""/export in the chats of a running bot."""

from pathlib import Path

from bot.domain.ids import AgencyKey
from tests.support.running.case_in_groups import asked, card_in, tell_bullying
from tests.support.running.running_bot import running_bot
from tests.support.waiting import until

EDU = AgencyKey("EDU")


async def test_a_supervisor_gets_an_export_that_is_deleted_from_the_chat(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        sue = cast.supervisor
        said = await asked(sue, "/export month", "Cases in the list: 1")
        (file,) = [one for one in await sue.sees() if one.document]
        assert str((file.document or {})["file_name"]).endswith(".xlsx")
        await place.world.advance(minutes=11)

        async def is_gone() -> bool:
            return not {file.id, said.id} & {one.id for one in await sue.sees()}

        await until(is_gone)


async def test_an_officer_who_is_no_head_gets_no_export(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        eve = cast.officers[EDU]
        await asked(eve, "/export month", "heads of an agency")
        assert not [one for one in await eve.sees() if one.document]
