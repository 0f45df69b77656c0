"""Handover: the whole case goes to the officer on call of the police; whoever gave it is told."""

from dataclasses import replace

import pytest

from bot.domain.cases.case import Part, TaskState
from bot.domain.cases.work import HandoverState
from bot.domain.errors import IllegalStep, NotAllowed, Refusal
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToPerson
from bot.domain.report import Answer, Location, MediaState
from bot.usecases.access.asking import Stranger
from bot.usecases.casework.bodies import handover, taking
from bot.usecases.casework.messages import calling
from tests.support.acting import asking, begins, hands_in
from tests.support.casework.handing_on import police_on_call
from tests.support.casework.merging import case_of, merges, supervisor_of, two_of_one_child
from tests.support.casework.recusal import bar
from tests.support.casework.roster import called, only, sit, taps_roster
from tests.support.notices import facts_of
from tests.support.officers import EDU, PROC, PSB, Officer, history, officer, the_case
from tests.support.people import District, Someone
from tests.support.reporting.sent_files import sends

CIV = AgencyKey("CIV")


@pytest.fixture
async def lin(district: District) -> Officer:
    """An officer of civil affairs, who lead; neglect was reported, with a letter, a picture and a voice message; the
    police have no part."""
    await district.bind("CIV", "PROC", "PSB", "HEA", "WOM", "EDU")
    rita = Someone(district)
    await rita.is_reporting(harms="neglect")
    await rita.say("There is never food.")
    for message, kind in enumerate(("document", "photo", "voice"), 70):
        await sends(rita, message, kind=kind)
    await rita.check()
    await rita.send()
    one = officer(district, 20, CIV)
    await one.takes()
    await district.deliver()
    return one


async def hands_over(who: Officer) -> list[Notice]:
    """Two presses: it is shown what it does, then it is done; a moment later the officer on call is found."""
    await begins(*who.me, "handover")
    await hands_in(*who.me)
    first = await who.district.deliver()
    return [*first, *await called(who.district)]


async def opens(who: Officer) -> list[Notice]:
    await handover.open_handed(await asking(*who.me, is_press=True), (await the_case(who.district)).number)
    return await who.district.deliver()


def news(sent: list[Notice]) -> list[str]:
    return [str(facts_of(one)["news"]) for one in only(sent, "handover_told")]


async def test_a_handover_shows_what_it_does_before(district: District, lin: Officer) -> None:
    await police_on_call(district, 30)
    await begins(*lin.me, "handover")
    (shown,) = only(await district.deliver(), "handover_preview")
    facts = facts_of(shown)
    assert (facts["to"], facts["places"], facts["files"], facts["leads"]) == ("PSB", 0, 3, False)
    assert facts["joins"] is not None, "the police get a part"
    assert await called(district) == [], "nothing goes before it is pressed"
    assert (await the_case(district)).task(PSB) is None


async def test_a_handover_calls_the_officer_on_call_and_gives_the_police_a_part(
    district: District, lin: Officer
) -> None:
    wu, _ = await police_on_call(district, 30, 31)
    sent = await hands_over(lin)
    (call,) = only(sent, "handed_over")
    assert (call.to, call.priority, call.silent) == (ToPerson(wu.agent.person), Priority.DANGER, False)
    assert news(sent) == ["sought", "arrived"], "once it stands in that chat"
    task = (await the_case(district)).task(PSB)
    assert task is not None
    assert (task.part, task.state) == (Part.SUPPORT, TaskState.ALERTED), "nobody has acknowledged by it"
    assert ToAgency(PSB) in [one.to for one in only(sent, "card")]
    assert (await the_case(district)).lead == CIV
    assert await called(district) == [], "once"


