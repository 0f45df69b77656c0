"""`python -m bot restore`: one that is refused or fails leaves nothing behind; one that works says how numbers go on,
and old cards are recognised."""

import asyncio
import io
import shutil
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.cli import backup as backups
from bot.domain.errors import TiplineError
from bot.domain.ids import AgencyKey
from bot.simulator.client import Group, Person, picture
from storage.cases.files import EncryptedFiles
from storage.database.migrate import downgrade, revisions
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.raw import run
from tests.support.domain.examples import one_of_each
from tests.support.processes.command_line import ran
from tests.support.running.conversation import begin, send, tell
from tests.support.running.running_bot import TOKEN, RunningBot, running, running_bot, settings_for


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that lies in the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without a table, or of one that does not exist."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new/tipline.db"
    maker: PostgresMaker = request.getfixturevalue("postgres_maker")
    return maker.make()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the home of a line, in `old`, and its backup; no test changes it."""
    folder = tmp_path_factory.mktemp("made")
    asyncio.run(back_up(folder))
    return folder


async def back_up(folder: Path) -> None:
    """A line with one report, and its backup."""
    async with running_bot(folder / "old") as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await rita.photo(picture())
        await rita.wait_for("1 ")
        await send(rita)
        code, printed = await ran(folder / "old", "backup", str(folder / "backup"), TOKEN=TOKEN)
        assert code == 0, printed


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """The backup of a line with one report; its key file is in `old`."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "backup"


def spoiled(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


SPOIL: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda made: made[: len(made) // 2],
    "a byte short": lambda made: made[:-1],
    "a byte changed": lambda made: made[:-100] + bytes([made[-100] ^ 1]) + made[-99:],
    "no backup": lambda _: b"words",
    "empty": lambda _: b"",
}


@pytest.mark.parametrize(("spoil", "url"), one_of_each(product(SPOIL, DATABASES), itemgetter(0)), indirect=["url"])
async def test_a_backup_that_is_refused_leaves_nothing(url: str, backup: Path, tmp_path: Path, spoil: str) -> None:
    """Each fault on one of the databases; a long run: on both."""
    new = tmp_path / "new"
    spoiled(backup, SPOIL[spoil])
    before, tables = everything(tmp_path), await tables_of(url)
    keys = str(tmp_path / "old" / "keys.json")
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN, DATABASE_URL=url, KEY_FILE=keys)
    assert (code, "backup-" in printed, "Traceback" in printed) == (1, True, False), printed
    assert everything(tmp_path) == before
    assert await tables_of(url) == tables


async def tables_of(url: str) -> int:
    """How many tables there are; no file is made for the question."""
    if url.startswith("sqlite"):
        return 0
    [(count,)] = await run(url, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
    return int(count)


async def test_a_restore_with_the_wrong_key_file_changes_nothing(backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    async with running_bot(tmp_path / "stranger"):
        pass
    new.mkdir()
    shutil.copy(tmp_path / "stranger" / "keys.json", new)
    before = everything(new)
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN)
    assert (code, "backup-unreadable" in printed) == (1, True), printed
    assert everything(new) == before
    shutil.copy(tmp_path / "old" / "keys.json", new)
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN)
    assert (code, "1 cases, 1 reports" in printed) == (0, True), printed


