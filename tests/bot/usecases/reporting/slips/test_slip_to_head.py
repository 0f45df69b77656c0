"""A slip of linked staff names the institution of the registry; its head reads it where the sender gives it to them."""

from dataclasses import replace

import pytest

from bot.domain.access.identity import Identity
from bot.domain.ids import AgencyKey
from bot.domain.institutions.slip_check import SlipVerdict, check_text
from bot.domain.notices.notice import Notice, ToChat
from bot.usecases.reporting import as_private_person
from bot.usecases.reporting.slips import slip_to_head, slips
from handlers.telegram.text.buttons import parse
from tests.support.notices import facts_of
from tests.support.officers import ONE
from tests.support.oversight.institutions import HEAD, SCHOOL, a_head, register, works_there
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.slips import shown, wants_slip

STALE = "error-stale-button"


async def teacher_reports(rita: Someone, *harms: str) -> None:
    """Rita, linked to the school, tells of something and sends it."""
    await register(rita.district)
    await works_there(rita)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await rita.tick("harms", *(harms or ("bullying",)))
    await answer_until(rita, "story")
    await rita.say("They wait for him after school.")
    await rita.check()
    await rita.send()


def to_head(sent: list[Notice]) -> list[Notice]:
    return [notice for notice in sent if isinstance(notice.to, ToChat) and notice.to.chat == HEAD]


async def offers_head(district: District, sent: list[Notice]) -> bool:
    page = next(notice for notice in sent if notice.kind == "slip_page")
    rendered = await shown(district, page)
    return "AskSlip(number=1, do='head')" in [repr(parse(key.data)) for row in rendered.keys for key in row]


async def test_a_slip_of_linked_staff_names_the_institution_of_the_registry(district: District, rita: Someone) -> None:
    await teacher_reports(rita)
    _, text = await wants_slip(rita)
    async with district.database.reading() as uow:
        checked = check_text(text, uow.slip_keys.fits)
    assert checked.verdict is SlipVerdict.GENUINE
    assert checked.slip is not None
    assert (checked.slip.institution, checked.slip.is_registered) == ("No. 1 Primary School", True)
    assert SCHOOL.code not in text


async def test_linked_staff_who_report_privately_get_no_slip(district: District, rita: Someone) -> None:
    await register(district)
    await works_there(rita)
    await rita.start()
    await rita.choose("start", "adult")
    await as_private_person.go_private(rita.request)
    await answer_until(rita, "harms")
    await rita.tick("harms", "bullying")
    await answer_until(rita, "story")
    await rita.say("They wait for him after school.")
    await rita.check()
    await rita.send()
    assert len(await rita.reports()) == 1
    assert await slips.make(rita.request, ONE) == STALE


async def test_the_head_reads_only_the_slip_and_only_once_it_is_handed_over(district: District, rita: Someone) -> None:
    await a_head(district)
    await teacher_reports(rita)
    await slips.make(rita.request, ONE)
    made = await district.deliver()
    assert await offers_head(district, made)
    assert await slip_to_head.ask(rita.request, ONE) == ""
    (asked,) = await district.deliver()
    warned = (await shown(district, asked)).text
    assert "may guess who" in warned
    assert "cannot be taken back" in warned
    assert to_head(district.sent) == []
    assert await slip_to_head.hand(rita.request, ONE) == ""
    sent = await district.deliver()
    assert kinds(sent) == ["slip_to_head", "slip_handed"]
    (handed,) = to_head(sent)
    (report,) = await rita.reports()
    assert set(facts_of(handed)) == {"institution", "text"}
    assert (handed.case, handed.person) == (None, None)
    words = (await shown(district, handed, "zh-Hans")).text
    assert "请不要追查是谁" in words
    assert not [one for one in (report.id, report.case, rita.visitor.person, "Rita") if one in words]
    async with district.database.reading() as uow:
        checked = check_text(words[words.index("SLIP-1") :].removesuffix("</pre>"), uow.slip_keys.fits)
    assert checked.verdict is SlipVerdict.GENUINE


@pytest.mark.parametrize("harms", ["school_staff_abuse", "failure_to_report", "bullying, and a body is barred"])
async def test_a_slip_of_a_report_about_the_institutions_people_is_never_handed_over(
    district: District, rita: Someone, harms: str
) -> None:
    """The sender has a slip nevertheless. Giving it to the head is neither offered nor done, whatever is pressed."""
    await a_head(district)
    await teacher_reports(rita, harms.split(",", maxsplit=1)[0])
    await wants_slip(rita)
    if "barred" in harms:
        async with district.database.begin() as uow:
            case = await uow.cases.by_number(ONE)
            assert case is not None
            await uow.cases.save(replace(case, barred=(AgencyKey("EDU"),)), was=case.version)
            await uow.commit()
    assert not await offers_head(district, district.sent)
    for act in (slip_to_head.ask, slip_to_head.hand):
        assert await act(rita.request, ONE) == STALE
    await district.deliver()
    assert to_head(district.sent) == []


@pytest.mark.parametrize("why", ["no head", "no slip", "another's", "by name alone"])
async def test_without_a_head_a_slip_or_a_link_nothing_is_handed_over(
    district: District, rita: Someone, why: str
) -> None:
    if why != "no head":
        await a_head(district)
    await teacher_reports(rita)
    if why != "no slip":
        await slips.make(rita.request, ONE)
    if why == "by name alone":
        (report,) = await rita.reports()
        async with district.database.begin() as uow:
            stored = await uow.identities.of(report)
            await uow.identities.save(report.reporter, Identity(stored.level, stored.answers, slip=stored.slip))
            await uow.commit()
    await district.deliver()
    person = Someone(district, user=99) if why == "another's" else rita
    for act in (slip_to_head.ask, slip_to_head.hand):
        assert await act(person.request, ONE) == STALE
    assert to_head(await district.deliver()) == []


async def test_a_slip_is_handed_over_at_most_twice_a_working_day(district: District, rita: Someone) -> None:
    await a_head(district)
    await teacher_reports(rita)
    await slips.make(rita.request, ONE)
    said = [await slip_to_head.hand(rita.request, ONE) for _ in range(3)]
    assert said == ["", "", "slip-too-often"]
