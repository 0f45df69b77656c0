"""A class that rises is told to the bodies whose deadlines become sooner and to whoever raised it; nobody gets a new
deadline in silence."""

from datetime import timedelta

from bot.domain.notices.notice import Notice, ToAgency, ToPerson, ToReporter
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.case_lists import lists
from handlers.telegram.text.rendered import RenderContext
from locales.catalogue import Catalogue
from tests.support.acting import in_scope
from tests.support.notices import facts_of, worded
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, history, officer, reported, the_case
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District, Someone


async def joined(district: District, rita: Someone, *, taken: bool = True) -> Officer:
    """A bullying case of class P3; an officer of a support has acknowledged it, and has a private chat."""
    await reported(rita)
    bo = officer(district, 30, CYL)
    await employ(district, bo)
    if taken:
        await bo.takes()
    await district.deliver()
    return bo


def told(notices: list[Notice]) -> dict[str, list[str]]:
    """To whom the rise was told, by kind of notice."""
    kinds = ("raised", "raised_by_you")
    return {kind: sorted(str(n.to) for n in notices if n.kind == kind) for kind in kinds}


async def words_of(district: District, notice: Notice) -> str:
    text, database = Catalogue(PROFILE.zone, own=PROFILE.texts), district.database
    context = RenderContext(text, text.has, PROFILE, "tipline", database.reading, database.files, district.time.now)
    row = OutboxRow(1, -1, "en", notice, 0, None, None, is_group=True)  # type: ignore[arg-type]
    rendered = await worded(context, row)
    return rendered.text if rendered is not None else ""


async def test_bodies_with_sooner_deadlines_and_whoever_raised_the_class_are_told(
    district: District, rita: Someone
) -> None:
    bo = await joined(district, rita)
    await bo.assesses(3, 3, 2)
    sent = await district.deliver()
    assert told(sent) == {
        "raised": sorted(str(ToAgency(body)) for body in (EDU, PSB, PROC)),
        "raised_by_you": [str(ToPerson(bo.agent.person))],
    }
    assert (await history(district)).count("raised_p1") == 1
    cards = {str(n.to) for n in sent if n.kind == "card"}
    assert {str(ToAgency(EDU)), str(ToAgency(PSB))} <= cards


async def test_the_message_names_the_deadlines_that_count_now(district: District, rita: Someone) -> None:
    bo = await joined(district, rita)
    await bo.assesses(3, 3, 2)
    sent = await district.deliver()
    said = {str(n.to): await words_of(district, n) for n in sent if n.kind in {"raised", "raised_by_you"}}
    lead = said[str(ToAgency(EDU))]
    assert "Case 1 is P1 immediate now" in lead
    assert "acknowledge: by Mon 2 Mar, 10:15" in lead
    assert "first action: by Mon 2 Mar, 11:00" in lead
    assert "acknowledge: by Mon 2 Mar, 10:30" in said[str(ToAgency(PSB))]
    assert "Deadlines are sooner for Education" in said[str(ToPerson(bo.agent.person))]


async def test_an_assessment_that_raises_nothing_tells_nobody(district: District, rita: Someone) -> None:
    bo = await joined(district, rita)
    await bo.assesses(1, 1, 2)
    assert told(await district.deliver()) == {"raised": [], "raised_by_you": []}
    await bo.assesses(3, 3, 2)
    await district.deliver()
    await bo.assesses(3, 2, 2)
    assert told(await district.deliver()) == {"raised": [], "raised_by_you": []}
    assert [act for act in await history(district) if act.startswith("raised")] == ["raised_p1"]


async def test_words_that_raise_the_class_are_told_to_the_bodies_and_not_to_the_reporter(
    district: District, rita: Someone
) -> None:
    await joined(district, rita)
    district.time.move(hours=1)
    await rita.add(1)
    sent = await rita.say("He was bullied again today, and now he says that he wants to kill himself tonight.")
    case = await the_case(district)
    assert case.urgency.value in {"P1", "P2"}
    assert str(ToAgency(EDU)) in told(sent)["raised"]
    assert told(sent)["raised_by_you"] == []
    assert not [n for n in sent if isinstance(n.to, ToReporter)]
    await in_scope(district.services, Scope(everything=True), HERE, district.time.at, lists.show_case, ONE)
    acts = facts_of((await district.deliver())[-1])["history"]
    assert isinstance(acts, list)
    assert [one["action"] for one in acts if isinstance(one, dict) and str(one["action"]).startswith("raised")]


async def test_raising_the_class_makes_no_body_late_at_once(district: District, rita: Someone) -> None:
    bo = await joined(district, rita)
    district.time.move(hours=7)
    await bo.assesses(3, 3, 2)
    case = await the_case(district)
    assert all(deadline.due_at > district.time.at for deadline in case.deadlines if deadline.stopped_at is None)
    acknowledge = [c.due_at - district.time.at for c in case.deadlines if c.kind == "acknowledge" and c.agency is None]
    assert acknowledge == [timedelta(minutes=15)]
