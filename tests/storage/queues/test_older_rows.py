"""Rows that an earlier version left in the outbox still go out, and that version can read what this one writes.

`line_before_types.zip` is a database with its keys that the last version before the typed notices has made, with rows
that wait; `rows_before_types.json` holds the facts of one row of each kind as that version wrote them.
"""

import json
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.desk import Filling, Previewing, Writing
from bot.domain.desk_answers import InWords, Levels, NewReply, ProposedClosing, SteppedBack
from bot.domain.ids import PersonKey
from bot.domain.notices.content import NotReadable
from bot.domain.notices.every import KINDS
from storage.database.notice_rows import dump_content, load_content
from tests.support.databases.backups import quiet
from tests.support.databases.older_backups import backup_of, rows_at
from tests.support.databases.stored_files import chunks
from tests.support.people import open_district
from tests.support.screens.chats import Chats

HERE = Path(__file__).parent
ROWS: list[tuple[str, dict[str, Any]]] = json.loads((HERE / "rows_before_types.json").read_text("utf-8"))
UNREAD: dict[str, set[str]] = {"assess": {"step"}}
"""Facts that were stored and that no view has ever read."""
OF_ENVELOPE = frozenset({"leaves", "gone_after", "then", "person"})
SUE, RITA, EDU = 900, 7, -502


def test_the_older_version_knew_a_hundred_notices() -> None:
    assert len({kind for kind, _ in ROWS} & KINDS.keys()) >= 110


def test_each_row_of_strings_is_read_and_written_as_it_was() -> None:
    for kind, facts in ROWS:
        content = load_content(kind, facts)
        assert not isinstance(content, NotReadable), kind
        again = dump_content(content)
        read = facts.keys() - UNREAD.get(kind, set()) - (OF_ENVELOPE - again.keys())
        assert all(contains(again.get(name), facts[name]) for name in read), (kind, again, facts)


def contains(now: Any, before: Any) -> bool:
    """Whether all that was stored before is stored now; new facts may stand beside it, at any depth."""
    if isinstance(before, dict):
        return isinstance(now, dict) and all(name in now and contains(now[name], before[name]) for name in before)
    if isinstance(before, list):
        return isinstance(now, list) and len(now) == len(before) and all(map(contains, now, before))
    return bool(now == before)


@pytest.mark.parametrize("kind", ["agencies", "stats"])
def test_a_fact_of_a_newer_version_is_ignored_inside_others_too(kind: str) -> None:
    facts = next(facts for name, facts in ROWS if name == kind)
    assert load_content(kind, with_tomorrow(facts)) == load_content(kind, facts)


def with_tomorrow(facts: Any) -> Any:
    """The facts with one more in each part that is in a list of parts, or has a name."""
    if isinstance(facts, list):
        return [with_tomorrow(one) for one in facts]
    if isinstance(facts, dict) and facts.keys() & {"agency", "median"}:
        return {**facts, "of_tomorrow": {"a": [1]}}
    return {name: with_tomorrow(one) for name, one in facts.items()} if isinstance(facts, dict) else facts


def test_a_fact_of_a_newer_version_is_ignored_in_each_row() -> None:
    for kind, facts in ROWS:
        assert load_content(kind, {**facts, "of_tomorrow": {"a": [1]}}) == load_content(kind, facts), kind


async def test_forms_on_officers_desks_of_an_earlier_version_are_still_there(tmp_path: Path) -> None:
    with zipfile.ZipFile(HERE / "line_before_types.zip") as packed:
        packed.extractall(tmp_path)
    district = await open_district(tmp_path)
    try:
        async with district.database.reading() as uow:
            found = [await uow.staff.desk(PersonKey(f"{officer:064x}")) for officer in range(5)]
    finally:
        await district.database.close()
    desks = [desk for desk in found if desk is not None]
    assert [(desk.doing, desk.state, desk.answers) for desk in desks] == [
        ("assess", Filling(), Levels(hazard=1, note="he said so")),
        ("reply", Previewing(), NewReply(text_key="canned-thank_you")),
        ("act", Writing("write"), InWords()),
        ("close", Previewing(), ProposedClosing("school_measure", "plan")),
        ("recuse", Writing("write"), SteppedBack("body")),
    ]
    assert {desk.number for desk in desks} == {1}
    assert [desk.waiting_words for desk in desks] == ["more words", "", "", "", ""]