async def test_one_press_opens_the_whole_handover_and_each_look_is_logged(district: District, lin: Officer) -> None:
    (wu,) = await police_on_call(district, 30)
    await hands_over(lin)
    sent = await opens(wu)
    assert [one.kind for one in sent if one.kind.startswith("story")].count("story_file") == 3, "the voice too"
    assert only(sent, "story")
    (told,) = only(sent, "handover_told")
    assert (told.to, news([told]), told.silent) == (ToPerson(lin.agent.person), ["opened"], False)
    acts = await history(district)
    assert acts[-4:].count("file_opened") + acts[-4:].count("voice_opened") == 3
    assert "handed_over" in acts
    assert news(await opens(wu)) == [], "told once; logged each time"
    assert (await history(district)).count("opened") == 2


async def tells_a_place(district: District, number: int) -> None:
    """The report of that case names a place on the map."""
    async with district.database.begin() as uow:
        (report,) = await uow.reports.of_case((await case_of(district, number)).id)
        told = (*report.answers, Answer("place_now", place=Location(29.5, 106.5)))
        await uow.reports.rewrite(replace(report, answers=told))
        await uow.commit()


async def test_a_handover_sends_places_as_maps(district: District, lin: Officer) -> None:
    (wu,) = await police_on_call(district, 30)
    await tells_a_place(district, 1)
    await begins(*lin.me, "handover")
    (shown,) = only(await district.deliver(), "handover_preview")
    assert facts_of(shown)["places"] == 1
    await hands_over(lin)
    assert len(only(await opens(wu), "story_place")) == 1


async def test_a_handover_gives_the_places_of_every_report_in_the_case(district: District) -> None:
    await two_of_one_child(district)
    for number in (1, 2):
        await tells_a_place(district, number)
    amal, (wu,) = officer(district, 20, EDU), await police_on_call(district, 30)
    await amal.takes()
    await merges(await supervisor_of(district))
    await begins(*amal.me, "handover")
    (shown,) = only(await district.deliver(), "handover_preview")
    assert facts_of(shown)["places"] == 2
    await hands_over(amal)
    assert len(only(await opens(wu), "story_place")) == 2


async def test_a_handover_opens_no_sealed_or_withheld_file(district: District, lin: Officer) -> None:
    (wu,) = await police_on_call(district, 30)
    async with district.database.begin() as uow:
        (report,) = await uow.reports.of_case((await the_case(district)).id)
        states = (MediaState.SEALED, MediaState.RESTRICTED, MediaState.STORED)
        media = tuple(replace(ref, state=state) for ref, state in zip(report.all_media, states, strict=True))
        await uow.reports.rewrite(replace(report, media=media))
        await uow.commit()
    await begins(*lin.me, "handover")
    (shown,) = only(await district.deliver(), "handover_preview")
    assert facts_of(shown)["files"] == 1
    await hands_over(lin)
    sent = await opens(wu)
    assert len(only(sent, "story_file")) == 1
    assert only(sent, "sealed_files") == []


