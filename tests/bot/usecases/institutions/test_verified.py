"""A report by staff: the institution is filled in and encrypted in the vault; a private person has none, and a child
has none at all. No number about the institution includes a report in conflict."""

from datetime import timedelta

import pytest

from bot.domain.access.identity import Identity, Level
from bot.domain.institutions.registered import InstitutionFilter, SeatRole, Window
from bot.domain.report import Draft
from bot.usecases.reporting import as_private_person
from bot.usecases.reporting.draft import answering
from tests.support.oversight.institutions import register, staff_tells, works_there
from tests.support.people import District, Someone, answer_until


@pytest.fixture(autouse=True)
async def institutions(district: District, rita: Someone) -> None:
    await register(district)
    await works_there(rita)


async def draft_of(rita: Someone) -> Draft:
    draft = await rita.draft()
    assert draft is not None
    return draft


async def begins(rita: Someone, start: str = "adult") -> Draft:
    await rita.start()
    await rita.choose("start", start)
    return await draft_of(rita)


async def back(rita: Someone, *questions: str) -> None:
    for question in questions:
        await answering.go_back(rita.request, question)


async def sends(rita: Someone) -> None:
    await rita.check()
    await rita.send()


async def go_private(rita: Someone) -> None:
    await as_private_person.go_private(rita.request)


async def identity(rita: Someone) -> Identity:
    async with rita.district.database.reading() as uow:
        [(report, _)] = await uow.reports.of_person(rita.visitor.person)
        assert "EDU-001" not in repr(report)
        assert "No. 1" not in repr(report)
        assert "EDU-001" not in repr(await uow.cases.get(report.case))
        return await uow.identities.of(report)


async def is_counted(rita: Someone) -> bool:
    window = Window(rita.now - timedelta(days=1), rita.now + timedelta(days=1))
    async with rita.district.database.reading() as uow:
        found = await uow.institutions.reported(["EDU-001"], window)
        silent = await uow.institutions.count(InstitutionFilter(silent=window))
    assert silent == (1 if found else 2)
    return bool(found)


async def test_linked_staff_are_not_asked_about_their_institution(rita: Someone) -> None:
    draft = await begins(rita)
    given = {answer.question: (answer.options, answer.text) for answer in draft.answers}
    assert given == {
        "start": (("adult",), ""),
        "who": (("school",), ""),
        "organisation": ((), "No. 1 Primary School"),
        "post": (("teaching",), ""),
    }
    await rita.choose("danger", "no")
    await rita.tick("harms", "bullying")
    assert (await draft_of(rita)).at == "work_phone"
    assert not {"who", "organisation", "post"} & set((await draft_of(rita)).trail)


async def test_the_institution_is_stored_only_in_the_identity_vault(rita: Someone) -> None:
    await begins(rita)
    await staff_tells(rita)
    await sends(rita)
    found = await identity(rita)
    assert (found.institution, found.level) == ("EDU-001", Level.HIDDEN)
    assert await is_counted(rita)


async def test_a_private_report_has_no_institution_and_is_not_counted(rita: Someone) -> None:
    await begins(rita)
    await staff_tells(rita)
    await go_private(rita)
    draft = await draft_of(rita)
    assert (draft.institution, draft.answer("who"), draft.answer("organisation")) == ("", None, None)
    assert draft.answer("story") is not None
    await sends(rita)
    found = await identity(rita)
    assert (found.institution, found.answers) == ("", ())
    assert not await is_counted(rita)


async def test_somebody_who_reports_privately_stays_private(rita: Someone) -> None:
    await begins(rita)
    await go_private(rita)
    await rita.choose("danger", "no")
    await back(rita, "harms", "danger")
    await rita.choose("start", "adult")
    assert (await draft_of(rita)).institution == ""


@pytest.mark.parametrize("start", ["child_self", "child_other"])
async def test_a_child_whose_account_was_linked_reports_as_anybody_does(rita: Someone, start: str) -> None:
    draft = await begins(rita, start)
    assert (draft.institution, [answer.question for answer in draft.answers]) == ("", ["start"])


async def test_an_adult_who_turns_out_a_child_has_no_institution(rita: Someone) -> None:
    await begins(rita)
    await back(rita, "danger")
    await rita.choose("start", "child_self")
    draft = await draft_of(rita)
    assert (draft.institution, [answer.question for answer in draft.answers]) == ("", ["start"])


async def test_a_danger_stub_has_the_institution_until_its_sender_reports_privately(rita: Someone) -> None:
    await begins(rita)
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "bullying")
    assert (await identity(rita)).institution == "EDU-001"
    assert await is_counted(rita)
    await go_private(rita)
    assert (await identity(rita)).institution == ""
    assert not await is_counted(rita)


@pytest.mark.parametrize("harms", ["school_staff_abuse", "failure_to_report"])
async def test_a_report_about_its_own_people_is_not_counted(rita: Someone, harms: str) -> None:
    await begins(rita)
    await staff_tells(rita, harms)
    await sends(rita)
    assert (await identity(rita)).institution == "EDU-001"
    assert not await is_counted(rita)


@pytest.mark.parametrize("link", ["school_staff", "official", "police", "employer"])
async def test_a_report_about_a_colleague_is_not_counted(rita: Someone, link: str) -> None:
    await begins(rita)
    await staff_tells(rita)
    await answer_until(rita, "link")
    assert (await draft_of(rita)).at == "link"
    await rita.choose("link", link)
    await sends(rita)
    assert not await is_counted(rita)


async def test_a_link_that_ended_fills_in_nothing(rita: Someone) -> None:
    async with rita.district.database.begin() as uow:
        await uow.institutions.end_seats("EDU-001", SeatRole.STAFF)
        await uow.commit()
    assert (await begins(rita)).institution == ""
