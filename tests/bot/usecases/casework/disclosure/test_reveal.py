"""Who reported: kept apart from the case, known only as far as the reporter allows, revealed by two people at least."""

from dataclasses import replace

import pytest

from bot.domain.access.identity import Level
from bot.domain.access.receipts import Code
from bot.domain.errors import IllegalStep, NotFound
from bot.domain.ids import MessageId
from bot.domain.report import Answer, Report
from bot.usecases.reporting.sent_reports import follow_up, identity
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode
from bot.usecases.services import Request
from storage.cases.report_tables import reports
from storage.cases.reports import REPORT
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.people.identities import IDENTITY, bound
from storage.people.tables import identities
from storage.schema import metadata
from tests.support.notices import facts_of
from tests.support.officers import EDU, ONE, PROC, PSB, history, officer
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.confidential import NAME, PHONE, known, shown, told, words

# --- Apart from the case ---


async def test_the_reporters_identity_is_encrypted_under_another_key_than_the_case(rita: Someone) -> None:
    await told(rita)
    database = rita.district.database
    (report,) = await rita.reports()
    async with database._engine.reading() as connection:
        sealed = (await connection.execute(reports.select())).one().sealed
        apart = (await connection.execute(identities.select())).one().sealed
    async with database.reading() as uow:
        of_case = await uow._session.decrypt(report.case, REPORT, sealed, f"reports|{report.id}")  # type: ignore[attr-defined]
        key = await uow._session.key(report.case)  # type: ignore[attr-defined]
    assert NAME not in REPORT.dump(of_case).decode()
    assert "I saw it." in REPORT.dump(of_case).decode()
    with pytest.raises(Unreadable):
        key.decrypt(apart, f"reports|{report.id}")
    vault = database._storage_context.vault
    assert NAME in IDENTITY.dump(IDENTITY.load(vault.decrypt(Label.IDENTITY, apart, bound(report.reporter)))).decode()


async def test_a_name_corrected_after_sending_is_not_stored_in_the_case(rita: Someone) -> None:
    await told(rita)
    await rita.edit(777, "Rita Abendstern")
    (report,) = await rita.reports()
    assert report.additions == ()
    assert [answer.text for answer in (await known(rita)).answers] == ["Rita Abendstern"]


async def test_a_danger_report_that_goes_on_stores_the_name_in_the_vault(rita: Someone) -> None:
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


async def test_no_row_contains_a_case_beside_its_reporter(rita: Someone) -> None:
    """Not even as keyed hashes: the report's token is the only way, and leads into the vault."""
    await told(rita)
    code = await receipt_of(rita)
    await rita.say("He was there again.")
    await identity.raise_level(rita.request, ONE, "named")
    other = Someone(rita.district, 8)
    await follow_up.come(Request(rita.services, other.visitor, rita.now), MaybeCode(code), MessageId(5))
    (report,) = await rita.reports()
    database = rita.district.database
    people = {hashed for who in (rita, other) for hashed in hashes_of(who)}
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


def hashes_of(who: Someone) -> set[str]:
    blind_index = who.services.blind_index
    return {
        str(who.visitor.person),
        blind_index.keyed_hash("chat", str(who.visitor.chat)),
        blind_index.keyed_hash("person", "7"),
    }


async def test_a_report_of_an_older_version_stays_readable_without_a_name_in_the_story(rita: Someone) -> None:
    await told(rita, name="")
    (report,) = await rita.reports()
    answers = (*(a for a in report.answers if a.question != "contact_phone"), Answer("contact_phone", phone=PHONE))
    await write_as_before(rita.district, replace(report, answers=answers))
    assert [answer.phone for answer in (await known(rita)).answers] == [PHONE]
    (story, *_) = await officer(rita.district, 20, PSB).opens()
    assert "Morgenstern" not in await words(rita.district, [story], "story")


async def write_as_before(district: District, report: Report) -> None:
    async with district.database.begin() as uow:
        await uow._session.connection.execute(identities.delete())  # type: ignore[attr-defined]
        await uow.reports.save(report)
        await uow.commit()


# --- Levels ---


@pytest.mark.parametrize(("name", "level"), [(NAME, "confidential"), ("", "hidden")])
async def test_giving_a_name_makes_the_level_confidential_and_none_leaves_it_hidden(
    rita: Someone, name: str, level: str
) -> None:
    await told(rita, name=name)
    assert (await known(rita)).level == level
    text = await words(rita.district, await officer(rita.district, 20, PSB).opens(), "story")
    assert f"Reporter:</b> {level}" in text
    assert NAME not in text


async def test_only_raising_by_the_reporter_changes_the_identity_level(rita: Someone) -> None:
    await told(rita)
    for level in ("hidden", "confidential"):
        with pytest.raises(IllegalStep, match="level-only-up"):
            await identity.raise_level(rita.request, ONE, level)
    await identity.raise_level(rita.request, ONE, "named")
    with pytest.raises(IllegalStep, match="level-only-up"):
        await identity.raise_level(rita.request, ONE, "confidential")
    assert (await known(rita)).level is Level.NAMED


async def test_the_reporter_reads_what_may_be_known_of_them_and_under_which_name(rita: Someone) -> None:
    await told(rita, name="")
    for number in (None, ONE):
        await identity.show_level(rita.request, number)
        (notice,) = await rita.district.deliver()
        rendered = await shown(rita.district, notice)
        assert rendered is not None
        assert "the name of your Telegram account: Rita" in rendered.text
        assert [key.data for row in rendered.keys[:2] for key in row] == ["lv1:1:confidential", "lv1:1:named"]
    await identity.raise_level(rita.request, ONE, "named")
    assert "You let the office in charge" in await words(rita.district, await rita.district.deliver(), "identity_level")
    assert "<b>Name of the account</b>\n<blockquote>Rita</blockquote>" in await words(
        rita.district, await officer(rita.district, 20, PSB).opens(), "identity"
    )


async def test_nobody_but_the_reporter_raises_the_identity_level(rita: Someone) -> None:
    await told(rita)
    for other in (Someone(rita.district, 8).visitor, officer(rita.district, 20, PSB, head=True).visitor):
        with pytest.raises(NotFound):
            await identity.raise_level(Request(rita.services, other, rita.now), ONE, "named")


async def test_a_named_reporter_is_shown_to_lead_and_supervising_body_on_opening(rita: Someone) -> None:
    await told(rita, harm="bullying")
    assert "identity" not in kinds(await officer(rita.district, 20, EDU).opens())
    await identity.raise_level(rita.request, ONE, "named")
    await rita.district.deliver()
    for body in (EDU, PROC):
        assert NAME in await words(rita.district, await officer(rita.district, 20, body).opens(), "identity")
    assert (await history(rita.district)).count("identity_shown") == 2


# --- Revealing ---


# --- The reporter hears of it ---
