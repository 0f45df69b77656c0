"""Every value that an act reads, changes and saves as a whole: how it is read and saved, and two changes of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.access.identity import Identity, Reveal
from bot.domain.access.on_call import Roster
from bot.domain.access.receipts import Follower
from bot.domain.cases.case import Case
from bot.domain.cases.lists import StoredWorklist
from bot.domain.cases.stages.retained import Retained
from bot.domain.desk import Desk, Writing
from bot.domain.desk_answers import InWords
from bot.domain.groups import NewGroup
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId, PersonKey, ReporterToken, UserId
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import Registered, Seat, SeatRole
from bot.domain.people import Reporter, Staff
from bot.domain.report import Contact, Report
from bot.domain.second_factor import FactorKind, SecondFactor
from bot.ports.unit_of_work import UnitOfWork
from tests.support.clock import START
from tests.support.databases.samples import EDU, PERSON, a_draft

CASE, TOKEN, CODE = CaseId("case-1"), ReporterToken("token-1"), "S-1"
CHAT = ChatId(77)
LATER = START + timedelta(hours=1)
DESK = Desk("note", CASE, CaseNumber(1), Writing("write"), InWords(), START)
GROUP = NewGroup(EDU, CHAT, "Teachers", PERSON, START)
SEAT = Seat(PERSON, SeatRole.STAFF, CODE, CHAT, "en", START)
SCHOOL = Registered(Institution(CODE, "School", "school", "area_yangjiaping", EDU))
Read = Callable[[UnitOfWork], Awaitable[Any]]
Save = Callable[[UnitOfWork, Any], Awaitable[object]]


@dataclass(frozen=True)
class Saved:
    """One kind of value. Two acts change different fields of it."""

    read: Read
    save: Save
    one: Mapping[str, Any]
    other: Mapping[str, Any]
    first: Any = None
    """The value that is stored first. None for one that the samples of the database hold already."""
    drop: Callable[[UnitOfWork], Awaitable[object]] | None = None
    """How it is deleted by itself, where that can be."""
    is_locked: bool = False
    """Whether nobody else can read it for a change before this transaction ends."""


async def the_report(uow: UnitOfWork) -> Report:
    """The one report of the samples."""
    [report] = await uow.reports.of_case(CASE)
    return report


async def save_case(uow: UnitOfWork, case: Case) -> None:
    """Saves the next version of a case."""
    await uow.cases.save(replace(case, version=case.version + 1), was=case.version)


async def the_identity(uow: UnitOfWork) -> Identity:
    """The identity of the one report's sender."""
    return await uow.identities.of(await the_report(uow))


async def the_request(uow: UnitOfWork) -> Reveal | None:
    """The one request to reveal the identity."""
    return next(iter(await uow.identities.requests(CASE)), None)


async def keep_worklist(uow: UnitOfWork, stored: StoredWorklist) -> None:
    """Saves a worklist."""
    await uow.worklists.keep(PERSON, stored.agencies, stored.shown_at)


async def the_worklist(uow: UnitOfWork) -> StoredWorklist | None:
    """The worklist of one person."""
    return (await uow.worklists.all()).get(PERSON)