async def test_a_database_in_use_is_not_touched_not_even_brought_up_to_date(backup: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    url = f"sqlite:///{old}/tipline.db"
    await to_older(url)
    before = await run(url, "SELECT name, sql FROM sqlite_master ORDER BY name")
    code, printed = await ran(old, "restore", str(backup), TOKEN=TOKEN)
    assert (code, "database-not-empty" in printed) == (1, True), printed
    assert await run(url, "SELECT name, sql FROM sqlite_master ORDER BY name") == before


async def test_a_backup_of_a_newer_version_is_refused_in_words(backup: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    await run(f"sqlite:///{old}/tipline.db", "UPDATE alembic_version SET version_num = '9001'")
    code, printed = await ran(old, "backup", str(backup), TOKEN=TOKEN)
    assert code == 0, printed
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN, KEY_FILE=str(old / "keys.json"))
    words = " ".join(printed.split())
    assert code == 1
    assert (
        "backup-newer-version: it was made by a newer version of the program, with tables of revision 9001; " in words
    )
    assert not new.exists()


async def to_older(url: str) -> None:
    """The database as an older version left it."""
    from storage.database.engine import Engine  # noqa: PLC0415 - here alone

    engine = Engine(url)
    async with engine.writing() as connection:
        await downgrade(connection, revisions()[-2])
    await engine.close()


@pytest.mark.parametrize(
    ("was_begun", "url"), one_of_each(product([False, True], DATABASES), itemgetter(0)), indirect=["url"]
)
async def test_a_restore_that_fails_on_the_way_leaves_nothing(
    url: str, backup: Path, tmp_path: Path, was_begun: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into an empty place and into one that was begun, each on one of the databases; a long run: on both."""
    new = tmp_path / "new"
    keys = tmp_path / "old" / "keys.json"
    if was_begun:
        code, printed = await ran(new, "staff", "list", TOKEN=TOKEN, DATABASE_URL=url, KEY_FILE=str(keys))
        assert code == 0, printed
    before, tables = set(everything(new)), await tables_of(url)

    async def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(EncryptedFiles, "put_encrypted", full)
    settings = settings_for("http://127.0.0.1:9", new, database_url=url, key_file=keys, token=SecretStr(TOKEN))
    with pytest.raises((OSError, TiplineError)):
        await backups.restore_backup(settings, backup, Console(file=io.StringIO()))
    left = {name for name in everything(new) if not name.endswith((".lock", "-wal", "-shm"))}
    assert left == {name for name in before if not name.endswith((".lock", "-wal", "-shm"))}
    assert await tables_of(url) == tables
    monkeypatch.undo()
    code, printed = await ran(new, "restore", str(backup), TOKEN=TOKEN, DATABASE_URL=url, KEY_FILE=str(keys))
    assert (code, "1 cases, 1 reports" in printed) == (0, True), printed


# --- Numbers --------------------------------------------------------------------------------------------------------


async def brought_back(tmp_path: Path, *files: str, words: tuple[str, ...] = ()) -> tuple[Path, str]:
    """A new home with these files of the old one; returns what was printed."""
    new = tmp_path / "new"
    new.mkdir()
    for name in files:
        shutil.copy(tmp_path / "old" / name, new)
    code, printed = await ran(new, "restore", str(tmp_path / "backup"), *words, TOKEN=TOKEN)
    assert code == 0, printed
    return new, " ".join(printed.split())


async def test_after_a_restore_old_cards_are_recognised_and_no_case_number_is_given_twice(tmp_path: Path) -> None:
    """Case 1 is in the backup, case 2 came after it: its reporter and its card still exist."""
    async with running_bot(tmp_path / "old") as here:
        cast = await here.cast()
        sue, amal, group = cast.supervisor, cast.officers[AgencyKey("EDU")], cast.groups[AgencyKey("EDU")]
        await reported(here, "Rita")
        code, printed = await ran(tmp_path / "old", "backup", str(tmp_path / "backup"), TOKEN=TOKEN)
        assert code == 0, printed
        await reported(here, "Lin")
        await amal.wait_for("Case 2", group)
        here.app.stop()
        new, printed = await brought_back(tmp_path, "keys.json", "keys.json.numbers")
        assert "The next case gets number 102." in printed
        assert "2 to 101 were perhaps given out" in printed
        here.clock.advance(timedelta(hours=1))
        async with running(settings_for(here.base, new), here.clock):
            await sue.wait_for("Cases 2 to 101")
            await amal.say("/take@tipline_demo_bot 2", group)
            await amal.wait_for("This case is not here any more", group)
            await amal.press("Acknowledge", group, message=await card(amal, group, 2))
            receipt = await reported(here, "Mei")
            assert "case number is 102" in receipt
            await amal.wait_for("Case 102", group)


async def card(who: Person, group: Group, number: int) -> Any:
    """The card of that case in the group."""
    return await who.wait_for(f"Case {number}", group)


async def reported(here: RunningBot, name: str) -> str:
    """Somebody reports; returns the words of the receipt."""
    person = await here.world.person(name)
    await begin(person)
    await tell(person)
    return (await send(person)).words


@pytest.mark.usefixtures("backup")
async def test_without_the_high_water_mark_the_operator_is_told_and_may_give_one(tmp_path: Path) -> None:
    _, printed = await brought_back(tmp_path, "keys.json")
    assert "The next case gets number 1001." in printed
    assert "--numbers-above HIGHEST" in printed
    assert "more than 999 cases" in printed
    shutil.rmtree(tmp_path / "new")
    _, printed = await brought_back(tmp_path, "keys.json", words=("--numbers-above", "5000"))
    assert "The next case gets number 5001." in printed
