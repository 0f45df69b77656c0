"""Staff are not reporters: whatever they write in private that is no command is answered, and starts no report unless
they choose to; then their words go with it. /help says what each role may do, in groups too."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.notices.officer.staff import NotReported, StaffHelp
from bot.domain.people import OVERSIGHT, Belonging, Staff
from bot.domain.report import Draft
from bot.ports.unit_of_work import UnitOfWork
from bot.simulator.client import Person, picture
from handlers.telegram.handling.context import DEPENDENCIES, HandlerDependencies
from tests.support.domain.examples import some_of, turned
from tests.support.running.bot_with_roles import CIV, ROLES, BotWithRoles, bot_with_roles
from tests.support.running.case_in_groups import EDU, PSB, asked
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

STAFF = [name for name in ROLES if name not in {"stranger", "reporter", "anonymous admin"}]
OTHERS = ("stranger", "reporter")
WORDS = (
    "yes ok", "ok", "谢谢", "教委", "12", "he was hit", "I will call them now", "👍", "!?", "P1 late", "他被打了",
    "/foo", "/foo 2 he was hit", "/transfr 1", "/case12", "/case_x", "/taek 1 now", "/报告", "/foo 2\nhe was hit",
)  # fmt: skip
BESIDE = ("/status he was hit", "/info he was hit", "/privacy 他被打了", "/follow he was hit", "/help he was hit")
"""Commands of reporters, with words: the command is obeyed, the words are reported to nobody."""
AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
IN_PLACE = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("stand")) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningBot]:
    async with running_bot(tmp_path_factory.mktemp("staff")) as made:
        yield made


@IN_PLACE
@pytest.mark.parametrize("name", STAFF)
async def test_no_word_of_the_staff_starts_a_report_and_each_is_answered(bot: BotWithRoles, name: str) -> None:
    """The suite tries a third of these words with each role, others with the next one."""
    for words in some_of(turned(WORDS, STAFF.index(name)), len(WORDS) // 3):
        heard = await bot.ask(name, words)
        assert heard.errors == [], words
        (said,) = (notice.content for notice in heard.told)
        assert isinstance(said, NotReported), words
        assert said.strange == words.startswith("/"), words


@IN_PLACE
@pytest.mark.parametrize("name", STAFF)
async def test_words_beside_a_reporters_command_start_no_report_by_staff(bot: BotWithRoles, name: str) -> None:
    """The suite tries two of these with each role, others with the next one."""
    for words in some_of(turned(BESIDE, STAFF.index(name)), 2):
        heard = await bot.ask(name, words)
        kinds = [notice.kind for notice in heard.told]
        assert kinds[0] == "not_reported", words
        assert len(kinds) > 1, words
        assert not {"start", "question"} & set(kinds), words


@IN_PLACE
@pytest.mark.parametrize("name", STAFF)
async def test_a_cry_for_help_by_staff_shows_the_numbers(bot: BotWithRoles, name: str) -> None:
    told = (await bot.ask(name, "please help me he wants to kill me")).told
    assert {"not_reported", "info_help"} <= {notice.kind for notice in told}


@IN_PLACE
@pytest.mark.parametrize("words", ["/status", "进度"])
async def test_status_shows_staff_who_never_reported_what_they_may_do(bot: BotWithRoles, words: str) -> None:
    for name in (*STAFF, *OTHERS):
        (shown,) = (await bot.ask(name, words)).told
        assert shown.kind == ("status" if name in OTHERS else "staff_help"), name


@IN_PLACE
async def test_status_does_not_wait_for_an_unreachable_telegram(
    bot: BotWithRoles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds no words that could be taken for a report."""

    class Silent:
        async def belonging(self, user: UserId) -> Belonging:
            raise Unreachable("telegram")

        def forget(self, chat: ChatId, user: UserId) -> None:
            raise AssertionError("nobody has left")

    dependencies: HandlerDependencies = bot.application.bot_data[DEPENDENCIES]
    monkeypatch.setitem(bot.application.bot_data, DEPENDENCIES, replace(dependencies, membership=Silent()))
    heard = await bot.ask("lead member", "/status")
    assert (heard.errors, [notice.kind for notice in heard.told]) == ([], ["status"])


