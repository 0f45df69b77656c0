"""An institution from the chat: its head joins and has the poster, a teacher links by it and reports, or not."""

from pathlib import Path

from bot.domain.ids import AgencyKey, UserId
from bot.domain.institutions.registered import Registered
from bot.domain.people import Staff
from bot.simulator.client import Person
from handlers.telegram.text.links import institution_staff_link
from tests.support.oversight.institutions import SCHOOL
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot


async def registers(here: RunningBot, head_of_body: Person) -> None:
    person = here.app.services.blind_index.person(UserId(head_of_body.id))
    async with here.app.services.begin() as uow:
        await uow.institutions.save(Registered(SCHOOL))
        heads = frozenset({AgencyKey("EDU")})
        await uow.staff.save(Staff(person, UserId(head_of_body.id), "en", heads=heads))
        await uow.commit()


async def link_of(here: RunningBot) -> str:
    async with here.app.services.reading() as uow:
        one = await uow.institutions.registered(SCHOOL.code)
    assert one is not None
    return institution_staff_link(USERNAME, one.link)


async def _invites_its_head(hana: Person) -> str:
    """From the list of institutions; the link."""
    await hana.say("/institutions")
    await hana.wait_for("Institutions that must report: 1")
    await hana.press("No. 1 Primary School")
    await hana.wait_for("Heads here: 0")
    await hana.press("Invite its head")
    invited = await hana.wait_for("this link works once")
    [link] = [word for word in invited.words.split() if word.startswith("https://")]
    return link


async def _joins_and_begins_to_report(tess: Person, link: str) -> None:
    """As staff by the link of the poster; the report is for a private person in the end."""
    opened = await tess.open(link)
    await tess.wait_for("adults who work here", after=opened)
    await tess.press("I teach")
    await tess.wait_for("This account is linked to")
    await tess.say("/start")
    await tess.wait_for("Who is writing?")
    await tess.press("I am an adult")
    asked = await tess.wait_for("Your institution is filled in.")
    assert "Report as a private person" in asked.labels
    await tess.press("Report as a private person")
    await tess.wait_for("No institution is in this report.")


async def _makes_a_new_link(paul: Person) -> None:
    await paul.say("/institution")
    await paul.wait_for("Linked accounts of staff: 1")
    await paul.press("Make a new link")
    await paul.wait_for("old posters stop working")
    await paul.press("Yes, make a new link")
    await paul.wait_for("There is a new link.")


async def test_an_imported_institution_gets_a_report_by_its_staff(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        hana = await here.world.person("Hana", language_code="en")
        await registers(here, hana)
        paul = await here.world.person("Paul", language_code="en")
        await paul.open(await _invites_its_head(hana))
        await paul.wait_for("Linked accounts of staff: 0")
        await paul.press("The poster (PDF)")
        poster = await paul.wait_for("To be printed on A4")
        assert poster.raw["document"]["file_name"] == "poster.pdf"

        tess = await here.world.person("Tess", language_code="en")
        await _joins_and_begins_to_report(tess, await link_of(here))
        await _makes_a_new_link(paul)
        told = await tess.say("/duty")
        await tess.wait_for("1 of 12", after=told)
        await tess.press("Next")
        await tess.wait_for("2 of 12")
        stranger = await here.world.person("Sam", language_code="en")
        await stranger.say("/institution")
        await stranger.wait_for("no such institution")
