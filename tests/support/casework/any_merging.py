"""Three reports about one child, on which anybody acts, by use cases on a real database: merged, undone, answered,
closed and opened again in any order. What must hold is kept by hand here, never computed by the rules."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.domain.cases.case import Case, CaseState, DeadlineKind, Part
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId
from bot.domain.notices.notice import Mode, ToAgency
from bot.usecases.access.audience import Audience, Permission
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.casework.bodies import taking, transfers
from bot.usecases.casework.closing import closing
from bot.usecases.casework.merging import unmerging
from bot.usecases.casework.tasks import task_steps
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.merging import adds, case_of, cases_of, merges, reads, supervisor_of, tells
from tests.support.domain.compared_cases import plain
from tests.support.officers import PROC, PSB, Officer, leaves, officer, ticks
from tests.support.people import District, Someone
from tests.support.reporting.staff_intake import desk

RITA, OMAR, CALLER = NUMBERS = (1, 2, 3)
"""The reporters of the three cases: Rita; Omar, who names somebody of the police; a caller who took no five words."""
TO = ("CIV", "JUS", "CYL")
"""Bodies that are asked to lead."""
FAR = timedelta(days=400)
ANY_GROUP = ChatId(-1)


async def three_of_one_child(district: District) -> None:
    """All three have reported, in three cases."""
    await tells(Someone(district, 100 + RITA), "They wait for her after school.")
    district.time.move(minutes=5)
    await tells(Someone(district, 100 + OMAR), "She comes home with torn books.", link="police")
    district.time.move(minutes=5)
    chen = desk(district, 90, "CIV")
    await chen.takes_call()
    await chen.sends("none")
    await district.deliver()


@dataclass
class AnyMerging:
    """The cases, and what is known about them from what was done."""

    district: District
    into: dict[int, int] = field(default_factory=dict)
    """The case into which each merged one was merged."""
    barred: dict[int, set[AgencyKey]] = field(default_factory=lambda: {RITA: set(), OMAR: {PSB}, CALLER: set()})
    opened_at: dict[int, datetime | None] = field(default_factory=dict)
    """Since when each report is open to its reporter; None while it reads closed."""
    seen: int = 0
    done: list[str] = field(default_factory=list)
    """The acts that were not refused."""

    def __post_init__(self) -> None:
        self.opened_at = dict.fromkeys(NUMBERS, self.district.time.at - FAR)
        self.people = {number: Someone(self.district, 100 + number) for number in NUMBERS}
        for who in self.people.values():
            who.messages = count(1000)  # each message has a new number

    def whole(self, number: int) -> int:
        """The case that goes on with this one."""
        while number in self.into:
            number = self.into[number]
        return number

    def one_with(self, number: int) -> list[int]:
        """All cases that are merged with it."""
        return [other for other in NUMBERS if self.whole(other) == self.whole(number)]

    async def lead(self, number: int) -> Officer:
        """A member of the body that leads it."""
        return self.of((await case_of(self.district, self.whole(number))).lead)

    def of(self, body: AgencyKey) -> Officer:
        """A member of this body, the same person each time."""
        return officer(self.district, 200 + sum(body.encode()), body)

    async def does(self, act: str, one: int, other: int) -> None:
        """One act; a refusal changes nothing."""
        self.district.time.move(minutes=1)
        before = await cases_of(self.district, *NUMBERS)
        try:
            await getattr(self, act)(one, other)
            self.done.append(act)
        except Refusal:
            after = await cases_of(self.district, *NUMBERS)
            assert act in SEVERAL or [one.version for one in after.values()] == [one.version for one in before.values()]
        await self.district.deliver()
        await self.check()

    # --- acts ---

    async def merge(self, one: int, other: int) -> None:
        """Supervisors merge two cases."""
        first, second = self.whole(one), self.whole(other)
        await merges(await supervisor_of(self.district), first, second)
        is_first = (await case_of(self.district, first)).state is CaseState.MERGED
        gone, stays = (first, second) if is_first else (second, first)
        self.into[gone] = stays
        union = set[AgencyKey]().union(*(self.barred[number] for number in self.one_with(one)))
        self.barred |= {number: set(union) for number in self.one_with(one)}

    async def undo(self, one: int, other: int) -> None:
        """The merge is undone: both are open to everybody."""
        number, sue = self.whole(one), await supervisor_of(self.district)
        await unmerging.begin(await asking(*sue.me, is_press=True), CaseNumber(number))
        direct = sorted(gone for gone, into in self.into.items() if into == number)
        gone = direct[other % len(direct)]
        if len(direct) > 1:
            await taps(*sue.me, "unmerge", "which", str(gone), number)
        await hands_in(*sue.me, number=number)
        touched = self.one_with(number)
        del self.into[gone]
        self._opens(*(each for each in touched if self.opened_at[each] is None))

    async def merge_and_undo(self, one: int, other: int) -> None:
        """Merges and undoes at once: both are as before, except for bodies that must not know of the other."""
        first, second = sorted((self.whole(one), self.whole(other)))
        before, is_barred = [await self.stored(n) for n in (first, second)], self.barred[first] != self.barred[second]
        await self.merge(first, second)
        whole = self.whole(first)
        gone = second if whole == first else first
        direct = sorted(each for each, into in self.into.items() if into == whole)
        await self.undo(whole, direct.index(gone))
        if not is_barred:
            assert [await self.stored(number) for number in (first, second)] == before

    async def stored(self, number: int) -> tuple[object, ...]:
        """What is stored of a case, and what its reporter reads."""
        case, person = await case_of(self.district, number), self.people[number]
        async with self.district.database.reading() as uow:
            told = await uow.reports.of_case(case.id), await uow.reports.replies_of(case.id)
            notes = await uow.notes.of_case(case.id)
        return plain(case), told, notes, await reads(self.district, person)

    async def add(self, one: int, _: int) -> None:
        """The reporter tells more; a caller does not come back."""
        if one != CALLER:
            is_closed = not (await case_of(self.district, self.whole(one))).is_open
            await adds(self.people[one], one, "He waits for her again.")
            if is_closed or self.opened_at[one] is None:
                self._opens(one)

    def _opens(self, *numbers: int) -> None:
        self.opened_at |= dict.fromkeys(numbers, self.district.time.at)

    async def take(self, one: int, _: int) -> None:
        """The lead acknowledges, assesses and acts."""
        who, number = await self.lead(one), CaseNumber(self.whole(one))
        await taking.acknowledge(await asking(*who.me, is_press=True), number)

    async def work(self, one: int, _: int) -> None:
        """The lead assesses and acts."""
        who, number = await self.lead(one), CaseNumber(self.whole(one))
        await begins(*who.me, "assess", number)
        for scale in ("hazard", "seriousness", "credibility"):
            await taps(*who.me, "assess", scale, 2, number)
        await hands_in(*who.me, number=number)
        await begins(*who.me, "act", number)
        await writes(*who.me, "Went there")

    async def answer(self, one: int, _: int) -> None:
        """One of the reporters is answered in words."""
        who, number = await self.lead(one), CaseNumber(self.whole(one))
        await begins(*who.me, "reply", number)
        readers = [each for each in self.one_with(one) if each != CALLER]
        if len(readers) > 1:
            await taps(*who.me, "reply", "to", str(one), number)
        await taps(*who.me, "reply", "which", "thank_you", number)
        await hands_in(*who.me, number=number)
        await leaves(self.district)

    async def call(self, one: int, _: int) -> None:
        """A caller who must be called back is called."""
        number = CaseNumber(self.whole(one))
        for task in (await case_of(self.district, number)).assignments:
            if task.is_open:
                who = self.of(task.agency)
                with suppress(Refusal):
                    await taking.acknowledge(await asking(*who.me, is_press=True), number)
                await task_steps.begin_done(await asking(*who.me, is_press=True), number, task.id)
                await writes(*who.me, "Called at noon")

    async def close(self, one: int, other: int) -> None:
        """Everything left is done, and the case is closed for all its reporters."""
        number = CaseNumber(self.whole(one))
        for act in ("take", "work", "call"):
            await self._perhaps(act, one, other)
        for each in self.one_with(one):
            await self._perhaps("answer", each, other)
        await self.district.deliver()
        who = await self.lead(one)
        await begins(*who.me, "close", number)
        for step, value in (("outcome", "school_measure"), ("safe", "yes"), ("later", "never")):
            await taps(*who.me, "close", step, value, number)
        await writes(*who.me, "The others have nothing to add")
        await hands_in(*who.me, number=number)
        await closing.approve(await asking(*officer(self.district, 60, PROC).me), number)
        self.opened_at |= dict.fromkeys(self.one_with(one), None)

    async def _perhaps(self, act: str, one: int, other: int) -> None:
        with suppress(Refusal):
            await getattr(self, act)(one, other)

    async def reopen(self, one: int, _: int) -> None:
        """Supervisors open the case again, for all its reporters."""
        sue, number = await supervisor_of(self.district), CaseNumber(self.whole(one))
        await begins(*sue.me, "reopen", number)
        await writes(*sue.me, "She was seen with a bandage")
        await hands_in(*sue.me, number=number)
        self._opens(*self.one_with(one))

    async def transfer(self, one: int, other: int) -> None:
        """Another body is asked to lead, and accepts."""
        who, number = await self.lead(one), CaseNumber(self.whole(one))
        body = AgencyKey(TO[other - 1])
        await begins(*who.me, "transfer", number)
        await taps(*who.me, "transfer", "body", body, number)
        await writes(*who.me, "It happens at home")
        await hands_in(*who.me, number=number)
        await transfers.accept(await asking(*self.of(body).me, is_press=True), number)

    async def wait(self, one: int, other: int) -> None:
        """Hours or days pass, and the ticker runs."""
        self.district.time.move(hours=(1, 9, 80)[(one + other) % 3])
        await ticks(self.district)

    # --- what holds ---

    async def check(self) -> None:
        """What must hold of every case at every moment."""
        cases = await cases_of(self.district, *NUMBERS)
        async with self.district.database.reading() as uow:
            timed = set(await uow.cases.due(self.district.time.at + FAR, 100))
        for number, case in cases.items():
            assert (case.state is CaseState.MERGED) == (number in self.into)
            if case.state is not CaseState.MERGED:
                self._one_body_answers(case, timed)
                assert not {task.agency for task in case.tasks} & self.barred[number]
            await self._is_read(number, case.id)
        await self._nobody_hears_who_must_not({case.id: number for number, case in cases.items()})

    def _one_body_answers(self, case: Case, timed: set[CaseId]) -> None:
        leads = [task for task in case.tasks if task.part is Part.LEAD]
        assert len(leads) == 1
        assert len({task.agency for task in case.tasks}) == len(case.tasks)
        if case.is_open:
            here = {task.agency for task in case.tasks if task.is_open}
            assert leads[0].agency in here
            running = [c for c in case.deadlines if c.stopped_at is None and (c.agency is None or c.agency in here)]
            assert running, "nobody's clock runs"
            assert case.id in timed, "no clock will ask for it"

    async def _is_read(self, number: int, case_id: CaseId) -> None:
        """The reporter reads whether the case is open, and is promised one answer and one result."""
        opened_at = self.opened_at[number]
        async with self.district.database.reading() as uow:
            case = await case_as_told(uow, case_id)
        assert case.is_open == (opened_at is not None), number
        if number != CALLER:
            read = await reads(self.district, self.people[number])
            assert ("Closed" in read) == (opened_at is None), number
        if opened_at is not None:
            promised = [
                c.kind for c in case.deadlines if c.of is None and c.kind in {DeadlineKind.REPLY, DeadlineKind.OUTCOME}
            ]
            usual = {DeadlineKind.OUTCOME} if number == CALLER else {DeadlineKind.OUTCOME, DeadlineKind.REPLY}
            assert (set(promised), len(promised)) == (usual, len(usual)), number
            await self._is_called(number, opened_at)

    async def _is_called(self, number: int, opened_at: datetime) -> None:
        """A caller without five words is called back since the case is open to them."""
        if number == CALLER:
            case = await case_of(self.district, self.whole(number))
            calls = [one for one in case.assignments if one.template == "call_back"]
            assert [one for one in calls if one.made_at >= opened_at], "nobody calls the caller back"

    async def _nobody_hears_who_must_not(self, ids: dict[CaseId, int]) -> None:
        fresh, self.seen = self.district.sent[self.seen :], len(self.district.sent)
        services = self.district.services
        audience = Audience(services.begin, services.blind_index, self.district.sitting)
        for notice in fresh:
            number = ids.get(notice.case) if notice.case is not None else None
            of_body = notice.to.agency if isinstance(notice.to, ToAgency) and notice.mode is not Mode.DELETE else None
            if number is not None and of_body in self.barred[number]:  # written before: the sender asks once more
                assert await audience.permission_for(notice, ANY_GROUP) is Permission.DENIED, notice.kind


ACTS = (
    "merge", "undo", "merge_and_undo", "add", "take", "work", "answer", "call", "close", "reopen", "transfer", "wait",
)  # fmt: skip
SEVERAL = frozenset({"merge_and_undo", "work", "answer", "call", "close", "transfer"})
"""Acts of several steps: what came before a refusal was done."""