@IN_PLACE
async def test_status_of_a_supervisor_who_has_reported_is_their_report(bot: BotWithRoles) -> None:
    person, user = bot.person("reporter"), UserId(bot.people["reporter"])
    await _save(bot, Staff(person, user, "en", supervisor=True))
    try:
        told = {words: [n.kind for n in (await bot.ask("reporter", words)).told] for words in ("/status", "/help")}
        assert told == {"/status": ["status"], "/help": ["staff_help"]}
    finally:
        await _save(bot, Staff(person, user, "en"))


@IN_PLACE
@pytest.mark.parametrize("name", STAFF)
async def test_whoever_opens_their_own_chat_from_the_group_begins_no_report(bot: BotWithRoles, name: str) -> None:
    heard = await bot.ask(name, "/start staff")
    assert (heard.errors, [one.kind for one in heard.told]) == ([], ["staff_help"])


@IN_PLACE
async def test_anybody_else_who_opens_that_link_may_report(bot: BotWithRoles) -> None:
    kinds = [one.kind for one in (await bot.ask("stranger", "/start staff")).told]
    assert kinds, "the first screen of a report"
    assert "staff_help" not in kinds


@IN_PLACE
@pytest.mark.parametrize("name", ["stranger", "reporter"])
async def test_words_of_everybody_else_begin_a_report(bot: BotWithRoles, name: str) -> None:
    for words in ("he was hit", "/foo 2 he was hit"):
        kinds = {notice.kind for notice in (await bot.ask(name, words)).told}
        assert kinds, words
        assert "not_reported" not in kinds, words


MAY = {
    "support member": ("take open notours assess", "approve reveal hold quarantine"),
    "lead member": ("take open transfer reveal release", "approve hold quarantine newcode"),
    "head": ("take approve reveal release recuse remind", "hold quarantine newcode"),
    "support head": ("take notours approve", "reveal hold quarantine"),
    "supervisor": ("cases overdue remind quarantine newcode keep audit", "take open reveal release"),
    "supervising body": ("hold reveal release approve audit", "quarantine newcode"),
    "auditor": ("overdue agencies stats board", "cases case take"),
    "administrator": ("", "cases take stats"),
    "oversight reader": ("", "cases take stats"),
    "barred supervisor": ("cases take quarantine", "approve"),
}
"""By hand: some commands that each role may use, and some that it may not."""


@IN_PLACE
@pytest.mark.parametrize("name", MAY)
async def test_help_in_private_names_what_the_role_may_do(bot: BotWithRoles, name: str) -> None:
    helped = [n.content for n in (await bot.ask(name, "/help")).told if isinstance(n.content, StaffHelp)]
    (said,) = helped
    may, may_not = (set(words.split()) for words in MAY[name])
    assert may <= set(said.commands)
    assert not may_not & set(said.commands)


@IN_PLACE
@pytest.mark.parametrize("group", [PSB, CIV, OVERSIGHT])
async def test_help_in_a_group_names_what_its_readers_may_do(bot: BotWithRoles, group: AgencyKey) -> None:
    for name, role in ROLES.items():
        if group in role.sits:
            (told,) = (await bot.ask(name, "/help", group=group)).told
            assert isinstance(told.content, StaffHelp)
            assert ("take" in told.content.commands) is (group != OVERSIGHT)
            assert "open" not in told.content.commands


@IN_PLACE
async def test_help_for_strangers_is_the_help_for_reporters(bot: BotWithRoles) -> None:
    assert [n.kind for n in (await bot.ask("stranger", "/help")).told] == ["info_help"]
    assert (await bot.ask("stranger", "/help", group=PSB)).told == []


