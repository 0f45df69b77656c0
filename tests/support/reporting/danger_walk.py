"""Somebody in danger walks through the conversation, act by act."""

from contextlib import suppress

from bot.domain.errors import Refusal
from bot.domain.ids import CaseNumber
from bot.domain.profile import QuestionKind
from bot.usecases.reporting import intake, sending
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft import answering
from bot.usecases.reporting.sent_reports import additions, receipts
from tests.support.officers import Officer
from tests.support.people import PROFILE
from tests.support.reporting.private_chat import Present, Watched


class DangerWalk:
    """One way through the danger path: acts by name, with a number that chooses among what is possible."""

    def __init__(self, district: Watched, rita: Present, amal: Officer) -> None:
        self.district, self.rita, self.amal = district, rita, amal

    async def act(self, name: str, pick: int) -> None:
        """One act of the person, of an officer, or of the clock."""
        with suppress(Refusal):
            await getattr(self, name)(pick)
        await self.district.deliver()

    async def answers(self, pick: int) -> None:
        draft = await self.rita.draft()
        question = None if draft is None else PROFILE.questionnaire.questions.get(draft.at)
        if question is None:
            await self.rita.start()
        elif question.kind is QuestionKind.MANY:
            await self.rita.tick(question.id, question.options[pick % len(question.options)])
        elif question.options:
            await self.rita.choose(question.id, question.options[pick % len(question.options)])
        else:
            await self.rita.say("Poplar Road 12")

    async def ticks(self, pick: int) -> None:
        draft = await self.rita.draft()
        question = None if draft is None else PROFILE.questionnaire.questions.get(draft.at)
        if question is not None and question.kind is QuestionKind.MANY:
            option = question.options[pick % len(question.options)]
            await answering.tick(self.rita.request, question.id, option)

    async def skips(self, _: int) -> None:
        draft = await self.rita.draft()
        if draft is not None and draft.at:
            await self.rita.skip(draft.at)

    async def goes_back(self, _: int) -> None:
        draft = await self.rita.draft()
        await answering.go_back(self.rita.request, draft.at if draft else "")

    async def says(self, _: int) -> None:
        await self.rita.say("He has a knife.")

    async def sends_a_file(self, _: int) -> None:
        await self.rita.file()

    async def changes_danger(self, pick: int) -> None:
        await intake.change(self.rita.request, "danger")
        await self.rita.choose("danger", ("no", "unknown", "maybe_today", "yes_now")[pick % 4])

    async def helps(self, _: int) -> None:
        await hiding.show_help(self.rita.request)

    async def hides(self, _: int) -> None:
        await self.rita.hide()

    async def keeps(self, _: int) -> None:
        draft = await self.rita.draft()
        if draft is not None and draft.screen == "hide":
            await self.rita.hide(erase=False)

    async def erases(self, _: int) -> None:
        draft = await self.rita.draft()
        if draft is not None and draft.screen == "hide":
            await self.rita.hide(erase=True)

    async def reads_what_stays(self, _: int) -> None:
        await hiding.what_stays(self.rita.request)

    async def stops(self, _: int) -> None:
        await self.rita.stop()

    async def starts(self, _: int) -> None:
        await self.rita.start()

    async def goes_on(self, _: int) -> None:
        await intake.resume(self.rita.request)

    async def begins_again(self, pick: int) -> None:
        await intake.ask_begin_again(self.rita.request)
        self.district.time.move(seconds=pick % 200)
        await self.district.tick()
        await self.district.deliver()
        if pick % 2:
            await intake.begin_again(self.rita.request)

    async def allows(self, pick: int) -> None:
        await self.rita.allows(is_allowed=pick % 3 > 0)

    async def changes_language(self, pick: int) -> None:
        await intake.set_language(self.rita.request, ("en", "zh-Hans")[pick % 2])

    async def looks(self, _: int) -> None:
        await additions.show_status(self.rita.request)

    async def wants_words(self, _: int) -> None:
        await receipts.show_words(self.rita.request)

    async def adds(self, _: int) -> None:
        await additions.begin_addition(self.rita.request, CaseNumber(1))

    async def is_done_adding(self, _: int) -> None:
        await additions.end_addition(self.rita.request)

    async def reviews(self, _: int) -> None:
        await intake.review(self.rita.request)

    async def sends(self, _: int) -> None:
        await sending.send(self.rita.request)

    async def waits(self, pick: int) -> None:
        self.district.time.move(seconds=pick % 1200)
        await self.district.tick()

    async def waits_a_little(self, pick: int) -> None:
        self.district.time.move(seconds=pick % 50)
        await self.district.tick()

    async def meets_a_slow_line(self, pick: int) -> None:
        self.district.is_slow = pick % 2 == 0

    async def meets_groups_that_are_away(self, pick: int) -> None:
        self.district.are_groups_away = pick % 2 == 0

    async def is_taken(self, _: int) -> None:
        await self.amal.takes()

    async def is_written_to(self, _: int) -> None:
        await self.amal.answers("looking_into_it")


ACTS = tuple(name for name in vars(DangerWalk) if not name.startswith("_") and name != "act")