async def test_only_the_called_officer_may_open_a_handover(district: District, lin: Officer) -> None:
    wu, deng = await police_on_call(district, 30, 31)
    await hands_over(lin)
    with pytest.raises(NotAllowed):
        await opens(deng)
    with pytest.raises(Stranger):
        await opens(replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    with pytest.raises(NotAllowed):
        await opens(replace(wu, agent=replace(wu.agent, agencies=frozenset({CIV}))))


async def test_a_handover_goes_to_nobody_who_left_or_is_also_of_a_barred_body(district: District, lin: Officer) -> None:
    wu, deng, third = await police_on_call(district, 30, 31, 32)
    await bar(district, "EDU")
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    sit(district, replace(deng, agent=replace(deng.agent, agencies=frozenset({PSB, AgencyKey("EDU")}))))
    assert [one.to for one in only(await hands_over(lin), "handed_over")] == [ToPerson(third.agent.person)]


async def test_a_handover_never_goes_to_barred_police(district: District, lin: Officer) -> None:
    await police_on_call(district, 30)
    await bar(district, "PSB")
    with pytest.raises(IllegalStep, match="handover-not-possible"):
        await begins(*lin.me, "handover")


@pytest.mark.parametrize("why", ["no roster", "nobody on it", "only the presser"])
async def test_with_nobody_on_call_the_phone_number_is_shown_and_nothing_is_handed_over(
    district: District, lin: Officer, why: str
) -> None:
    presser = lin
    if why == "nobody on it":
        (wu,) = await police_on_call(district, 30)
        await taps_roster(wu, PSB, "leave")
    if why == "only the presser":
        (wu,) = await police_on_call(district, 30)
        presser = replace(wu, agent=replace(wu.agent, agencies=frozenset({PSB, PROC})))
    with pytest.raises(Refusal, match="handover-nobody") as refused:
        await begins(*presser.me, "handover")
    assert refused.value.facts["phone"] == "110"
    assert await called(district) == []
    assert (await the_case(district)).handovers == ()


async def test_the_giver_hears_at_once_that_nobody_could_be_called(district: District, lin: Officer) -> None:
    (wu,) = await police_on_call(district, 30)
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    sent = await hands_over(lin)
    assert news(sent) == ["sought", "nobody"]
    assert only(sent, "handed_over") == []
    assert (await the_case(district)).handovers[-1].state is HandoverState.NOBODY
    sit(district, wu)
    assert news(await hands_over(lin)) == ["sought", "arrived"], "it can be pressed again"


async def test_a_handover_on_its_way_is_not_sent_twice(district: District, lin: Officer) -> None:
    await police_on_call(district, 30)
    await begins(*lin.me, "handover")
    await hands_in(*lin.me)
    with pytest.raises(IllegalStep, match="handover-on-its-way"):
        await begins(*lin.me, "handover")


async def test_five_minutes_later_the_giver_hears_of_silence(district: District, lin: Officer) -> None:
    await police_on_call(district, 30)
    await hands_over(lin)
    district.time.move(minutes=4)
    assert news(await district.deliver()) == []
    district.time.move(minutes=1)
    assert news(await district.deliver()) == ["silent"]


async def test_after_a_second_handover_only_the_newest_may_open_it(district: District, lin: Officer) -> None:
    wu, deng = await police_on_call(district, 30, 31)
    await hands_over(lin)
    sit(district, replace(wu, agent=replace(wu.agent, agencies=frozenset())))
    await hands_over(lin)
    await opens(deng)
    with pytest.raises(NotAllowed):
        await opens(wu)


async def test_a_handover_to_leading_police_adds_no_part_and_meets_no_deadline(district: District) -> None:
    await district.bind("PSB", "PROC", "HEA", "JUS", "WOM", "CIV")
    rita = Someone(district)
    await rita.is_reporting(harms="assault")
    await rita.say("He hits her.")
    await rita.check()
    await rita.send()
    luo, (wu,) = officer(district, 20, PSB), await police_on_call(district, 30)
    case = await the_case(district)
    assert case.lead == PSB
    await hands_over(luo)
    await opens(wu)
    after = await the_case(district)
    assert after.deadlines == case.deadlines
    assert after.tasks == case.tasks


async def test_the_supervising_body_may_hand_over_and_a_support_may_not(district: District, lin: Officer) -> None:
    await police_on_call(district, 30)
    helper = officer(district, 40, AgencyKey("WOM"))
    await taking.acknowledge(await asking(*helper.me, is_press=True), (await the_case(district)).number)
    with pytest.raises(NotAllowed):
        await begins(*helper.me, "handover")
    watcher = officer(district, 41, PROC)
    assert news(await hands_over(watcher)) == ["sought", "arrived"]


async def test_a_p1_that_waits_for_the_police_is_called_once_with_the_whole_handover(district: District) -> None:
    """Both would call the same person: only the handover does."""
    await district.bind("PSB", "PROC", "HEA", "JUS", "WOM", "CIV")
    (wu,) = await police_on_call(district, 30)
    rita = Someone(district)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    watcher = officer(district, 41, PROC)
    await begins(*watcher.me, "handover")
    await hands_in(*watcher.me)
    await district.deliver()
    await calling.call(district.services, district.sitting, district.time.at)
    sent = await district.deliver()
    assert [one.to for one in only(sent, "handed_over")] == [ToPerson(wu.agent.person)]
    assert only(sent, "called") == []
