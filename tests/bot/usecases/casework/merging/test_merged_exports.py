"""What is exported of a merged case: every report, answer and note, and to which case each belongs."""

import csv
import io
import re
from dataclasses import replace

from bot.cli.export import words_of
from bot.domain.notices.supervisor.exports import ExportReady
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.merged_cases import goes_on, notes_of, replies_of, reports_of
from bot.usecases.oversight.statistics import exporting
from handlers.telegram.text.rendered import RenderContext
from locales.catalogue import Catalogue
from tests.support.acting import asking, begins, hands_in, taps
from tests.support.casework.merging import case_of, merges, noted_in_one, parts, supervisor_of, two_of_one_child
from tests.support.notices import worded
from tests.support.officers import Officer, leaves
from tests.support.oversight.lists import HERE
from tests.support.people import PROFILE, District


def context_of(district: District) -> RenderContext:
    """What views need, for staff who read English."""
    text, database = Catalogue(PROFILE.zone, own=PROFILE.texts), district.database
    english = replace(PROFILE, staff_language="en")
    return RenderContext(text, text.has, english, "", database.reading, database.files, district.time.now)


async def taken_out(district: District, number: int) -> str:
    """case.txt of the case with this number, or of the one that goes on with it."""
    context = context_of(district)
    async with district.database.reading() as uow:
        case = await goes_on(uow, await case_of(district, number))
        told = await reports_of(uow, case), await replies_of(uow, case), await notes_of(uow, case)
        return words_of(context, replace(case, links=(), partings=()), *told)


async def answers(who: Officer, to: str, template: str) -> None:
    await begins(*who.me, "reply")
    await taps(*who.me, "reply", "to", to)
    await taps(*who.me, "reply", "which", template)
    await hands_in(*who.me)
    await leaves(who.district)
    await who.district.deliver()


async def test_a_merged_export_names_the_case_of_each_report_and_answer_and_has_the_notes(district: District) -> None:
    amal, _ = await noted_in_one(district)
    await answers(amal, "2", "thank_you")
    await answers(amal, "1", "looking_into_it")
    told = await taken_out(district, 2)
    assert re.findall(r"Report of case (\d)", told) == ["1", "2"]
    assert re.findall(r"To the reporter of case (\d):", told) == ["2", "1"]
    assert told.index("They wait for her after school.") < told.index("She comes home with torn books.")
    assert told.count("Both parents were called") == 1


async def test_after_an_unmerge_each_case_is_exported_alone(district: District) -> None:
    _, sue = await noted_in_one(district)
    await parts(sue)
    told = await taken_out(district, 2)
    assert "torn books" in told
    assert "after school" not in told
    assert "Both parents were called" in told
    assert "case 1" not in told


async def test_the_list_of_cases_says_where_a_merged_one_goes_on(district: District) -> None:
    await two_of_one_child(district)
    sue = await supervisor_of(district)
    await merges(sue)
    district.time.move(days=1)  # nobody is late for what is done elsewhere
    await exporting.export(await asking(*sue.me, is_press=True), "week.csv")
    [ready] = [notice for notice in await district.deliver() if isinstance(notice.content, ExportReady)]
    shown = await worded(context_of(district), OutboxRow(1, HERE.chat, "en", ready, 0, None, None, is_group=False))
    assert shown is not None
    [made] = shown.made
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"))))[1:]
    assert [(row[0], row[-1]) for row in rows if row[0] == "2"] == [
        ("2", "Case 2 was joined with case 1. Everything goes on there.")
    ]
    assert "joined" not in next(row[-1] for row in rows if row[0] == "1")
