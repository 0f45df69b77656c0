"""Who reported: apart from the case, known no further than the reporter lets it be, revealed by two people at most."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.domain.access.identity import Identity, Level
from bot.domain.access.receipts import Code
from bot.domain.cases.lists import Recusal
from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, ChatId, MessageId
from bot.domain.intake.report import Answer, Phone, Report
from bot.domain.notices.notice import Notice, ToAgency, ToChat, ToPerson, ToReporter
from bot.ports.delivery import OutboxRow
from bot.usecases.casework import reveal
from bot.usecases.reporting import follow_up, identity, self_clearing
from handlers.telegram.rendered import RenderContext, Rendered
from locales.catalogue import Catalogue
from storage.cases.reports import REPORT
from storage.cases.tables import reports
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.people.identities import IDENTITY, bound
from storage.people.tables import identities, reveals
from storage.schema import metadata
from tests.support.acting import asking, writes
from tests.support.notices import facts_of, notice_of, worded
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, history, officer, the_case
from tests.support.people import PROFILE, District, Someone, answer_until, kinds

NAME, WHY = "Rita Morgenstern", "She is the only one who has seen his face."


async def told(rita: Someone, *, harm: str = "assault", contact: str = "yes", name: str = NAME) -> None:
    """An adult reports and gives a name, or none."""
    await rita.is_reporting(harms=harm, who="relative")
    await rita.say("I saw it.")
    await rita.done("story")
    await answer_until(rita, "contact")
    await rita.choose("contact", contact)
    await answer_until(rita, "reporter_name")
    if name:
        await rita.say(name, message=777)
    await rita.check()
    await rita.send()
    case = await the_case(rita.district)
    assert case.lead == (PSB if harm == "assault" else EDU)


async def known(rita: Someone) -> Identity:
    (report,) = await rita.reports()
    async with rita.district.database.reading() as uow:
        return await uow.identities.of(report)


async def shown(district: District, notice: Notice) -> Rendered | None:
    """What the view makes of it."""
    text, database = Catalogue(PROFILE.zone, own=PROFILE.texts), district.database
    room = RenderContext(text, text.has, PROFILE, "tipline", database.reading, database.files, district.time.now)
    row: Any = OutboxRow(1, 5, "en", notice, 1, None, None, is_group=False)  # type: ignore[arg-type]
    return await worded(room, row)


async def words(district: District, notices: list[Notice], kind: str) -> str:
    (notice,) = [one for one in notices if one.kind == kind]
    rendered = await shown(district, notice)
    assert rendered is not None
    return rendered.text


# --- Apart from the case ---


async def test_who_reports_is_kept_under_another_key_than_the_case(rita: Someone) -> None:
    await told(rita)
    database = rita.district.database
    (report,) = await rita.reports()
    async with database._engine.reading() as connection:
        sealed = (await connection.execute(reports.select())).one().sealed
        apart = (await connection.execute(identities.select())).one().sealed
    async with database.reading() as uow:
        of_case = await uow._session.open(report.case, REPORT, sealed, f"reports|{report.id}")  # type: ignore[attr-defined]
        key = await uow._session.key(report.case)  # type: ignore[attr-defined]
    assert NAME not in REPORT.dump(of_case).decode()
    assert "I saw it." in REPORT.dump(of_case).decode()
    with pytest.raises(Unreadable):
        key.open(apart, f"reports|{report.id}")
    vault = database._storage_context.vault
    assert NAME in IDENTITY.dump(IDENTITY.load(vault.open(Label.IDENTITY, apart, bound(report.reporter)))).decode()


async def test_a_name_that_is_put_right_after_sending_stays_out_of_the_case_too(rita: Someone) -> None:
    await told(rita)
    await rita.edit(777, "Rita Abendstern")
    (report,) = await rita.reports()
    assert report.additions == ()
    assert [answer.text for answer in (await known(rita)).answers] == ["Rita Abendstern"]


async def test_a_report_that_a_talk_in_danger_goes_on_with_takes_the_name_into_the_vault(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await answer_until(rita, "harms")
    await rita.tick("harms", "assault")
    await answer_until(rita, "next_steps")
    await rita.choose("next_steps", "go_on")
    await answer_until(rita, "reporter_name")
    await rita.say(NAME)
    (report,) = await rita.reports()
    assert NAME not in REPORT.dump(report).decode()
    assert (await known(rita)).level is Level.CONFIDENTIAL


async def test_no_row_holds_a_case_beside_its_reporter(rita: Someone) -> None:
    """Not even as keyed hashes: the routing token of the report is the one way, and leads into the vault."""
    await told(rita)
    code = await receipt_of(rita)
    await rita.say("He was there again.")
    await identity.raise_level(rita.services, rita.visitor, ONE, "named", rita.now)
    other = Someone(rita.district, 8)
    await follow_up.come(rita.services, other.visitor, code, MessageId(5), rita.now)
    (report,) = await rita.reports()
    database = rita.district.database
    people = {mark for who in (rita, other) for mark in marks_of(who)}
    rows = 0
    async with database._engine.reading() as connection:
        for table in metadata.sorted_tables:
            for row in await connection.execute(table.select()):
                clear = {value for value in row if isinstance(value, str)}
                rows += 1
                assert not (clear & {report.case, report.id} and clear & people), table.name
    assert rows > 20


async def receipt_of(rita: Someone) -> Code:
    """The five words that were shown."""
    (notice,) = [one for one in rita.district.sent if one.kind == "receipt_code"]
    return tuple(int(str(number)) for number in facts_of(notice)["code"])


def marks_of(who: Someone) -> set[str]:
    blind_index = who.services.blind_index
    return {str(who.visitor.person), blind_index.mark("chat", str(who.visitor.chat)), blind_index.mark("person", "7")}


async def test_a_report_of_before_stays_readable_and_names_nobody_in_the_story(rita: Someone) -> None:
    await told(rita, name="")
    (report,) = await rita.reports()
    answers = (*(a for a in report.answers if a.question != "contact_phone"), Answer("contact_phone", phone=PHONE))
    await write_as_before(rita.district, replace(report, answers=answers))
    assert [answer.phone for answer in (await known(rita)).answers] == [PHONE]
    (story, *_) = await officer(rita.district, 20, PSB).opens()
    assert "Morgenstern" not in await words(rita.district, [story], "story")


PHONE = Phone("+8613800000000", NAME)


async def write_as_before(district: District, report: Report) -> None:
    async with district.database.begin() as uow:
        await uow._session.connection.execute(identities.delete())  # type: ignore[attr-defined]
        await uow.reports.save(report)
        await uow.commit()


# --- Levels ---


@pytest.mark.parametrize(("name", "level"), [(NAME, "confidential"), ("", "hidden")])
async def test_a_name_makes_it_confidential_and_none_leaves_it_hidden(rita: Someone, name: str, level: str) -> None:
    await told(rita, name=name)
    assert (await known(rita)).level == level
    text = await words(rita.district, await officer(rita.district, 20, PSB).opens(), "story")
    assert f"Reporter:</b> {level}" in text
    assert NAME not in text


async def test_the_reporter_raises_it_and_it_never_sinks(rita: Someone) -> None:
    await told(rita)
    for level in ("hidden", "confidential"):
        with pytest.raises(IllegalStep, match="level-only-up"):
            await identity.raise_level(rita.services, rita.visitor, ONE, level, rita.now)
    await identity.raise_level(rita.services, rita.visitor, ONE, "named", rita.now)
    with pytest.raises(IllegalStep, match="level-only-up"):
        await identity.raise_level(rita.services, rita.visitor, ONE, "confidential", rita.now)
    assert (await known(rita)).level is Level.NAMED


async def test_the_person_reads_what_may_be_known_and_by_which_name(rita: Someone) -> None:
    await told(rita, name="")
    for number in (None, ONE):
        await identity.show_level(rita.services, rita.visitor, number)
        (notice,) = await rita.district.deliver()
        rendered = await shown(rita.district, notice)
        assert rendered is not None
        assert "the name of your Telegram account: Rita" in rendered.text
        assert [key.data for row in rendered.keys[:2] for key in row] == ["lv1:1:confidential", "lv1:1:named"]
    await identity.raise_level(rita.services, rita.visitor, ONE, "named", rita.now)
    assert "You let the office in charge" in await words(rita.district, await rita.district.deliver(), "identity_level")
    assert "<b>Name of the account</b>\n<blockquote>Rita</blockquote>" in await words(
        rita.district, await officer(rita.district, 20, PSB).opens(), "identity"
    )


async def test_nobody_else_raises_it(rita: Someone) -> None:
    await told(rita)
    for other in (Someone(rita.district, 8).visitor, officer(rita.district, 20, PSB, head=True).visitor):
        with pytest.raises(NotFound):
            await identity.raise_level(rita.services, other, ONE, "named", rita.now)


async def test_named_is_seen_at_opening_by_the_lead_and_the_supervising_body(rita: Someone) -> None:
    await told(rita, harm="bullying")
    assert "identity" not in kinds(await officer(rita.district, 20, EDU).opens())
    await identity.raise_level(rita.services, rita.visitor, ONE, "named", rita.now)
    await rita.district.deliver()
    for body in (EDU, PROC):
        assert NAME in await words(rita.district, await officer(rita.district, 20, body).opens(), "identity")
    assert (await history(rita.district)).count("identity_shown") == 2


# --- Revealing ---


@dataclass(frozen=True)
class Two:
    """Somebody of the police, which leads; and somebody of the supervising body."""

    police: Officer
    prosecutor: Officer
    district: District

    async def asks(self, who: Officer) -> list[Notice]:
        await reveal.reveal(await asking(*who.me), ONE)
        async with self.district.database.reading() as uow:
            is_asked = await uow.staff.desk(who.agent.person) is not None
        assert not is_asked or await writes(*who.me, WHY)
        return await self.district.deliver()

    async def decides(self, who: Officer, what: str = "tell", *, stamp: int | None = None) -> list[Notice]:
        async with self.district.database.reading() as uow:
            asked = await uow.identities.requests((await the_case(self.district)).id)
        stamp = asked[0].stamp if stamp is None else stamp
        await reveal.decide(await asking(*who.me), ONE, stamp, what)
        return await self.district.deliver()


@pytest.fixture
def two(district: District) -> Two:
    return Two(officer(district, 20, PSB), officer(district, 30, PROC), district)


async def test_one_asks_another_agrees_and_it_is_shown_once_to_who_has_asked(rita: Someone, two: Two) -> None:
    await told(rita)
    sue = officer(two.district, 40, CYL)
    await employ(two.district, sue, supervisor=True)
    asked = await two.asks(two.police)
    assert "identity" not in kinds(asked)
    assert ToAgency(PROC) in [one.to for one in asked if facts_of(one).get("key") == "staff-reveal-second"]
    assert not [one for one in asked if one.kind == "say" and WHY in str(facts_of(one))]
    read = await two.asks(two.prosecutor)
    assert WHY in await words(two.district, read, "reveal_asked")
    agreed = await two.decides(two.prosecutor)
    assert [one.to for one in agreed if one.kind == "reveal_ready"] == [ToPerson(two.police.agent.person)]
    assert "identity" not in kinds(agreed)
    came = await two.asks(two.police)
    text = await words(two.district, came, "identity")
    assert f"<tg-spoiler><b>Your name</b>\n<blockquote>{NAME}</blockquote></tg-spoiler>" in text
    assert "Telegram account number 7." in text
    told_of = [facts_of(one)["key"] for one in asked + came if one.to == ToPerson(sue.agent.person)]
    assert told_of == ["staff-reveal-begun", "staff-reveal-done"]
    again = await two.asks(two.police)
    assert "identity" not in kinds(again)
    acts = [act for act in await history(two.district) if "reveal" in act]
    assert sorted(acts) == sorted(["reveal_begun", "reveal_read", "reveal_agreed", "identity_revealed", "reveal_begun"])


async def test_it_is_protected_and_goes_after_ten_minutes(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    (notice,) = [one for one in await two.asks(two.police) if one.kind == "identity"]
    rendered = await shown(two.district, notice)
    assert rendered is not None
    assert rendered.protect
    two.district.time.move(minutes=9)
    assert two.police.visitor.chat not in await wiped(two.district)
    two.district.time.move(minutes=2)
    assert two.police.visitor.chat in await wiped(two.district)


async def wiped(district: District) -> set[ChatId]:
    """Chats from which something goes now by itself."""
    await self_clearing.tend_chats(district.services, district.time.at)
    return {one.to.chat for one in await district.deliver() if one.kind == "wipe" and isinstance(one.to, ToChat)}


async def test_where_no_name_was_left_that_is_said_and_the_account_is_shown(rita: Someone, two: Two) -> None:
    await told(rita, name="")
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    text = await words(two.district, await two.asks(two.police), "identity")
    assert "No name and no phone were left." in text
    assert "Telegram account number 7." in text


async def test_nobody_agrees_to_an_own_request(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.prosecutor)
    with pytest.raises(NotAllowed, match="reveal-own"):
        await two.decides(two.prosecutor)
    for _ in range(3):
        assert "identity" not in kinds(await two.asks(two.prosecutor))


async def test_an_officer_of_the_police_agrees_to_nothing_its_head_does(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.prosecutor)
    with pytest.raises(NotAllowed):
        await two.decides(two.police)
    await two.decides(officer(two.district, 21, PSB, head=True))
    assert "identity" in kinds(await two.asks(two.prosecutor))


@pytest.mark.parametrize("body", [EDU, PSB, CYL])
async def test_where_the_police_does_not_lead_only_the_supervising_body_may_ask(
    rita: Someone, two: Two, body: AgencyKey
) -> None:
    await told(rita, harm="bullying")
    for is_head in (False, True):
        with pytest.raises((NotAllowed, NotFound)):
            await two.asks(officer(two.district, 50, body, head=is_head))
    await two.asks(two.prosecutor)
    await two.decides(officer(two.district, 31, PROC))
    assert "identity" in kinds(await two.asks(two.prosecutor))


async def test_a_request_of_yesterday_and_an_agreement_of_yesterday_count_no_more(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    two.district.time.move(hours=25)
    with pytest.raises(IllegalStep, match="reveal-gone"):
        await two.decides(two.prosecutor)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    two.district.time.move(hours=25)
    assert "identity" not in kinds(await two.asks(two.police))


async def test_only_what_was_read_is_agreed_to(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    with pytest.raises(IllegalStep, match="reveal-gone"):
        await two.decides(two.prosecutor, stamp=1)


async def test_refused_it_is_over(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    assert "reveal_ready" not in kinds(await two.decides(two.prosecutor, "no"))
    assert "reveal_refused" in await history(two.district)
    assert "identity" not in kinds(await two.asks(two.police))


async def test_who_has_handed_the_case_on_learns_nothing_even_when_it_was_agreed_to(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.asks(two.prosecutor)
    await hand_on(two.district, two.police)
    with pytest.raises(IllegalStep, match="reveal-gone"):
        await two.decides(two.prosecutor)
    with pytest.raises(NotFound):
        await two.asks(two.police)


async def hand_on(district: District, who: Officer) -> None:
    async with district.database.begin() as uow:
        case = await the_case(district)
        await uow.recusals.add(Recusal(case.id, who.agent.person, PSB, district.time.at, "My niece."))
        await uow.commit()


async def test_who_is_of_the_police_no_more_is_not_shown_what_was_agreed_to(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    moved = replace(two.police.agent, agencies=frozenset(), supervisor=True)
    with pytest.raises(NotAllowed):
        await two.asks(replace(two.police, agent=moved))


async def test_the_reason_is_sealed_with_the_case(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    async with two.district.database._engine.reading() as connection:
        row = (await connection.execute(reveals.select())).one()
    assert [column.name for column in reveals.columns] == ["case", "person", "at", "sealed", "row_code"]
    assert WHY.encode() not in row.sealed


# --- The reporter hears of it ---


async def test_the_reporter_is_told_where_that_is_welcome(rita: Someone, two: Two) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    heard = [one for one in await two.asks(two.police) if isinstance(one.to, ToReporter)]
    assert kinds(heard) == ["identity_known"]
    assert all(one.starts and one.silent for one in heard)
    assert "may now know who you are" in await words(two.district, heard, "identity_known")


@pytest.mark.parametrize("contact", ["no", "unknown"])
async def test_who_may_not_be_written_to_reads_it_at_status(rita: Someone, two: Two, contact: str) -> None:
    await told(rita, contact=contact)
    await two.asks(two.police)
    await two.decides(two.prosecutor)
    assert not [one for one in await two.asks(two.police) if isinstance(one.to, ToReporter)]
    assert "may know who you are" in await status(rita)


@pytest.mark.parametrize("reason", ["danger", "inquiry"])
async def test_with_a_reason_not_to_the_reporter_is_not_told_and_that_is_on_record(
    rita: Someone, two: Two, reason: str
) -> None:
    await told(rita)
    await two.asks(two.police)
    await two.decides(two.prosecutor, reason)
    assert not [one for one in await two.asks(two.police) if isinstance(one.to, ToReporter)]
    assert "may know who you are" not in await status(rita)
    async with two.district.database.reading() as uow:
        lines = await uow.audit.history((await the_case(two.district)).id)
    assert [line.facts["quiet"] for line in lines if line.action == "reveal_agreed"] == [reason]


async def status(rita: Someone) -> str:
    facts: dict[str, Fact] = {"person": rita.visitor.person, "voice": "adult"}
    notice = notice_of("status", ToChat(rita.visitor.chat, "en"), facts)
    rendered = await shown(rita.district, notice)
    assert rendered is not None
    return rendered.text
