"""The registry, its people and their reports, on either kind of database; no report in conflict is counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from sqlalchemy import select

from bot.domain.ids import PersonKey
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import InstitutionFilter, Registered, Seat, SeatRole, Window
from storage.institutions.tables import duty_months, duty_reports
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.databases.samples import EDU, PERSON, PSB, RITA_CHAT, a_case, a_report, a_reporter

OTHER = PersonKey("cd" * 16)
SCHOOL = Registered(Institution("EDU-1", "B School", "primary_school", "erlang", EDU, contact="Wang 6800"), "secret")
CLINIC = Registered(Institution("HEA-1", "A Clinic", "clinic", "shiban", PSB))
YEAR = Window(START, START + timedelta(days=365))


async def live(database: Database) -> None:
    async with database.begin() as uow:
        await uow.institutions.save(SCHOOL)
        await uow.institutions.save(CLINIC)
        await uow.commit()


async def codes(database: Database, wanted: InstitutionFilter, skip: int = 0) -> list[str]:
    async with database.reading() as uow:
        found = await uow.institutions.page(wanted, skip=skip, limit=10)
        assert await uow.institutions.count(wanted) == len(found) + skip
        return [one.code for one in found]


async def test_a_saved_institution_is_found_by_kind_area_and_body(database: Database) -> None:
    await live(database)
    async with database.reading() as uow:
        assert await uow.institutions.registered("EDU-1") == SCHOOL
        assert await uow.institutions.get("HEA-1") == CLINIC.institution
        assert await uow.institutions.get("HEA-2") is None
    assert await codes(database, InstitutionFilter()) == ["HEA-1", "EDU-1"]
    assert await codes(database, InstitutionFilter(), skip=1) == ["EDU-1"]
    assert await codes(database, InstitutionFilter(kind="clinic")) == ["HEA-1"]
    assert await codes(database, InstitutionFilter(area="erlang")) == ["EDU-1"]
    assert await codes(database, InstitutionFilter(above=[EDU])) == ["EDU-1"]
    assert await codes(database, InstitutionFilter(above=[])) == []
    async with database.begin() as uow:
        await uow.institutions.save(replace(CLINIC, institution=replace(CLINIC.institution, is_open=False)))
        await uow.commit()
    assert await codes(database, InstitutionFilter()) == ["EDU-1"]
    assert await codes(database, InstitutionFilter(open_only=False)) == ["HEA-1", "EDU-1"]


async def test_a_link_leads_to_its_institution_until_there_is_a_new_one(database: Database) -> None:
    await live(database)
    async with database.begin() as uow:
        assert await uow.institutions.by_link("secret") == SCHOOL
        assert await uow.institutions.by_link("") is None
        await uow.institutions.save(replace(SCHOOL.with_link("newer"), head_link="one", head_until=START))
        assert await uow.institutions.by_link("secret") is None
        found = await uow.institutions.by_link("newer")
        assert found is not None
        before = START - timedelta(seconds=1)
        assert await uow.institutions.by_head_link("one", before) == found
        assert await uow.institutions.by_head_link("one", START) is None
        assert await uow.institutions.by_head_link("newer", before) is None


async def test_linked_accounts_are_counted_by_institution_and_end_together(database: Database) -> None:
    await live(database)
    staff = Seat(PERSON, SeatRole.STAFF, "EDU-1", RITA_CHAT, "en", START, "teaching")
    head = replace(staff, role=SeatRole.HEAD)
    async with database.begin() as uow:
        for seat in (staff, replace(staff, person=OTHER), head):
            await uow.institutions.save_seat(seat)
        assert await uow.institutions.count_staff(["EDU-1", "HEA-1"]) == {"EDU-1": 2}
        assert await uow.institutions.heads("EDU-1") == [head]
        assert await uow.institutions.end_seats("EDU-1", SeatRole.STAFF) == 2
        assert await uow.institutions.seat(PERSON, SeatRole.STAFF) is None
        assert await uow.institutions.seat(PERSON, SeatRole.HEAD) == head
        await uow.institutions.save_seat(replace(staff, code="HEA-1"))
        assert await uow.institutions.count_staff(["EDU-1", "HEA-1"]) == {"HEA-1": 1}


async def add_report(database: Database, number: int, *, barred: bool = False, in_conflict: bool = False) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case(number, barred=(EDU,) if barred else ()))
        await uow.reports.save_reporter(a_reporter(database, f"token-{number}"))
        report = a_report(f"case-{number}", f"report-{number}", f"token-{number}")
        await uow.reports.add(report)
        await uow.institutions.note_report(report.id, "EDU-1", START, in_conflict=in_conflict)
        await uow.commit()


async def reported(database: Database, window: Window = YEAR) -> bool:
    async with database.reading() as uow:
        found = await uow.institutions.reported(["EDU-1", "HEA-1"], window)
    assert found <= {"EDU-1"}
    silent = await codes(database, InstitutionFilter(silent=window))
    assert silent == (["HEA-1"] if found else ["HEA-1", "EDU-1"])
    return bool(found)


async def test_an_institution_is_silent_until_a_report_without_conflict_came_in_that_time(database: Database) -> None:
    await live(database)
    assert not await reported(database)
    await add_report(database, 1, in_conflict=True)
    assert not await reported(database)
    await add_report(database, 2, barred=True)
    assert not await reported(database)
    await add_report(database, 3)
    assert await reported(database)
    assert not await reported(database, Window(START - timedelta(days=1), START))
    assert not await reported(database, Window(START + timedelta(seconds=1), YEAR.until))
    async with database.begin() as uow:
        await uow.institutions.forget_report(a_report("case-3", "report-3", "token-3").id)
        await uow.commit()
    assert not await reported(database)


MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
EVER = Window(datetime(1990, 1, 1, tzinfo=UTC), APRIL)
WINDOWS = (Window(MARCH, APRIL), EVER, Window(APRIL, APRIL + timedelta(days=366)), Window(EVER.since, MARCH))


@once_on_postgres("in_conflict, barred, is_barred_later", [*product((False, True), repeat=3)])
async def test_erasing_a_case_changes_no_answer_about_its_institution(
    database: Database, in_conflict: bool, barred: bool, is_barred_later: bool
) -> None:
    await live(database)
    await add_report(database, 3, barred=barred, in_conflict=in_conflict)
    if is_barred_later:
        async with database.begin() as uow:
            await uow.institutions.bar([a_report("case-3", "report-3", "token-3").id], APRIL)
            await uow.commit()
    before = [await reported(database, window) for window in WINDOWS]
    counts = not in_conflict and (is_barred_later or not barred)
    assert before == [counts, counts, False, False]
    async with database.begin() as uow:
        await uow.retention.erase(a_case(3).id, START)
        await uow.commit()
    assert [await reported(database, window) for window in WINDOWS] == before


async def test_of_an_erased_report_the_month_is_kept_and_nothing_more_exact(database: Database) -> None:
    await live(database)
    for number in (3, 4):
        await add_report(database, number)
        async with database.begin() as uow:
            await uow.retention.erase(a_case(number).id, START)
            await uow.commit()
    async with database._engine.reading() as connection:
        [row] = (await connection.execute(select(duty_months.c.institution, duty_months.c.month))).all()
    assert row == (database.blind_index.keyed_hash("institution", "EDU-1"), MARCH)


async def test_a_row_moved_by_hand_hides_no_report(database: Database) -> None:
    """The newest row is not genuine: the one before it still says that somebody reported."""
    await live(database)
    for number in (3, 4):
        await add_report(database, number)
    async with database._engine.writing() as connection:
        later = duty_reports.update().where(duty_reports.c.report == "report-4")
        await connection.execute(later.values(at=START + timedelta(days=1)))
        await connection.commit()
    async with database.reading() as uow:
        assert await uow.institutions.reported(["EDU-1", "HEA-1"], YEAR) == {"EDU-1"}
