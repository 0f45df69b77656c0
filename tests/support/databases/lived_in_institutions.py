"""Institutions, their people and their reports, in the database in which every table has rows."""

from datetime import timedelta
from typing import Any

from bot.domain.ids import PersonKey
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import InstitutionFilter, Registered, Seat, SeatRole, Window
from bot.domain.report import Report
from tests.support.clock import START
from tests.support.databases.samples import EDU, PERSON, PSB, RITA_CHAT, a_report

LATER, LONG_AFTER = START + timedelta(minutes=5), START + timedelta(days=400)


async def add_institutions(uow: Any, person: PersonKey) -> None:
    for number, body in ((1, EDU), (2, PSB)):
        it = Institution(f"I-{number}", f"School {number}", "primary_school", "erlang", body)
        await uow.institutions.save(Registered(it, f"link-{number}", f"head-{number}", LONG_AFTER))
        report = a_report(f"case-{number}", f"report-{number}", f"token-{number}").id
        await uow.institutions.note_report(report, it.code, START, in_conflict=number == 1)
    await uow.institutions.save_seat(Seat(person, SeatRole.STAFF, "I-1", RITA_CHAT, "en", START, "teaching"))
    await uow.institutions.save_seat(Seat(PERSON, SeatRole.HEAD, "I-2", RITA_CHAT, "en", START))


async def add_report_of_staff(uow: Any, report: Report) -> None:
    """A report that counts, in a case that will be erased."""
    await uow.reports.add(report)
    await uow.institutions.note_report(report.id, "I-1", START, in_conflict=False)


async def outlook_of_institutions(uow: Any, found: dict[str, Any]) -> None:
    reported = await uow.institutions.reported(["I-1", "I-2"], Window(START, LATER))
    erased = await uow.institutions.reported(["I-1", "I-2"], Window(START - timedelta(days=30), START))
    found["I-1 reported, and that is erased"] = "I-1" in erased or None
    for number, body in ((1, EDU), (2, PSB)):
        code = f"I-{number}"
        found[f"institution {code}"] = await uow.institutions.registered(code)
        found[f"link of {code}"] = await uow.institutions.by_link(f"link-{number}")
        found[f"link of the head of {code}"] = await uow.institutions.by_head_link(f"head-{number}", START)
        found[f"heads of {code}"] = [*await uow.institutions.heads(code)]
        found[f"{code} reported"] = code in reported or None
        listed = await uow.institutions.page(InstitutionFilter(above=[body]), skip=0, limit=9)
        found[f"institutions of {body}"] = [one.code for one in listed]
    for person in (PERSON,):
        for role in SeatRole:
            found[f"{role} {person}"] = await uow.institutions.seat(person, role)
