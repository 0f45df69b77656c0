"""How it comes about that somebody is asked for something; what was sent last stands in a chat."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.access.releases import Pressed
from bot.domain.groups import NewGroup
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.people import Agent
from bot.domain.profile import Bucket, Throttle
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.disclosure import reveal
from bot.usecases.deadlines import duty
from bot.usecases.retention import closed_cases
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.merging import merges, two_of_one_child
from tests.support.casework.roster import called, sit, taps_roster
from tests.support.casework.sealed_files import sealed_case
from tests.support.officers import CYL, EDU, JUS, ONE, PROC, PSB, Officer, employ, officer, reported, the_case
from tests.support.oversight.institutions import register
from tests.support.people import PROFILE, District, Someone
from tests.support.reporting.confidential import WHY, told
from tests.support.reporting.sent_files import sends
from tests.support.screens.chats import Chats
from tests.support.screens.tap_walk import TapWalk


@dataclass
class AskingScene:
    """A line on which something has just come about."""

    district: District
    chats: Chats
    rita: Someone

    def stands_in_chats(self) -> None:
        """What is sent from now on can be pressed there."""
        self.district.deliver = self.chats.deliver  # type: ignore[method-assign,assignment]

    async def walk(self, who: Officer, group: AgencyKey | None = None) -> TapWalk:
        await self.chats.deliver()
        return TapWalk(self.chats, who, group)

    async def sue(self) -> Officer:
        """A supervisor of no body."""
        known = officer(self.district, 40, EDU)
        sue = Officer(self.district, Agent(known.agent.person, supervisor=True), known.visitor)
        await employ(self.district, sue, supervisor=True)
        return sue

    async def amal(self) -> Officer:
        """An officer of the schools, who lead the one case and have taken it."""
        await reported(self.rita, "yes")
        amal = officer(self.district, 20, EDU)
        await amal.takes()
        return amal

    async def ended(self) -> Officer:
        """The case is closed; a supervisor."""
        amal, head = await self.amal(), officer(self.district, 24, EDU, head=True)
        await amal.assesses(1, 1, 2)
        await amal.acts("Talked to the class")
        await amal.answers("thank_you")
        await amal.closes("school_measure")
        await head.approves()
        await self.district.deliver()
        return await self.sue()


async def helps(scene: AskingScene) -> TapWalk:
    """The group of a body that helps has the card."""
    scene.stands_in_chats()
    await reported(scene.rita)
    return await scene.walk(officer(scene.district, 22, CYL), CYL)


async def is_asked_to_lead(scene: AskingScene) -> TapWalk:
    amal = await scene.amal()
    await begins(*amal.me, "transfer")
    await taps(*amal.me, "transfer", "body", "JUS")
    await writes(*amal.me, "It happens at home")
    await hands_in(*amal.me)
    return await scene.walk(officer(scene.district, 23, JUS))


async def has_just_answered(scene: AskingScene) -> TapWalk:
    amal = await scene.amal()
    await begins(*amal.me, "reply")
    await taps(*amal.me, "reply", "which", "thank_you")
    await hands_in(*amal.me)
    return await scene.walk(amal)


async def leads_and_has_no_name(scene: AskingScene) -> TapWalk:
    """Rita is known by name; who leads has not read it."""
    await told(scene.rita)
    wu = officer(scene.district, 30, PSB)
    await taking.acknowledge(await asking(*wu.me, is_press=True), ONE)
    return await scene.walk(wu)


async def is_asked_who_reported(scene: AskingScene) -> TapWalk:
    walk = await leads_and_has_no_name(scene)
    await reveal.reveal(await asking(*walk.who.me), ONE)
    await writes(*walk.who.me, WHY)
    return await scene.walk(officer(scene.district, 26, PROC))


async def is_on_call(scene: AskingScene) -> TapWalk:
    amal, wu = await scene.amal(), officer(scene.district, 30, PSB)
    await employ(scene.district, wu)
    await taps_roster(wu, PSB, "join")
    sit(scene.district, wu)
    await begins(*amal.me, "handover")
    await hands_in(*amal.me)
    await scene.district.deliver()
    await called(scene.district)
    return await scene.walk(wu)


async def has_a_file(scene: AskingScene) -> TapWalk:
    await scene.rita.is_reporting()
    await sends(scene.rita, 70)
    await scene.rita.say("They wait for him after school.")
    await scene.rita.check()
    await scene.rita.send()
    amal = officer(scene.district, 20, EDU)
    await amal.takes()
    return await scene.walk(amal)


async def sealed_files_wait(scene: AskingScene) -> TapWalk:
    """The police have pressed first."""
    await sealed_case(scene.district)
    case, wu = await the_case(scene.district), officer(scene.district, 30, PSB).agent.person
    async with scene.district.services.begin() as uow:
        await uow.sealed_files.note_pressed(case.id, Pressed(PSB, wu, scene.district.time.at))
        await uow.commit()
    return await scene.walk(officer(scene.district, 26, PROC))


async def is_over_the_limit(scene: AskingScene) -> TapWalk:
    policy = scene.district.services.profile.policy
    policy = replace(policy, throttle=Throttle(Bucket(1, timedelta(hours=2)), Bucket(3, timedelta(hours=1))))
    profile = replace(scene.district.services.profile, policy=policy)
    scene.district.services = replace(scene.district.services, profile=profile)
    for _ in range(2):
        await reported(scene.rita)
    return await scene.walk(await scene.sue())


async def time_is_over(scene: AskingScene) -> TapWalk:
    sue = await scene.ended()
    scene.district.time.move(days=PROFILE.policy.case_retention.days + 1)
    await closed_cases.tell_expiring(scene.district.services, scene.district.time.at)
    return await scene.walk(sue)


async def one_has_let_it_go(scene: AskingScene) -> TapWalk:
    sue = await scene.ended()
    await closed_cases.let_go(await asking(*sue.me), ONE)
    return await scene.walk(officer(scene.district, 26, PROC))


async def a_group_is_new(scene: AskingScene) -> TapWalk:
    async with scene.district.services.begin() as uow:
        wu = officer(scene.district, 30, PSB).agent.person
        await uow.new_groups.save(NewGroup(CYL, ChatId(-999), "new", wu, scene.district.time.at))
        await uow.commit()
    return await scene.walk(await scene.sue())


async def is_rung(scene: AskingScene) -> TapWalk:
    """The test call of the month."""
    wu = officer(scene.district, 30, PSB)
    await employ(scene.district, wu)
    await taps_roster(wu, PSB, "join")
    sit(scene.district, wu)
    await duty.morning(scene.district.services, scene.district.time.at)
    return await scene.walk(wu)


async def is_told_twice(scene: AskingScene) -> TapWalk:
    """Two have told of the same child."""
    await two_of_one_child(scene.district)
    amal = officer(scene.district, 20, EDU)
    await amal.takes()
    return await scene.walk(amal)


async def is_one_of_two(scene: AskingScene) -> TapWalk:
    """Both were made one case."""
    await two_of_one_child(scene.district)
    await merges(await scene.sue())
    return await scene.walk(officer(scene.district, 26, PROC))


async def supervises(scene: AskingScene) -> TapWalk:
    await reported(scene.rita)
    await register(scene.district)
    return await scene.walk(await scene.sue())


async def sits_in_a_group(scene: AskingScene) -> TapWalk:
    return await scene.walk(officer(scene.district, 22, CYL), CYL)
