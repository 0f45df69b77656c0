"""After a run: was anything lost, doubled, or left hanging? Looks at the chats, the database and the log."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import select

from bot.cli.demo import Cast
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines import firing
from bot.domain.ids import AgencyKey, UserId
from bot.domain.intake.asides import pieces
from bot.domain.report import MediaState, Piece, Report
from bot.ports.unit_of_work import UnitOfWork
from storage.database.engine import Engine
from storage.queues.tables import inbox, outbox
from storage.records.tables import audit
from tests.chaos.found import (
    FAILED,
    OK,
    all_cases,
    card_of,
    cards_in,
    first_pieces,
    idle,
    is_poison,
    is_put_off,
    media_of,
    messages_of,
    pieces_of,
    place_of,
)
from tests.chaos.ground import Ground
from tests.chaos.people import ChaosOfficer, Reporter, number_in
from tests.chaos.told_once import steps_told_twice, stored_twice
from tests.support.running.running_bot import TOKEN

UNDELIVERED = re.compile(r"about case (\d+) could not be delivered")
SOON = 3
DANGER = "P1 immediate"
TAKE = "tk1"
"""What the button of a card that nobody has taken begins with; reminders have none."""


@dataclass
class RunFindings:
    """What was found, in words an engineer can follow up; all empty when all is well."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Dead letters, parked rows, a broken audit chain, something secret in a log, a process that ended badly, a blow
    that touched nothing."""
    reports: int = 0
    cards: int = 0
    repeats: int = 0
    """Cards that stand in a group once more, after a send of which nobody could know whether it had arrived."""

    @property
    def is_clean(self) -> bool:
        """Nothing at all."""
        return not (self.lost or self.doubled or self.stuck or self.wrong)

    def __str__(self) -> str:
        found = {"lost": self.lost, "doubled": self.doubled, "stuck": self.stuck, "wrong": self.wrong}
        counts = [f"{self.reports} reports, {self.cards} cards, {self.repeats} repeated"]
        counts += [f"{name} {len(all_)}" for name, all_ in found.items()]
        return ", ".join(counts) + "".join(f"\n    {name}: {one}" for name, all_ in found.items() for one in all_)


@dataclass
class Judge:
    """Asks after the bot has ended; reads the database as the product does."""

    ground: Ground
    cast: Cast
    reporters: list[Reporter]
    senders: list[Reporter]
    """Those who sent a picture and went away."""
    officers: dict[AgencyKey, ChaosOfficer]
    verdict: RunFindings
    ended_at: datetime | None = None
    """When the bot was told to end: what becomes due later is the next one's."""
    unsure: int = 0
    """Sends of cards of which nobody can know whether they arrived."""

    async def look(self) -> None:
        """At the queues, before they forget what is done (72 h)."""
        rows = await self._rows()
        self._updates(rows["inbox"])
        self._tries()
        self.unsure = sum(row.uncertain for row in rows["outbox"] if row.kind == "card")
        async with self.ground.components.database.reading() as uow:
            for reporter in (*self.reporters, *self.senders):
                await self._reporter(uow, reporter)

    async def judge(self) -> None:
        """Every promise, one after the other."""
        rows = await self._rows()
        self._queue(rows["outbox"])
        async with self.ground.components.database.reading() as uow:
            cases = await all_cases(uow)
        self._deadlines(cases, rows["audit"])
        await self._cards(cases)
        self._taken(cases, rows["audit"])
        self._log()
        self.verdict.wrong += idle(self.ground.fallen)
        broken = await self.ground.components.database.first_break()
        self._expect(broken is None, self.verdict.wrong, f"the audit log breaks at {broken}")
        self.verdict.wrong += self.ground.faults

    def _expect(self, is_so: object, otherwise: list[str], words: str) -> None:
        if not is_so:
            otherwise.append(words)

    async def _rows(self) -> dict[str, list[Any]]:
        engine = Engine(self.ground.database_url)
        try:
            async with engine.reading() as connection:
                return {
                    table.name: list((await connection.execute(select(table))).all())
                    for table in (inbox, outbox, audit)
                }
        finally:
            await engine.close()

    # --- updates ---

    @property
    def _poisoned(self) -> set[int]:
        """Numbers of updates that no parser can read."""
        return {update.number for update in self.ground.updates if is_poison(update.body)}

    def _updates(self, rows: list[Any]) -> None:
        """What Telegram was told is stored is stored, and was handled; only poison is parked."""
        handled = {row.update for row in rows if row.closed_at is not None and not row.parked}
        parked = {row.update for row in rows if row.parked}
        waiting = {update.number for update in self.ground.simulator.cloud.updates.everything()}
        gone = set(self.ground.simulator.cloud.updates.expired) | waiting
        poison = self._poisoned
        for update in self.ground.updates:
            if update.number not in handled | gone | poison:
                self.verdict.lost.append(f"update {update.number} ({update.kind})")
        for number in sorted(waiting):
            self.verdict.stuck.append(f"update {number} was never fetched")
        self.verdict.wrong += [
            f"parked without reason: {r.update} {r.reason}" for r in rows if r.update in parked - poison
        ]
        self.verdict.stuck += [f"inbox row {row.id} is open: {row.reason}" for row in rows if row.closed_at is None]

    def _queue(self, rows: list[Any]) -> None:
        """Everything that was to be said at the last look is said, or waits for its time."""
        now = self.ended_at or self.ground.clock.now()
        for row in rows:
            if row.fate == "dead":
                self.verdict.wrong.append(f"dead letter: {row.kind} {row.reason}")
            elif row.ended_at is None and row.chat is not None and max(row.made_at, row.due_at) <= now:
                self.verdict.stuck.append(f"outbox row {row.id} {row.kind} is due: {row.reason}")

    def _tries(self) -> None:
        """A card that could not be sent is what its group sees next, or nearly: later rows of a chat wait for it, and
        only danger and the other parts of the same order go before."""
        journal = self.ground.simulator.cloud.journal
        calls, looks = journal.after(0, "sendMessage"), journal.after(0, "sendChatAction")
        all_ = sorted([*calls, *looks], key=lambda call: call["n"])
        moved = {str(old) for former in self.ground.former.values() for old in former}
        for at, call in enumerate(calls):
            number = card_of(call)
            if number is None or call["code"] not in FAILED or TAKE not in str(call["params"].get("reply_markup")):
                continue
            later = [other for other in calls[at + 1 :] if str(other["chat_id"]) == str(call["chat_id"])]
            usual = [other for other in later if DANGER not in str(other["params"]) or card_of(other) == number]
            answered = [other for other in usual if other["code"] not in FAILED]
            ended = answered if is_put_off(all_, call) else answered[:SOON]
            if any(other["code"] != OK for other in ended) or (not ended and str(call["chat_id"]) in moved):
                continue  # the group is gone, or has another number now
            if number not in [card_of(other) for other in ended]:
                seen = [other["params"].get("text", "")[:40] for other in ended]
                self.verdict.lost.append(
                    f"the card of case {number} was not sent again after {call['code']}, but {seen}"
                )

    # --- reporters ---

    async def _reporter(self, uow: UnitOfWork, reporter: Reporter) -> None:
        """Each word and picture is in their reports (or in what they have begun) once; every number is theirs."""
        person = self.ground.components.database.blind_index.person(UserId(reporter.person.id))
        told = await uow.reports.of_person(person)
        self.verdict.reports += len(told)
        draft = await uow.drafts.of(person)
        begun = [draft] if draft is not None and draft.case is None else []
        words = [*chain(*(first_pieces(report) for report, _ in told)), *chain(*map(pieces, begun))]
        files = [*chain(*(media_of(report) for report, _ in told)), *chain(*(one.media for one in begun))]
        poison = {place_of(update.body) for update in self.ground.updates if is_poison(update.body)}
        wanted = [(said, words) for said in reporter.told] + [(shown, files) for shown in reporter.shown]
        twice = stored_twice(words, files)
        for message, there in wanted:
            is_there = any(one.message_id == message.id for one in there)
            if (message.chat, message.id) not in poison and not is_there:
                self.verdict.lost.append(f"{reporter.person.name}: message {message.id}")
            if message.id in twice:
                self.verdict.doubled.append(f"{reporter.person.name}: message {message.id}")
        self._corrected(reporter, told, [*chain(*map(pieces, begun))])
        await self._files(reporter, [report for report, _ in told])
        seen = {number_in(message.words) for message in await reporter.person.sees() if message.from_bot}
        for number in seen - {0} - {int(number) for _, number in told}:
            self.verdict.lost.append(f"{reporter.person.name} was shown number {number}")

    def _corrected(self, reporter: Reporter, told: Iterable[tuple[Report, Any]], begun: Iterable[Piece]) -> None:
        """An edit after sending is added once; one that came before it stands in place of the first words, also in a
        second report that was only begun."""
        if not reporter.edited or not reporter.number:
            return
        words = [piece.text for report, _ in told for said in pieces_of(report) for piece in said]
        words += [piece.text for piece in begun]
        count = sum(reporter.edited in text for text in words)
        poison = any(is_poison(u.body) and u.kind == "edited_message" for u in self.ground.updates)
        first = reporter.told[0].id
        sent = [int(number) for report, number in told if first in messages_of(report)]
        self._expect(
            count or poison,
            self.verdict.lost,
            f"{reporter.person.name}: an edit of {first}, sent in {sent}, of {words}",
        )
        self._expect(count <= 1, self.verdict.doubled, f"{reporter.person.name}: an edit")

    async def _files(self, reporter: Reporter, reports: list[Report]) -> None:
        """A file that is said to be kept can be read, as it was sent."""
        for case, item in ((report.case, item) for report in reports for item in media_of(report)):
            if item.state is MediaState.STORED and item.file is not None:
                size = 0
                async for chunk in self.ground.components.database.files.read(case, item.file):
                    size += len(chunk)
                self._expect(size == item.size, self.verdict.lost, f"{reporter.person.name}: a file")

    # --- cases ---

    def _deadlines(self, cases: list[Case], entries: list[Any]) -> None:
        """Each step whose time has come has fired, once."""
        profile, now = self.ground.components.profile, self.ended_at or self.ground.clock.now()
        acts = sorted(entries, key=lambda entry: entry.id)
        for case in cases:
            _, missed = firing.fire(case, profile.policy, profile.zone, now)
            self.verdict.lost += [f"case {case.number}: {one.step} of {one.deadline.kind}" for one in missed]
            twice = steps_told_twice(case, [act for act in acts if act.case == case.id])
            self.verdict.doubled += [f"case {case.number}: {step}" for step in twice]

    async def _cards(self, cases: list[Case]) -> None:
        """One card per case and body that has it, or a word to the supervisors that it was refused; a repeat only for a
        send that nobody could be sure of."""
        repeats, unsure = 0, self.unsure
        told = [found[1] for m in await self.cast.supervisor.sees() if (found := UNDELIVERED.search(m.words))]
        for agency, group in self.cast.groups.items():
            head = self.cast.heads[agency]
            here = cards_in(await head.sees(group))
            before = Counter[int]()
            for old in self.ground.former.get(agency, ()):
                before += cards_in(await head.sees(old))
            for case in cases:
                task = case.task(agency)
                if task is None:
                    self._expect(not here[case.number], self.verdict.wrong, f"{agency} was told of {case.number}")
                    continue
                total = here[case.number] + before[case.number]
                self.verdict.cards += 1
                self._expect(
                    total or str(case.number) in told, self.verdict.lost, f"the card of case {case.number} for {agency}"
                )
                extra = 0 if agency in self.ground.rebound else max(0, here[case.number] - 1)
                self._expect(extra <= 1 + unsure, self.verdict.doubled, f"case {case.number} for {agency}: {extra + 1}")
                repeats += extra
        self.verdict.repeats = repeats
        self._expect(
            repeats <= unsure, self.verdict.doubled, f"{repeats} cards repeated, {unsure} sends were uncertain"
        )

    def _taken(self, cases: list[Case], entries: list[Any]) -> None:
        """Who took a case has it, and took it once."""
        acknowledged = Counter((row.case, row.agency) for row in entries if row.action == "acknowledged")
        for case in cases:
            moved = sum(row.case == case.id and row.action == "takeover" for row in entries)
            for agency, officer in self.officers.items():
                times = acknowledged[case.id, agency]
                self._expect(times <= 1 + moved, self.verdict.doubled, f"case {case.number} was taken {times} times")
                is_asked = case.number in officer.taken and case.task(agency) is not None
                self._expect(times or not is_asked, self.verdict.lost, f"{agency} took case {case.number}")

    def _log(self) -> None:
        """Nobody's words, number or token."""
        log = self.ground.log.decode("utf-8", "replace").lower()
        people = [str(reporter.person.id) for reporter in self.reporters]
        for secret in ("canary", TOKEN.partition(":")[2], *people):
            self._expect(secret not in log, self.verdict.wrong, f"the log tells {secret[:6]}")
        self._expect('"event": "up"' in log, self.verdict.wrong, "there is no log")
