"""A disaster drill: the machine is lost, the backup and the key file are not; the line goes on, and old reports can be
read."""

import asyncio
import shutil
from pathlib import Path

from bot.domain.ids import AgencyKey
from bot.simulator.client import picture
from tests.support.databases.raw import on_disk, run
from tests.support.processes.command_line import ran
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import TOKEN, running, running_bot, settings_for


async def test_a_lost_machine_is_replaced_by_restoring_its_backup(tmp_path: Path) -> None:
    old, new, backup = tmp_path / "old", tmp_path / "new", tmp_path / "monday.backup"
    new.mkdir()
    async with running_bot(old) as here:
        cast = await here.cast()
        rita, bo = cast.reporters[0], cast.officers[AgencyKey("EDU")]
        await tell(rita, "He is beaten on the way to school")
        await rita.photo(picture())
        await rita.wait_for("1 ")
        await send(rita)
        code, printed = await ran(old, "backup", str(backup), TOKEN=TOKEN)
        assert (code, "1 cases, 1 reports, 1 files" in printed) == (0, True), printed
        assert backup.stat().st_mode & 0o077 == 0
        here.app.stop()
        await asyncio.sleep(0)
        await _restored(old, new, backup)
        async with running(settings_for(here.base, new), here.clock):
            await bo.say("/open 1")
            await bo.wait_for("beaten on the way")
            await bo.wait_for(lambda message: bool(message.photo))
            await tell(cast.reporters[1], "Something else")
            receipt = await send(cast.reporters[1])
    assert "number is 1001" in receipt.words  # how far the numbers had got was lost with the machine


async def _restored(old: Path, new: Path, backup: Path) -> None:
    """Without the key file nothing is restored, and no key is made; with it everything is, but never over existing
    data."""
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN)
    assert (code, "key-file-missing" in printed, (new / "keys.json").exists()) == (1, True, False), printed
    shutil.copy(old / "keys.json", new / "keys.json")
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN)
    assert code == 0, printed
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN)
    assert (code, "database-not-empty" in printed) == (1, True), printed


async def test_a_backup_that_does_not_open_leaves_no_file_behind(tmp_path: Path) -> None:
    code, printed = await ran(tmp_path, "backup", str(tmp_path / "b"), TOKEN=TOKEN)
    assert (code, "key-file-missing" in printed) == (1, True), printed
    assert on_disk(tmp_path) == b""


async def test_audit_verify_finds_one_changed_byte(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        await here.cast_by_links()
    code, printed = await ran(tmp_path, "audit", "verify", TOKEN=TOKEN)
    assert code == 0, printed
    [(action,)] = await run(f"sqlite:///{tmp_path}/tipline.db", "SELECT action FROM audit WHERE id = 3")
    change = f"UPDATE audit SET action = 'x{action[1:]}' WHERE id = 3"
    await run(f"sqlite:///{tmp_path}/tipline.db", "DROP TRIGGER audit_unchanged", change)
    code, printed = await ran(tmp_path, "audit", "verify", TOKEN=TOKEN)
    assert (code, "line 3 " in printed) == (1, True), printed


async def test_a_new_key_is_taken_and_the_old_one_goes_only_when_the_bot_is_stopped(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        await here.cast()
        code, printed = await ran(tmp_path, "keys", "rotate", TOKEN=TOKEN)
        assert (code, "Key 2 is in" in printed) == (0, True), printed
        code, printed = await ran(tmp_path, "keys", "drop", "1", TOKEN=TOKEN)
        assert (code, "is running" in printed) == (1, True), printed
        await tell(await here.world.person("Rita"))
    code, printed = await ran(tmp_path, "keys", "drop", "2", TOKEN=TOKEN)
    assert (code, "key-in-use" in printed) == (1, True), printed
    code, printed = await ran(tmp_path, "keys", "rotate", TOKEN=TOKEN)  # for what the open line encrypted meanwhile
    assert code == 0, printed
    code, printed = await ran(tmp_path, "keys", "drop", "1", TOKEN=TOKEN)
    assert (code, "Key 1 is gone" in printed) == (0, True), printed
    code, printed = await ran(tmp_path, "keys", "status", TOKEN=TOKEN)
    assert code == 0, printed