async def test_messages_in_the_outbox_of_an_earlier_version_are_sent(tmp_path: Path) -> None:
    with zipfile.ZipFile(HERE / "line_before_types.zip") as packed:
        packed.extractall(tmp_path)
    district = await open_district(tmp_path)
    chats = Chats(district)
    try:
        await chats.deliver()
        left = await district.database.outbox.health(district.time.at)
        assert (left["due"], left["dead"]) == (0, 1), "only a kind of tomorrow is a dead letter"
        async with district.database.begin() as uow:
            expiring = await uow.expiring_messages.due(district.time.at + timedelta(days=1), 50)
            going = await uow.chat_deletions.take_due(district.time.at + timedelta(days=1), 50)
    finally:
        await district.database.close()
    assert {(int(one.chat), one.doing) for one in expiring} == {(SUE, "open")}
    assert sorted(int(one.chat) for one in going) == [RITA, SUE], "the code and the identity go by themselves"
    assert texts(chats, RITA)[0].startswith("Received. Your case number is <b>1</b>.")
    assert [words.split("\n")[0] for words in texts(chats, EDU)] == [
        "<b>Case 1 · P3 medium</b>",
        "<b>Case 1 (P3)</b>: half of the time is gone. Still to do by Mon 2 Mar, 12:00: acknowledge.",
    ]
    told = "\n".join(texts(chats, SUE))
    assert all(
        words in told
        for words in ("They wait for him.", "Hazard: can it go on? <b>2 likely", "We are on it.", "Case 1: who")
    )
    assert "A message could not be delivered" in told, "of what this version cannot read, supervisors hear"


async def test_a_backup_of_an_earlier_version_comes_back_with_what_waits_in_its_outbox(tmp_path: Path) -> None:
    """Its rows carry the codes that the earlier version gave them: none of them gets another one."""
    with zipfile.ZipFile(HERE / "line_before_types.zip") as packed:
        packed.extractall(tmp_path)
    (new := tmp_path / "new").mkdir()
    for name in ("keys.json", "keys.json.rows"):
        shutil.copy(tmp_path / name, new)
    before, after = await open_district(tmp_path), await open_district(new)
    try:
        rows = await rows_at(before.database, "0018")
        backup = await backup_of(before.database, "0018", rows)
        tally = await after.database.backup(quiet).restore(chunks(backup))
        assert (tally.revision, tally.rows["outbox"], tally.rows["desks"]) == ("0018", 27, 5)
        async with after.database.reading() as uow:
            found = [await uow.staff.desk(PersonKey(f"{officer:064x}")) for officer in range(5)]
        assert [desk.doing for desk in found if desk is not None] == ["assess", "reply", "act", "close", "recuse"]
        again = await rows_at(after.database, "0018")
        assert {row["id"]: row["row_code"] for row in again["cases"]} == {
            row["id"]: row["row_code"] for row in rows["cases"]
        }
        sent = Chats(after)
        await sent.deliver()
        left = await after.database.outbox.health(after.time.at)
    finally:
        await before.database.close()
        await after.database.close()
    assert (left["due"], left["dead"]) == (0, 1), "only a kind of tomorrow is a dead letter"
    assert texts(sent, RITA)[0].startswith("Received. Your case number is <b>1</b>.")


def texts(chats: Chats, chat: int) -> list[str]:
    """What stands in a chat, oldest first."""
    return [shown.text for (here, _), shown in sorted(chats.shown.items()) if here == chat]