SAVED: Mapping[str, Saved] = {
    "CaseStore.save": Saved(lambda uow: uow.cases.get(CASE), save_case, {"own_words": True}, {"age_band": "age_14_17"}),
    "ReportStore.save": Saved(
        the_report, lambda uow, one: uow.reports.save(one), {"language": "zh-Hans"}, {"incomplete": False}
    ),
    "ReportStore.save_reporter": Saved(
        lambda uow: uow.reports.reporter(TOKEN),
        lambda uow, one: uow.reports.save_reporter(one),
        {"hidden_at": LATER},
        {"language": "zh-Hans"},
        Reporter(TOKEN, PERSON, CHAT, "en", Contact.YES),
    ),
    "DraftStore.save": Saved(
        lambda uow: uow.drafts.of(PERSON),
        lambda uow, one: uow.drafts.save(PERSON, CHAT, one, due_at=None),
        {"at": "story"},
        {"language": "en"},
        replace(a_draft(), media=()),
        lambda uow: uow.drafts.drop(PERSON, erase=False),
        is_locked=True,
    ),
    "ReceiptStore.save_follower": Saved(
        lambda uow: uow.receipts.follower(PERSON),
        lambda uow, one: uow.receipts.save_follower(PERSON, one),
        {"wrong": 3},
        {"question": 2},
        Follower(START),
    ),
    "StaffStore.save": Saved(
        lambda uow: uow.staff.get(PERSON),
        lambda uow, one: uow.staff.save(one),
        {"left_at": LATER},
        {"locale": "zh-Hans"},
        Staff(PERSON, UserId(77), "en", supervisor=True),
    ),
    "StaffStore.save_desk": Saved(
        lambda uow: uow.staff.desk(PERSON),
        lambda uow, one: uow.staff.save_desk(PERSON, one),
        {"waiting_words": "He is at home"},
        {"changed_at": LATER},
        DESK,
        lambda uow: uow.staff.save_desk(PERSON, None),
    ),
    "IdentityStore.save": Saved(
        the_identity,
        lambda uow, one: uow.identities.save(TOKEN, one),
        {"known_at": LATER},
        {"account_name": "Rita"},
        Identity(institution=CODE),
    ),
    "IdentityStore.ask": Saved(
        the_request,
        lambda uow, one: uow.identities.ask(CASE, one),
        {"agreed_by": PersonKey("cd" * 16), "agreed_at": LATER},
        {"quiet": "danger"},
        Reveal(PERSON, EDU, START, "He asked for it"),
        lambda uow: uow.identities.forget(CASE, PERSON),
    ),
    "SecondFactorStore.save": Saved(
        lambda uow: uow.second_factors.of(PERSON),
        lambda uow, one: uow.second_factors.save(PERSON, one),
        {"wrong": 4},
        {"confirmed": True},
        SecondFactor(FactorKind.PIN, "hash"),
        lambda uow: uow.second_factors.drop(PERSON),
    ),
    "RosterStore.save": Saved(
        lambda uow: uow.rosters.of(EDU),
        lambda uow, one: uow.rosters.save(one),
        {"told": PERSON},
        {"begins": date(2026, 2, 2)},
        Roster(EDU),
    ),
    "WorklistStore.keep": Saved(
        the_worklist,
        keep_worklist,
        {"agencies": frozenset({AgencyKey("PSB")})},
        {"shown_at": LATER},
        StoredWorklist(frozenset({EDU}), START),
        lambda uow: uow.worklists.drop(PERSON),
    ),
    "InstitutionStore.save": Saved(
        lambda uow: uow.institutions.registered(CODE),
        lambda uow, one: uow.institutions.save(one),
        {"trained_on": date(2026, 2, 2)},
        {"crowd_told": True},
        SCHOOL,
    ),
    "InstitutionStore.save_seat": Saved(
        lambda uow: uow.institutions.seat(PERSON, SeatRole.STAFF),
        lambda uow, one: uow.institutions.save_seat(one),
        {"post": "care"},
        {"language": "zh-Hans"},
        SEAT,
        lambda uow: uow.institutions.end_seat(PERSON, SeatRole.STAFF),
    ),
    "RetentionStore.save": Saved(
        lambda uow: uow.retention.of(CASE),
        lambda uow, one: uow.retention.save(CASE, one),
        {"let_go_by": PersonKey("cd" * 16), "let_go_at": LATER},
        {"told_at": LATER},
        Retained(),
    ),
    "NewGroupStore.save": Saved(
        lambda uow: uow.new_groups.of(EDU),
        lambda uow, one: uow.new_groups.save(one),
        {"title": "Teachers of the district"},
        {"opened_at": LATER},
        GROUP,
        lambda uow: uow.new_groups.drop(EDU),
    ),
}
"""By port and method."""