@IN_PLACE
async def test_former_staff_can_report_even_while_still_in_the_group(bot: BotWithRoles) -> None:
    gone = bot.people["lead member"]
    await _save(bot, Staff(bot.person("lead member"), UserId(gone), "en", left_at=AT, bodies=frozenset({PSB})))
    try:
        for words in ("he was hit", "/foo 2 he was hit", "/help", "/help he was hit", "/language"):
            heard = await bot.ask("lead member", words)
            assert heard.errors == [], words
            kinds = {notice.kind for notice in heard.told}
            assert kinds & {"start", "question", "info_help", "language"}, words
            assert not kinds & {"not_reported", "staff_help", "own_language"}, words
    finally:
        await _save(bot, Staff(bot.person("lead member"), UserId(gone), "en"))


async def _save(bot: BotWithRoles, staff: Staff) -> None:
    async with bot.district.database.begin() as uow:
        await uow.staff.save(staff)
        await uow.commit()


@IN_PLACE
@pytest.mark.parametrize("name", ["stranger", "reporter", "lead member", "supervisor"])
async def test_the_sender_of_a_message_is_looked_up_once(
    bot: BotWithRoles, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One read of the database, and one question who sits in the groups: a reporter's first words wait for both."""
    asked_for, reads = list[UserId](), list[None]()
    dependencies: HandlerDependencies = bot.application.bot_data[DEPENDENCIES]

    class Counted:
        async def belonging(self, user: UserId) -> Belonging:
            asked_for.append(user)
            return await dependencies.membership.belonging(user)

        def forget(self, chat: ChatId, user: UserId) -> None:
            raise AssertionError("nobody has left")

    def reading() -> AbstractAsyncContextManager[UnitOfWork]:
        reads.append(None)
        return dependencies.reading()

    counted = replace(dependencies, membership=Counted(), reading=reading)
    monkeypatch.setitem(bot.application.bot_data, DEPENDENCIES, counted)
    heard = await bot.ask(name, "he was hit")
    assert heard.errors == []
    assert (len(asked_for), len(reads)) == (1, 1)


async def draft_of(here: RunningBot, person: Person) -> Draft | None:
    database = here.app.assembly.components.database
    async with database.reading() as uow:
        return await uow.drafts.of(database.blind_index.person(person.id))  # type: ignore[arg-type]


async def words_of(here: RunningBot, person: Person) -> str:
    draft = await draft_of(here, person)
    return "" if draft is None else repr(draft.answers)


async def answer(person: Person, words: str) -> Any:
    return await asked(person, words, "told to nobody")


@IN_PLACE
async def test_what_an_officer_wrote_goes_into_the_report_when_they_choose_so(here: RunningBot) -> None:
    cast = await here.cast()
    song = cast.officers[EDU]
    said = await answer(song, "yes ok, the boy at my neighbours is beaten")
    assert "/take" in said.words
    assert await draft_of(here, song) is None
    other = await answer(song, "/foo 2 he was hit")
    assert "no such command" in other.words
    await song.press("Report as a person", message=said)
    await until(lambda: _is_told(here, song, "the boy at my neighbours is beaten"))
    assert "he was hit" not in await words_of(here, song)
    await song.press("Report as a person", message=other)
    await until(lambda: _is_told(here, song, "he was hit"))
    await song.say("It happened twice")
    await until(lambda: _is_told(here, song, "It happened twice"))
    tang = cast.heads[EDU]
    (sent,) = await tang.photo(picture("red"))
    shown = await tang.wait_for("told to nobody", after=sent)
    assert await draft_of(here, tang) is None
    await tang.press("Report as a person", message=shown)
    await until(lambda: _has_file(here, tang))


async def _is_told(here: RunningBot, person: Person, words: str) -> bool:
    return words in await words_of(here, person)


async def _has_file(here: RunningBot, person: Person) -> bool:
    draft = await draft_of(here, person)
    return draft is not None and bool(draft.media or draft.coming)


@IN_PLACE
async def test_a_supervisor_who_wants_to_report_can(here: RunningBot) -> None:
    sue = await here.world.person("Sue")
    await sue.say("/start")
    await sue.wait_for("Who is writing")
    await sue.press("An adult")
    await until(lambda: _has_begun(here, sue))


async def _has_begun(here: RunningBot, person: Person) -> bool:
    draft = await draft_of(here, person)
    return draft is not None and bool(draft.answers)
